"""Why a draft is not a call yet, beyond what is empty or cannot be read: a list of small checks with one signature.

Each looks at what was typed and at the values of it, and tells the places that have to change.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from openinhuur.domain.draft import FIELDS, LISTS, Content, Field, items
from openinhuur.domain.draft_scales import points, steps
from openinhuur.domain.typed import Kind, Value

NUMBER = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?")
CHAIN = ("chain_agreements", "chain_months", "chain_gap_months", "chain_reference_on")

Of = Mapping[str, Value]
"""Path → what was typed there, as a value."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a draft is not a call yet. ``code``: "missing", what kind of value cannot be read, or one of below."""

    path: str
    code: str


def problems(content: Content, of: Of) -> tuple[Problem, ...]:
    """Everything that is wrong with what can be read."""
    return tuple(dict.fromkeys(found for check in CHECKS for found in check(content, of)))


def _sizes(_content: Content, of: Of) -> Iterator[Problem]:
    for path, value in of.items():
        if code := _wrong_size(_field(path), value):
            yield Problem(path, code)


def _wrong_size(field: Field, value: Value) -> str:
    """Too long for its place, or a number that is not possible there."""
    match value:
        case str() if field.kind is Kind.LINE and len(value) > field.longest:
            return "too-long"
        case Decimal() if value != round(value, field.places):
            return "too-precise"
        case int() | Decimal() if not isinstance(value, bool):
            return "too-small" if value < field.least else "too-large" if value > field.most else ""
    return ""


def _number(_content: Content, of: Of) -> Iterator[Problem]:
    """It stands in the address of the call, for ever."""
    number = of.get("number")
    if isinstance(number, str) and not NUMBER.fullmatch(number):
        yield Problem("number", "shape")


def _used_twice(content: Content, _of: Of) -> Iterator[Problem]:
    for name in ("requirements", "award_criteria"):
        numbers = Counter(one.get("number", "") for one in items(content, name))
        for one in items(content, name):
            if one.get("number") and numbers[one["number"]] > 1:
                yield Problem(f"{name}.{one['id']}.number", "twice")


def _scales(content: Content, of: Of) -> Iterator[Problem]:
    for one in items(content, "award_criteria"):
        path = f"award_criteria.{one['id']}"
        maximum = of.get(f"{path}.maximum")
        if not isinstance(maximum, Decimal) or not one.get("scale"):
            continue
        allowed = points(one, maximum)
        if not allowed or allowed[-1] != maximum:
            yield Problem(f"{path}.points", "scale")
        elif (described := steps(one)) and len(described) != len(allowed):
            yield Problem(f"{path}.descriptors", "steps")


def _extensions(_content: Content, of: Of) -> Iterator[Problem]:
    if of.get("extension_count") and not of.get("extension_months"):
        yield Problem("extension_months", "needed")


TO_A_HIGHEST = {"fixed-range", "logarithmic"}
"""The formulas with a rate that gets no points."""


def _price(_content: Content, of: Of) -> Iterator[Problem]:
    weight, formula = of.get("price_weight"), of.get("price_formula")
    lowest, highest = of.get("price_lowest"), of.get("price_highest")
    if weight and not formula:
        yield Problem("price_formula", "needed")
    if formula and not weight:
        yield Problem("price_weight", "needed")
    if formula == "fixed-range":
        yield from (Problem(path, "needed") for path in ("price_lowest", "price_highest") if of.get(path) is None)
    if formula == "logarithmic" and highest is None:
        yield Problem("price_highest", "needed")
    if formula in TO_A_HIGHEST and isinstance(lowest, Decimal) and isinstance(highest, Decimal) and lowest >= highest:
        yield Problem("price_highest", "too-small")


def _interview(_content: Content, of: Of) -> Iterator[Problem]:
    """A threshold is counted in the points of the interview."""
    if of.get("interview_threshold") and not of.get("interview_weight"):
        yield Problem("interview_weight", "needed")


def _chain_rule(content: Content, of: Of) -> Iterator[Problem]:
    """Whoever computes with it needs all of it (R31)."""
    is_used = any(one.get("rule") == "chain" for one in items(content, "requirements"))
    if is_used or any(of.get(path) is not None for path in CHAIN):
        yield from (Problem(path, "needed") for path in CHAIN if of.get(path) is None)


def _field(path: str) -> Field:
    name, _, rest = path.partition(".")
    return LISTS[name][rest.rpartition(".")[2]] if rest else FIELDS[name]


CHECKS: tuple[Callable[[Content, Of], Iterator[Problem]], ...] = (
    _sizes,
    _number,
    _used_twice,
    _scales,
    _extensions,
    _price,
    _interview,
    _chain_rule,
)
