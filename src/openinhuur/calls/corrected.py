"""A published call as it is typed, so that a correction can say what changes; and the call after it.

The items of a list are known by their place: ``"requirements.r4.text"``, ``"description.d2.text"``. None are added
or taken out by a correction, so that place stays.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.db.models import Field

from openinhuur.calls import title_words
from openinhuur.calls.facts import timetable
from openinhuur.calls.models import Call, Correction
from openinhuur.domain.calendars import local
from openinhuur.domain.correction import Change, ValueNotPossible, is_correctable, shifted, time_for_bidders
from openinhuur.domain.draft import FIELDS, LONGEST, Content, NoSuchField, TooMuch, field_at, items, value_at
from openinhuur.domain.draft_edits import tidy
from openinhuur.domain.draft_facts import values
from openinhuur.domain.typed import Kind, Value, read, typed
from openinhuur.wording import places as named

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

LETTERS: Final = {"description": "d", "requirements": "r"}


def content_of(call: Call) -> Content:
    """What of a call can be corrected, as it is typed."""
    content: Content = {name: typed(getattr(call, name)) for name in FIELDS if is_correctable(name)}
    content["description"] = [
        {"id": f"d{place}", "title": title, "text": text} for place, (title, text) in enumerate(call.description, 1)
    ]
    content["requirements"] = [
        {"id": f"r{place}", "number": one.number, "text": one.text, "kind": one.kind, "evidence": one.evidence,
         "rule": one.rule}
        for place, one in enumerate(call.requirements.all(), 1)
    ]  # fmt: skip
    return content


def paths_of(content: Content) -> list[str]:
    """Every place that a correction can change, in the order of the call."""
    found = [name for name in FIELDS if is_correctable(name)]
    for name in LETTERS:
        for item in content[name]:
            if isinstance(item, dict):
                found += [path for part in item if is_correctable(path := f"{name}.{item['id']}.{part}")]
    return found


def said_at(content: Content, path: str) -> str:
    """What the call says at a place that can be corrected."""
    return value_at(content, path)


def later_dates(call: Call, *, at: datetime) -> dict[str, str]:
    """Dates to propose when the deadline moves: as many days on as a change that matters asks, at least one."""
    now = timetable(call)
    least = (time_for_bidders(at=at) - local(now.closes_at).date()).days
    then = shifted(now, days=max(1, least))
    return {name: typed(getattr(then, name)) for name in ("closes_at", "invitations_by_on", "interviews_from_on")}


def changes(call: Call, said: Mapping[str, str]) -> list[Change]:
    """What changes when the call says this; what it says already is left out.

    Args:
        said: path → what is typed.

    Raises:
        NoSuchField, FieldNotReadable, TooMuch.
        ValueNotPossible: a call cannot say so.
    """
    content = content_of(call)
    found = []
    for path, text in said.items():
        before, after = _before(content, path), tidy(text, field_at(path).kind)
        if len(after) > LONGEST["text"]:
            raise TooMuch(path=path, most=LONGEST["text"])
        if before.strip() != after:
            found.append(Change(path, before, _as_kept(path, after)))
    _check_possible(content, found)
    return [one for one in found if one.before != one.after]


def _before(content: Content, path: str) -> str:
    """What the call says there; what cannot be corrected is refused by its path, whatever it says."""
    return value_at(content, path) if is_correctable(path) else ""


def _as_kept(path: str, after: str) -> str:
    """As the call would say it when it is read back: "36,00" is "36"."""
    field = field_at(path)
    return typed(read(field.kind, after, choices=field.choices, path=path))


def _check_possible(content: Content, found: Iterable[Change]) -> None:
    after = _with(content, found)
    before = {(one.path, one.code) for one in values(content).problems}
    new = [one for one in values(after).problems if (one.path, one.code) not in before]
    changed = {one.path for one in found}
    problem = next((one for one in new if one.path in changed), new[0] if new else None)
    if problem:
        raise ValueNotPossible(path=problem.path, problem=problem.code)


def _with(content: Content, found: Iterable[Change]) -> Content:
    made: Content = {
        name: [dict(one) for one in said] if isinstance(said, list) else said for name, said in content.items()
    }
    for one in found:
        name, _, rest = one.path.partition(".")
        if not rest:
            made[name] = one.after
            continue
        item_id, _, part = rest.partition(".")
        for item in made.get(name, []):
            if isinstance(item, dict) and item["id"] == item_id:
                item[part] = one.after
    return made


def changes_of(correction: Correction) -> list[Change]:
    """What a correction changes."""
    return [Change(**one) for one in correction.changes]


def still_said(call: Call, found: Iterable[Change]) -> bool:
    """Whether the call says now what a correction would change."""
    content = content_of(call)
    return all(said_at(content, one.path) == one.before for one in found)


def fingerprint(correction: Correction) -> str:
    """The SHA-256 of what a correction says, of whom and when."""
    said = [
        correction.number, correction.reason, correction.not_material_reason, correction.changes,
        correction.written_by_id, correction.written_at.isoformat(),
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def number_at(content: Content, path: str) -> str:
    """Of an item of a list: the number or heading it is known by; empty for a field."""
    name, _, rest = path.partition(".")
    item = next((one for one in items(content, name) if rest.startswith(f"{one['id']}.")), {})
    return item.get("number") or item.get("title", "")


def places(call: Call, found: Iterable[Change]) -> "str | StrPromise":
    """What changes, by name, in the reader's language when it is shown."""
    content = content_of(call)
    return named.listed(named.place(one.path, number_at(content, one.path)) for one in found)


