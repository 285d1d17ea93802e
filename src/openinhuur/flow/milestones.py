"""What has happened to a call so far, gathered from all its steps."""

from openinhuur.assessments.models import InterviewRound, StepClosing
from openinhuur.awards.models import AwardDecision
from openinhuur.bids.models import Opening
from openinhuur.calls.models import Call
from openinhuur.contracts.models import Contract
from openinhuur.domain.call import Milestones


def milestones(call: Call) -> Milestones:
    """Each moment at which something was done; None where it was not."""
    opening = Opening.objects.filter(call=call).first()
    shortlisted = StepClosing.objects.filter(call=call, step=2).first()
    first_round = InterviewRound.objects.filter(call=call).order_by("number").first()
    award = AwardDecision.objects.filter(call=call).first()
    contract = Contract.objects.filter(award__call=call).first()
    return Milestones(
        answered_at=call.answered_at,
        opened_at=opening.opened_at if opening else None,
        shortlisted_at=shortlisted.closed_at if shortlisted else None,
        invited_at=first_round.at if first_round else None,
        decided_at=award.decided_at if award else None,
        letters_sent_at=award.sent_at if award else None,
        standstill_ends_at=award.standstill_ends_at if award else None,
        signed_at=contract.signed_at if contract else None,
        starts_on=contract.period.lower if contract else None,
        ends_before=contract.period.upper if contract else None,
        withdrawn_at=call.withdrawn_at,
    )
