"""Telephone numbers as people type them and lines deliver them, read once into one form (telephony.md, Numbers)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from dutydesk.words import NumberState

LONGEST_TYPED = 64
"""Longer text is no number; it is capped before anything looks at it."""
LONGEST_SHORT = 8
"""Extensions ("8110") and service numbers ("110", "95588") have at most this many digits."""
SHOWN_WHOLE = 6
"""A number of up to this many digits names a line, not a person, and is never masked."""

_WITHHELD = frozenset(["anonymous", "restricted", "private", "withheld", "p", "匿名", "隐藏", "保密", "隐藏号码", "匿名来电", "私人号码"])
_UNAVAILABLE = frozenset(["unknown", "unavailable", "o", "out of area", "outofarea", "未知", "未知号码", "不可用", "无法显示"])
_URI = re.compile(r"^(?:tel|sips?):", re.IGNORECASE)
_EXTENSION = re.compile(r"^(?P<main>.*\d.*?)[\s,;]*(?:转|分机|轉|ext(?:ension|n)?[.=:]?|x|#|,)\s*(?P<ext>\d{1,7})$", re.IGNORECASE)
_HYPHEN_EXTENSION = re.compile(r"^(?P<main>.*\d{7,})\s*-\s*(?P<ext>\d{1,5})$")
_MOBILE = re.compile(r"^(?:\+?86|0086|0)?(1[3-9]\d{9})$")
_SPACING = re.compile(r"[\s().\[\]/\-]")


@dataclass(frozen=True, slots=True)
class Number:
    """A number read. `typed` is what was given; it does not count when numbers are compared.

    `e164` is "" where no worldwide number could be read; `short` holds an internal extension or a service number then.
    `extension` is what is dialled after `e164`.
    """

    typed: str = field(compare=False)
    e164: str = ""
    extension: str = ""
    short: str = ""
    state: NumberState = NumberState.OK

    @property
    def is_internal(self) -> bool:
        """Whether it is a short number of the exchange, such as "8110"."""
        return bool(self.short)

    @property
    def key(self) -> str:
        """What two ways of writing one number share; "" when there is nothing to compare."""
        return f"{self.e164};ext={self.extension}" if self.extension else self.e164 or self.short


def number_state(typed: str) -> NumberState:
    """What is known of a caller's number from the words exchanges and caller-ID boxes put in its place."""
    word = _plain(typed).partition("@")[0].strip("<>\"' ").casefold()
    if word in _WITHHELD:
        return NumberState.WITHHELD
    if word in _UNAVAILABLE:
        return NumberState.UNAVAILABLE
    return NumberState.OK if any(c.isdigit() for c in word) else NumberState.NONE


def normalise(typed: str, *, region: str = "CN", area_code: str = "") -> Number:
    """Read `typed` as dialled in `region` (ISO 3166); a bare 7- or 8-digit landline belongs to `area_code` ("0571").

    Total: any text gives a number, in the worst case one with neither `e164` nor `short`.
    """
    state = number_state(typed)
    if state is not NumberState.OK:
        return Number(typed, state=state)
    plain = _plain(typed)
    main, extension = _split_extension(plain)
    e164 = _read(main, region, area_code)
    if extension and not e164 and not _short(main):
        main, extension, e164 = plain, "", _read(plain, region, area_code)
    if e164:
        return Number(typed, e164=e164, extension=extension)
    short = "" if extension else _short(main)
    return Number(typed, short=short, state=NumberState.OK if _is_numeric(main) else NumberState.NONE)


def mask(number: str) -> str:
    """`number` (E.164 or as typed) with its middle hidden: 139****0275, 0571-****0000, +1 ****1234; short numbers whole."""
    number = number.partition(";ext=")[0]
    if re.fullmatch(r"\+861[3-9]\d{9}", number):
        return f"{number[3:6]}****{number[-4:]}"
    if re.fullmatch(r"\+86\d{9,11}", number):
        area, local = _cn_landline(number[3:])
        return f"{area}-{'*' * (len(local) - 4)}{local[-4:]}"
    if re.fullmatch(r"\+\d{7,15}", number):
        return f"+{_country(number)} ****{number[-4:] if len(number) > 10 else number[-2:]}"
    return _mask_typed(number)


