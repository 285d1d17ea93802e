"""The opening as a ceremony: each person takes their own turn, in their own session; the last one opens the vault.

Where the key was split, a turn brings a part of it: with one's passphrase, or with the words on paper of a keyholder
who cannot come. A part that was brought waits, encrypted with the key of the server, for an hour at most.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from openinhuur.bids import actions, minutes, queued
from openinhuur.bids.models import Opening, OpeningTurn
from openinhuur.calls import access as calls
from openinhuur.calls.models import Call
from openinhuur.documents import vaults
from openinhuur.documents.models import Vault
from openinhuur.documents.shares import Secret
from openinhuur.domain import bid as domain
from openinhuur.domain import sealing
from openinhuur.domain.errors import Refusal
from openinhuur.domain.roles import ANYONE, Actor, Verb
from openinhuur.domain.sealing import SealedBy
from openinhuur.journal.actions import record
from openinhuur.parties.actions import keyholders
from openinhuur.parties.models import Keyholder
from openinhuur.parties.queries import standing


@dataclass(frozen=True, slots=True)
class Turn:
    """How far the opening is. ``opening``: the vault is open."""

    taken: int
    needed: int
    opening: Opening | None


@dataclass(frozen=True, slots=True)
class Brought:
    """What somebody brings to a vault whose key was split.

    Args:
        secret: their passphrase; or the words on the paper of ``of_holder``, somebody else or they themselves.
    """

    secret: Secret
    of_holder: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a split secret, and whose key it was sealed to."""

    holder: Keyholder
    secret: Secret


def take_turn(number: str, *, brought: Brought | None = None, actor: Actor, at: datetime) -> Turn:
    """Take a turn at the vault of a call, at or after its deadline.

    Raises:
        NotFound, NotAllowed, StillSealed, AlreadyOpened, KeyholdersNeeded, NotAKeyholder, PassphraseWrong, WordsWrong,
        TooManyAttempts, PartUsedAlready, and all that `actions.open_vault` raises.
    """
    outcome = _take_turn(number, brought=brought, actor=actor, at=at)
    if isinstance(outcome, Refusal):
        raise outcome
    return outcome


@transaction.atomic
def forget_turns(*, at: datetime) -> int:
    """Throw the parts away of turns after which nobody opened; returns how many. Nothing depends on when this runs."""
    waiting = (
        OpeningTurn.objects.filter(call__opening__isnull=True).select_related("call").select_for_update(of=("self",))
    )
    stale = [turn.pk for turn in waiting if not _counts(turn, turn.call, at)]
    OpeningTurn.objects.filter(pk__in=stale).delete()
    return len(stale)


@transaction.atomic
def _take_turn(number: str, *, brought: Brought | None, actor: Actor, at: datetime) -> Turn | Refusal:
    call = calls.get(number, actor=actor, to=Verb.OPEN, locked=True)
    before = Opening.objects.filter(call=call).first()
    domain.check_turn(
        published_at=call.published_at,
        closes_at=call.closes_at,
        opened_at=before.opened_at if before else None,
        at=at,
    )
    assert call.vault is not None  # noqa: S101 (published_call_has_vault)
    part = bring(call, call.vault, brought, purpose=vaults.Purpose.BIDS, actor=actor, at=at)
    if isinstance(part, Refusal):
        return part
    _keep(call, call.vault, part, actor=actor, at=at)
    return _open_when_enough(call, call.vault, actor=actor, at=at)


def bring(
    call: Call, vault: Vault, brought: Brought | None, *, purpose: vaults.Purpose, actor: Actor, at: datetime
) -> Part | Refusal | None:
    """The part of a secret that somebody brings; None where it was not split. Within the turn that they take.

    A wrong passphrase is returned and not raised, so that it is counted: see `keyholders.open_key`.

    Raises:
        KeyholdersNeeded, NotAKeyholder, TooManyAttempts.
    """
    if SealedBy(vault.sealed_by) is not SealedBy.KEYHOLDERS:
        return None
    if brought is None:
        raise sealing.KeyholdersNeeded(needed=vault.needed)
    holder = _holder(call, vault, brought, purpose, actor)
    opened = keyholders.open_key(holder, brought.secret, is_paper=brought.of_holder is not None, actor=actor, at=at)
    return opened if isinstance(opened, Refusal) else Part(holder, vaults.part_of(vault, opened, purpose))


def _holder(call: Call, vault: Vault, brought: Brought, purpose: vaults.Purpose, actor: Actor) -> Keyholder:
    holders = Keyholder.objects.select_for_update(of=("self",)).select_related("key")
    with_part = holders.filter(key__shares__vault=vault, key__shares__purpose=purpose)
    mine = {"person": actor.person} if brought.of_holder is None else {"pk": brought.of_holder}
    found = with_part.filter(**mine).first()
    if found is None:
        raise sealing.NotAKeyholder(call=call.number)
    return found


def _keep(call: Call, vault: Vault, part: Part | None, *, actor: Actor, at: datetime) -> None:
    """Keep the turn; what does not count any more is forgotten, with the part that was brought."""
    holder = part.holder if part else None
    for turn in OpeningTurn.objects.filter(call=call):
        if turn.person_id == actor.person or not _counts(turn, call, at):
            turn.delete()
    if holder is not None and OpeningTurn.objects.filter(call=call, holder=holder).exists():
        raise sealing.PartUsedAlready(call=call.number)
    OpeningTurn.objects.create(
        call=call,
        person_id=actor.person,
        organisation_id=actor.organisation,
        holder=holder,
        taken_at=at,
        closes_at=call.closes_at,
        part=None if part is None else vaults.for_a_while(part.secret, bound_to=_bound_to(vault)),
    )
    record("vault.turn-taken", actor=actor, at=at, subject=call.subject, holder=holder.pk if holder else None,
           of_themselves=holder is None or holder.person_id == actor.person)  # fmt: skip


def _open_when_enough(call: Call, vault: Vault, *, actor: Actor, at: datetime) -> Turn:
    turns = list(OpeningTurn.objects.filter(call=call).order_by("taken_at", "pk"))
    needed = minutes.needed(vault)
    if len(turns) < needed:
        return Turn(len(turns), needed, None)
    first = next(turn for turn in turns if turn.person_id != actor.person_id)
    opening = actions.open_vault(
        call.number,
        actor=actor,
        second=_actor_of(first),
        at=at,
        parts=_parts(vault, turns),
    )
    OpeningTurn.objects.filter(call=call).update(part=None)
    queued.defer(call.number, actor=actor)
    return Turn(len(turns), needed, opening)


def _actor_of(turn: OpeningTurn) -> Actor:
    """Who took a turn, with the roles they have now; their second factor was asked when they took it."""
    found = standing(turn.person_id, turn.organisation_id, has_second_factor=True)
    return found.actor if found else ANYONE


def _parts(vault: Vault, turns: Sequence[OpeningTurn]) -> list[Secret]:
    kept = [bytes(turn.part) for turn in turns if turn.part is not None]
    return [vaults.from_a_while_ago(one, bound_to=_bound_to(vault)) for one in kept]


def _counts(turn: OpeningTurn, call: Call, at: datetime) -> bool:
    return sealing.turn_counts(taken_at=turn.taken_at, closes_at=turn.closes_at, call_closes_at=call.closes_at, at=at)


def _bound_to(vault: Vault) -> str:
    return f"part of vault:{vault.pk}"
