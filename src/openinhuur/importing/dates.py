"""Dates and times as people write them, Dutch and English. A year or a time that is not there is not guessed."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from openinhuur.domain.written_call import WrittenDate

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan", "februari february feb", "maart march mrt mar", "april apr", "mei may",
            "juni june jun", "juli july jul", "augustus august aug", "september sept sep", "oktober october okt oct",
            "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "maandag monday mon ma", "dinsdag tuesday tue di", "woensdag wednesday wed wo", "donderdag thursday thu do",
            "vrijdag friday fri vr", "zaterdag saturday sat za", "zondag sunday sun zo",
        )
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
DATE = re.compile(
    rf"(?:\b(?P<weekday>{_WEEKDAY})\b\.?,?\s+(?:the\s+)?)?(?<![\d€.,])(?:"
    rf"(?P<d1>\d{{1,2}})(?:e|st|nd|rd|th)?(?:\s+of)?[\s-]+(?P<m1>{_MONTH})\b\.?,?(?:[\s-]+'?(?P<y1>\d{{4}})\b)?"
    rf"|\b(?P<m2>{_MONTH})\b\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})\b"
    r"|(?P<d3>\d{1,2})\s?(?P<sep>[-/.])\s?(?P<m3>\d{1,2})\s?(?P=sep)\s?(?P<y3>\d{4}|\d{2})(?!\d)"
    r"|(?P<y4>\d{4})-(?P<m4>\d{2})-(?P<d4>\d{2})(?!\d)"
    r")",
    re.IGNORECASE,
)
HAS_DIGIT = re.compile(r"\d")
JOINT = re.compile(
    rf"\s*(?:,|en|of|&|t/m|tot\s+en\s+met|tot|en\s+met|-|–|/|and|or|to|until|through)+\s*(?:(?:{_WEEKDAY})\b\.?\s+)?",
    re.IGNORECASE,
)
EARLIER_DAY = re.compile(
    rf"(?:\b(?P<weekday>{_WEEKDAY})\s+)?(?<![\d:.])(?P<day>\d{{1,2}})"
    r"\s*(?:,|en|of|&|t/m|tot en met|-|–|and|or|to)\s*$",
    re.IGNORECASE,
)
_CLOCK = (
    r"(?<![\d.,:€-])(?:(?P<h>[01]?\d|2[0-4])[:.](?P<m>[0-5]\d)(?![\d]|\.\d)|(?P<hu>[01]?\d"
    r"|2[0-4])[uh](?P<mu>[0-5]\d)\b"
)
TIME = re.compile(
    _CLOCK + r"|(?P<hour>[01]?\d|2[0-4])(?=\s*(?:uur|u|h|am|pm|a\.m|p\.m|noon|o'clock)\b))"
    r"\s*+(?:uur|u\b|h\b|hrs|hours)?+\s*+(?P<half>am|pm|a\.m\.|p\.m\.)?+(?!\s*(?:per|p/w|/|pw|a week))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text: where it stands, its words, the weekday it names (0 is Monday); year None: not there."""

    begin: int
    end: int
    words: str
    day: int
    month: int
    year: int | None
    weekday: int | None = None

    @property
    def on(self) -> date | None:
        """The day, unless the year is missing or there is no such day."""
        if self.year is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; 24 o'clock is the end of the day."""

    hour: int
    minute: int


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, with the time if one is written."""

    on: date
    time: Clock | None = None

    @property
    def at(self) -> datetime | None:
        """The moment in Amsterdam; None when the time is missing."""
        if self.time is None:
            return None
        midnight = datetime(self.on.year, self.on.month, self.on.day, tzinfo=AMSTERDAM)
        if self.time.hour == 24:
            return midnight + timedelta(days=1)
        return midnight.replace(hour=self.time.hour, minute=self.time.minute)


def written_dates(lines: Iterable[tuple[int, str]]) -> tuple[WrittenDate, ...]:
    """The dates in lines of text that name their weekday, for the linter."""
    return tuple(
        WrittenDate(number, " ".join(found.words.split()), found.weekday, found.on)
        for number, text in lines
        for found in find_dates(text)
        if found.on is not None and found.weekday is not None
    )


def find_dates(text: str) -> list[Found]:
    """Every date, in order. In "2 en 3 juli 2026" the month and year count for both days.

    >>> [str(found.on) for found in find_dates("2 en 3 juli 2026, daarna 29-06-2026 of 1 mei")]
    ['2026-07-02', '2026-07-03', '2026-06-29', 'None']
    """
    found: list[Found] = []
    if not HAS_DIGIT.search(text):
        return found
    for match in DATE.finditer(text):
        one = _found(match)
        if one is None:
            continue
        if match["d1"]:
            found.extend(_earlier_days(text, one, found[-1].end if found else 0))
        found.append(one)
    for position in range(len(found) - 2, -1, -1):
        one, after = found[position], found[position + 1]
        joined = JOINT.fullmatch(text[one.end : after.begin])
        if one.year is None and after.year and joined and (one.month, one.day) <= (after.month, after.day):
            found[position] = replace(one, year=after.year)
    return found


def find_times(text: str) -> list[tuple[int, int, Clock]]:
    """Every time of day with where it stands; dates are not taken for times.

    >>> [clock for _, _, clock in find_times("om 09.00 uur, 12:30, 9u15, 29.06.2026 en 36 uur")]
    [Clock(hour=9, minute=0), Clock(hour=12, minute=30), Clock(hour=9, minute=15)]
    """
    if not HAS_DIGIT.search(text):
        return []
    masked = DATE.sub(lambda match: "#" * len(match[0]), text)
    found = []
    for match in TIME.finditer(masked):
        hour = int(match["h"] or match["hu"] or match["hour"])
        minute = int(match["m"] or match["mu"] or 0)
        half = (match["half"] or "").replace(".", "").lower()
        hour = hour + 12 if half == "pm" and hour < 12 else 0 if half == "am" and hour == 12 else hour
        if hour * 60 + minute <= 24 * 60:
            found.append((match.start(), match.end(), Clock(hour, minute)))
    return found


def find_moments(text: str) -> list[tuple[Found, Clock | None]]:
    """Every date with the time written after it (or before it: "om 09.00 uur op 29 juni 2026")."""
    dates, times = find_dates(text), find_times(text)
    moments = []
    for position, found in enumerate(dates):
        after = dates[position + 1].begin if position + 1 < len(dates) else len(text)
        before = dates[position - 1].end if position else 0
        clock = next((clock for begin, _, clock in times if found.end <= begin < min(after, found.end + 45)), None)
        if clock is None:
            near = max(before, found.begin - 25)
            earlier = [clock for begin, end, clock in times if near <= begin and end <= found.begin]
            clock = earlier[-1] if earlier else None
        moments.append((found, clock))
    return moments


def _found(match: re.Match[str]) -> Found | None:
    day = int(match["d1"] or match["d2"] or match["d3"] or match["d4"])
    month_name = match["m1"] or match["m2"]
    month = MONTHS[month_name.lower()] if month_name else int(match["m3"] or match["m4"])
    year_text = match["y1"] or match["y2"] or match["y3"] or match["y4"]
    year = None if year_text is None else int(year_text) + (2000 if len(year_text) == 2 else 0)
    if not 1 <= month <= 12 or not 1 <= day <= 31 or (year is not None and not 1990 <= year <= 2100):
        return None
    weekday = WEEKDAYS[match["weekday"].lower()] if match["weekday"] else None
    return Found(match.start(), match.end(), match[0].strip(), day, month, year, weekday)


def _earlier_days(text: str, one: Found, floor: int) -> Iterator[Found]:
    days: list[Found] = []
    begin = one.begin
    while match := EARLIER_DAY.search(text, floor, begin):
        weekday = WEEKDAYS[match["weekday"].lower()] if match["weekday"] else None
        day = int(match["day"])
        if not 1 <= day < (days[-1].day if days else one.day):
            break
        days.append(Found(match.start(), match.end("day"), match[0].strip(), day, one.month, one.year, weekday))
        begin = match.start()
    return reversed(days)
