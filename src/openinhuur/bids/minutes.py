"""The minutes of an opening: made when every bid was dealt with, kept as they were then."""

from datetime import datetime
from typing import Final

from django.db import transaction

from openinhuur.bids import access, double_offers
from openinhuur.bids.models import Bid, LateBid, Minutes, Offer, Opening, OpeningTurn
from openinhuur.calls.models import Call
from openinhuur.documents.actions import keep
from openinhuur.documents.models import Vault
from openinhuur.domain.bid import OPENERS_NEEDED
from openinhuur.domain.roles import Actor
from openinhuur.domain.sealing import SealedBy
from openinhuur.journal.actions import record
from openinhuur.journal.queries import head
from openinhuur.letters import minutes_words, render
from openinhuur.letters.minutes_words import Late, Opened, Received, Turn

MEDIA_TYPE: Final = "application/pdf"


@transaction.atomic
def keep_when_read(opening: Opening, *, actor: Actor, at: datetime) -> Minutes | None:
    """Keep the minutes when no bid is left to read, unless they say all of it already."""
    opening = Opening.objects.select_for_update(no_key=True).select_related("call").get(pk=opening.pk)
    call = opening.call
    if access.standing(call).filter(offer__isnull=True, not_opened_at__isnull=True).exists():
        return None
    before, opened = opening.minutes.last(), Offer.objects.filter(bid__call=call).count()
    if before is not None and before.opened == opened:
        return None
    number = before.number + 1 if before else 1
    content = render.pdf("minutes", minutes_words.words(_told(call, opening, number), at=at), at=at)
    name = f"proces-verbaal-{call.number}-{number}.pdf"
    document = keep(content, name=name, media_type=MEDIA_TYPE, at=at)
    kept = Minutes.objects.create(opening=opening, number=number, opened=opened, document=document, made_at=at)
    record("minutes.kept", actor=actor, at=at, subject=call.subject, number=number, opened=opened,
           sha256=document.sha256)  # fmt: skip
    return kept


def _told(call: Call, opening: Opening, number: int) -> Opened:
    assert call.vault is not None  # noqa: S101 (published_call_has_vault)
    journal, late = head(), LateBid.objects.filter(call=call).select_related("supplier").order_by("received_at", "pk")
    return Opened(
        call=call.number,
        title=call.title,
        buyer=call.buyer.name,
        desk=call.desk.name,
        number=number,
        closes_at=call.closes_at,
        opened_at=opening.opened_at,
        sealed_by_server=SealedBy(call.vault.sealed_by) is SealedBy.SERVER,
        needed=needed(call.vault),
        turns=_turns(opening),
        bids=_received(call),
        withdrawn=Bid.objects.filter(call=call, withdrawn_at__isnull=False).count(),
        late=[Late(one.supplier.name, one.received_at) for one in late],
        doubles=[[bid.supplier.name for bid in one.bids] for one in double_offers.doubles_of(call)],
        lot_commitment=call.vault.lot_commitment,
        entries=journal.size,
        head=journal.root,
    )


def needed(vault: Vault) -> int:
    """How many people open a vault."""
    return max(vault.needed or 0, OPENERS_NEEDED)


def _turns(opening: Opening) -> list[Turn]:
    """Everybody's turn; where an opening was not done by turns, the two who opened it together."""
    taken = OpeningTurn.objects.filter(call=opening.call_id).select_related("person", "holder__person")
    turns = [
        Turn(
            one.person.name,
            one.taken_at,
            key_of=one.holder.person.name if one.holder and one.holder.person_id != one.person_id else "",
        )
        for one in taken.order_by("taken_at", "pk")
    ]
    return turns or [Turn(one.name, opening.opened_at) for one in (opening.first_opener, opening.second_opener)]


def _received(call: Call) -> list[Received]:
    """The newest version of each bid that was not withdrawn, as it came in."""
    bids = Bid.objects.filter(call=call, withdrawn_at__isnull=True).select_related("supplier")
    found = [(one, one.versions.order_by("-version")[0]) for one in bids]
    return [
        Received(
            bid.supplier.name,
            version.version,
            version.received_at,
            version.fingerprint,
            version.journal_position,
            not_opened=bid.not_opened_code,
            is_lapsed=bid.lapsed_at is not None,
        )
        for bid, version in sorted(found, key=lambda pair: pair[1].journal_position)
    ]
