"""Who keeps the keys of a desk's sealed bids: what was chosen, who holds a part, and which calls wait behind it."""

from dataclasses import dataclass
from datetime import datetime

from openinhuur.calls.models import Call, Draft
from openinhuur.documents.models import VaultShare
from openinhuur.domain.roles import Actor, NotAllowed, NotFound, Verb
from openinhuur.domain.sealing import SealedBy, SealingNotChosen, TooFewKeyholders
from openinhuur.parties import access, keeping
from openinhuur.parties.models import Keyholder, SealingChoice


@dataclass(frozen=True, slots=True)
class Choice:
    """What a desk chose. ``by``: empty when it was done on the machine."""

    sealed_by: SealedBy
    needed: int
    holders: int
    reason: str
    by: str
    chosen_at: datetime


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody with a key of this desk. ``is_current``: they get a part of vaults that are made now."""

    id: int
    name: str
    since_at: datetime
    is_current: bool
    is_reader: bool


@dataclass(frozen=True, slots=True)
class SealedCall:
    """A call whose bids are still closed, over how many keys; ``here``: of people who can still come themselves."""

    number: str
    title: str
    closes_at: datetime
    needed: int
    parts: list[str]
    here: int


@dataclass(frozen=True, slots=True)
class KeyholdersPage:
    """Everything on one page. ``missing``: so many more people have to hold a key before a call can be published.

    ``waits``: a call is being written that cannot be published.
    """

    desk_id: int
    desk: str
    choice: Choice | None
    holders: list[Holder]
    own: Holder | None
    missing: int
    waits: bool
    may_choose: bool
    may_hold: bool
    sealed: list[SealedCall]

    @property
    def is_split(self) -> bool:
        """Whether people keep the key of vaults that are made now."""
        return self.choice is not None and self.choice.sealed_by is SealedBy.KEYHOLDERS


def keyholders_page(*, actor: Actor) -> KeyholdersPage:
    """The keys of one's own desk, for who may open bids and for who manages the house.

    Raises:
        NotFound, NotAllowed.
    """
    if not (actor.may(Verb.OPEN) or actor.may(Verb.MANAGE)):
        raise NotAllowed(verb=Verb.OPEN.value)
    to = Verb.OPEN if actor.may(Verb.OPEN) else Verb.MANAGE
    desk = access.own_desk(actor.organisation, actor=actor, to=to)
    choice = _choice(desk.pk)
    holders = _holders(desk.pk, actor)
    current = sum(one.is_current for one in holders)
    is_split = choice is not None and choice.sealed_by is SealedBy.KEYHOLDERS
    return KeyholdersPage(
        desk_id=desk.pk,
        desk=desk.name,
        choice=choice,
        holders=holders,
        own=next((one for one in holders if one.is_reader), None),
        missing=max(choice.holders - current, 0) if choice and is_split else 0,
        waits=what_waits(desk.pk) is not None,
        may_choose=actor.may(Verb.MANAGE),
        may_hold=actor.may(Verb.OPEN),
        sealed=_sealed(desk.pk),
    )


def holder_to_end(holder_id: int, *, actor: Actor) -> Holder:
    """A keyholder who can be ended by this reader: they themselves, or anybody for who manages the house.

    Raises:
        NotFound, NotAllowed.
    """
    found = next((one for one in keyholders_page(actor=actor).holders if one.id == holder_id), None)
    if found is None:
        raise NotFound(what=f"keyholder:{holder_id}")
    if not found.is_reader:
        actor.require(Verb.MANAGE)
    return found


def what_waits(desk_id: int) -> str | None:
    """A call that is being written at the desk, while its bids could not be sealed now; its title."""
    drafts = Draft.objects.filter(desk=desk_id, call__isnull=True, is_template=False, discarded_at__isnull=True)
    waiting = drafts.defer("source_lines", "read_from").order_by("started_at").first()
    if waiting is not None:
        try:
            keeping.keeping_of(desk_id)
        except (SealingNotChosen, TooFewKeyholders):
            return str(waiting)
    return None


def _choice(desk_id: int) -> Choice | None:
    last = SealingChoice.objects.filter(desk=desk_id).select_related("chosen_by").order_by("pk").last()
    if last is None:
        return None
    return Choice(
        SealedBy(last.sealed_by),
        last.needed or 0,
        last.holders or 0,
        last.reason,
        last.chosen_by.name if last.chosen_by else "",
        last.chosen_at,
    )


def _holders(desk_id: int, actor: Actor) -> list[Holder]:
    own = Keyholder.objects.filter(desk=desk_id, person=actor.person_id, ended_at__isnull=True).first()
    return [
        Holder(one.id, one.name, one.since_at, one.is_current, is_reader=own is not None and own.pk == one.id)
        for one in keeping.holders_of(desk_id)
    ]


def _sealed(desk_id: int) -> list[SealedCall]:
    """Calls of which the bids are closed still, behind keys of people, the first to close first."""
    calls = Call.objects.filter(
        desk=desk_id,
        published_at__isnull=False,
        withdrawn_at__isnull=True,
        opening__isnull=True,
        vault__sealed_by=SealedBy.KEYHOLDERS.value,
    ).select_related("vault")
    here = set(keeping.current_holders(desk_id).values_list("person", flat=True))
    found = []
    for call in calls.order_by("closes_at", "number"):
        shares = VaultShare.objects.filter(vault=call.vault, purpose=VaultShare.Purpose.BIDS)
        people = dict(shares.values_list("key__keyholder__person", "key__keyholder__person__name"))
        needed = call.vault.needed if call.vault and call.vault.needed else 0
        found.append(
            SealedCall(
                call.number, call.title, call.closes_at, needed, sorted(people.values()), len(here & set(people))
            )
        )
    return found