def words(call: Call, correction: Correction, changed: "str | StrPromise") -> dict[str, object]:
    """The facts that e-mails about a published correction name."""
    return {
        "number": call.number,
        "title": call.title,
        "buyer": call.buyer.name,
        "correction": correction.number,
        "reason": correction.reason,
        "changed": changed,
        "closes_at": call.closes_at,
    }


def pauses(call: Call) -> Sequence[tuple[datetime, datetime]]:
    """From each deadline that had passed until the correction that set a later one."""
    published = call.corrections.filter(published_at__isnull=False)
    found = [
        (read(Kind.MOMENT, one.before), correction.published_at)
        for correction in published
        for one in changes_of(correction)
        if one.path == "closes_at"
    ]
    return [
        (closed_at, reopened_at)
        for closed_at, reopened_at in found
        if isinstance(closed_at, datetime) and reopened_at is not None and closed_at <= reopened_at
    ]


def apply(call: Call, found: Iterable[Change]) -> None:
    """Let the call say what the correction says; in the transaction that publishes it.

    Raises:
        ValueNotPossible: nothing can stand where something has to.
    """
    named = []
    for one in found:
        name, _, rest = one.path.partition(".")
        if not rest:
            setattr(call, name, _value(name, one.after))
            named.append(name)
        elif name == "description":
            _change_section(call, rest, one.after)
            named.append(name)
        else:
            _change_requirement(call, rest, one.after)
    if named:
        call.save(update_fields=sorted(set(named)))
    if "title" in named:
        title_words.remember(call.title)


def _value(name: str, after: str) -> Value | list[str]:
    """The value of a column; nothing is what the column starts with."""
    kind = FIELDS[name].kind
    value = read(kind, after, choices=FIELDS[name].choices, path=name)
    if kind is Kind.DAYS:
        return list(value) if isinstance(value, tuple) else []
    column = Call._meta.get_field(name)
    if value is None and not column.null:
        value = column.get_default() if isinstance(column, Field) else None
        if value is None:
            raise ValueNotPossible(path=name, problem="missing")
    return value


def _change_section(call: Call, rest: str, after: str) -> None:
    place, _, part = rest.partition(".")
    section = call.description[int(place.removeprefix("d")) - 1]
    section[("title", "text").index(part)] = after


def _change_requirement(call: Call, rest: str, after: str) -> None:
    place, _, part = rest.partition(".")
    row = list(call.requirements.all())[int(place.removeprefix("r")) - 1]
    if part not in {"text", "kind", "evidence"}:
        raise NoSuchField(path=f"requirements.{rest}")
    setattr(row, part, after)
    row.save(update_fields=[part])
