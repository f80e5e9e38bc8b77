"""Messages that try a parser hard, each written anew after a description in RFC 4475, with what we owe for it.

RFC 4475 says what a perfect element does. Ours is an extension that only rings, and a ring is worth more than its manners: what carries
the call (first line, Via, From, To, Call-ID, CSeq, Content-Length) must be right or is refused with 400; nothing else is looked at.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.dutydesk.telephony.sip.stage import lines

RING, DROPPED = 180, 0


@dataclass(frozen=True, slots=True)
class Trial:
    """A message under the name that RFC 4475 gives it. `verdict` is the status we answer, DROPPED for no answer."""

    section: str
    name: str
    data: bytes = field(repr=False)
    verdict: int


def asking(name: str, first: str, *headers: str, body: str = "", **replaced: str) -> bytes:
    """A whole request with this first line; `replaced` headers stand for the usual ones, "" leaves one out."""
    method = first.split(maxsplit=1)[0]
    usual = {
        "Via": f"SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK-{name}",
        "Max-Forwards": "70",
        "From": f"<sip:caller@pbx.example>;tag={name}",
        "To": "<sip:8119@pbx.example>",
        "Call-ID": f"{name}@192.0.2.1",
        "CSeq": f"7 {method}",
        "Contact": "<sip:caller@192.0.2.1>",
        "Content-Length": str(len(body.encode())),
    }
    merged = usual | {key.replace("_", "-"): value for key, value in replaced.items()}
    return lines(first, [*(f"{key}: {value}" for key, value in merged.items() if value), *headers], body)


def ringing(name: str, *headers: str, **replaced: str) -> bytes:
    return asking(name, "INVITE sip:8120@192.0.2.20 SIP/2.0", *headers, **replaced)


def looking(name: str, *headers: str, **replaced: str) -> bytes:
    return asking(name, "OPTIONS sip:8120@192.0.2.20 SIP/2.0", *headers, **replaced)


def registering(name: str, *headers: str, **replaced: str) -> bytes:
    return asking(name, "REGISTER sip:pbx.example SIP/2.0", *headers, **replaced)


def answering(name: str, first: str, *headers: str) -> bytes:
    kept = [f"From: <sip:8120@pbx.example>;tag={name}", "To: <sip:8119@pbx.example>;tag=there", f"Call-ID: {name}", "CSeq: 7 INVITE"]
    return lines(first, ["Via: SIP/2.0/UDP 192.0.2.20;branch=z9hG4bK-other", *kept, *headers, "Content-Length: 0"])


TORTUOUS = (
    b"INVITE sip:8120@192.0.2.20;strange SIP/2.0\r\n"
    b"TO :\r\n sip:8119@pbx.example ;  with =\r\n\tblanks\r\n"
    b'from   : "W\\"u \\\\\\" Lihua"\r\n  <sip:13905710275@pbx.example>\r\n  ;\r\n  tag = wsinv\r\n'
    b"MaX-fOrWaRdS: 0068\r\ni: wsinv.of@192.0.2.1\r\n"
    b"Content-Length   : 4\r\ncseq: 0009\r\n  INVITE\r\n"
    b"v:  SIP  / 2.0\r\n /UDP\r\n    192.0.2.1;branch=wsinv390\r\n"
    b"s :\r\nA-Header-Nobody-Knows: a line folded\r\n with 'single quotes';and=\"more\"\r\n  , \\and slashes\r\nUnknownParts;;,,;;,;\r\n"
    b"k: \r\nRoute:\r\n <sip:services.pbx.example;lr;unknown=no;x-y>\r\n"
    b"v:  SIP  / 2.0  / TCP     spindle.pbx.example   ;\r\n  branch  =   z9hG4bK9  ,\r\n"
    b" SIP  /    2.0   / UDP  192.0.2.255   ; branch=\r\n z9hG4bK30\r\n"
    b'm:"Quoted \\" name" <sip:wu@pbx.example>  ; x;q=0.33\r\n\r\nv=0\n'
)
LONG = "a-very-long-word-indeed" * 40
METHOD = "!odd-Method0123456789_*+`.%is'one~"

PARSER_VALID = (
    Trial("3.1.1.1", "wsinv", TORTUOUS, RING),
    Trial(
        "3.1.1.2",
        "intmeth",
        asking("intmeth", f"{METHOD} sip:1_odd.URI~(may-be!)&isn't+it$/so?,/;;*:&pass+w=1,o.rd@pbx.example SIP/2.0"),
        405,
    ),
    Trial(
        "3.1.1.3",
        "esc01",
        asking("esc01", "INVITE sip:sips%3A8120%40pbx.example@pbx.example SIP/2.0", From="<sip:%313905710275@pbx.example>;tag=1"),
        RING,
    ),
    Trial(
        "3.1.1.4", "escnull", registering("escnull", To="sip:null-%00-null@pbx.example", From="sip:null-%00-null@pbx.example;tag=1"), 405
    ),
    Trial("3.1.1.5", "esc02", asking("esc02", "RE%47IST%45R sip:pbx.example SIP/2.0", To='"%Z%45" <sip:8119@pbx.example>'), 405),
    Trial("3.1.1.6", "lwsdisp", looking("lwsdisp", From="caller<sip:caller@pbx.example>;tag=323"), 200),
    Trial(
        "3.1.1.7",
        "longreq",
        ringing(
            "longreq", f"Unknown-{LONG[:60]}: {LONG}", From=f'"{LONG}" <sip:caller@pbx.example;{LONG}={LONG}>;tag={LONG}', Call_ID=LONG
        ),
        RING,
    ),
    Trial("3.1.1.8", "dblreq", registering("dblreq") + ringing("dblreq2"), 405),
    Trial("3.1.1.9", "semiuri", asking("semiuri", "OPTIONS sip:user;par=u%40pbx.example@pbx.example SIP/2.0"), 200),
    Trial(
        "3.1.1.10",
        "transports",
        looking("transports", "Via: SIP/2.0/SCTP a.pbx.example;branch=z9hG4bK2, SIP/2.0/NOBODYKNOWS b.pbx.example;branch=z9hG4bK3"),
        200,
    ),
    Trial(
        "3.1.1.11",
        "mpart01",
        asking(
            "mpart01",
            "MESSAGE sip:8120@192.0.2.20 SIP/2.0",
            "Content-Type: multipart/mixed;boundary=7a",
            body="--7a\r\n\r\n\0\1\xff\r\n--7a--",
        ),
        405,
    ),
    Trial("3.1.1.12", "unreason", answering("unreason", "SIP/2.0 200 = 2**3 * 5**2 но сто девяносто девять - простое"), DROPPED),
    Trial("3.1.1.13", "noreason", answering("noreason", "SIP/2.0 100 "), DROPPED),
)

PARSER_INVALID = (
    Trial("3.1.2.1", "badinv01", ringing("badinv01", Via="SIP/2.0/UDP 192.0.2.1;;,;,,", Contact='"Joe" <sip:joe@pbx.example>;;;;'), 400),
    Trial("3.1.2.2", "clerr", ringing("clerr", Content_Length="9999"), 400),
    Trial("3.1.2.3", "ncl", ringing("ncl", Content_Length="-999"), 400),
    Trial(
        "3.1.2.4",
        "scalar02",
        registering("scalar02", "Expires: 1" + "0" * 60, CSeq="36893488147419103232 REGISTER", Max_Forwards="300"),
        400,
    ),
    Trial(
        "3.1.2.5",
        "scalarlg",
        answering("scalarlg", "SIP/2.0 503 busy", "Retry-After: 949302838503028349304023988", 'Warning: 1812 x "y"'),
        DROPPED,
    ),
    Trial("3.1.2.6", "quotbal", ringing("quotbal", To='"Mr. Wu <sip:8119@pbx.example>'), 400),
    Trial("3.1.2.7", "ltgtruri", asking("ltgtruri", "INVITE <sip:8120@192.0.2.20> SIP/2.0"), 400),
    Trial("3.1.2.8", "lwsruri", asking("lwsruri", "INVITE sip:8120@192.0.2.20; lr SIP/2.0"), 400),
    Trial("3.1.2.9", "lwsstart", asking("lwsstart", "INVITE  sip:8120@192.0.2.20  SIP/2.0"), 400),
    Trial("3.1.2.10", "trws", asking("trws", "OPTIONS sip:8120@192.0.2.20 SIP/2.0  "), 400),
    Trial("3.1.2.11", "escruri", asking("escruri", "INVITE sip:8120@192.0.2.20?Route=%3Csip:pbx.example%3E SIP/2.0"), 400),
    Trial("3.1.2.12", "baddate", ringing("baddate", "Date: Fri, 01 Jan 2010 16:00:00 CST"), RING),
    Trial("3.1.2.13", "regbadct", registering("regbadct", Contact="sip:8119@pbx.example?Route=%3Csip:pbx.example%3E"), 405),
    Trial("3.1.2.14", "badaspec", looking("badaspec", To='"Wu, Li" < sip:8119@pbx.example >'), 200),
    Trial("3.1.2.15", "baddn", looking("baddn", From="Wu, Li <sip:caller@pbx.example>;tag=43", To="Wu, Li <sip:8119@pbx.example>"), 200),
    Trial(
        "3.1.2.16", "badvers", asking("badvers", "OPTIONS sip:8120@192.0.2.20 SIP/7.0", Via="SIP/7.0/UDP pbx.example;branch=z9hG4bK1"), 505
    ),
    Trial("3.1.2.17", "mismatch01", looking("mismatch01", CSeq="8 INVITE"), 400),
    Trial("3.1.2.18", "mismatch02", asking("mismatch02", "NEWMETHOD sip:8120@192.0.2.20 SIP/2.0", CSeq="8 INVITE"), 400),
    Trial("3.1.2.19", "bigcode", answering("bigcode", "SIP/2.0 4294967301 better not break the receiver"), DROPPED),
)

BEYOND_THE_PARSER = (
    Trial("3.2.1", "badbranch", looking("badbranch", Via="SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK"), 200),
    Trial("3.3.1", "insuf", ringing("insuf", From="", To="", Call_ID=""), 400),
    Trial("3.3.2", "unkscm", asking("unkscm", "OPTIONS nobodyKnowsThisScheme:totallyopaquecontent SIP/2.0"), 416),
    Trial("3.3.3", "novelsc", asking("novelsc", "OPTIONS soap.beep://192.0.2.103:3002 SIP/2.0"), 416),
    Trial(
        "3.3.4", "unksm2", registering("unksm2", To="isbn:2983792873", From="<http://www.example.com>;tag=3", Contact="<name:Wu_Li>"), 405
    ),
    Trial("3.3.5", "bext01", looking("bext01", "Proxy-Require: nobodySupportsThis, norThis", "Require: nothingSupportsThis, norThat"), 420),
    Trial("3.3.6", "invut", ringing("invut", "Content-Type: application/unknownformat"), RING),
    Trial("3.3.7", "regaut01", registering("regaut01", "Authorization: NoOneKnowsThisScheme opaque-data=here"), 405),
    Trial(
        "3.3.8",
        "multi01",
        ringing("multi01", "CSeq: 59 INVITE", "Call-ID: another", "From: <sip:8888@pbx.example>;tag=2", "To: <sip:1@2>"),
        400,
    ),
    Trial("3.3.9", "mcl01", looking("mcl01", "Content-Length: 13"), 400),
    Trial("3.3.10", "bcast", answering("bcast", "SIP/2.0 200 OK", "Via: SIP/2.0/UDP 255.255.255.255;branch=z9hG4bK1"), DROPPED),
    Trial("3.3.11", "zeromf", looking("zeromf", Max_Forwards="0"), 200),
    Trial("3.3.12", "cparam01", registering("cparam01", Contact="sip:+19725552222@gw1.pbx.example;unknownparam"), 405),
    Trial("3.3.13", "cparam02", registering("cparam02", Contact="<sip:+19725552222@gw1.pbx.example;unknownparam>"), 405),
    Trial("3.3.14", "regescrt", registering("regescrt", Contact="<sip:caller@pbx.example?Route=%3Csip:pbx.example%3E>"), 405),
    Trial("3.3.15", "sdp01", ringing("sdp01", "Accept: text/nobodyKnowsThis", "Content-Type: application/sdp"), RING),
    Trial(
        "3.4.1",
        "inv2543",
        ringing(
            "inv2543",
            Via="SIP/2.0/UDP iftgw.pbx.example",
            From="sip:caller@pbx.example;tag=1",
            To="sip:8119@pbx.example",
            Max_Forwards="",
            Contact="",
        ),
        RING,
    ),
)

TRIALS = PARSER_VALID + PARSER_INVALID + BEYOND_THE_PARSER
