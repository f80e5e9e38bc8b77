<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>Take the ringing call, else a new one</source>
        <translation>登记来电；没有来电就新建报修</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Hand off the selected call</source>
        <translation>派工（选中的报修）</translation>
    </message>
    <message>
        <source>Hand off</source>
        <translation>派工</translation>
    </message>
    <message>
        <source>Next step of the selected call</source>
        <translation>选中报修的下一步</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Choose a step of the selected call</source>
        <translation>选中报修：选择步骤</translation>
    </message>
    <message>
        <source>Follow up with the caller</source>
        <translation>回访报修人</translation>
    </message>
    <message>
        <source>Follow up</source>
        <translation>回访</translation>
    </message>
    <message>
        <source>Relay: a guard or cleaner brings a call</source>
        <translation>转告：保安或保洁带来的报修</translation>
    </message>
    <message>
        <source>Relay</source>
        <translation>转告</translation>
    </message>
    <message>
        <source>Park the half-typed call</source>
        <translation>暂存未登记完的报修</translation>
    </message>
    <message>
        <source>Park</source>
        <translation>暂存</translation>
    </message>
    <message>
        <source>Throw the half-typed call away</source>
        <translation>丢弃没填完的报修</translation>
    </message>
    <message>
        <source>Show the full number; it is recorded</source>
        <translation>显示完整号码（留有记录）</translation>
    </message>
    <message>
        <source>Yes to the next question to the caller</source>
        <translation>下一个要问的问题：是</translation>
    </message>
    <message>
        <source>No to the next question to the caller</source>
        <translation>下一个要问的问题：否</translation>
    </message>
    <message>
        <source>Look at the open call that it may be</source>
        <translation>查看疑似同一件的未结报修</translation>
    </message>
    <message>
        <source>It is that open call, and the caller chases</source>
        <translation>就是那件未结报修，记一次催办</translation>
    </message>
    <message>
        <source>Find a call, a person or a place</source>
        <translation>查找报修、人员或地点</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Go to the input line</source>
        <translation>回到输入行</translation>
    </message>
    <message>
        <source>Go to the crew board; Page Up and Page Down scroll it</source>
        <translation>到人员看板；Page Up、Page Down 翻页</translation>
    </message>
    <message>
        <source>Begin a command</source>
        <translation>开始输入命令</translation>
    </message>
    <message>
        <source>Undo the last step</source>
        <translation>撤销上一步</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Switch between the officers who have signed on</source>
        <translation>切换当前登记人（已签到的值班员）</translation>
    </message>
    <message>
        <source>Alarms silent for ten minutes, or sound again</source>
        <translation>警报静音十分钟；再按恢复</translation>
    </message>
    <message>
        <source>The maintenance phone was forwarded here, or taken back to the workshop</source>
        <translation>维修电话已转接本台，或已转回维修班</translation>
    </message>
    <message>
        <source>Sign officers on</source>
        <translation>值班员签到</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>全部按键</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Tour of the first six keys</source>
        <translation>六个常用键的导览</translation>
    </message>
    <message>
        <source>Phones: set up the sources and the lines</source>
        <translation>电话：设置接口和线路</translation>
    </message>
    <message>
        <source>Ring test: what the exchange tells of a ring</source>
        <translation>来电测试：交换机对来电说明什么</translation>
    </message>
    <message>
        <source>Phone calls: the latest, and what they amount to</source>
        <translation>来电：最近的来电与统计</translation>
    </message>
    <message>
        <source>Chinese or English</source>
        <translation>中文 / 英文</translation>
    </message>
    <message>
        <source>Go to the shift timeline; arrows walk, + and - zoom, Esc goes back</source>
        <translation>到本班时间轴；方向键移动，+ - 缩放，Esc 返回</translation>
    </message>
    <message>
        <source>The notices so far</source>
        <translation>查看已有的提示</translation>
    </message>
    <message>
        <source>Health: what works, and what to do</source>
        <translation>体检：是否正常，怎么处理</translation>
    </message>
    <message>
        <source>Night or day theme, until the clock changes it</source>
        <translation>夜间或日间外观，保持到下次按时切换</translation>
    </message>
    <message>
        <source>Night and day theme by the clock</source>
        <translation>外观按时间自动切换</translation>
    </message>
    <message>
        <source>Dim the night theme, and back</source>
        <translation>夜间外观调暗／恢复</translation>
    </message>
</context>
<context>
    <name>AddressRow</name>
    <message>
        <source>Address for the exchange</source>
        <translation>填到交换机里的地址</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Show the token first to copy the address whole.</source>
        <translation>要复制完整地址，请先显示口令。</translation>
    </message>
    <message>
        <source>This goes into the exchange; whoever knows it can report rings.</source>
        <translation>把它填到交换机里；知道它的人都能报来电。</translation>
    </message>
    <message>
        <source>Copied without the token. Show the token first to copy it whole.</source>
        <translation>已复制，不含口令。要复制完整地址，请先显示口令。</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>已复制。</translation>
    </message>
</context>
<context>
    <name>AuthorBadge</name>
    <message>
        <source>nobody signed on</source>
        <translation>无人签到</translation>
    </message>
    <message>
        <source>Entered by {name}</source>
        <translation>登记人 {name}</translation>
    </message>
    <message>
        <source>In whose name things are entered; Alt+U switches</source>
        <translation>以谁的名义登记；Alt+U 切换</translation>
    </message>
</context>
<context>
    <name>CallSheet</name>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>{place} ?</source>
        <translation>{place} ？</translation>
    </message>
    <message>
        <source>Which place? Choose with 1-9 or the arrows, then Enter</source>
        <translation>哪个地点？请按 1-9，或用方向键选定后按 Enter</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>紧急程度</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>First receiver</source>
        <translation>首问人</translation>
    </message>
    <message>
        <source>forwarded {line}</source>
        <translation>转接电话 {line}</translation>
    </message>
    <message>
        <source>Which place?</source>
        <translation>哪一处？</translation>
    </message>
    <message>
        <source>Who is it?</source>
        <translation>是哪一位？</translation>
    </message>
    <message numerus="yes">
        <source>%n fit</source>
        <translation>
            <numerusform>%n 处可能</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CallerCard</name>
    <message>
        <source>{count} registered here</source>
        <translation>户内 {count} 人登记</translation>
    </message>
    <message>
        <source>Caller</source>
        <translation>来电人</translation>
    </message>
    <message>
        <source>Show the number in full</source>
        <translation>显示完整号码</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>上次</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>{name} ({tie})</source>
        <translation>{name}（{tie}）</translation>
    </message>
    <message>
        <source>owner</source>
        <translation>业主</translation>
    </message>
    <message>
        <source>tenant</source>
        <translation>租户</translation>
    </message>
    <message>
        <source>family</source>
        <translation>家人</translation>
    </message>
    <message>
        <source>shop</source>
        <translation>商户</translation>
    </message>
    <message>
        <source>Show the number in full; the look is recorded (Alt+P)</source>
        <translation>显示完整号码，查看留有记录（Alt+P）</translation>
    </message>
</context>
<context>
    <name>CandidateCard</name>
    <message>
        <source>Transfer to</source>
        <translation>转给谁</translation>
    </message>
    <message>
        <source>↑↓ choose   ←→ told how   Enter transfer   + helper</source>
        <translation>↑↓ 选择   ←→ 告知方式   Enter 转给   + 加协助</translation>
    </message>
    <message>
        <source>Whom to transfer the call to</source>
        <translation>转给谁</translation>
    </message>
    <message>
        <source>Hand to</source>
        <translation>派给谁</translation>
    </message>
    <message>
        <source>↑↓ choose   ←→ told how   Enter hand off   + helper</source>
        <translation>↑↓ 选择   ←→ 告知方式   Enter 派工   + 加协助</translation>
    </message>
    <message>
        <source>Whom to hand the call to</source>
        <translation>派给谁</translation>
    </message>
    <message>
        <source>Why it is transferred</source>
        <translation>转给他人的原因</translation>
    </message>
    <message>
        <source>Told by {way}</source>
        <translation>{way}告知</translation>
    </message>
