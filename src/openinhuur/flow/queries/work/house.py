"""First pages of who looks after things: the auditor, the administrator of the house, and of an organisation."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from openinhuur.calls import facts
from openinhuur.calls.models import Call
from openinhuur.domain.calendars import local
from openinhuur.domain.call import Phase, phase
from openinhuur.domain.roles import Actor, Verb
from openinhuur.domain.worklist import Todo
from openinhuur.flow.queries.tabs import tabs
from openinhuur.flow.queries.work.drafts import sealing_to_do
from openinhuur.flow.queries.work.facts import milestones, with_steps
from openinhuur.letters import queries as letters
from openinhuur.parties.models import Invitation, Membership, Organisation, PurchasingSystem

MOST = 50
"""Calls that are shown, the latest first."""


@dataclass(frozen=True, slots=True)
class AuditedCall:
    """A call with the pages from which its award can be proven."""

    number: str
    title: str
    phase: Phase
    pages: frozenset[str]


@dataclass(frozen=True, slots=True)
class AuditorWork:
    """The calls of the buyer, the latest first."""

    calls: list[AuditedCall]


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """Somebody was asked to join and has not yet."""

    email: str
    organisation_id: int
    organisation: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class HouseWork:
    """How much there is of everything in the house. ``not_sent``: e-mails that did not arrive, of whomever.

    ``todos``: what their own desk cannot go on without.
    """

    buyers: int
    desks: int
    suppliers: int
    people: int
    systems: int
    not_sent: int
    invitations: list[OpenInvitation]
    todos: list[Todo]


@dataclass(frozen=True, slots=True)
class OrganisationWork:
    """The people of one organisation."""

    people: int
    invitations: list[OpenInvitation]


def auditor_work(*, actor: Actor, at: datetime) -> AuditorWork:
    """The calls that an auditor may prove.

    Raises:
        NotAllowed.
    """
    actor.require(Verb.READ_JOURNAL)
    calls = with_steps(Call.objects.filter(buyer=actor.organisation, published_at__isnull=False))
    return AuditorWork([_audited(call, actor, at) for call in calls[:MOST]])


def _audited(call: Call, actor: Actor, at: datetime) -> AuditedCall:
    done = milestones(call)
    return AuditedCall(
        call.number, call.title, phase(facts.timetable(call), done, at=at), tabs(call, done, actor=actor)
    )


def house_work(*, actor: Actor, at: datetime) -> HouseWork:
    """The house in short, for who manages it.

    Raises:
        NotAllowed.
    """
    actor.require(Verb.MANAGE)
    kinds = dict(Organisation.objects.order_by().values_list("kind").annotate(Count("pk")))
    today = local(at).date()
    still_open = Q(open_until__isnull=True) | Q(open_until__gt=today)
    return HouseWork(
        buyers=kinds.get(Organisation.Kind.BUYER, 0),
        desks=kinds.get(Organisation.Kind.DESK, 0),
        suppliers=kinds.get(Organisation.Kind.SUPPLIER, 0),
        people=_people(Membership.objects.all()),
        systems=PurchasingSystem.objects.filter(still_open, open_from__lte=today).count(),
        not_sent=letters.count_not_arrived(),
        invitations=_invitations(Invitation.objects.all(), at=at),
        todos=sealing_to_do(actor.organisation_id) if actor.organisation_id else [],
    )


def organisation_work(*, actor: Actor, at: datetime) -> OrganisationWork:
    """One's own organisation in short, for who manages its people.

    Raises:
        NotAllowed.
    """
    actor.require(Verb.MANAGE_PEOPLE)
    return OrganisationWork(
        people=_people(Membership.objects.filter(organisation=actor.organisation)),
        invitations=_invitations(Invitation.objects.filter(organisation=actor.organisation), at=at),
    )


def _people(memberships: QuerySet[Membership]) -> int:
    current = memberships.filter(ended_at__isnull=True, person__is_active=True)
    return current.values("person").distinct().count()


def _invitations(invitations: QuerySet[Invitation], *, at: datetime) -> list[OpenInvitation]:
    waiting = invitations.filter(accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=at)
    return [
        OpenInvitation(one.email, one.organisation_id, one.organisation.name, one.expires_at)
        for one in waiting.select_related("organisation").order_by("expires_at")[:MOST]
    ]
