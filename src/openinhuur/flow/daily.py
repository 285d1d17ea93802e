"""What is done once a day, when nobody asks for it. Each part may be done again: what is done is not done twice."""

from datetime import datetime

from openinhuur.parties.actions import passports


def do(*, at: datetime) -> None:
    """Everything of the day."""
    passports.warn_of_expiry(at=at)
