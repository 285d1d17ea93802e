"""Turns that people take together, at an opening or at a lot: who took one, and who holds a part of what was split."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from openinhuur.accounts.models import Person
from openinhuur.calls.models import Call
from openinhuur.documents.models import Vault, VaultShare
from openinhuur.documents.vaults import Purpose
from openinhuur.domain.roles import Actor
from openinhuur.domain.sealing import TURN_HOLDS
from openinhuur.parties.keeping import current_holders
from openinhuur.parties.models import Keyholder


class Taken(Protocol):
    """A turn as it is kept."""

    @property
    def person(self) -> Person: ...
    @property
    def holder(self) -> Keyholder | None: ...
    @property
    def taken_at(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class HolderRow:
    """Who holds a part of the key of this vault. ``is_here``: they still work for the desk and may open bids."""

    id: int
    name: str
    is_reader: bool
    is_here: bool
    has_turn: bool


@dataclass(frozen=True, slots=True)
class TurnRow:
    """A turn that was taken. ``key_of``: whose paper was brought; empty: nobody's."""

    name: str
    taken_at: datetime
    holds_until: datetime
    key_of: str
    is_reader: bool


def holder_rows(
    call: Call, vault: Vault, purpose: Purpose, *, brought: Iterable[Taken], actor: Actor
) -> list[HolderRow]:
    """Everybody who holds a part for this purpose. ``brought``: the turns that wait for others."""
    shares = VaultShare.objects.filter(vault=vault, purpose=purpose)
    with_part = Keyholder.objects.filter(key__shares__in=shares).select_related("person").order_by("person__name")
    here = set(current_holders(call.desk_id).values_list("person", flat=True))
    with_turn = {one.holder.pk for one in brought if one.holder is not None}
    return [
        HolderRow(one.pk, one.person.name, one.person_id == actor.person_id, one.person_id in here, one.pk in with_turn)
        for one in with_part
    ]


def turn_rows(taken: Iterable[Taken], *, actor: Actor) -> list[TurnRow]:
    """These turns, for somebody who looks."""
    return [
        TurnRow(
            one.person.name,
            one.taken_at,
            one.taken_at + TURN_HOLDS,
            key_of=one.holder.person.name if one.holder and one.holder.person_id != one.person.pk else "",
            is_reader=one.person.pk == actor.person_id,
        )
        for one in taken
    ]