</context>
<context>
    <name>CandidateDelegate</name>
    <message>
        <source>Press again: busy with {job}</source>
        <translation>再按一次派工：正忙 {job}</translation>
    </message>
</context>
<context>
    <name>CandidateRows</name>
    <message>
        <source>{count} this shift</source>
        <translation>本班 {count} 单</translation>
    </message>
    <message>
        <source>same building</source>
        <translation>同一栋楼</translation>
    </message>
    <message numerus="yes">
        <source>%n building(s) away</source>
        <translation>
            <numerusform>距 %n 栋楼</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Chip</name>
    <message>
        <source>Enter corrects it, Delete takes the correction away</source>
        <translation>按 Enter 更正，按 Delete 取消更正</translation>
    </message>
</context>
<context>
    <name>ChoicePage</name>
    <message>
        <source>How shall this desk begin?</source>
        <translation>值班台从哪里开始？</translation>
    </message>
    <message>
        <source>There is no site in this folder yet. Take a look around first, or set up your own in a few minutes.</source>
        <translation>这个文件夹里还没有项目。可以先看看示例，也可以几分钟建好自己的。</translation>
    </message>
    <message>
        <source>Look at the sample site</source>
        <translation>看看示例项目</translation>
    </message>
    <message>
        <source>An invented estate, in a temporary folder that is gone when you close it.</source>
        <translation>一个虚构的小区，放在临时文件夹里，关闭后就没有了。</translation>
    </message>
    <message>
        <source>Import a site</source>
        <translation>导入项目</translation>
    </message>
    <message>
        <source>From a table (CSV) of rooms and people; you see what was understood before anything is written.</source>
        <translation>从房间和住户的表格（CSV）导入；写入之前先看读懂了什么。</translation>
    </message>
    <message>
        <source>Start empty with one crew</source>
        <translation>从一个班组开始</translation>
    </message>
    <message>
        <source>Name the site, its officers and the maintenance crew; rooms and people can be imported later.</source>
        <translation>填项目名称、值班员和维修班；房间和住户以后再导入。</translation>
    </message>
    <message>
        <source>Everything stays in this folder, nothing is sent anywhere:</source>
        <translation>所有数据都在这个文件夹里，不发往任何地方：</translation>
    </message>
    <message>
        <source>Nothing is made until you say so. Esc leaves; the next start begins here again.</source>
        <translation>您没有确认，就什么也不建立。按 Esc 离开，下次启动还从这里开始。</translation>
    </message>
</context>
<context>
    <name>Chooser</name>
    <message>
        <source>Type to narrow the list</source>
        <translation>输入文字缩小范围</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>可选项</translation>
    </message>
    <message>
        <source>Who relays it?</source>
        <translation>谁转告的？</translation>
    </message>
</context>
<context>
    <name>CompletionList</name>
    <message>
        <source>Completions</source>
        <translation>补全</translation>
    </message>
</context>
<context>
    <name>ConsoleWindow</name>
    <message>
        <source>{site} · duty desk</source>
        <translation>{site} · 值班台</translation>
    </message>
</context>
<context>
    <name>CrewBoard</name>
    <message>
        <source>to be called {count}</source>
        <translation>待叫 {count}</translation>
    </message>
    <message>
        <source>on duty {count}</source>
        <translation>在岗 {count}</translation>
    </message>
    <message>
        <source>posts not manned {count}</source>
        <translation>岗位缺 {count}</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>未应答</translation>
    </message>
    <message>
        <source>Unmanned</source>
        <translation>缺岗</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Off {count}</source>
        <translation>下班 {count}</translation>
    </message>
</context>
<context>
    <name>CrewBoardView</name>
    <message>
        <source>Crew board</source>
        <translation>人员看板</translation>
    </message>
    <message>
        <source>free {free} · on the way {on_the_way} · on site {on_site}</source>
        <translation>可派 {free} · 在途 {on_the_way} · 现场 {on_site}</translation>
    </message>
</context>
<context>
    <name>CrewCard</name>
    <message>
        <source>has set out</source>
        <translation>已出发</translation>
    </message>
    <message>
        <source>is on site</source>
        <translation>已到场</translation>
    </message>
    <message>
        <source>is done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>needs help</source>
        <translation>需要支援</translation>
    </message>
    <message>
        <source>brings another call</source>
        <translation>另报一个报修</translation>
    </message>
    <message>
        <source>Esc closes</source>
        <translation>Esc 关闭</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>{status} since {time}</source>
        <translation>{time} 起{status}</translation>
    </message>
    <message>
        <source>no call</source>
        <translation>手上没有报修</translation>
    </message>
    <message>
        <source>What is told by phone</source>
        <translation>电话里所说</translation>
    </message>
</context>
<context>
    <name>DeskPanels</name>
    <message>
        <source>Ring test</source>
        <translation>来电测试</translation>
    </message>
</context>
<context>
    <name>DeskWindow</name>
    <message>
        <source>Wrong number</source>
        <translation>打错了</translation>
    </message>
    <message>
        <source>Sales call</source>
        <translation>推销电话</translation>
    </message>
    <message>
        <source>Seen to already</source>
        <translation>已处理</translation>
    </message>
    <message>
        <source>Rang again</source>
        <translation>已再次来电</translation>
    </message>
    <message>
        <source>{sentence} Last good: {time}.</source>
        <translation>{sentence}最后正常：{time}。</translation>
    </message>
</context>
<context>
    <name>DroppedCalls</name>
    <message>
        <source>Goes to {name}: type what is wrong, then Enter twice</source>
        <translation>派给 {name}：输入情况，再按两次 Enter</translation>
    </message>
</context>
<context>
    <name>DuplicateRow</name>
    <message>
        <source>Look</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Caller chases</source>
        <translation>催办</translation>
    </message>
</context>
<context>
    <name>Durations</name>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} 分</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} 时 {minutes} 分</translation>
    </message>
    <message>
        <source>{days} d {hours} h</source>
        <translation>{days} 天 {hours} 时</translation>
    </message>
    <message>
        <source>tomorrow {time}</source>
        <translation>明天 {time}</translation>
    </message>
    <message>
        <source>yesterday {time}</source>
        <translation>昨天 {time}</translation>
    </message>
    <message>
        <source>ddd d MMM</source>
        <comment>a date pattern of QLocale</comment>
        <translation>M月d日 ddd</translation>
    </message>
    <message>
        <source>d MMM</source>
        <comment>a date pattern of QLocale</comment>
        <translation>M月d日</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <comment>a date pattern of QLocale</comment>
        <translation>yyyy年M月d日</translation>
    </message>
</context>
<context>
    <name>EarlierMark</name>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Back to now (End)</source>
        <translation>回到现在（End）</translation>
    </message>
    <message>
        <source>Earlier: {start} to {end}</source>
        <translation>往前查看：{start} 至 {end}</translation>
    </message>
</context>
<context>
    <name>Entering</name>
    <message>
        <source>Open call {call}</source>
        <translation>打开报修 {call}</translation>
    </message>
    <message>
        <source>category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>person</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>There is no place {place}: Enter takes the call without it, or correct it</source>
        <translation>没有 {place} 这个地点：Enter 不带地点登记，或更正</translation>
    </message>
    <message>
        <source>There is no place {place}: correct it</source>
        <translation>没有 {place} 这个地点：请更正</translation>
    </message>
