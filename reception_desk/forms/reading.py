"""What typed text means: numbers with either separator and simple sums, dates and times as people say them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta
from decimal import Decimal, DivisionByZero, InvalidOperation, localcontext
from typing import Any

from reception_desk.forms import fields as f
from reception_desk.forms.moments import Clock, Moment
from reception_desk.forms.money import half_up
from reception_desk.forms.words import Text, say

SCALES = {"whole": 1, "quantity": 1000, "percent": 100, "money": 100}
MOST = {"whole": 10**13, "quantity": 10**8, "percent": 10**5, "money": 10**10}
"""The largest kept value of a kind: sums of their products still fit into the 64 bits of a column."""
YEARS = range(1900, 2200)
DAYS = {
    "today": 0, "今天": 0, "今日": 0, "tomorrow": 1, "明天": 1, "明日": 1, "后天": 2,
    "monday": -1, "tuesday": -2, "wednesday": -3, "thursday": -4, "friday": -5, "saturday": -6, "sunday": -7,
    "mon": -1, "tue": -2, "wed": -3, "thu": -4, "fri": -5, "sat": -6, "sun": -7,
    "周一": -1, "周二": -2, "周三": -3, "周四": -4, "周五": -5, "周六": -6, "周日": -7,
}  # fmt: skip
"""Days ahead, or minus the ISO weekday meant; none stands before a longer one that begins with it."""
AGO = {"yesterday": 1, "昨天": 1, "昨日": 1, "前天": 2}
"""Days gone by."""

_GROUPS = re.compile(r"(?<=\d)[.,](?=\d{3}(?!\d))")
"""48.650 and 48,650 are both forty-eight thousand where only whole numbers are meant."""
_TOKEN = re.compile(r"\s*(?:(\d[\d\s'.,]*|[.,]\d+)|([-+*/()]))")
_GROUPED = re.compile(r"\d*|\d{1,3}([\s',.])\d{3}(?:\1\d{3})*")
_CLOCK = re.compile(r"(上午|下午|晚上)?(\d{1,2})(?:[:.点时](\d{2})?|(\d{2}))?分?\s*(am|pm|h)?", re.IGNORECASE)
_DAY_AND_TIME = re.compile(rf"({'|'.join([*DAYS, *AGO])})\s*(\S.*)|(.+)\s(\S+)", re.IGNORECASE)
_LATER = re.compile(r"\+\s*(\d{1,4}(?:[.,]\d+)?)\s*(h|小时|时|min|m|分|分钟|d|天)?", re.IGNORECASE)


class Unreadable(ValueError):
    """Typed text that is no value of its kind; what was typed is kept as typed."""

    def __init__(self, text: Text) -> None:
        super().__init__(str(text))
        self.say = text


def read(spec: f.Spec, typed: str, clock: Clock | None = None, *, order: str = "ymd") -> Any:
    """The kept value of typed text; None or "" for blank. `order`: how days are written here, ymd, dmy or mdy."""
    if spec.kind in ("text", "code"):
        return typed
    plain = unicodedata.normalize("NFKC", typed).strip()
    if spec.kind in SCALES:
        return _number(plain, spec.kind) if plain else None
    if spec.kind == "span":
        return _span(plain) if plain else None
    if spec.kind == "day":
        return _day(plain, clock, order).isoformat() if plain else ""
    if spec.kind == "moment":
        return _moment(plain, clock, order, past=spec.past) if plain else None
    return typed


def _number(plain: str, kind: str) -> int:
    plain = plain.replace("−", "-").replace("×", "*").replace("÷", "/")
    if kind in ("percent", "whole"):
        plain = plain.rstrip("% ")
    if kind == "whole":
        plain = _GROUPS.sub("", plain)
    try:
        with localcontext() as context:
            context.prec = 40
            amount, rest = _sum(_tokens(plain))
            if rest:
                raise InvalidOperation
            ratio = (amount * SCALES[kind]).as_integer_ratio()
    except (InvalidOperation, DivisionByZero, IndexError, OverflowError, ValueError, RecursionError):
        raise Unreadable(say("This is not a number. Type figures only, or a sum such as 12*3.5.")) from None
    if ratio[1] != 1:
        _refuse_rest(plain, kind)
    kept = half_up(*ratio)
    if abs(kept) > MOST[kind]:
        raise Unreadable(say("This number is too large. Check the figure."))
    return kept


def _refuse_rest(plain: str, kind: str) -> None:
    """What was typed is finer than what is kept: never rounded without a word. The result of a sum is, as on paper."""
    if kind == "whole" and "/" not in plain:
        raise Unreadable(say("This wants a whole number. Leave the part after the point away."))
    if kind != "whole" and not re.search("[*/]", plain):
        decimals = len(str(SCALES[kind])) - 1
        raise Unreadable(say("At most {n} figures stand after the point here. Shorten the number.", n=decimals))


def _tokens(plain: str) -> list[str]:
    if len(plain) > 60:
        raise InvalidOperation
    tokens, at = [], 0
    while at < len(plain):
        found = _TOKEN.match(plain, at)
        if not found:
            raise InvalidOperation
        tokens.append(_figures(found[1]) if found[1] else found[2])
        at = found.end()
    return tokens


def _figures(written: str) -> str:
    """Either separator is understood: the last of , and . is the decimal one unless three figures follow a comma."""
    written = written.strip()
    last = max(written.rfind(","), written.rfind("."))
    head, tail = written, ""
    if last >= 0 and written.count(written[last]) == 1 and not _thousands(written, last):
        head, tail = written[:last], written[last + 1 :]
    if not _GROUPED.fullmatch(head) or not (tail.isdigit() or not tail):
        raise InvalidOperation
    return re.sub(r"\D", "", head) + "." + tail


def _thousands(written: str, comma: int) -> bool:
    """1,234 but neither 0,234 nor 1.234,567."""
    return written[comma] == "," and len(written) - comma == 4 and "." not in written and written[0] not in "0,"


def _sum(tokens: list[str]) -> tuple[Decimal, list[str]]:
    total, tokens = _product(tokens)
    while tokens and tokens[0] in "+-":
        term, rest = _product(tokens[1:])
        total, tokens = (total + term if tokens[0] == "+" else total - term), rest
    return total, tokens


def _product(tokens: list[str]) -> tuple[Decimal, list[str]]:
    total, tokens = _atom(tokens)
    while tokens and tokens[0] in "*/":
        factor, rest = _atom(tokens[1:])
        total, tokens = (total * factor if tokens[0] == "*" else total / factor), rest
    return total, tokens


def _atom(tokens: list[str]) -> tuple[Decimal, list[str]]:
    head, rest = tokens[0], tokens[1:]
    if head in "-+":
        amount, rest = _atom(rest)
        return -amount if head == "-" else amount, rest
    if head == "(":
        amount, rest = _sum(rest)
        if not rest or rest[0] != ")":
            raise InvalidOperation
        return amount, rest[1:]
    return Decimal(head), rest


def _span(plain: str) -> int:
    """Minutes: 90, 1:30, 1.5h, 2 h 10 min, 2小时."""
    text = (
        plain.lower().replace("小时", "h").replace("分钟", "m").replace("分", "m").replace("min", "m").replace(" ", "")
    )
    found = re.fullmatch(r"(?:(\d+(?:[.,]\d+)?)h)?(?:(\d+)m?)?", text)
    if found and text:
        hours = Decimal((found[1] or "0").replace(",", "."))
        return _bounded(int(hours * 60) + int(found[2] or 0))
    found = re.fullmatch(r"(\d+):([0-5]\d)", text)
    if found:
        return _bounded(int(found[1]) * 60 + int(found[2]))
    raise Unreadable(say("This is not a length of time. Type minutes, or hours such as 1.5h."))


def _bounded(minutes: int) -> int:
    if minutes > 366 * 24 * 60:
        raise Unreadable(say("This number is too large. Check the figure."))
    return minutes


def _no_day() -> Unreadable:
    return Unreadable(say("This is not a date. Type it as 2026-11-30, 11-30 or tomorrow."))


def _day(plain: str, clock: Clock | None, order: str, *, past: bool = False) -> date:
    """`past`: a weekday, or a day without its year, is the last one."""
    today = clock.now().local().date() if clock else datetime.now().astimezone().date()
    if plain.lower() in AGO:
        return today - timedelta(days=AGO[plain.lower()])
    word = DAYS.get(plain.lower())
    if word is not None and word < 0:
        ahead = (-word - today.isoweekday() - 1) % 7 + 1
        return today + timedelta(days=ahead - 7 if past else ahead)
    if word is not None:
        return today + timedelta(days=word)
    later = re.fullmatch(r"\+\s*(\d{1,4})\s*([dwmy天周月年]?)", plain.lower())
    if later:
        return _ahead(today, int(later[1]), later[2])
    if re.search(r"[^\d\s./年月日-]", plain):
        raise _no_day()
    # 11-30 is the end of a written-out date everywhere; 30/11 and 11/30 are what a region's people write
    short = order if re.search(r"[./]", plain) else "ymd"
    try:
        found = _day_of([int(part) for part in re.findall(r"\d+", plain)], today, order, short, past=past)
    except (ValueError, OverflowError):
        raise _no_day() from None
    if found.year not in YEARS:
        raise _no_day()
    return found


def _ahead(today: date, count: int, unit: str) -> date:
    try:
        if unit in "my月年" and unit:
            months = today.month - 1 + count * (12 if unit in "y年" else 1)
            year, month = today.year + months // 12, months % 12 + 1
            return date(year, month, min(today.day, _last_day(year, month)))
        return today + timedelta(days=count * (7 if unit in ("w", "周") else 1))
    except (ValueError, OverflowError):
        raise _no_day() from None


def _last_day(year: int, month: int) -> int:
    return (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day


def _day_of(parts: list[int], today: date, order: str, short: str, *, past: bool) -> date:
    match parts:
        case [one] if one > 999_999:
            return date(one // 10_000, one // 100 % 100, one % 100)
        case [year, month, day] if year > 999:
            return date(year, month, day)
        case [first, second, year] if year > 999:
            return date(year, first, second) if order == "mdy" else date(year, second, first)
        case [first, second]:
            month, day = (second, first) if short == "dmy" else (first, second)
            found = date(today.year, month, day)
            if past:
                return found if found <= today else date(today.year - 1, month, day)
            return found if found >= today - timedelta(days=90) else date(today.year + 1, month, day)
    raise ValueError


def _no_time() -> Unreadable:
    return Unreadable(say("This is not a time. Type it as 1730, +2h or tomorrow 10."))


def _moment(plain: str, clock: Clock | None, order: str, *, past: bool = False) -> Moment:
    """A time without a day is the next one, with `past` the last one."""
    if clock is None:
        raise _no_time()
    later = _LATER.fullmatch(plain)
    if later:
        minutes = Decimal(later[1].replace(",", ".")) * {"h": 60, "小": 60, "时": 60, "d": 1440, "天": 1440}.get(
            (later[2] or "h")[0].lower(), 1
        )
        return clock.now().plus(_bounded(int(minutes)))
    plain = re.sub(r"\s+(am|pm|h)$", r"\1", plain.replace("点半", "点30"), flags=re.IGNORECASE)
    parts = _DAY_AND_TIME.fullmatch(plain)
    try:
        if not parts:
            wall = clock.now().local().replace(tzinfo=None)
            if not past:
                return clock.at(_at(plain, wall, past_is_tomorrow=True))
            today = clock.at(_at(plain, datetime.combine(wall, datetime.min.time())))
            return today if today.ms <= clock.now().ms else today.plus(-24 * 60)
        day = _day(parts[1] or parts[3], clock, order, past=past)
        return clock.at(_at(parts[2] or parts[4], datetime.combine(day, datetime.min.time())))
    except (ValueError, OverflowError, OSError):
        raise _no_time() from None


def _at(plain: str, day: datetime, *, past_is_tomorrow: bool = False) -> datetime:
    found = _CLOCK.fullmatch(plain)
    if not found:
        raise ValueError(plain)
    hour, minute = int(found[2]), int(found[3] or found[4] or 0)
    half = {"上午": "am", "下午": "pm", "晚上": "pm"}.get(found[1] or "", (found[5] or "").lower())
    if half in ("am", "pm"):
        if hour > 12:
            raise ValueError(plain)
        hour = hour % 12 + (12 if half == "pm" else 0)
    wall = day.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return wall + timedelta(days=1) if past_is_tomorrow and wall < day.replace(second=0, microsecond=0) else wall