def shown(number: str, *, region: str = "CN") -> str:
    """`number` (a key: E.164, with ";ext=" perhaps) in full, as people of `region` write it; other text comes back unchanged."""
    e164, _, extension = number.partition(";ext=")
    if not re.fullmatch(r"\+\d{7,15}", e164):
        return number
    whole = _shown_cn(e164[3:]) if region == "CN" and e164.startswith("+86") else _shown_abroad(e164, region)
    return f"{whole}-{extension}" if extension else whole


def _plain(typed: str) -> str:
    text = unicodedata.normalize("NFKC", typed[:LONGEST_TYPED])
    text = "".join(" " if c.isspace() else _digit(c) for c in text if unicodedata.category(c) not in ("Cf", "Cc") or c.isspace())
    text = _URI.sub("", text.strip(" <>\"'"))
    return re.sub(r"[‐-―−]", "-", text).strip()


def _digit(char: str) -> str:
    return str(unicodedata.digit(char)) if char.isdecimal() else char


def _split_extension(text: str) -> tuple[str, str]:
    text = text.partition("@")[0].strip()
    match = _EXTENSION.match(text) or _HYPHEN_EXTENSION.match(text)
    return (match["main"].strip(), match["ext"]) if match else (text, "")


def _is_numeric(text: str) -> bool:
    return re.fullmatch(r"\+?\d+", _SPACING.sub("", text.replace("(0)", ""))) is not None


def _short(text: str) -> str:
    digits = _SPACING.sub("", text)
    return digits if re.fullmatch(r"[0-9]+", digits) and len(digits) <= LONGEST_SHORT else ""


def _read(text: str, region: str, area_code: str) -> str:
    """E.164, or "" when nothing valid can be made of it. Chinese mobiles need no metadata, so the first ring is as fast as any."""
    if not _is_numeric(text):
        return ""
    digits = _SPACING.sub("", text.replace("(0)", ""))
    mobile = _MOBILE.match(digits)
    if region == "CN" and mobile:
        return f"+86{mobile[1]}"
    for candidate in _candidates(digits, area_code):
        if e164 := _valid(candidate, region):
            return e164
    return ""


def _candidates(digits: str, area_code: str) -> tuple[str, ...]:
    """The ways to read `digits`, likeliest first; exchanges often leave the + out before a foreign number."""
    if digits.startswith("+"):
        return (digits,)
    if digits.startswith("00"):
        return (f"+{digits[2:]}", digits)
    if 7 <= len(digits) <= LONGEST_SHORT:
        return (area_code + digits,) if area_code else ()
    return (digits, f"+{digits}") if len(digits) > LONGEST_SHORT + 1 else (digits,)


def _valid(candidate: str, region: str) -> str:
    import phonenumbers  # 60 ms: the window is painted before the first number needs it

    try:
        number = phonenumbers.parse(candidate, region)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _cn_landline(national: str) -> tuple[str, str]:
    """Area code and local number: two digits for Beijing and 02x, three elsewhere; 400 and 800 take no 0."""
    if national.startswith(("400", "800")):
        return national[:3], national[3:]
    cut = 2 if national[0] in "12" else 3
    return f"0{national[:cut]}", national[cut:]


def _country(e164: str) -> str:
    import phonenumbers

    try:
        return str(phonenumbers.parse(e164).country_code)
    except phonenumbers.NumberParseException:
        return ""


def _mask_typed(text: str) -> str:
    digits = "".join(_digit(c) for c in text if c.isdecimal())
    if len(digits) <= SHOWN_WHOLE:
        return text
    return f"****{digits[-4:]}" if len(digits) > LONGEST_SHORT else f"****{digits[-2:]}"


def _shown_cn(national: str) -> str:
    if re.fullmatch(r"1[3-9]\d{9}", national):
        return f"{national[:3]} {national[3:7]} {national[7:]}"
    area, local = _cn_landline(national)
    return f"{area}-{local}"


def _shown_abroad(e164: str, region: str) -> str:
    import phonenumbers

    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return e164
    at_home = phonenumbers.region_code_for_number(number) == region
    style = phonenumbers.PhoneNumberFormat.NATIONAL if at_home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style)