</context>
<context>
    <name>ErrorHandler</name>
    <message>
        <source>The computer reports: {reason}. What was recorded is kept; go on working and tell the manager.</source>
        <translation>电脑报告：{reason}。已登记的都还在，请继续工作并告知管理员。</translation>
    </message>
    <message>
        <source>Something went wrong in the program ({kind}). What was recorded is kept; the error is in the log.</source>
        <translation>程序出错（{kind}）。已登记的都还在，错误已写入日志。</translation>
    </message>
    <message numerus="yes">
        <source>It came %n time(s) since it was last told.</source>
        <translation>
            <numerusform>上次提示后又发生 %n 次。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FindCard</name>
    <message>
        <source>Found</source>
        <translation>查找结果</translation>
    </message>
    <message>
        <source>↑↓ 1-9 choose   Enter open   Esc back</source>
        <translation>↑↓ 1-9 选择   Enter 打开   Esc 返回</translation>
    </message>
    <message>
        <source>Found calls, people and places</source>
        <translation>找到的报修、人员和地点</translation>
    </message>
    <message>
        <source>place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Nothing found for {text}</source>
        <translation>没有找到“{text}”</translation>
    </message>
    <message>
        <source>Nothing to show</source>
        <translation>没有可显示的内容</translation>
    </message>
</context>
<context>
    <name>FirstStartWindow</name>
    <message>
        <source>back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>leave</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>read the file, then go on</source>
        <translation>读取文件，然后继续</translation>
    </message>
    <message>
        <source>next</source>
        <translation>下一个</translation>
    </message>
    <message>
        <source>next field</source>
        <translation>下一栏</translation>
    </message>
    <message>
        <source>make the site</source>
        <translation>建立项目</translation>
    </message>
    <message>
        <source>give up</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>dutydesk · first start</source>
        <translation>值班台 · 第一次启动</translation>
    </message>
    <message>
        <source>dutydesk</source>
        <translation>值班台 dutydesk</translation>
    </message>
    <message>
        <source>中文  Ctrl+L</source>
        <translation>English  Ctrl+L</translation>
    </message>
    <message>
        <source>Day theme  Ctrl+T</source>
        <translation>日间  Ctrl+T</translation>
    </message>
    <message>
        <source>Night theme  Ctrl+T</source>
        <translation>夜间  Ctrl+T</translation>
    </message>
</context>
<context>
    <name>HealthPage</name>
    <message>
        <source>Copied. It holds no names and no numbers of people.</source>
        <translation>已复制，其中没有姓名和号码。</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>体检</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Ctrl+H or Esc closes</source>
        <translation>Ctrl+H 或 Esc 关闭</translation>
    </message>
    <message>
        <source>Look a&amp;gain</source>
        <translation>再查一次(&amp;G)</translation>
    </message>
    <message>
        <source>Play a test &amp;tone</source>
        <translation>试音(&amp;T)</translation>
    </message>
    <message>
        <source>Copy &amp;as text</source>
        <translation>复制文字(&amp;A)</translation>
    </message>
    <message>
        <source>P&amp;hones …</source>
        <translation>电话设置(&amp;H)…</translation>
    </message>
    <message>
        <source>Looking …</source>
        <translation>正在检查…</translation>
    </message>
</context>
<context>
    <name>HistoryCard</name>
    <message>
        <source>{call}: history</source>
        <translation>{call} 经过</translation>
    </message>
    <message>
        <source>History</source>
        <translation>经过</translation>
    </message>
    <message>
        <source>Entries are never changed, only added to</source>
        <translation>全部记录不可改、只可追记</translation>
    </message>
</context>
<context>
    <name>HistoryLines</name>
    <message>
        <source>Phone call over</source>
        <translation>通话结束</translation>
    </message>
    <message>
        <source>entered by {name}</source>
        <translation>{name} 代录</translation>
    </message>
    <message>
        <source>entered at {time}</source>
        <translation>{time} 补录</translation>
    </message>
    <message>
        <source>{sentence} ({notes})</source>
        <translation>{sentence}（{notes}）</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>An entry of a newer program: {kind}</source>
        <translation>较新版本程序的条目：{kind}</translation>
    </message>
    <message>
        <source>Phone call: {outcome}</source>
        <translation>来电{outcome}</translation>
    </message>
    <message>
        <source>Phone call settled: {outcome}</source>
        <translation>来电核定为{outcome}</translation>
    </message>
    <message>
        <source>Called back</source>
        <translation>已回电</translation>
    </message>
    <message>
        <source>No call back needed</source>
        <translation>不必回电</translation>
    </message>
    <message>
        <source>Part of another phone call</source>
        <translation>并入另一个来电</translation>
    </message>
    <message>
        <source>Was about call {number}</source>
        <translation>说的是报修 {number}</translation>
    </message>
    <message>
        <source>Told by phone: {status}</source>
        <translation>来电告知：{status}</translation>
    </message>
    <message>
        <source>Phone call {number}</source>
        <translation>来电 {number}</translation>
    </message>
    <message>
        <source>Phone call {number}, {forwarded}</source>
        <translation>来电 {number}，{forwarded}</translation>
    </message>
    <message>
        <source>Advised</source>
        <translation>已答复</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>The caller chased</source>
        <translation>报修人催办</translation>
    </message>
    <message>
        <source>{name} did not answer</source>
        <translation>{name} 未应答</translation>
    </message>
    <message>
        <source>{name} helps</source>
        <translation>{name} 加入协助</translation>
    </message>
    <message>
        <source>{name} is done helping</source>
        <translation>{name} 协助结束</translation>
    </message>
    <message>
        <source>{name} set out</source>
        <translation>{name} 出发</translation>
    </message>
    <message>
        <source>{name} is on site</source>
        <translation>{name} 到场</translation>
    </message>
    <message>
        <source>Made safe</source>
        <translation>已止险</translation>
    </message>
    <message>
        <source>Restored</source>
        <translation>已复原</translation>
    </message>
    <message>
        <source>Resumed</source>
        <translation>继续处理</translation>
    </message>
    <message>
        <source>Followed up: {said}</source>
        <translation>回访：{said}</translation>
    </message>
    <message>
        <source>Returned to {name}</source>
        <translation>退回给 {name}</translation>
    </message>
    <message>
        <source>Not fixed, opened again</source>
        <translation>未修好，返修</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>Caller told</source>
        <translation>已告知报修人</translation>
    </message>
    <message>
        <source>Passed on from {leaver} to {officer}</source>
        <translation>由 {leaver} 转交 {officer}</translation>
    </message>
    <message>
        <source>Taken: {what}</source>
        <translation>登记：{what}</translation>
    </message>
    <message>
        <source>Corrected: {what}</source>
        <translation>更正：{what}</translation>
    </message>
    <message>
        <source>Transfer to {name} ({told})</source>
        <translation>转给 {name}（{told}）</translation>
    </message>
    <message>
        <source>Handed off to {name} ({told})</source>
        <translation>派给 {name}（{told}）</translation>
    </message>
    <message>
        <source>{name} has it (time not told)</source>
        <translation>{name} 已接（时间未说）</translation>
    </message>
    <message>
        <source>{name} acknowledged</source>
        <translation>{name} 接单</translation>
    </message>
    <message>
        <source>{name} declined: {reason}</source>
        <translation>{name} 拒接：{reason}</translation>
    </message>
    <message>
        <source>Time corrected: {step} {time}</source>
        <translation>时间更正：{step} {time}</translation>
    </message>
    <message>
        <source>Paused: {reason}, check {time}</source>
        <translation>挂起：{reason}，{time} 再看</translation>
    </message>
    <message>
        <source>{minutes} min of work</source>
        <translation>工时 {minutes} 分</translation>
    </message>
    <message>
        <source>{name} completed</source>
        <translation>{name} 完成</translation>
    </message>
    <message>
        <source>{name}: {status}</source>
        <translation>{name}：{status}</translation>
    </message>
    <message>
        <source>{name} signed on</source>
        <translation>{name} 签到</translation>
    </message>
    <message>
        <source>{name} signed off</source>
        <translation>{name} 签退</translation>
    </message>
    <message>
        <source>{line} is forwarded here</source>
        <translation>{line} 转接到本台</translation>
    </message>
    <message>
        <source>{line} is back at the workshop</source>
        <translation>{line} 已转回维修值班室</translation>
    </message>
    <message>
        <source>The step before was undone</source>
        <translation>撤销了上一步</translation>
    </message>
    <message>
        <source>The full number was shown</source>
        <translation>查看了完整号码</translation>
    </message>
    <message>
        <source>The computer&apos;s clock jumped by {seconds} s</source>
        <translation>电脑时钟跳变 {seconds} 秒</translation>
    </message>
    <message>
        <source>Console {letter} began</source>
        <translation>{letter} 台启用</translation>
    </message>
    <message>
        <source>Personal data erased</source>
        <translation>个人信息已清除</translation>
    </message>
    <message>
        <source>Shift started</source>
        <translation>接班</translation>
    </message>
    <message>
        <source>{said}: {detail}</source>
        <translation>{said}：{detail}</translation>
    </message>
