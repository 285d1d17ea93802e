"""From answers to a nota van inlichtingen with four eyes: one person offers, another publishes exactly that (R12)."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from openinhuur.accounts.models import Person
from openinhuur.calls import access, addresses, facts, rounds, sent_back
from openinhuur.calls.actions.questions import take_offer_back
from openinhuur.calls.audience import audience
from openinhuur.calls.models import Call, Clarification, Question
from openinhuur.domain import answers, questions
from openinhuur.domain.anonymity import AskerTold
from openinhuur.domain.four_eyes import ChangedSince, check_sent_back
from openinhuur.domain.roles import Actor, Verb
from openinhuur.journal.actions import record
from openinhuur.letters import clarification_words
from openinhuur.letters.actions import paper
from openinhuur.parties import notices


@transaction.atomic
def offer(number: str, *, tells_nobody: bool = False, actor: Actor, at: datetime) -> int:
    """Offer the answers to a second person; returns how many questions that are. What was offered stays as it was.

    Args:
        tells_nobody: they looked at the words that may tell who asked, and let them stand.

    Raises:
        QuestionsOpen, NothingToPublish, AnswerMissing, AskerTold; NotFound, NotAllowed, CallWithdrawn.
    """
    call = access.get(number, actor=actor, to=Verb.ANSWER, locked=True)
    rows = rounds.unpublished(call)
    asked = [rounds.asked(one) for one in rows]
    answers.check_offer(facts.timetable(call), asked, at=at)
    chosen = {one.id for one in answers.in_round(asked)}
    offered = [one for one in rows if one.pk in chosen]
    if all(one.offered_at for one in offered):
        return len(offered)
    told = {pk: words for pk, words in rounds.told_by(offered).items() if words}
    if told and not tells_nobody:
        raise AskerTold(words=rounds.words_that_tell(offered), field="tells_nobody")
    call.questions.filter(pk__in=chosen).update(offered_at=at, offered_by=actor.person, sent_back_reason="")
    record("answers.offered", actor=actor, at=at, subject=call.subject, questions=sorted(chosen), stands=sorted(told),
           sha256=rounds.fingerprint(offered))  # fmt: skip
    return len(offered)


@transaction.atomic
def take_back(number: str, *, reason: str = "", actor: Actor, at: datetime) -> None:
    """Take one's own offer back, or send it back to who offered it, with a reason that is e-mailed to them.

    Raises:
        NothingToPublish, ReasonForSendingBack; NotFound, NotAllowed, CallWithdrawn.
    """
    call = access.get(number, actor=actor, to=Verb.ANSWER, locked=True)
    rows = rounds.waiting(call)
    if not rows:
        raise questions.NothingToPublish
    offered_by = _offered_by(rows)
    check_sent_back([offered_by.pk], reason, person=actor.person)
    if offered_by.pk == actor.person:
        take_offer_back(call, actor=actor, at=at)
        return
    ids = [one.pk for one in rows]
    call.questions.filter(pk__in=ids).update(offered_at=None, offered_by=None, sent_back_reason=reason.strip())
    record("answers.sent-back", actor=actor, at=at, subject=call.subject, questions=ids, reason=reason.strip())
    sent_back.tell(
        "answers-sent-back",
        offered_by,
        call,
        reason=reason.strip(),
        page=addresses.answers(call.number),
        actor=actor,
        at=at,
    )


@transaction.atomic
def publish(number: str, *, seen: str, late_reason: str = "", actor: Actor, at: datetime) -> Clarification:
    """Publish the answers that somebody else offered, to everybody at once: on the page, as a paper and by e-mail.

    Args:
        seen: the fingerprint of what they looked at (`calls.rounds.fingerprint`).
        late_reason: why they come later than the law asks; needed when they do.

    Raises:
        NothingToPublish, QuestionsOpen, AnswerMissing, SamePerson, ChangedSince, CorrectionFirst, AnswersTooLate,
        AnswersLate; NotFound, NotAllowed, CallWithdrawn.
    """
    call = access.get(number, actor=actor, to=Verb.ANSWER, locked=True)
    rows = rounds.waiting(call)
    if rows and rounds.fingerprint(rows) != seen:
        raise ChangedSince
    questions.check_round(
        facts.timetable(call),
        [rounds.asked(one) for one in rows],
        waits_for=rounds.waits_for(rows),
        late_reason=late_reason,
        person=actor.person,
        at=at,
    )
    made = _clarification(call, rows, late_reason=late_reason.strip(), actor=actor, at=at)
    _close(call, at=at)
    told = _send(call, made, at=at)
    record("answers.published", actor=actor, at=at, subject=call.subject, clarification=made.number,
           questions=[one.pk for one in rows], offered_by=made.offered_by_id, late_reason=made.late_reason,
           suppliers=told, sha256=seen, paper=made.document.sha256 if made.document else "")  # fmt: skip
    return made


def _clarification(
    call: Call, rows: Sequence[Question], *, late_reason: str, actor: Actor, at: datetime
) -> Clarification:
    """The nota with its paper, and every question in it with its number."""
    rounds.number(call, rows)
    number = call.clarifications.count() + 1
    said = rounds.paper(call, rows, clarification=number)
    document = paper(
        "clarification",
        words=clarification_words.words(said, at=at),
        name=f"nota-van-inlichtingen-{call.number}-{number}.pdf",
        at=at,
    )
    made = Clarification.objects.create(
        call=call,
        number=number,
        offered_by=_offered_by(rows),
        published_by_id=actor.person,
        published_at=at,
        late_reason=late_reason,
        document=document,
    )
    for one in rows:
        one.clarification = made
    Question.objects.bulk_update(rows, ["clarification", "number"])
    return made


def _close(call: Call, *, at: datetime) -> None:
    """The call is answered with the first round after which nothing that was asked in time waits."""
    if not call.questions.filter(clarification__isnull=True, reports_error=False).exists():
        Call.objects.filter(pk=call.pk, answered_at__isnull=True).update(answered_at=at)


def _send(call: Call, made: Clarification, *, at: datetime) -> int:
    """Tell everybody who could bid, at the same moment; returns how many suppliers that are."""
    suppliers = audience(call)
    notices.tell_all(
        suppliers,
        "answers-published",
        about=call.subject,
        desk=call.desk_id,
        page=addresses.questions(call.number),
        words={
            "number": call.number,
            "title": call.title,
            "buyer": call.buyer.name,
            "clarification": made.number,
            "closes_at": call.closes_at,
        },
        at=at,
        once=f"answers-published:{call.number}:{made.number}",
        document=made.document,
    )
    return len(suppliers)


def _offered_by(rows: Collection[Question]) -> Person:
    return next(one.offered_by for one in rows if one.offered_by is not None)
