"""Where a new draft comes from: an earlier call, or a document that was read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import count

from openinhuur.calls import facts
from openinhuur.calls.models import Call
from openinhuur.domain.draft import FIELDS, LONGEST, MOST_ITEMS, STARTING, Content, Item
from openinhuur.domain.draft import LISTS as PARTS
from openinhuur.domain.draft_edits import tidy
from openinhuur.domain.scoring import PRESETS, points_of
from openinhuur.domain.typed import Kind, typed
from openinhuur.domain.written_call import CallFacts, ListItem
from openinhuur.importing import Reading
from openinhuur.importing.kinds import read_lines
from openinhuur.importing.reading import read_call

OF_ONE_CALL = {
    "number", "questions_close_at", "answers_by_on", "closes_at", "invitations_by_on", "interviews_from_on", "start_on",
    "chain_reference_on",
}  # fmt: skip
"""What an earlier call never hands on."""

FACTS: Mapping[str, str] = {
    "number": "number", "title": "title", "region": "region", "education": "education", "start_on": "start",
    "salary_scale": "salary_scale", "positions": "positions", "duration_months": "duration_months",
    "extension_count": "extensions.count", "extension_months": "extensions.months",
    "hours_per_week": "hours_per_week.max", "working_days": "working_days", "vog_required": "vog",
    "cv_max_pages": "cv.max_pages", "cv_language": "cv.language", "cv_min_references": "cv.min_references",
    "max_rate": "max_rate", "fee_per_hour": "broker_fee_per_hour", "g_account_sna": "g_account.sna",
    "g_account_other": "g_account.other", "questions_close_at": "questions_close_at", "answers_by_on": "answers_by",
    "closes_at": "closes_at", "invitations_by_on": "invitations_by", "interviews_from_on": "interviews_from",
    "shortlist_size": "shortlist_size", "min_invited": "min_invited", "min_interviewers": "min_interviewers",
    "price_weight": "price_weight", "interview_weight": "interview_weight",
}  # fmt: skip
"""The fact that a reader finds for each field of a draft."""

DEFAULT_SCALE = "0-2-4-6-8-10"
"""What a criterion starts with when the document names no grades."""

LISTS: Mapping[str, str] = {
    "requirements": "requirements",
    "award_criteria": "criteria",
    "selection_criteria": "selection_criteria",
    "competences": "competences",
}


@dataclass(frozen=True, slots=True)
class FromDocument:
    """A draft out of a document: its content, the lines of the document, and the places that wait for a person.

    ``to_confirm``: path → the numbers of the lines it was read from; none for what the document does not say.
    """

    name: str
    content: Content
    lines: list[str]
    to_confirm: dict[str, list[int]]


def of_call(call: Call) -> Content:
    """The content of an earlier call, for another one: without its number and its dates."""
    content: Content = {
        name: typed(getattr(call, name)) for name in FIELDS if name not in OF_ONE_CALL and hasattr(call, name)
    }
    ids = _ids()
    content["description"] = [{"id": next(ids), "title": title, "text": text} for title, text in call.description]
    content["requirements"] = [
        {"id": next(ids), "number": one.number, "text": one.text, "rule": one.rule, "kind": one.kind,
         "evidence": one.evidence}
        for one in call.requirements.all()
    ]  # fmt: skip
    content["award_criteria"] = [
        {"id": next(ids), "number": one.number, "text": one.text, "maximum": typed(one.maximum),
         **_scale(one.scale, one.maximum), "descriptors": "\n".join(one.descriptors)}
        for one in facts.award_criteria(call)
    ]  # fmt: skip
    content["selection_criteria"] = [{"id": next(ids), "text": one.text} for one in call.selection_criteria.all()]
    content["competences"] = [{"id": next(ids), "text": one.text} for one in call.competences.all()]
    return content


def read(document: bytes, *, name: str) -> FromDocument:
    """The draft in a document. Slow, and it may start another process: not inside a transaction.

    Raises:
        ImportRefused, NotReadable, NotACall: it cannot be read as a call, and why.
    """
    lines = read_lines(document, name=name)
    reading = read_call(lines, name=name)
    last = max(line.number for line in lines)
    printed = dict.fromkeys(range(1, last + 1), "") | {line.number: line.printed for line in lines}
    return of_reading(reading, printed, name=name)


def of_reading(reading: Reading, lines: Mapping[int, str], *, name: str) -> FromDocument:
    """The content that was read in a document, and beside it what every draft starts with: all to be confirmed.

    Args:
        lines: the text of the document, by line number.
    """
    content: Content = {**STARTING}
    to_confirm: dict[str, list[int]] = {path: [] for path, said in STARTING.items() if said}
    for field, fact in FACTS.items():
        said = typed(_fact(reading.call, fact))
        key = fact.partition(".")[0]
        if said and said != "asap":
            content[field] = said
            to_confirm[field] = list(reading.provenance[key].lines) if key in reading.provenance else []
    if reading.call.self_employed_allowed is not None:
        content["is_under_direction"] = typed(not reading.call.self_employed_allowed)
        to_confirm["is_under_direction"] = list(reading.provenance["self_employed_allowed"].lines)
    ids = _ids()
    _add_lists(reading, ids, content, to_confirm)
    _add_description(reading, lines, ids, content, to_confirm)
    printed = [_shown(lines[number]) for number in sorted(lines)]
    return FromDocument(_shown(name)[: LONGEST["line"]], _clean(content), printed, to_confirm)


def _add_lists(reading: Reading, ids: Iterator[str], content: Content, to_confirm: dict[str, list[int]]) -> None:
    for name, fact in LISTS.items():
        listed = [_item(one, name, next(ids)) for one in (getattr(reading.call, fact) or ())[:MOST_ITEMS]]
        places = reading.provenance[fact].lines if listed else ()
        content[name] = listed
        for position, item in enumerate(listed):
            own = places[position : position + 1] if len(places) == len(listed) else places
            to_confirm[f"{name}.{item['id']}"] = list(own)


def _add_description(
    reading: Reading, lines: Mapping[int, str], ids: Iterator[str], content: Content, to_confirm: dict[str, list[int]]
) -> None:
    described: list[Item] = []
    for kept in reading.kept:
        text = _paragraphs(kept.heading, kept.lines, lines)
        if kept.heading and text and len(described) < MOST_ITEMS:
            described.append({"id": next(ids), "title": kept.heading.strip(" #*:"), "text": text})
            to_confirm[f"description.{described[-1]['id']}"] = list(kept.lines)
    content["description"] = described


def _clean(content: Content) -> Content:
    """As if it had been typed: no control signs, and no breaks in a line."""
    return {name: tidy(said, FIELDS[name].kind) if isinstance(said, str) else [_clean_item(name, one) for one in said]
            for name, said in content.items()}  # fmt: skip


def _clean_item(name: str, item: Item) -> Item:
    return {part: said if part == "id" else tidy(said, PARTS[name][part].kind) for part, said in item.items()}


def _shown(line: str) -> str:
    """A line of the source as it can be kept: nothing that a database or a page cannot hold."""
    return tidy(line, Kind.TEXT)


def _item(one: ListItem | str, name: str, item_id: str) -> Item:
    if isinstance(one, str):
        return {"id": item_id, "text": one}
    item = {"id": item_id, "number": one.number or "", "text": one.text}
    return {**item, "maximum": typed(one.points), "scale": DEFAULT_SCALE} if name == "award_criteria" else item


def _fact(facts_read: CallFacts, path: str) -> object:
    found: object = facts_read
    for name in path.split("."):
        found = getattr(found, name, None)
    return found


def _scale(scale: tuple[Decimal, ...], maximum: Decimal) -> dict[str, str]:
    """The preset that gives these points, or the points themselves."""
    preset = next((name for name, shares in PRESETS.items() if points_of(shares, maximum) == scale), None)
    return {"scale": preset} if preset else {"scale": "own", "points": " ".join(typed(one) for one in scale)}


def _paragraphs(heading: str, numbers: tuple[int, ...], lines: Mapping[int, str]) -> str:
    """The lines of a section; a blank line where the source has one, between paragraphs."""
    said: list[str] = []
    before = 0
    for number in numbers:
        line = lines[number].strip()
        if line.strip(" #*:") == heading.strip(" #*:"):
            continue
        if said and number > before + 1:
            said.append("")
        said.append(line)
        before = number
    return "\n".join(said)


def _ids() -> Iterator[str]:
    return (f"i{number}" for number in count(1))
