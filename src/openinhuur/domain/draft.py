"""A call while it is written: everything as it was typed, field by field, and what each field may hold.

Content is plain text, so that half a date or a wrong number is kept as well as a right one:

    {"title": "Secretaris", "hours_per_week": "36",
     "requirements": [{"id": "k3f", "number": "1", "text": "…", "kind": "candidate"}]}

A *path* names one place: ``"title"``, ``"requirements"`` (the order), ``"requirements.k3f"`` (the item),
``"requirements.k3f.text"``. What is typed is read by `typed.read`; changes are made by `draft_edits`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from openinhuur.domain.errors import Refusal
from openinhuur.domain.scoring import PRESETS
from openinhuur.domain.typed import LARGEST, WEEKDAYS, Kind

Item = dict[str, str]
Content = dict[str, str | list[Item]]

LONGEST = {"line": 200, "text": 20_000}
MOST_ITEMS = 60
MOST_SIGNS = 250_000
"""Of a whole call: some eighty pages. It is checked again at every change."""


class NoSuchField(Refusal):
    """A call has no such place. Fields: ``path``."""


class TooMuch(Refusal):
    """Longer, or more, than a call may hold. Fields: ``path``, ``most``."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field: what it holds, what it may be chosen from, and whether a call cannot do without it.

    Attributes:
        longest: signs of a line, at most.
        least, most, places: the smallest and largest number, and its decimals.
    """

    kind: Kind
    choices: tuple[str, ...] = ()
    is_required: bool = False
    longest: int = LONGEST["line"]
    least: Decimal = Decimal(0)
    most: Decimal = LARGEST
    places: int = 2


def _line(*, required: bool = False, longest: int = LONGEST["line"]) -> Field:
    return Field(Kind.LINE, is_required=required, longest=longest)


def _choice(*choices: str, required: bool = False) -> Field:
    return Field(Kind.CHOICE, choices, required)


def _whole(least: int = 0, most: int = 999, *, required: bool = False) -> Field:
    return Field(Kind.WHOLE, is_required=required, least=Decimal(least), most=Decimal(most))


def _decimal(most: Decimal | int = LARGEST, *, least: str = "0", required: bool = False) -> Field:
    return Field(Kind.DECIMAL, is_required=required, least=Decimal(least), most=Decimal(most))


REQUIRED_DAY, REQUIRED_MOMENT = Field(Kind.DAY, is_required=True), Field(Kind.MOMENT, is_required=True)
YES_NO = Field(Kind.YES_NO)

FIELDS: Mapping[str, Field] = {
    "number": _line(required=True, longest=30),
    "title": _line(required=True),
    "region": _line(longest=60),
    "education": _choice("mbo", "hbo", "wo"),
    "salary_scale": _line(longest=10),
    "positions": _whole(1),
    "start_on": Field(Kind.DAY),
    "duration_months": _whole(1, 240, required=True),
    "extension_count": _whole(0, 20),
    "extension_months": _whole(0, 240),
    "hours_per_week": _decimal(60, least="0.01", required=True),
    "working_days": Field(Kind.DAYS, WEEKDAYS),
    "is_under_direction": YES_NO,
    "vog_required": YES_NO,
    "has_incumbent": YES_NO,
    "cv_max_pages": _whole(1),
    "cv_language": _choice("nl", "en"),
    "cv_min_references": _whole(0, 20),
    "cv_rules_broken": _choice("repair", "not-met", "ignored"),
    "max_rate": _decimal(),
    "rate_includes_travel": YES_NO,
    "rate_includes_fee": YES_NO,
    "rate_is_published": YES_NO,
    "fee_per_hour": _decimal(),
    "g_account_sna": _decimal(100, required=True),
    "g_account_other": _decimal(100, required=True),
    "questions_close_at": REQUIRED_MOMENT,
    "answers_by_on": REQUIRED_DAY,
    "closes_at": REQUIRED_MOMENT,
    "invitations_by_on": REQUIRED_DAY,
    "interviews_from_on": REQUIRED_DAY,
    "shortlist_size": _whole(1, required=True),
    "max_bids_per_supplier": _whole(1),
    "tie_across_cut": _choice("lot", "all-pass"),
    "scores_by": _choice("consensus", "mean"),
    "is_judged_blind": YES_NO,
    "min_invited": _whole(1),
    "min_interviewers": _whole(1),
    "max_rounds": _whole(1),
    "price_weight": _decimal(100),
    "price_formula": _choice("relative", "fixed-range", "logarithmic"),
    "price_lowest": _decimal(),
    "price_highest": _decimal(),
    "interview_weight": _decimal(100),
    "interview_threshold": _decimal(100),
    "standstill_days": _whole(required=True),
    "rejections_sent": _choice("with-award", "at-handing-over"),
    "bid_count_is_shown": YES_NO,
    "chain_agreements": _whole(1),
    "chain_months": _whole(1),
    "chain_gap_months": _whole(),
    "chain_reference_on": Field(Kind.DAY),
}
"""Every field of a call, in the order in which it is written."""

LISTS: Mapping[str, Mapping[str, Field]] = {
    "description": {"title": _line(required=True), "text": Field(Kind.TEXT)},
    "requirements": {
        "number": _line(required=True, longest=10),
        "text": Field(Kind.TEXT, is_required=True),
        "kind": _choice("supplier", "candidate", "offer", "document", "availability"),
        "evidence": _choice("passport", "cv", "document", "statement"),
        "rule": _choice("chain", "waadi", "self-employed", "cv", "passport"),
    },
    "award_criteria": {
        "number": _line(required=True, longest=10),
        "text": Field(Kind.TEXT, is_required=True),
        "maximum": _decimal(100, least="0.01", required=True),
        "scale": _choice(*PRESETS, "own", required=True),
        "points": _line(),
        "descriptors": Field(Kind.TEXT),
    },
    "selection_criteria": {"text": Field(Kind.TEXT, is_required=True)},
    "competences": {"text": Field(Kind.TEXT, is_required=True)},
}
"""The lists of a call, with the fields of their items. ``descriptors``: a line for each step, from 0 up."""

FROZEN = frozenset({
    "number", "shortlist_size", "tie_across_cut", "scores_by", "award_criteria", "selection_criteria", "competences",
    "price_weight", "price_formula", "price_lowest", "price_highest", "interview_weight", "interview_threshold",
    "max_bids_per_supplier", "rejections_sent", "bid_count_is_shown", "is_judged_blind",
})  # fmt: skip
"""What no correction changes once the call is published (R21): the first word of their paths."""

STARTING: Content = {
    "positions": "1", "extension_count": "0", "shortlist_size": "10", "min_invited": "2", "min_interviewers": "2",
    "tie_across_cut": "lot", "scores_by": "consensus", "standstill_days": "20", "is_under_direction": "yes",
    "rate_includes_travel": "yes", "rate_includes_fee": "yes", "cv_language": "nl", "max_bids_per_supplier": "1",
    "cv_rules_broken": "repair", "rejections_sent": "with-award", "bid_count_is_shown": "no",
    **{name: [] for name in LISTS},
}  # fmt: skip
"""What a new draft starts with; everything can be changed."""


def field_at(path: str) -> Field:
    """The field that a path leads to.

    Raises:
        NoSuchField: it leads nowhere, or to a list or an item.
    """
    match path.split("."):
        case [name] if name in FIELDS:
            return FIELDS[name]
        case [name, _, part] if part in LISTS.get(name, {}):
            return LISTS[name][part]
    raise NoSuchField(path=path)


def value_at(content: Content, path: str) -> str:
    """What was typed there; empty when nothing was.

    Raises:
        NoSuchField.
    """
    field_at(path)
    match path.split("."):
        case [name, item_id, part]:
            return item_at(content, f"{name}.{item_id}").get(part, "")
    typed = content.get(path, "")
    return typed if isinstance(typed, str) else ""


def items(content: Content, name: str) -> list[Item]:
    """The items of a list, in their order."""
    found = content.get(name, [])
    return found if isinstance(found, list) else []


def item_at(content: Content, path: str) -> Item:
    """The item that a path of two words leads to.

    Raises:
        NoSuchField: there is none, or not any more.
    """
    name, _, item_id = path.partition(".")
    found = next((one for one in items(content, name) if one["id"] == item_id), None)
    if found is None:
        raise NoSuchField(path=path)
    return found