</context>
<context>
    <name>ImportPage</name>
    <message>
        <source>Choose a table of rooms and people</source>
        <translation>选择房间和住户的表格</translation>
    </message>
    <message>
        <source>dutydesk-example.csv</source>
        <translation>值班台示例.csv</translation>
    </message>
    <message>
        <source>Where shall the example go?</source>
        <translation>示例放在哪里？</translation>
    </message>
    <message>
        <source>Tables (*.csv *.txt);;All files (*)</source>
        <translation>表格 (*.csv *.txt);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Look in:</source>
        <translation>查看：</translation>
    </message>
    <message>
        <source>Files of type:</source>
        <translation>文件类型：</translation>
    </message>
    <message>
        <source>Reading: {rows} rows. Esc stops.</source>
        <translation>正在读取：{rows} 行。按 Esc 停止。</translation>
    </message>
    <message>
        <source>This is the example, written to {path}. Fill in your own rooms and choose it again.</source>
        <translation>这是示例，已写到 {path}。换成您自己的房间，再选一次。</translation>
    </message>
    <message>
        <source>Import a site</source>
        <translation>导入项目</translation>
    </message>
    <message>
        <source>Type the path of a CSV file and press Enter, browse, or drag it in here. Nothing is written yet.</source>
        <translation>输入 CSV 文件的路径后按 Enter，或浏览，或把文件拖进来。这时还不会写入。</translation>
    </message>
    <message>
        <source>Its first row names the columns: building, unit, room, floor, name, phone, tie, note; only the room is needed. One row per room or person, as many as you like; headings may be Chinese or English, and other usual names are known too.</source>
        <translation>第一行是列名：楼栋、单元、房号、楼层、姓名、电话、身份、备注；只有房号必不可少。每个房间或每个人一行，行数不限；列名中英文都可以，别的常用叫法也认得。</translation>
    </message>
    <message>
        <source>Path of the file</source>
        <translation>文件路径</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Show me an example</source>
        <translation>给我一个示例</translation>
    </message>
    <message>
        <source>Take these and go on</source>
        <translation>用这些，继续</translation>
    </message>
</context>
<context>
    <name>InputBar</name>
    <message>
        <source>Input line: a new call, or a command after /</source>
        <translation>输入行：新报修，或以 / 开头的命令</translation>
    </message>
    <message>
        <source>New call: place and what is wrong, or / for a command</source>
        <translation>新报修：地点和情况；/ 开头是命令</translation>
    </message>
    <message>
        <source>{subject}: what is wrong?</source>
        <translation>{subject}：什么问题？</translation>
    </message>
    <message>
        <source>New call, or / for a command</source>
        <translation>新报修，或 / 开头的命令</translation>
    </message>
    <message>
        <source>New call</source>
        <translation>新报修</translation>
    </message>
</context>
<context>
    <name>KeyBar</name>
    <message>
        <source>{what} ({key})</source>
        <translation>{what}（{key}）</translation>
    </message>
</context>
<context>
    <name>KeyHelp</name>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>F1 or Esc closes</source>
        <translation>F1 或 Esc 关闭</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>报修</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>The desk</source>
        <translation>值班台</translation>
    </message>
    <message>
        <source>The window</source>
        <translation>窗口</translation>
    </message>
</context>
<context>
    <name>LineLamp</name>
    <message>
        <source>Phone line: by hand</source>
        <translation>来电手工登记</translation>
    </message>
    <message>
        <source>Phone line lost: {sources}</source>
        <translation>来电线路中断：{sources}</translation>
    </message>
    <message>
        <source>Phone line: faults</source>
        <translation>来电线路有异常</translation>
    </message>
    <message>
        <source>Phone line</source>
        <translation>来电线路</translation>
    </message>
</context>
<context>
    <name>LineRow</name>
    <message>
        <source>Line {number}:</source>
        <translation>线路 {number}：</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>LinesSection</name>
    <message>
        <source>Add a line</source>
        <translation>添加线路</translation>
    </message>
</context>
<context>
    <name>MakingPage</name>
    <message>
        <source>The desk is opening</source>
        <translation>正在打开值班台</translation>
    </message>
    <message>
        <source>Your site is being made</source>
        <translation>正在建立项目</translation>
    </message>
    <message>
        <source>{done} of {all} people are written. Esc gives up; no site is made then.</source>
        <translation>已写入 {done} / {all} 人。按 Esc 放弃，放弃后不会建立项目。</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Undo the last step</source>
        <translation>撤销上一步</translation>
    </message>
    <message numerus="yes">
        <source>%n notice(s) (Ctrl+N)</source>
        <translation>
            <numerusform>共 %n 条（Ctrl+N）</numerusform>
        </translation>
    </message>
    <message>
        <source>+{count}</source>
        <translation>+{count}</translation>
    </message>
</context>
<context>
    <name>NoticeList</name>
    <message>
        <source>Notices</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Ctrl+N or Esc closes</source>
        <translation>Ctrl+N 或 Esc 关闭</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Undo: {what}</source>
        <translation>撤销：{what}</translation>
    </message>
    <message>
        <source>No notices yet.</source>
        <translation>还没有提示。</translation>
    </message>
</context>
<context>
    <name>OpenCalls</name>
    <message>
        <source>{clock} {time}</source>
        <translation>{clock} {time}</translation>
    </message>
    <message>
        <source>{name} helps</source>
        <translation>{name} 协助</translation>
    </message>
    <message>
        <source>rework {times}</source>
        <translation>返修 {times}</translation>
    </message>
    <message>
        <source>chased {times}</source>
        <translation>催 {times}</translation>
    </message>
    <message>
        <source>{name} · no answer</source>
        <translation>{name} · 未应答</translation>
    </message>
    <message>
        <source>asked first: {name}</source>
        <translation>{name} 首问</translation>
    </message>
    <message>
        <source>{name} · {reason}</source>
        <translation>{name} · {reason}</translation>
    </message>
    <message>
        <source>{name} · called, no answer</source>
        <translation>{name} · 已派未应答</translation>
    </message>
    <message>
        <source>{name} · called</source>
        <translation>{name} · 已派待接</translation>
    </message>
    <message>
        <source>to hand off · asked first: {name}</source>
        <translation>待派 · {name} 首问</translation>
    </message>
    <message>
        <source>{name} · en route {time}</source>
        <translation>{name} · 途中 {time}</translation>
    </message>
    <message>
        <source>{name} · paused: {reason}</source>
        <translation>{name} · 挂起（{reason}）</translation>
    </message>
    <message>
        <source>completed · to follow up · {name}</source>
        <translation>已完成 · 待回访 · {name}</translation>
    </message>
    <message>
        <source>{name} · {stage}</source>
        <translation>{name} · {stage}</translation>
    </message>
