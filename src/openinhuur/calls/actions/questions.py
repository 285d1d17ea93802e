"""Questions about a call, and their answers: the same for everybody, at the same moment (R12)."""

import hashlib
import json
from datetime import datetime

from django.db import transaction

from openinhuur.calls import access, facts
from openinhuur.calls.models import Call, Question
from openinhuur.domain import questions as domain
from openinhuur.domain.roles import Actor, Verb
from openinhuur.journal.actions import record


@transaction.atomic
def ask(number: str, text: str, *, actor: Actor, at: datetime) -> Question:
    """A supplier asks a question about the call.

    Raises:
        domain.QuestionsClosed, NotPublished.
    """
    call = access.get(number, actor=actor, to=Verb.ASK)
    domain.check_question(facts.timetable(call), text, reports_error=False, withdrawn_at=call.withdrawn_at, at=at)
    question = Question.objects.create(call=call, supplier_id=actor.organisation, text=text.strip(), asked_at=at)
    record("question.asked", actor=actor, at=at, subject=call.subject, question=question.pk)
    return question


@transaction.atomic
def answer(number: str, answers: dict[int, str], *, actor: Actor, at: datetime) -> Call:
    """Publish the answers to all questions at once, the same for everybody (R12).

    Args:
        answers: question id → answer.

    Raises:
        domain.AnswerMissing: a question would stay without an answer.
    """
    call = access.get(number, actor=actor, to=Verb.ANSWER, locked=True)
    questions = list(call.questions.all())
    unanswered = [one.pk for one in questions if not answers.get(one.pk, one.answer).strip()]
    if unanswered:
        raise domain.AnswerMissing(questions=len(unanswered))
    for question in questions:
        question.answer = answers.get(question.pk, question.answer).strip()
    Question.objects.bulk_update(questions, ["answer"])
    Call.objects.filter(pk=call.pk).update(answered_at=at)
    record("answers.published", actor=actor, at=at, subject=call.subject, questions=len(questions),
           sha256=_fingerprint(questions))  # fmt: skip
    return call


def _fingerprint(questions: list[Question]) -> str:
    """The SHA-256 of all questions with their answers, as they were published."""
    said = [[one.text, one.answer] for one in questions]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
