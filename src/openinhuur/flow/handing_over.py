"""The shortlist and what depends on it: the letters to who is not on it, which a later step knows of."""

from datetime import datetime

from django.db import transaction

from openinhuur.assessments import correcting, handing_over
from openinhuur.assessments.models import ScoreCorrection, StepClosing
from openinhuur.awards import prepared
from openinhuur.calls import access
from openinhuur.calls.models import Call
from openinhuur.documents.models import Document
from openinhuur.domain.roles import Actor, Verb


@transaction.atomic
def hand_over(number: str, *, actor: Actor, at: datetime) -> Document:
    """Hand the shortlist over (`handing_over.hand_over`), and prepare the letters to who is not on it.

    Raises:
        LetterIncomplete: one of those letters would lack something; nothing is handed over.
    """
    report = handing_over.hand_over(number, actor=actor, at=at)
    prepared.keep_up(access.get(number, actor=actor, to=Verb.CLOSE_STEP), actor=actor, at=at)
    return report


@transaction.atomic
def decide_correction(correction_id: int, *, accept: bool, actor: Actor, at: datetime) -> ScoreCorrection:
    """Decide on the correction of a score (`correcting.decide`), and make the report and its letters anew."""
    correction = correcting.decide(correction_id, accept=accept, actor=actor, at=at)
    call = correction.score.bid.call
    if accept and is_handed_over(call):
        handing_over.replace(call, actor=actor, at=at)
        prepared.keep_up(call, actor=actor, at=at)
    return correction


def is_handed_over(call: Call) -> bool:
    """Whether the shortlist went to the buyer."""
    return StepClosing.objects.filter(call=call, step=2, report__isnull=False).exists()
