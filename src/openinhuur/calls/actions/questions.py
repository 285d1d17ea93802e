"""Questions about a call: asked by a supplier, answered by the hiring desk (R12). Publishing them is `clarifying`'s."""

from datetime import datetime

from django.db import transaction

from openinhuur.calls import access, facts, rounds
from openinhuur.calls.models import Call, Correction, Question
from openinhuur.domain import answers as domain
from openinhuur.domain.answers import Reply
from openinhuur.domain.four_eyes import ChangedSince
from openinhuur.domain.questions import check_question
from openinhuur.domain.roles import Actor, NotFound, Verb
from openinhuur.journal.actions import record


@transaction.atomic
def ask(number: str, text: str, *, reports_error: bool = False, actor: Actor, at: datetime) -> Question:
    """A supplier asks a question about the call, or reports an error in it after that moment.

    Who asked stands in the journal, which shows it to nobody before the bids are opened.

    Raises:
        QuestionEmpty, QuestionTooLong, QuestionsClosed, NotPublished, CallWithdrawn; NotFound, NotAllowed.
    """
    call = access.get(number, actor=actor, to=Verb.ASK, locked=True)
    plan = facts.timetable(call)
    check_question(plan, text, reports_error=reports_error, withdrawn_at=call.withdrawn_at, at=at)
    is_late = at >= plan.questions_close_at
    question = Question.objects.create(
        call=call, supplier_id=actor.organisation, text=text.strip(), asked_at=at, reports_error=is_late
    )
    record("question.asked", actor=actor, at=at, subject=call.subject, question=question.pk, reports_error=is_late)
    return question


@transaction.atomic
def answer(number: str, question_id: int, reply: Reply, *, seen: str, actor: Actor, at: datetime) -> Question:
    """Write what is published of a question: its answer, words and subject; a change takes an offer back.

    Args:
        seen: the fingerprint of the question as they saw it (`calls.rounds.fingerprint`).

    Raises:
        AnswerPublished, QuestionTooLong, NotTheSame.
        ChangedSince: somebody else wrote on it after they looked.
        NotFound: no such question or correction of this call; NotAllowed, CallWithdrawn.
    """
    call = access.get(number, actor=actor, to=Verb.ANSWER, locked=True)
    row = _question(call, question_id)
    reply = _tidy(reply, asked=row.text)
    domain.check_reply(
        reply,
        sources=set(call.questions.filter(same_as__isnull=True).exclude(pk=row.pk).values_list("pk", flat=True)),
        is_source=row.others.exists(),
        clarification=row.clarification.number if row.clarification else None,
    )
    if rounds.fingerprint([row]) != seen:
        raise ChangedSince
    _write(row, reply, _correction(call, reply.correction), actor=actor, at=at)
    if rounds.fingerprint([row]) != seen:
        row.writers.add(actor.person)
        take_offer_back(call, actor=actor, at=at)
        record("question.answered", actor=actor, at=at, subject=call.subject, question=row.pk,
               sha256=rounds.fingerprint([row]))  # fmt: skip
    return row


def take_offer_back(call: Call, *, actor: Actor, at: datetime) -> int:
    """What is published is what was offered; returns how many answers wait for nobody any more."""
    taken = call.questions.filter(offered_at__isnull=False, clarification__isnull=True).update(
        offered_at=None, offered_by=None
    )
    if taken:
        record("answers.taken-back", actor=actor, at=at, subject=call.subject, questions=taken)
    return taken


def _question(call: Call, question_id: int) -> Question:
    related = ("correction", "clarification", "supplier")
    row = call.questions.select_related(*related).filter(pk=question_id).first()
    if row is None:
        raise NotFound(what=f"question:{question_id}")
    return row


def _tidy(reply: Reply, *, asked: str) -> Reply:
    """Words that are those of the asker need not be kept apart; nor an answer beside that of another question."""
    wording = _lines(reply.wording)
    return Reply(
        answer="" if reply.same_as else _lines(reply.answer),
        wording="" if wording == _lines(asked) else wording,
        group=" ".join(reply.group.split()),
        same_as=reply.same_as,
        correction=None if reply.same_as else reply.correction,
    )


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _correction(call: Call, number: int | None) -> Correction | None:
    """The correction of this call with that number, unless it was dropped."""
    if number is None:
        return None
    found = call.corrections.filter(number=number, dropped_at__isnull=True).first()
    if found is None:
        raise NotFound(what=f"correction:{number}")
    return found


def _write(row: Question, reply: Reply, correction: Correction | None, *, actor: Actor, at: datetime) -> None:
    row.answer, row.wording, row.group = reply.answer, reply.wording, reply.group
    row.same_as_id, row.correction = reply.same_as, correction
    row.answered_by_id, row.answered_at = (actor.person, at) if reply.answer or reply.same_as else (None, None)
    row.save(update_fields=["answer", "wording", "group", "same_as", "correction", "answered_by", "answered_at"])