</context>
<context>
    <name>OpenCallsView</name>
    <message>
        <source>most overdue first</source>
        <translation>按到期先后</translation>
    </message>
    <message>
        <source>Open calls</source>
        <translation>未结报修</translation>
    </message>
    <message>
        <source>Open calls {count}</source>
        <translation>未结报修 {count}</translation>
    </message>
</context>
<context>
    <name>OwedRow</name>
    <message>
        <source>Called back</source>
        <translation>已回电</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>已接听</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>不必回</translation>
    </message>
</context>
<context>
    <name>ParkedBar</name>
    <message>
        <source>Parked {number}: {what}</source>
        <translation>暂存 {number}：{what}</translation>
    </message>
    <message>
        <source>{text}, Alt+{number} brings it back</source>
        <translation>{text}，Alt+{number} 取回</translation>
    </message>
    <message>
        <source>{count} more parked</source>
        <translation>另有 {count} 条暂存</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
</context>
<context>
    <name>PhoneLine</name>
    <message>
        <source>{line} → here</source>
        <translation>{line} → 已转接本台</translation>
    </message>
    <message>
        <source>{line} at the workshop</source>
        <translation>{line} 在维修值班室</translation>
    </message>
    <message>
        <source>nobody there: forward it (Alt+F)</source>
        <translation>无人值守，请转接本台 (Alt+F)</translation>
    </message>
    <message>
        <source>may go back (Alt+F)</source>
        <translation>可转回 (Alt+F)</translation>
    </message>
    <message>
        <source>by {name}</source>
        <translation>{name}登记</translation>
    </message>
    <message>
        <source>since {time}</source>
        <translation>{time} 起</translation>
    </message>
    <message>
        <source>{whose} ({number})</source>
        <translation>{whose}（{number}）</translation>
    </message>
    <message>
        <source>{whole}
A click or Alt+F says that it is moved.</source>
        <translation>{whole}
点击或按 Alt+F，登记电话已转接或已转回。</translation>
    </message>
