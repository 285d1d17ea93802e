"""The questions and answers of a call: the same for everybody; and a supplier's own questions, for itself alone."""

from dataclasses import dataclass
from datetime import date, datetime

from openinhuur.calls import access, facts, rounds
from openinhuur.calls.models import Call, Clarification
from openinhuur.domain import questions as domain
from openinhuur.domain.questions import Asking
from openinhuur.domain.roles import Actor, NotFound, Role, Verb
from openinhuur.domain.time_left import unchanged_until
from openinhuur.flow.milestones import milestones
from openinhuur.flow.queries.settlement import File
from openinhuur.flow.queries.tabs import tabs
from openinhuur.letters.clarification_words import Subject


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A published question without who asked it (R12)."""

    position: int
    text: str
    answer: str


@dataclass(frozen=True, slots=True)
class ClarificationRow:
    """A nota van inlichtingen: what was published at one moment."""

    number: int
    published_at: datetime
    subjects: tuple[Subject, ...]
    has_paper: bool


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """A question that the reader's company asked. The numbers: under which, and where, it was published."""

    text: str
    asked_at: datetime
    number: int | None
    clarification: int | None


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    """All questions and answers, the same for everybody.

    ``own``: those of the reader's company, also before they are published. ``may_answer``: the reader is of its desk.
    """

    number: str
    title: str
    clarifications: tuple[ClarificationRow, ...]
    questions: tuple[QuestionRow, ...]
    own: tuple[OwnQuestion, ...]
    asking: Asking
    may_ask: bool
    may_answer: bool
    published_at: datetime | None
    questions_close_at: datetime
    answers_by_on: date
    closes_at: datetime
    tabs: frozenset[str]
    unchanged_until: datetime


def questions_page(number: str, *, actor: Actor, at: datetime, to: Verb = Verb.READ_CALL) -> QuestionsPage:
    """The questions with their answers, as far as they are published.

    Args:
        to: `Verb.ASK` for who is about to ask something.

    Raises:
        NotFound, NotAllowed, CallWithdrawn.
    """
    call = access.get(number, actor=actor, to=to)
    clarifications = _clarifications(call)
    found = [one for row in clarifications for subject in row.subjects for one in subject.questions]
    asking = domain.asking(facts.timetable(call), withdrawn_at=call.withdrawn_at, at=at)
    takes_part = access.takes_part(actor, call)
    return QuestionsPage(
        number=call.number,
        title=call.title,
        clarifications=clarifications,
        questions=tuple(QuestionRow(one.number, one.text, one.answer) for one in found),
        own=_own(call, actor),
        asking=asking,
        may_ask=takes_part and actor.may(Verb.ASK) and asking in {Asking.QUESTIONS, Asking.ERRORS},
        may_answer=takes_part and actor.may(Verb.ANSWER) and asking is not Asking.WITHDRAWN,
        published_at=call.answered_at,
        questions_close_at=call.questions_close_at,
        answers_by_on=call.answers_by_on,
        closes_at=call.closes_at,
        tabs=tabs(call, milestones(call), actor=actor),
        unchanged_until=unchanged_until([call.questions_close_at, call.closes_at], at=at),
    )


def clarification_file(number: str, clarification: int, *, actor: Actor) -> File:
    """The paper of a published nota van inlichtingen, for everybody who may read the call.

    Raises:
        NotFound.
    """
    call = access.get(number, actor=actor, to=Verb.READ_CALL)
    found: Clarification | None = (
        call.clarifications.select_related("document").filter(number=clarification, document__isnull=False).first()
    )
    if found is None or found.document is None:
        raise NotFound(what=f"clarification:{number}:{clarification}")
    return File(found.document.name, found.document.media_type, bytes(found.document.content))


def _clarifications(call: Call) -> tuple[ClarificationRow, ...]:
    rows = rounds.published(call)
    return tuple(
        ClarificationRow(
            number=one.number,
            published_at=one.published_at,
            subjects=rounds.subjects([row for row in rows if row.clarification_id == one.pk]),
            has_paper=one.document_id is not None,
        )
        for one in call.clarifications.all()
    )


def _own(call: Call, actor: Actor) -> tuple[OwnQuestion, ...]:
    if not actor.has(Role.SUPPLIER):
        return ()
    own = call.questions.filter(supplier=actor.organisation_id).select_related("clarification")
    return tuple(
        OwnQuestion(
            text=one.text,
            asked_at=one.asked_at,
            number=one.number if one.clarification else None,
            clarification=one.clarification.number if one.clarification else None,
        )
        for one in own
    )
