"""A round of answers: what waits for a second person, and how it is published."""

import hashlib
import json
from collections.abc import Iterable, Sequence

from openinhuur.calls.models import Call, Question
from openinhuur.domain import anonymity
from openinhuur.domain.questions import Asked
from openinhuur.letters.clarification_words import Answered, Subject
from openinhuur.parties.models import Membership


def waiting(call: Call) -> list[Question]:
    """The questions whose answers wait for a second person, in the order in which they were asked."""
    offered = call.questions.filter(offered_at__isnull=False, clarification__isnull=True)
    return list(
        offered.select_related("supplier", "offered_by", "correction", "same_as__clarification", "same_as__correction")
    )


def asked(row: Question) -> Asked:
    """A question as the domain wants to know it."""
    writers = {one for one in (row.answered_by_id, row.offered_by_id) if one is not None}
    return Asked(row.pk, row.reports_error, row.group, row.same_as_id, row.answer, frozenset(writers))


def wording(row: Question) -> str:
    """The words in which a question is published."""
    return row.wording or row.text


def fingerprint(rows: Iterable[Question]) -> str:
    """The SHA-256 of what these questions and answers would say."""
    said = [
        [one.pk, wording(one), one.group, one.same_as_id, one.answer, one.correction and one.correction.number]
        for one in sorted(rows, key=lambda row: row.pk)
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def told_by(rows: Sequence[Question]) -> dict[int, tuple[str, ...]]:
    """Question → the words of it, as it would be published, that may tell who asked it."""
    suppliers = {one.supplier_id for one in rows}
    people: dict[int, list[str]] = {pk: [] for pk in suppliers}
    members = Membership.objects.filter(organisation__in=suppliers)
    for supplier, name in members.values_list("organisation_id", "person__name"):
        people[supplier].append(name)
    return {
        one.pk: anonymity.told_by(
            f"{wording(one)}\n{one.group}", company=one.supplier.name, people=people[one.supplier_id]
        )
        for one in rows
    }


def words_that_tell(rows: Sequence[Question]) -> tuple[str, ...]:
    """All those words, each once."""
    return tuple(dict.fromkeys(word for words in told_by(rows).values() for word in words))


def subjects(rows: Sequence[Question]) -> tuple[Subject, ...]:
    """Numbered questions with their answers, by subject; the same question in other words stands with it."""
    here = {one.pk for one in rows}
    own = [one for one in rows if one.same_as_id not in here]
    titles = dict.fromkeys(one.group for one in sorted(own, key=_number))
    return tuple(
        Subject(title, tuple(_answered(one, rows) for one in sorted(own, key=_number) if one.group == title))
        for title in titles
    )


def _answered(row: Question, rows: Sequence[Question]) -> Answered:
    source = row.same_as or row
    return Answered(
        number=_number(row),
        text=wording(row),
        answer=source.answer,
        also=tuple(wording(one) for one in rows if one.same_as_id == row.pk),
        correction=source.correction.number if source.correction else None,
        earlier=source.clarification.number if row.same_as and source.clarification else None,
    )


def _number(row: Question) -> int:
    return row.number or 0