</context>
<context>
    <name>PhonePage</name>
    <message>
        <source>Phone calls</source>
        <translation>来电</translation>
    </message>
    <message>
        <source>Ctrl+R or Esc closes</source>
        <translation>Ctrl+R 或 Esc 关闭</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>&amp;Since: this shift</source>
        <translation>本班(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Since: 24 hours</source>
        <translation>24 小时(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Since: 7 days</source>
        <translation>7 天(&amp;S)</translation>
    </message>
    <message>
        <source>F&amp;orwarded only</source>
        <translation>只看转接(&amp;O)</translation>
    </message>
    <message>
        <source>Show the number in full</source>
        <translation>显示完整号码</translation>
    </message>
    <message>
        <source>Show the number in full; the look is recorded (Alt+P)</source>
        <translation>显示完整号码，查看留有记录（Alt+P）</translation>
    </message>
    <message>
        <source>Called &amp;back</source>
        <translation>已回电(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Answered</source>
        <translation>已接(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Dismiss</source>
        <translation>不回电(&amp;D)</translation>
    </message>
    <message>
        <source>Phone calls, the latest first</source>
        <translation>来电，最近的在前</translation>
    </message>
    <message>
        <source>rings</source>
        <translation>响铃中</translation>
    </message>
    <message>
        <source>called back</source>
        <translation>已回电</translation>
    </message>
    <message>
        <source>call {number}</source>
        <translation>报修 {number}</translation>
    </message>
    <message>
        <source>told: {status}</source>
        <translation>告知：{status}</translation>
    </message>
    <message>
        <source>Lin&amp;k to {number}</source>
        <translation>关联 {number}(&amp;K)</translation>
    </message>
</context>
<context>
    <name>PhoneSettingsPage</name>
    <message>
        <source>Working …</source>
        <translation>正在处理…</translation>
    </message>
    <message>
        <source>Not applied yet.</source>
        <translation>还没有应用。</translation>
    </message>
    <message>
        <source>Phones</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Enter applies, Esc closes</source>
        <translation>Enter 应用，Esc 关闭</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>应用(&amp;A)</translation>
    </message>
    <message>
        <source>Put &amp;back as before</source>
        <translation>恢复原样(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>放弃(&amp;D)</translation>
    </message>
</context>
<context>
    <name>PhoneTallies</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>no line told</source>
        <translation>未报线路</translation>
    </message>
    <message>
        <source>calls</source>
        <translation>来电</translation>
    </message>
    <message>
        <source>forwarded</source>
        <translation>转接</translation>
    </message>
    <message>
        <source>missed</source>
        <translation>未接</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>不明</translation>
    </message>
    <message>
        <source>answered in</source>
        <translation>接听用时</translation>
    </message>
    <message>
        <source>{hour}–{next} h</source>
        <translation>{hour}–{next} 时</translation>
    </message>
    <message>
        <source>90% in</source>
        <translation>九成以内</translation>
    </message>
</context>
<context>
    <name>PhoneWatch</name>
    <message>
        <source>Nobody hears the owners: workshop empty since {time}, {line} not forwarded. Forward it, then press Alt+F.</source>
        <translation>业主来电无人接听：{time} 起维修班无人值守，{line} 又没有转接。请转接到本台后按 Alt+F，或叫人回去值守。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>buildings</source>
        <translation>楼栋</translation>
    </message>
    <message>
        <source>units</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>rooms</source>
        <translation>房间</translation>
    </message>
    <message>
        <source>people</source>
        <translation>人</translation>
    </message>
    <message>
        <source>numbers</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>For instance</source>
        <translation>例如</translation>
    </message>
    <message>
        <source>owner</source>
        <translation>业主</translation>
    </message>
    <message>
        <source>tenant</source>
        <translation>租户</translation>
    </message>
    <message>
        <source>family</source>
        <translation>家人</translation>
    </message>
    <message>
        <source>shop</source>
        <translation>商户</translation>
    </message>
    <message>
        <source>What is wrong in the file</source>
        <translation>文件里的问题</translation>
    </message>
    <message>
        <source>All {rows} rows can be used.</source>
        <translation>{rows} 行全部可用。</translation>
    </message>
    <message>
        <source>{left_out} of {rows} rows will be left out; {faults} remarks in all:</source>
        <translation>{rows} 行中有 {left_out} 行不使用；共 {faults} 处提示：</translation>
    </message>
    <message>
        <source>{left_out} of {rows} rows will be left out; {faults} remarks in all, of which the first {shown}:</source>
        <translation>{rows} 行中有 {left_out} 行不使用；共 {faults} 处提示，先列 {shown} 处：</translation>
    </message>
</context>
<context>
    <name>Previews</name>
    <message>
        <source>{what} ({way})</source>
        <translation>{what}（{way}）</translation>
    </message>
    <message>
        <source>{target}: {what}</source>
        <translation>{target}：{what}</translation>
    </message>
    <message>
        <source>{call}: correct {field} to {value}</source>
        <translation>{call}：{field} 更正为 {value}</translation>
    </message>
    <message>
        <source>which status?</source>
        <translation>什么状态？</translation>
    </message>
    <message>
        <source>{what} until {time} ({span})</source>
        <translation>{what}到 {time}（{span}）</translation>
    </message>
    <message>
        <source>the board goes on showing {job}</source>
        <translation>看板上仍是 {job}</translation>
    </message>
    <message>
        <source>Called back: {caller}</source>
        <translation>已回电：{caller}</translation>
    </message>
    <message>
        <source>{caller}, rang {time}</source>
        <translation>{caller}，来电 {time}</translation>
    </message>
    <message>
        <source>{name} is busy with {job}: Enter again hands off all the same</source>
        <translation>{name} 正在处理 {job}：再按 Enter 仍然派工</translation>
    </message>
    <message>
        <source>told {time}</source>
        <translation>补报 {time}</translation>
    </message>
    <message>
        <source>{why}, look again {time}</source>
        <translation>{why}，{time} 再看</translation>
    </message>
    <message numerus="yes">
        <source>%n caller(s) wait for a call back: Enter lists them</source>
        <translation>
            <numerusform>有 %n 人待回电：按 Enter 列出</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QuestionCard</name>
    <message>
        <source>Ask the caller</source>
        <translation>问一问来电人</translation>
    </message>
    <message>
        <source>May be {call}</source>
        <translation>可能就是 {call}</translation>
    </message>
</context>
<context>
    <name>QuestionRow</name>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
</context>
<context>
    <name>RingCard</name>
    <message>
        <source>Unknown caller</source>
        <translation>陌生来电</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>being taken</source>
        <translation>正在登记</translation>
    </message>
    <message>
        <source>parked</source>
        <translation>已暂存</translation>
    </message>
    <message>
        <source>Take the call of {who}</source>
        <translation>登记 {who} 的来电</translation>
    </message>
    <message>
        <source>Ringing: {who}, {number}</source>
        <translation>来电：{who}，{number}</translation>
    </message>
    <message>
        <source>Open: {number} {fault} · {name} {stage}</source>
        <translation>未结：{number} {fault} · {name} {stage}</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) in 30 days</source>
        <translation>
            <numerusform>近 30 天 %n 次</numerusform>
        </translation>
    </message>
    <message>
        <source>Take this phone call (F2 takes the next)</source>
        <translation>接下这个来电（F2 接下一个）</translation>
    </message>
</context>
<context>
    <name>RingTestPage</name>
    <message>
        <source>Ring test</source>
        <translation>来电测试</translation>
    </message>
    <message>
        <source>Ctrl+Shift+R or Esc closes</source>
        <translation>按 Ctrl+Shift+R 或 Esc 关闭</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>&amp;Begin again</source>
        <translation>重新开始(&amp;B)</translation>
    </message>
    <message>
        <source>I &amp;hung up, and nothing came</source>
        <translation>已挂断，没有消息(&amp;H)</translation>
    </message>
    <message>
        <source>Put the test calls as&amp;ide</source>
        <translation>清理测试来电(&amp;I)</translation>
    </message>
    <message>
        <source>The desk phone &amp;works</source>
        <translation>话机正常(&amp;W)</translation>
    </message>
    <message>
        <source>The maintenance phone must be forwarded to this room. Real calls are taken as always.</source>
        <translation>先把维修电话转到本室。真实来电照常受理。</translation>
    </message>
    <message>
        <source>1   Ring it from a mobile phone, let it ring twice or longer, and hang up.</source>
        <translation>1   用手机拨打维修电话，响两声以上，然后挂断。</translation>
    </message>
    <message>
        <source>2   Ring it once more, and answer at the desk phone.</source>
        <translation>2   再拨一次，用值班话机接听。</translation>
    </message>
    <message>
        <source>rings</source>
        <translation>正在响铃</translation>
    </message>
    <message>
        <source>Heard: {what}</source>
        <translation>收到：{what}</translation>
    </message>
</context>
<context>
    <name>RingingView</name>
    <message>
        <source>Ringing {count}</source>
        <translation>来电 {count}</translation>
    </message>
    <message>
        <source>this shift {rings} · missed {missed}</source>
        <translation>本班 {rings} · 未接 {missed}</translation>
    </message>
    <message>
        <source>{count} more missed</source>
        <translation>另有 {count} 个未接</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message numerus="yes">
        <source>%n more ring</source>
        <translation>
            <numerusform>另有 %n 个来电</numerusform>
        </translation>
    </message>
    <message>
        <source>△ fold {count} missed</source>
        <translation>△ 收起 {count} 个未接</translation>
    </message>
    <message>
        <source>▽ {count} missed: {who}</source>
        <translation>▽ {count} 个未接：{who}</translation>
    </message>
</context>
<context>
    <name>SecretField</name>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>New at random</source>
        <translation>随机生成</translation>
    </message>
</context>
<context>
    <name>Sight</name>
    <message>
        <source>Calls</source>
        <comment>name of a lane</comment>
        <translation>报修</translation>
    </message>
    <message>
        <source>Shift timeline</source>
        <translation>本班时间轴</translation>
    </message>
</context>
<context>
    <name>SignOnPage</name>
    <message>
        <source>Who is on duty?</source>
        <translation>谁在值班？</translation>
    </message>
    <message>
        <source>Type a few letters of the name, its pinyin or the staff number.</source>
        <translation>输入姓名、拼音或工号的前几位。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>On duty: {names}</source>
        <translation>已签到：{names}</translation>
    </message>
    <message>
        <source>Enter alone goes to the desk</source>
        <translation>直接按 Enter 进入值班台</translation>
    </message>
    <message>
        <source>Name or staff number</source>
        <translation>姓名或工号</translation>
    </message>
    <message>
        <source>Name or staff number of the officer</source>
        <translation>值班员姓名或工号</translation>
    </message>
    <message>
        <source>Officers</source>
        <translation>值班员</translation>
    </message>
    <message>
        <source>sign on</source>
        <translation>签到</translation>
    </message>
</context>
<context>
    <name>SourceSection</name>
    <message>
        <source>On</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>not running yet</source>
        <translation>还没有运行</translation>
    </message>
    <message>
        <source>off</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>Fewer settings</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>More settings</source>
        <translation>更多设置</translation>
    </message>
</context>
<context>
    <name>SourceTroubles</name>
    <message>
        <source>{sentence} Last good: {time}.</source>
        <translation>{sentence}最后正常：{time}。</translation>
    </message>
</context>
<context>
    <name>StaffPage</name>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source> and {count} more</source>
        <translation> 等，还有 {count} 人</translation>
    </message>
    <message>
        <source>Staff numbers: {named}</source>
        <translation>工号：{named}</translation>
    </message>
    <message>
        <source>Who works here?</source>
        <translation>谁在这里工作？</translation>
    </message>
    <message>
        <source>Your rooms and people are ready. A call needs somebody to be handed to, so name the staff.</source>
        <translation>房间和住户已经备好。报修要派给人，请填人员。</translation>
    </message>
    <message>
        <source>One maintenance crew is enough to begin with. Rooms and people can be imported at any time.</source>
        <translation>有一个维修班就可以开始。房间和住户随时可以导入。</translation>
    </message>
    <message>
        <source>Name of the site</source>
        <translation>项目名称</translation>
    </message>
    <message>
        <source>Officers</source>
        <translation>值班员</translation>
    </message>
    <message>
        <source>who sign on at this desk; a comma between them</source>
        <translation>在本台签到的人；姓名之间用逗号</translation>
    </message>
    <message>
        <source>Maintenance crew</source>
        <translation>维修班</translation>
    </message>
    <message>
        <source>one per line; a phone number may follow the name; may be empty</source>
        <translation>每行一人；姓名后可以写电话；可以不填</translation>
    </message>
    <message>
        <source>Number of the maintenance phone</source>
        <translation>维修电话的号码</translation>
    </message>
    <message>
        <source>as the exchange knows it, such as 8110; may be empty</source>
        <translation>交换机上的号码，例如 8110；可以不填</translation>
    </message>
    <message>
        <source>Make the site</source>
        <translation>建立项目</translation>
    </message>
</context>
<context>
    <name>StepPanel</name>
    <message>
        <source>{call}: choose a step</source>
        <translation>{call}：选择步骤</translation>
    </message>
    <message>
        <source>↑↓ 1-9 choose   Enter done   Esc back</source>
        <translation>↑↓ 1-9 选择   Enter 确定   Esc 返回</translation>
    </message>
    <message>
        <source>Recording …</source>
        <translation>正在记录…</translation>
    </message>
    <message>
        <source>Steps of the call</source>
        <translation>报修的步骤</translation>
    </message>
    <message>
        <source>When (now if empty)</source>
        <translation>时间（不填即现在）</translation>
    </message>
    <message>
        <source>{step} at</source>
        <translation>{step}时间</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Look again at</source>
        <translation>再看时间</translation>
    </message>
    <message>
        <source>Minutes of work</source>
        <translation>工时（分）</translation>
    </message>
    <message>
        <source>The caller says</source>
        <translation>报修人答复</translation>
    </message>
    <message>
        <source>Satisfied, 1 to 5</source>
        <translation>满意度 1–5</translation>
    </message>
    <message>
        <source>Why (needed)</source>
        <translation>原因（必填）</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>What was shut off</source>
        <translation>关断了什么</translation>
    </message>
    <message>
        <source>What the caller says</source>
        <translation>报修人怎么说</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
</context>
<context>
    <name>StorageLamp</name>
    <message>
        <source>Emergency log</source>
        <translation>应急日志</translation>
    </message>
    <message>
        <source>Nothing is kept</source>
        <translation>无法保存</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>数据存储</translation>
    </message>
</context>
<context>
    <name>Telling</name>
    <message>
        <source>Taken: {call}</source>
        <translation>已登记：{call}</translation>
    </message>
    <message>
        <source>Draft thrown away: {text}</source>
        <translation>已丢弃：{text}</translation>
    </message>
    <message>
        <source>Draft thrown away</source>
        <translation>已丢弃</translation>
    </message>
</context>
<context>
    <name>ThemeChoice</name>
    <message>
        <source>Night theme by hand until {time}</source>
        <translation>已手动改为夜间外观，保持到 {time}</translation>
    </message>
    <message>
        <source>Day theme by hand until {time}</source>
        <translation>已手动改为日间外观，保持到 {time}</translation>
    </message>
    <message>
        <source>{sentence}. Ctrl+Shift+T goes by the clock again.</source>
        <translation>{sentence}。按 Ctrl+Shift+T 恢复按时间切换。</translation>
    </message>
    <message>
        <source>Dim: from the next night theme on</source>
        <translation>下次夜间外观起调暗</translation>
    </message>
    <message>
        <source>Not dim: from the next night theme on</source>
        <translation>下次夜间外观起恢复正常亮度</translation>
    </message>
    <message>
        <source>Theme by the clock: night from {starts} to {ends}</source>
        <translation>外观按时间切换：夜间 {starts} 至 {ends}</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>and {count} more</source>
        <translation>还有 {count} 单</translation>
    </message>
    <message>
        <source>handover</source>
        <translation>交接班</translation>
    </message>
    <message>
        <source>{time} handover</source>
        <translation>{time} 交接班</translation>
    </message>
    <message>
        <source>since {start} · {length}</source>
        <translation>{start} 起 · {length}</translation>
    </message>
    <message>
        <source>{start} to {end} · {length}</source>
        <translation>{start} 至 {end} · {length}</translation>
    </message>
</context>
<context>
    <name>TimelinePlace</name>
    <message>
        <source>The timeline cannot be drawn: pyqtgraph or numpy is missing. Everything else works.</source>
        <translation>时间轴画不出来：缺少 pyqtgraph 或 numpy。其他功能照常。</translation>
    </message>
</context>
<context>
    <name>TimelineView</name>
    <message>
        <source>Click: show or hide the lanes where the window is low</source>
        <translation>点击：窗口较低时展开或收起各人的时间轴</translation>
    </message>
</context>
<context>
    <name>TopStrip</name>
    <message>
        <source>Sound off {time} (Alt+M)</source>
        <translation>已静音 {time}（Alt+M）</translation>
    </message>
    <message>
        <source>Fire control room · console {name}</source>
        <translation>消防控制室 · {name} 号台</translation>
    </message>
    <message>
        <source>nobody signed on</source>
        <translation>无人签到</translation>
    </message>
    <message>
        <source>handover in {time}</source>
        <translation>交接 {time}后</translation>
    </message>
</context>
<context>
    <name>Tour</name>
    <message>
        <source>F2</source>
        <translation>F2</translation>
    </message>
    <message>
        <source>takes the call that rings, or begins one that somebody brings; nothing typed before is lost.</source>
        <translation>登记正在响的来电；没有来电就新建一条。之前输入的内容不会丢。</translation>
    </message>
    <message>
        <source>{place} burst</source>
        <translation>{place} sgb</translation>
    </message>
    <message>
        <source>Type where and what, as you would say it: a few letters find place, fault and how urgent it is.</source>
        <translation>照口头说的输入位置和情况，拼音首字母也行：sgb 就是水管爆；类别和紧急程度会自动出来。</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>takes the call down; Enter once more hands it to whoever stands first, and says why.</source>
        <translation>登记这条报修；再按一次 Enter，派给排在第一位的人，理由写在旁边。</translation>
    </message>
    <message>
        <source>F5</source>
        <translation>F5</translation>
    </message>
    <message>
        <source>is the next step on the crew&apos;s word: acknowledged, set out, arrived, completed.</source>
        <translation>按维修人员的话记下一步：接单、出发、到场、完成。</translation>
    </message>
    <message>
        <source>Ctrl+Z</source>
        <translation>Ctrl+Z</translation>
    </message>
    <message>
        <source>takes your last step back, after Enter; so you need not be afraid of a wrong key.</source>
        <translation>按 Enter 确认后撤销上一步，按错了也不怕。</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>shows every key and command; Ctrl+F1 shows this tour again.</source>
        <translation>列出全部按键和命令；Ctrl+F1 再看一遍这个导览。</translation>
    </message>
</context>
<context>
    <name>TourCard</name>
    <message>
        <source>{number} of {all}</source>
        <translation>{number} / {all}</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一个</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一个</translation>
    </message>
    <message>
        <source>Skip the tour</source>
        <translation>跳过导览</translation>
    </message>
</context>
<context>
    <name>Undoing</name>
    <message>
        <source>Undo: {what}    Enter takes it back</source>
        <translation>撤销：{what}    按 Enter 撤回</translation>
    </message>
    <message>
        <source>Taken back: {what}</source>
        <translation>已撤回：{what}</translation>
    </message>
</context>
<context>
    <name>WhoseLine</name>
    <message>
        <source>{name}&apos;s phone</source>
        <translation>{name}的电话</translation>
    </message>
    <message>
        <source>{name} is out on {call}</source>
        <translation>{name}外出，{call} 号</translation>
    </message>
</context>
<context>
    <name>Why</name>
    <message>
        <source>did it before</source>
        <translation>上次就是他修的</translation>
    </message>
    <message>
        <source>was here last</source>
        <translation>上次来过这里</translation>
    </message>
    <message>
        <source>another trade</source>
        <translation>工种不同</translation>
    </message>
    <message>
        <source>at the desk</source>
        <translation>在值班台</translation>
    </message>
    <message>
        <source>on a break</source>
        <translation>休息中</translation>
    </message>
    <message>
        <source>on call at home</source>
        <translation>在家备勤</translation>
    </message>
    <message>
        <source>to be called in</source>
        <translation>需电话叫修</translation>
    </message>
    <message>
        <source>declined or did not answer</source>
        <translation>已拒接或未应答</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>to hand off</source>
        <translation>待派</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>已接</translation>
    </message>
    <message>
        <source>en route</source>
        <translation>途中</translation>
    </message>
    <message>
        <source>on site</source>
        <translation>现场</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>挂起</translation>
    </message>
    <message>
        <source>to follow up</source>
        <translation>待回访</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>已结</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>待命</translation>
    </message>
    <message>
        <source>Called</source>
        <translation>联系中</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>已接单</translation>
    </message>
    <message>
        <source>On the way</source>
        <translation>途中</translation>
    </message>
    <message>
        <source>On site</source>
        <translation>现场</translation>
    </message>
    <message>
        <source>Helping</source>
        <translation>支援</translation>
    </message>
    <message>
        <source>On post</source>
        <translation>在岗</translation>
    </message>
    <message>
        <source>Patrol</source>
        <translation>巡逻</translation>
    </message>
    <message>
        <source>Break</source>
        <translation>休息</translation>
    </message>
    <message>
        <source>At home</source>
        <translation>备勤</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>下班</translation>
    </message>
    <message>
        <source>To call</source>
        <translation>待叫</translation>
    </message>
    <message>
        <source>Called out</source>
        <translation>已叫</translation>
    </message>
    <message>
        <source>direct phone</source>
        <translation>直接来电</translation>
    </message>
    <message>
        <source>forwarded phone</source>
        <translation>转接电话</translation>
    </message>
    <message>
        <source>relayed by a guard</source>
        <translation>保安转告</translation>
    </message>
    <message>
        <source>relayed by a cleaner</source>
        <translation>保洁转告</translation>
    </message>
    <message>
        <source>relayed by the crew</source>
        <translation>班组转告</translation>
    </message>
    <message>
        <source>walk-in</source>
        <translation>当面</translation>
    </message>
    <message>
        <source>found on patrol</source>
        <translation>巡查发现</translation>
    </message>
    <message>
        <source>received</source>
        <translation>来电</translation>
    </message>
    <message>
        <source>taken</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>handed off</source>
        <translation>派工</translation>
    </message>
    <message>
        <source>acknowledged</source>
        <translation>接单</translation>
    </message>
    <message>
        <source>set out</source>
        <translation>出发</translation>
    </message>
    <message>
        <source>arrived</source>
        <translation>到场</translation>
    </message>
    <message>
        <source>made safe</source>
        <translation>止险</translation>
    </message>
    <message>
        <source>completed</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>followed up</source>
        <translation>回访</translation>
    </message>
    <message>
        <source>Hand off</source>
        <translation>派工</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>接单</translation>
    </message>
    <message>
        <source>Set out</source>
        <translation>出发</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>到场</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Follow up</source>
        <translation>回访</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Not answered</source>
        <translation>未应答</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>拒接</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>转给他人</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>挂起</translation>
    </message>
    <message>
        <source>Made safe</source>
        <translation>止险</translation>
    </message>
    <message>
        <source>Restored</source>
        <translation>复原</translation>
    </message>
    <message>
        <source>Not fixed</source>
        <translation>未修好</translation>
    </message>
    <message>
        <source>Caller told</source>
        <translation>已告知</translation>
    </message>
    <message>
        <source>Caller chases</source>
        <translation>催办</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>hand off</source>
        <translation>派工</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>应答</translation>
    </message>
    <message>
        <source>arrive</source>
        <translation>到场</translation>
    </message>
    <message>
        <source>make safe</source>
        <translation>止险</translation>
    </message>
    <message>
        <source>complete</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>check</source>
        <translation>再看</translation>
    </message>
    <message>
        <source>follow up</source>
        <translation>回访</translation>
    </message>
    <message>
        <source>tell caller</source>
        <translation>告知</translation>
    </message>
    <message>
        <source>radio</source>
        <translation>对讲机</translation>
    </message>
    <message>
        <source>phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>face to face</source>
        <translation>当面</translation>
    </message>
    <message>
        <source>busy on something more urgent</source>
        <translation>正忙更急的</translation>
    </message>
    <message>
        <source>wrong trade</source>
        <translation>工种不对</translation>
    </message>
    <message>
        <source>off duty</source>
        <translation>不在班</translation>
    </message>
    <message>
        <source>other reason</source>
        <translation>其他原因</translation>
    </message>
    <message>
        <source>owner away</source>
        <translation>业主不在</translation>
    </message>
    <message>
        <source>waits for parts</source>
        <translation>待料</translation>
    </message>
    <message>
        <source>waits for the contractor</source>
        <translation>待外委</translation>
    </message>
    <message>
        <source>waits for daylight</source>
        <translation>待天亮</translation>
    </message>
    <message>
        <source>waits for the owner&apos;s decision</source>
        <translation>待业主决定</translation>
    </message>
    <message>
        <source>something more urgent came</source>
        <translation>先处理更急的</translation>
    </message>
    <message>
        <source>all is well</source>
        <translation>满意</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>未接通</translation>
    </message>
    <message>
        <source>answered here</source>
        <translation>本台已接</translation>
    </message>
    <message>
        <source>answered elsewhere</source>
        <translation>他处已接</translation>
    </message>
    <message>
        <source>missed</source>
        <translation>未接</translation>
    </message>
    <message>
        <source>answered or not: unknown</source>
        <translation>是否接听不明</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>无人接听</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>占线</translation>
    </message>
    <message>
        <source>always</source>
        <translation>全部转接</translation>
    </message>
    <message>
        <source>unreachable</source>
        <translation>无法接通</translation>
    </message>
    <message>
        <source>number withheld</source>
        <translation>号码隐藏</translation>
    </message>
    <message>
        <source>number unavailable</source>
        <translation>号码不可用</translation>
    </message>
    <message>
        <source>no number</source>
        <translation>无号码</translation>
    </message>
    <message>
        <source>Night shift</source>
        <translation>夜班</translation>
    </message>
    <message>
        <source>Day shift</source>
        <translation>白班</translation>
    </message>
    <message>
        <source>Evening shift</source>
        <translation>中班</translation>
    </message>
    <message>
        <source>maintainer out on a repair</source>
        <translation>值班员外出维修</translation>
    </message>
    <message>
        <source>set by hand</source>
        <translation>手工设置</translation>
    </message>
    <message>
        <source>a ring came forwarded</source>
        <translation>有来电转接过来</translation>
    </message>
    <message>
        <source>it rang there</source>
        <translation>维修班有响铃</translation>
    </message>
    <message>
        <source>it was answered there</source>
        <translation>维修班有人接听</translation>
    </message>
    <message>
        <source>{why} ({reason})</source>
        <translation>{why}（{reason}）</translation>
    </message>
    <message>
        <source>from {line}</source>
        <translation>转自 {line}</translation>
    </message>
    <message>
        <source>forwarded from {line}</source>
        <translation>转自 {line}</translation>
    </message>
    <message>
        <source>forwarded from {line} ({why})</source>
        <translation>转自 {line}（{why}）</translation>
    </message>
</context>
</TS>
