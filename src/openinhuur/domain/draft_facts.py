"""What a call says while it is written, as the linter and publication want to know it.

>>> view = written({"title": "Secretaris", "hours_per_week": "36"})
>>> view.call.facts.title, view.call.facts.hours_per_week.max
('Secretaris', Decimal('36'))
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from openinhuur.domain.calendars import local
from openinhuur.domain.call import FeePayer
from openinhuur.domain.draft import FIELDS, LISTS, Content, Field, items
from openinhuur.domain.draft_problems import Problem
from openinhuur.domain.draft_problems import problems as wrong
from openinhuur.domain.typed import FieldNotReadable, Kind, Value, read
from openinhuur.domain.written_call import (
    CallFacts,
    CvRules,
    Extensions,
    GAccountShares,
    HoursRange,
    ListItem,
    WrittenCall,
)

T = TypeVar("T")

FACT_OF_LIST = {
    "requirements": "requirements",
    "award_criteria": "criteria",
    "selection_criteria": "selection_criteria",
    "competences": "competences",
}


@dataclass(frozen=True, slots=True)
class Values:
    """What was typed, as values; None where there is nothing, or nothing that can be read."""

    of: Mapping[str, Value]
    problems: tuple[Problem, ...]

    def get(self, path: str, kind: type[T]) -> T | None:
        """The value at a path, when it is of that kind."""
        found = self.of.get(path)
        return found if isinstance(found, kind) else None


@dataclass(frozen=True, slots=True)
class Written:
    """The call for the linter, and the path of each line of its text."""

    call: WrittenCall
    path_of_line: Mapping[int, str] = field(default_factory=dict)


def values(content: Content) -> Values:
    """Every field read; with a problem for each that cannot be read, that a call lacks, or that is wrong."""
    found: dict[str, Value] = {}
    problems: list[Problem] = []
    for path, one, typed in _typed(content):
        try:
            found[path] = read(one.kind, typed, choices=one.choices, path=path)
        except FieldNotReadable:
            problems.append(Problem(path, one.kind.value))
            continue
        if one.is_required and found[path] is None:
            problems.append(Problem(path, "missing"))
    problems += [Problem(name, "missing") for name in ("requirements", "award_criteria") if not items(content, name)]
    return Values(found, (*problems, *wrong(content, found)))


def _typed(content: Content) -> Iterator[tuple[str, Field, str]]:
    for name, one in FIELDS.items():
        typed = content.get(name, "")
        yield name, one, typed if isinstance(typed, str) else ""
    for name, parts in LISTS.items():
        for item in items(content, name):
            for part, one in parts.items():
                yield f"{name}.{item['id']}.{part}", one, item.get(part, "")


def written(content: Content, *, buyer: str | None = None, fee_payer: FeePayer | None = None) -> Written:
    """The draft as the linter looks at it. What cannot be read is absent, never guessed."""
    known = values(content)
    lines, path_of_line, places = _lines(content)
    facts = replace(
        _procedure(known, _asked(known)),
        buyer=buyer,
        fee_payer=fee_payer,
        requirements=_listed(content, "requirements", known),
        criteria=_listed(content, "award_criteria", known),
        selection_criteria=_texts(content, "selection_criteria"),
        competences=_texts(content, "competences"),
    )
    return Written(WrittenCall(facts=facts, places=places, lines=lines), path_of_line)


def _asked(known: Values) -> CallFacts:
    """What is asked, and on which terms."""
    is_directed = known.get("is_under_direction", bool)
    return CallFacts(
        number=known.get("number", str),
        title=known.get("title", str),
        start=known.get("start_on", date) or "asap",
        duration_months=known.get("duration_months", int),
        extensions=_extensions(known),
        hours_per_week=_hours(known),
        working_days=known.get("working_days", tuple),
        education=known.get("education", str),
        region=known.get("region", str),
        salary_scale=known.get("salary_scale", str),
        dps=True,
        positions=known.get("positions", int),
        self_employed_allowed=None if is_directed is None else not is_directed,
        max_rate=known.get("max_rate", Decimal),
        broker_fee_per_hour=known.get("fee_per_hour", Decimal),
        g_account=_g_account(known),
        vog=known.get("vog_required", bool),
        cv=_cv(known),
    )


def _procedure(known: Values, facts: CallFacts) -> CallFacts:
    """When, and how is chosen."""
    return replace(
        facts,
        closes_at=_local(known.get("closes_at", datetime)),
        questions_close_at=_local(known.get("questions_close_at", datetime)),
        answers_by=known.get("answers_by_on", date),
        invitations_by=known.get("invitations_by_on", date),
        interviews_from=known.get("interviews_from_on", date),
        shortlist_size=known.get("shortlist_size", int),
        min_invited=known.get("min_invited", int),
        min_interviewers=known.get("min_interviewers", int),
        tie_break=("hourly_rate",),
        price_weight=known.get("price_weight", Decimal),
        price_formula=known.get("price_formula", str),
        interview_weight=known.get("interview_weight", Decimal),
        standstill_days=known.get("standstill_days", int),
    )


def _extensions(known: Values) -> Extensions | None:
    count, months = known.get("extension_count", int), known.get("extension_months", int)
    return Extensions(count, months) if count and months else None


def _hours(known: Values) -> HoursRange | None:
    hours = known.get("hours_per_week", Decimal)
    return HoursRange(hours, hours) if hours is not None else None


def _g_account(known: Values) -> GAccountShares | None:
    sna, other = known.get("g_account_sna", Decimal), known.get("g_account_other", Decimal)
    return GAccountShares(sna, other) if sna is not None or other is not None else None


def _cv(known: Values) -> CvRules | None:
    rules = CvRules(known.get("cv_max_pages", int), known.get("cv_language", str), known.get("cv_min_references", int))
    return rules if rules != CvRules(None, None, None) else None


def _local(at: datetime | None) -> datetime | None:
    return None if at is None else local(at)


def _listed(content: Content, name: str, known: Values) -> tuple[ListItem, ...] | None:
    found = tuple(
        ListItem(one.get("number") or None, one.get("text", ""), known.get(f"{name}.{one['id']}.maximum", Decimal))
        for one in items(content, name)
    )
    return found or None


def _texts(content: Content, name: str) -> tuple[str, ...] | None:
    return tuple(one.get("text", "") for one in items(content, name)) or None


def _lines(content: Content) -> tuple[tuple[tuple[int, str], ...], dict[int, str], dict[str, tuple[int, ...]]]:
    """All running text, line by line; which path each line belongs to; and where each fact stands."""
    lines: list[tuple[int, str]] = []
    path_of_line: dict[int, str] = {}
    places: dict[str, tuple[int, ...]] = {}
    for path, one, typed in _typed(content):
        if one.kind not in {Kind.LINE, Kind.TEXT} or not typed:
            continue
        numbers = tuple(range(len(lines) + 1, len(lines) + 1 + len(typed.split("\n"))))
        lines += zip(numbers, typed.split("\n"), strict=True)
        path_of_line |= dict.fromkeys(numbers, path)
        key = _key(content, path)
        places[key] = (*places.get(key, ()), *numbers)
        outer = key.partition("[")[0]
        if outer != key:
            places[outer] = (*places.get(outer, ()), *numbers)
    return tuple(lines), path_of_line, places


def _key(content: Content, path: str) -> str:
    """The name of a path among the facts: "award_criteria.k3f.text" is "criteria[0]"."""
    name, _, rest = path.partition(".")
    if not rest:
        return name
    order = [one["id"] for one in items(content, name)]
    return f"{FACT_OF_LIST.get(name, name)}[{order.index(rest.partition('.')[0])}]"
