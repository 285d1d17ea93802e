"""The proof that every admitted supplier was invited at the same moment (R27)."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from openinhuur.calls import access
from openinhuur.calls.models import InvitationToBid
from openinhuur.domain.roles import Actor, Verb
from openinhuur.flow.milestones import milestones
from openinhuur.flow.queries.tabs import tabs
from openinhuur.letters.models import Message


@dataclass(frozen=True, slots=True)
class Sending:
    """One e-mail and how its sending went. ``state``: "sent", "waiting" or "failed"."""

    to: str
    state: str
    queued_at: datetime
    sent_at: datetime | None
    failed_at: datetime | None
    attempts: int
    problem: str


@dataclass(frozen=True, slots=True)
class InvitedSupplier:
    """A supplier, and every e-mail with which it was invited."""

    supplier: str
    invited_at: datetime
    sendings: tuple[Sending, ...]


@dataclass(frozen=True, slots=True)
class InvitationsPage:
    """Everybody who was invited; who was not reached first."""

    number: str
    title: str
    category: str
    published_at: datetime | None
    invited: list[InvitedSupplier]
    counts: dict[str, int]
    tabs: frozenset[str]


def invitations_page(number: str, *, actor: Actor) -> InvitationsPage:
    """Per supplier: to whom, queued, sent, failed.

    Raises:
        NotFound, NotAllowed.
    """
    call = access.get(number, actor=actor, to=Verb.READ_INVITATIONS)
    rows = InvitationToBid.objects.filter(call=call).select_related("supplier").prefetch_related("messages")
    invited = [
        InvitedSupplier(one.supplier.name, one.invited_at, tuple(_sending(each) for each in one.messages.all()))
        for one in rows
    ]
    counts = Counter(each.state for one in invited for each in one.sendings)
    return InvitationsPage(
        number=call.number,
        title=call.title,
        category=call.category.name,
        published_at=call.published_at,
        invited=sorted(invited, key=lambda one: (_reached(one), one.supplier.casefold())),
        counts={state: counts[state] for state in ("sent", "waiting", "failed")},
        tabs=tabs(call, milestones(call), actor=actor),
    )


def _reached(one: InvitedSupplier) -> int:
    """Who was not reached comes first, then who waits, then the rest."""
    states = {each.state for each in one.sendings}
    return 0 if not states or states == {"failed"} else 1 if "sent" not in states else 2


def _sending(message: Message) -> Sending:
    state = "sent" if message.sent_at else "failed" if message.failed_at else "waiting"
    return Sending(
        message.recipient_email, state, message.queued_at, message.sent_at, message.failed_at, message.attempts,
        message.last_error,
    )  # fmt: skip
