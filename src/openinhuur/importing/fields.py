"""From a label's field and the words beside it to facts. One small reader per field; None: not understood."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from openinhuur.importing import values
from openinhuur.importing.cv import cv_rules
from openinhuur.importing.dates import WEEKDAYS, Moment, find_dates, find_moments, find_times

Facts = Mapping[str, object]

ASAP = re.compile(
    r"(?i)z\.?\s?s\.?\s?m\b|zo spoedig mogelijk|zo snel mogelijk|\basap\b|as soon as possible|per direct|\bdirect\b"
    r"|immediate(?:ly)?|per omgaande|onmiddellijk"
)
DAY_NAME = re.compile(r"(?i)\b(" + "|".join(sorted(WEEKDAYS, key=len, reverse=True)) + r")(?:en|s)?\b\.?")
DAY_CODES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
THROUGH = re.compile(r"(?i)\s*(?:t/m|tot en met|tot|through|to|until|-|–)\s*$")
SENTENCE = re.compile(r"[.!?]\s+[A-Z]")


@dataclass(frozen=True, slots=True)
class Understood:
    """The facts in a value; ``note`` is the code of a finding when something in it stays open."""

    facts: Facts = field(default_factory=dict)
    note: str | None = None


def understand(name: str, label: str, value: str) -> Understood | None:
    """What the value of a field says; None when the words are not understood."""
    value = value.strip(" \t;,")
    if not value or (values.is_nothing(value) and name not in YES_NO):
        return Understood()
    unit = re.search(r"\(([^()]*(?:maand|uur|jaar|month|hour|year)[^()]*)\)", label)
    if unit and re.fullmatch(r"[\d\s.,x-]+", value):
        value = f"{value} {unit[1]}"
    found = READERS[name](value, label)
    if found is None and (values.is_open(value) or values.is_nothing(value)):
        return Understood(note=None if name == "max_rate" else "left-open")
    return found


def working_days(text: str) -> tuple[str, ...] | None:
    """Weekdays named in the text, in the order of the week ("maandag t/m donderdag", "ma, di en do").

    >>> working_days("maandag t/m woensdag"), working_days("di en do")
    (('mon', 'tue', 'wed'), ('tue', 'thu'))
    """
    days: set[int] = set()
    previous = None
    for match in DAY_NAME.finditer(text):
        number = WEEKDAYS[match[1].lower()]
        between = text[previous.end() : match.start()] if previous else ""
        if previous and THROUGH.fullmatch(between) and min(days) < number:
            days.update(range(WEEKDAYS[previous[1].lower()], number))
        days.add(number)
        previous = match
    return tuple(DAY_CODES[number] for number in sorted(days)) or None


def tie_break(text: str) -> tuple[str, ...] | None:
    """What decides between equal scores, in the order named."""
    found = [
        (match.start(), name)
        for name, pattern in (
            ("hourly_rate", r"tarief|prijs|\brate\b|price"),
            ("lot", r"\blot\b|geloot|loten|loting|\blots\b|by lot|drawing"),
            ("interview", r"gesprek|interview"),
        )
        if (match := re.search(pattern, text, re.IGNORECASE))
    ]
    return tuple(name for _, name in sorted(found)) or None


def moment(text: str, key: str) -> Understood | None:
    """The last moment named in a value (of "1 juni - 29 juni 09:00" the end counts)."""
    moments = find_moments(text)
    dated = [(found.on, clock) for found, clock in moments if found.on]
    if not dated:
        return Understood(note="year-missing") if any(found.year is None for found, _ in moments) else None
    day, clock = dated[-1]
    if clock is None and len(times := find_times(text)) == 1:
        clock = times[0][2]
    return Understood({key: Moment(day, clock)})


def day(text: str, key: str, *, last: bool = False) -> Understood | None:
    """The first (or last) day named in a value."""
    found = find_dates(text)
    known = [one.on for one in found if one.on]
    if not known:
        return Understood(note="year-missing") if any(one.year is None for one in found) else None
    return Understood({key: known[-1] if last else known[0]})


def is_short(text: str, words: int = 12) -> bool:
    """Whether the text is a name rather than a sentence."""
    return len(text.split()) <= words and not SENTENCE.search(text) and len(text) <= 120


def _number(value: str, _label: str) -> Understood | None:
    value = re.sub(r"\s*\(.*?\)", "", value).strip()
    words = value.split()
    if not words or not any(char.isdigit() for char in value) or find_dates(value):
        return None
    if len(words) > 1 and any(char.isdigit() for char in words[0]):
        words = words[:1]
    return Understood({"number": " ".join(words).strip(".,;")}) if len(words) <= 3 else None


def _name(key: str) -> Callable[[str, str], Understood | None]:
    def read(value: str, _label: str) -> Understood | None:
        return Understood({key: value.strip().rstrip(".")}) if is_short(value, 16) else None

    return read


def _buyer(value: str, label: str) -> Understood | None:
    if not is_short(value, 12):
        return None
    value = value.strip().rstrip(".")
    if label.strip(" :").lower() == "gemeente" and not value.lower().startswith("gemeente"):
        value = f"Gemeente {value}"
    return Understood({"buyer": value[0].upper() + value[1:]})


def _start(value: str, _label: str) -> Understood | None:
    asap, dates = ASAP.search(value), find_dates(value)
    if asap and (not dates or asap.start() < dates[0].begin):
        return Understood({"start": "asap"})
    known = [one for one in dates if one.on]
    if len(known) == 2 and re.search(r"(?i)t/m|tot|-|–|until|to\b", value[known[0].end : known[1].begin]):
        return Understood({"start": known[0].on, "end": known[1].on})
    return day(value, "start")


def _period(value: str, label: str) -> Understood | None:
    facts: dict[str, object] = {}
    months = values.duration(value)
    if months:
        facts["duration_months"] = months
    options = values.REST_OF_DURATION.search(value)
    if options and (extra := values.extensions(value[options.start() :])):
        facts["extensions"] = extra
    dates = find_dates(value[: options.start()] if options else value)
    known = [one.on for one in dates if one.on]
    if len(known) >= 2:
        facts |= {"start": known[0], "end": known[1]}
    elif known and len(dates) == 1:
        before = value[: dates[0].begin]
        from_only = re.search(r"(?i)\b(vanaf|per|from)\s*\S*$", before)
        until = re.search(r"(?i)eind|tot|end|t/m", f"{label} {before}") or not months
        if from_only or until:
            facts["start" if from_only else "end"] = known[0]
    elif known and dates[-1].on:
        facts["end"] = known[-1]
    if facts:
        return Understood(facts, "year-missing" if any(one.year is None for one in dates) else None)
    return Understood(note="year-missing") if any(one.year is None for one in dates) else None


def _one(key: str, parse: Callable[[str], object]) -> Callable[[str, str], Understood | None]:
    def read(value: str, _label: str) -> Understood | None:
        found = parse(value)
        return None if found is None else Understood({key: found})

    return read


def _positions(value: str, _label: str) -> Understood | None:
    number = values.whole(re.sub(r"(?i)\b(?:fte|x)\b", "", value)) if is_short(value, 8) else None
    return Understood({"positions": number}) if number and number <= 100 else None


def _contract_form(value: str, _label: str) -> Understood | None:
    facts: dict[str, object] = {}
    for part in re.split(r"[,;/]|\b(?:en|of|and|or|maar|but)\b", value):
        for key, pattern in (
            ("self_employed_allowed", r"zzp|zelfstandig|freelance|self-employed"),
            ("payroll_allowed", "payroll"),
        ):
            if re.search(pattern, part, re.IGNORECASE):
                facts[key] = not values.NEGATIVE.search(part)
    return Understood(facts) if facts or is_short(value) else None


def _cv(value: str, _label: str) -> Understood | None:
    facts = cv_rules(value)
    return Understood(facts) if facts else None


def _pages(value: str, _label: str) -> Understood | None:
    pages = values.whole(value)
    return Understood({"cv.max_pages": pages}) if pages else None


def _references(value: str, _label: str) -> Understood | None:
    number = values.whole(value)
    return Understood({"cv.min_references": number}) if number is not None else None


def _language(value: str, _label: str) -> Understood | None:
    facts = {key: code for key, code in cv_rules(value).items() if key == "cv.language"}
    return Understood(facts) if facts else None


def _broker_fee(value: str, _label: str) -> Understood | None:
    amount = values.euros(value, bare=_is_bare(value) and "%" not in value)
    return Understood({"broker_fee_per_hour": amount}) if amount is not None else None


def _max_rate(value: str, _label: str) -> Understood | None:
    if re.search(r"(?i)geen maxim|no maxim|marktconform|market rate|vrij|open\b", value) and not values.euros(value):
        return Understood()
    amount = values.euros(value, bare=_is_bare(value))
    return Understood({"max_rate": amount}) if amount and amount >= 5 else None


def _is_bare(value: str) -> bool:
    """Whether a number without a sign is an amount: nothing else but a few words stands there."""
    return len(value.split()) <= 6 and not re.search(r"(?i)\b(?:dagen|days|uur per|jaar|maanden)\b", value)


def _hours(value: str, _label: str) -> Understood | None:
    found = values.hours(value)
    days = working_days(value)
    if found is None:
        return None
    return Understood({"hours_per_week": found, **({"working_days": days} if days else {})})


def _closing(value: str, _label: str) -> Understood | None:
    found = moment(value, "closes_at")
    times = find_times(value)
    if found is None and len(times) == 1:
        return Understood({"closing_time": times[0][2]})
    return found


def _closing_time(value: str, _label: str) -> Understood | None:
    times = find_times(value)
    if not times and re.fullmatch(r"\d{1,2}", value):
        times = find_times(f"{value} uur")
    return Understood({"closing_time": times[0][2]}) if len(times) == 1 else None


def _moment(key: str) -> Callable[[str, str], Understood | None]:
    return lambda value, _label: moment(value, key)


def _day(key: str) -> Callable[[str, str], Understood | None]:
    return lambda value, _label: day(value, key)


YES_NO = {"dps", "self_employed", "payroll", "vog"}
READERS: dict[str, Callable[[str, str], Understood | None]] = {
    "number": _number,
    "title": _name("title"),
    "buyer": _buyer,
    "start": _start,
    "period": _period,
    "extensions": _one("extensions", values.extensions),
    "hours": _hours,
    "working_days": _one("working_days", working_days),
    "education": _one("education", values.education),
    "region": _name("region"),
    "salary_scale": _one("salary_scale", values.scale),
    "dps": _one("dps", values.yes_or_no),
    "positions": _positions,
    "self_employed": _one("self_employed_allowed", values.yes_or_no),
    "payroll": _one("payroll_allowed", values.yes_or_no),
    "contract_form": _contract_form,
    "max_rate": _max_rate,
    "broker_fee": _broker_fee,
    "vog": _one("vog", values.yes_or_no),
    "cv": _cv,
    "max_pages": _pages,
    "cv_language": _language,
    "references": _references,
    "closing_date": _closing,
    "closing_time": _closing_time,
    "questions": _moment("questions_close_at"),
    "answers": _day("answers_by"),
    "invitations": _day("invitations_by"),
    "interviews": _day("interviews_from"),
    "shortlist": _one("shortlist_size", values.whole),
    "min_invited": _one("min_invited", values.whole),
    "tie_break": _one("tie_break", tie_break),
    "price_weight": _one("price_weight", values.percentage),
    "interview_weight": _one("interview_weight", values.percentage),
}
