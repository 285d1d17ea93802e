"""A round of answers: what waits for a second person, and how it is published."""

import hashlib
import json
from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from openinhuur.calls.models import Call, Question
from openinhuur.domain import anonymity
from openinhuur.domain.questions import Asked, numbered
from openinhuur.letters.clarification_words import Answered, Round, Subject
from openinhuur.parties.models import Membership


def unpublished(call: Call) -> list[Question]:
    """The questions of a call that were not published yet, in the order in which they were asked."""
    return list(_with_all(call.questions.filter(clarification__isnull=True)))


def waiting(call: Call) -> list[Question]:
    """The questions whose answers wait for a second person, in the order in which they were asked."""
    return list(_with_all(call.questions.filter(offered_at__isnull=False, clarification__isnull=True)))


def published(call: Call) -> list[Question]:
    """The questions that were published, in the order of their numbers."""
    return list(_with_all(call.questions.filter(clarification__isnull=False)).order_by("number", "asked_at", "pk"))


def _with_all(questions: QuerySet[Question]) -> QuerySet[Question]:
    related = ("supplier", "offered_by", "correction", "clarification", "same_as__clarification", "same_as__correction")
    return questions.select_related(*related).prefetch_related("writers")


def asked(row: Question) -> Asked:
    """A question as the domain wants to know it."""
    writers = {one.pk for one in row.writers.all()} | ({row.offered_by_id} if row.offered_by_id else set())
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
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


def told_by(rows: Sequence[Question]) -> dict[int, tuple[str, ...]]:
    """Question → the words of it, as it would be published with its answer, that may tell who asked it."""
    suppliers = {one.supplier_id for one in rows}
    people: dict[int, list[str]] = {pk: [] for pk in suppliers}
    members = Membership.objects.filter(organisation__in=suppliers)
    for supplier, name in members.values_list("organisation_id", "person__name"):
        people[supplier].append(name)
    return {one.pk: _told(one, people[one.supplier_id]) for one in rows}


def _told(row: Question, people: Sequence[str]) -> tuple[str, ...]:
    asking = anonymity.told_by(f"{wording(row)}\n{row.group}", company=row.supplier.name, people=people)
    answering = anonymity.told_by(row.answer, company=row.supplier.name, people=people, has_contacts=False)
    return tuple(dict.fromkeys((*asking, *answering)))


def words_that_tell(rows: Sequence[Question]) -> tuple[str, ...]:
    """All those words, each once."""
    return tuple(dict.fromkeys(word for words in told_by(rows).values() for word in words))


def waits_for(rows: Iterable[Question]) -> int | None:
    """The number of the first correction that these answers speak of and that is not published."""
    return next((one.correction.number for one in rows if one.correction and not one.correction.published_at), None)


def number(call: Call, rows: Sequence[Question]) -> None:
    """Give each question its number, on from what was published before; nothing is saved."""
    before = call.questions.filter(clarification__isnull=False, number__isnull=False)
    earlier = {pk: number or 0 for pk, number in before.values_list("pk", "number")}
    numbers = numbered([asked(one) for one in rows], first=max(earlier.values(), default=0) + 1, earlier=earlier)
    for one in rows:
        one.number = numbers[one.pk]


def paper(call: Call, rows: Sequence[Question], *, clarification: int) -> Round:
    """What the nota van inlichtingen of numbered questions says."""
    return Round(
        number=call.number,
        title=call.title,
        buyer=call.buyer.name,
        desk=call.desk.name,
        clarification=clarification,
        closes_at=call.closes_at,
        subjects=subjects(rows),
    )


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
