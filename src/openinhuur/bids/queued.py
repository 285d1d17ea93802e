"""The reading of opened bids as a job of the worker: it goes on by itself, whoever closed their browser."""

from django.conf import settings
from django.utils.module_loading import import_string
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from openinhuur.bids.actions.reading import read_bids
from openinhuur.domain.roles import Actor, NotAllowed
from openinhuur.parties.queries import standing


def defer(number: str, *, actor: Actor) -> None:
    """Have the bids of a call read, in the name of who opened them; in the transaction that opens the vault."""
    read.configure(lock=f"bids.read:{number}").defer(
        number=number, person_id=actor.person, organisation_id=actor.organisation
    )


@app.task(name="bids.read", retry=RetryStrategy(max_attempts=20, wait=5, linear_wait=30))
def read(*, number: str, person_id: int, organisation_id: int) -> None:
    """The job. Who has lost the role since then reads nothing: somebody else goes on, on the page."""
    found = standing(person_id, organisation_id, has_second_factor=True)  # it was asked when they took their turn
    if found is None:
        return
    try:
        read_bids(number, actor=found.actor, at=import_string(settings.CLOCK)())
    except NotAllowed:
        return
