<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en_GB">
<context>
    <name>CallSheet</name>
    <message numerus="yes">
        <source>%n fit</source>
        <translation>
            <numerusform>%n fits</numerusform>
            <numerusform>%n fit</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CandidateRows</name>
    <message numerus="yes">
        <source>%n building(s) away</source>
        <translation>
            <numerusform>%n building away</numerusform>
            <numerusform>%n buildings away</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ErrorHandler</name>
    <message numerus="yes">
        <source>It came %n time(s) since it was last told.</source>
        <translation>
            <numerusform>It came %n time since it was last told.</numerusform>
            <numerusform>It came %n times since it was last told.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message numerus="yes">
        <source>%n notice(s) (Ctrl+N)</source>
        <translation>
            <numerusform>%n notice (Ctrl+N)</numerusform>
            <numerusform>%n notices (Ctrl+N)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Previews</name>
    <message numerus="yes">
        <source>%n caller(s) wait for a call back: Enter lists them</source>
        <translation>
            <numerusform>%n caller waits for a call back: Enter lists them</numerusform>
            <numerusform>%n callers wait for a call back: Enter lists them</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RingCard</name>
    <message numerus="yes">
        <source>%n call(s) in 30 days</source>
        <translation>
            <numerusform>%n call in 30 days</numerusform>
            <numerusform>%n calls in 30 days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RingingView</name>
    <message numerus="yes">
        <source>%n more ring</source>
        <translation>
            <numerusform>%n more rings</numerusform>
            <numerusform>%n more ring</numerusform>
        </translation>
    </message>
</context>
</TS>
