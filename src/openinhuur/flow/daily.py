"""What is done once a day, when nobody asks for it. Each part may be done again: what is done is not done twice."""

from datetime import datetime

from openinhuur.assessments import lots
from openinhuur.bids import ceremony
from openinhuur.bids.actions import drafting
from openinhuur.calls.actions import alerting
from openinhuur.parties.actions import passports
from openinhuur.parties.actions.passports import TICK


def do(*, at: datetime) -> None:
    """Everything of the day."""
    passports.warn_of_expiry(at=at)
    alerting.erase_unconfirmed(actor=TICK, at=at)
    ceremony.forget_turns(at=at)
    drafting.erase_old(actor=TICK, at=at)
    lots.forget_turns(at=at)
