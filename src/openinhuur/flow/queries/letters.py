"""The letters about a call: those that were sent, and those that are prepared."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from openinhuur.awards import results
from openinhuur.awards.models import AwardLetter, PreparedLetter
from openinhuur.bids import access as bids
from openinhuur.bids.models import Bid
from openinhuur.calls import access
from openinhuur.domain.roles import Actor, Role, Verb
from openinhuur.flow.milestones import milestones
from openinhuur.flow.queries.settlement import File, file
from openinhuur.flow.queries.tabs import tabs
from openinhuur.letters.models import Letter
from openinhuur.parties import listings

ROW: Final = ("letter__document", "bid__offer__candidate")
ORDER: Final = ("letter__kind", "letter__recipient_name", "pk")
WITHOUT: Final = ("letter__document__content",)


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter in a list. ``is_sent``: else it is prepared, and only who runs the procedure sees it.

    ``is_replaced``: a later one takes its place.
    """

    id: UUID
    kind: str
    is_sent: bool
    is_replaced: bool
    recipient: str
    candidate: str
    subject: str
    queued_at: datetime
    pages: int | None


@dataclass(frozen=True, slots=True)
class LettersPage:
    """The letters about a call that the reader may see. ``prepared``: not sent yet; they wait for the award."""

    number: str
    title: str
    letters: list[LetterRow]
    prepared: list[LetterRow]
    standstill_ends_at: datetime | None
    tabs: frozenset[str]


def letters_page(number: str, *, actor: Actor, at: datetime) -> LettersPage:
    """The letters of a call; a supplier sees its own."""
    del at
    call = access.get(number, actor=actor, to=Verb.READ_LETTERS)
    done = milestones(call)
    of_call = Q(bid__call=call, bid__supplier=actor.organisation_id) if actor.has(Role.SUPPLIER) else Q(bid__call=call)
    awards = AwardLetter.objects.filter(of_call).select_related(*ROW).order_by(*ORDER).defer(*WITHOUT)
    early = _early(actor).filter(of_call).select_related(*ROW).order_by(*ORDER).defer(*WITHOUT, "says")
    return LettersPage(
        number=call.number,
        title=call.title,
        letters=[
            *(_letter(one.letter, one.bid) for one in awards),
            *(_letter(one.letter, one.bid, is_replaced=one.superseded_at is not None) for one in early if one.sent_at),
        ],
        prepared=[
            _letter(one.letter, one.bid, is_sent=False)
            for one in early
            if one.sent_at is None and one.superseded_at is None
        ],
        standstill_ends_at=done.standstill_ends_at,
        tabs=tabs(call, done, actor=actor),
    )


def _letter(letter: Letter, bid: Bid, *, is_sent: bool = True, is_replaced: bool = False) -> LetterRow:
    return LetterRow(
        id=letter.pk,
        kind=letter.kind,
        is_sent=is_sent,
        is_replaced=is_replaced,
        recipient=letter.recipient_name,
        candidate=results.candidate_of(bid),
        subject=letter.subject,
        queued_at=letter.queued_at,
        pages=letter.document.pages,
    )


def letter_file(letter_id: UUID, *, actor: Actor, at: datetime) -> File:
    """The PDF of a letter, for its recipient once it was sent, and for who runs the procedure or purchasing system."""
    about_bid = (
        AwardLetter.objects.select_related("letter__document").filter(letter=letter_id).first()
        or _early(actor).select_related("letter__document").filter(letter=letter_id).first()
    )
    if about_bid is None:
        return file(listings.letter(letter_id, actor=actor, at=at))
    bids.get(about_bid.bid_id, actor=actor, to=Verb.READ_LETTERS)
    return file(about_bid.letter.document)


def _early(actor: Actor) -> QuerySet[PreparedLetter]:
    """The letters from before the award, as far as this reader may know of them."""
    found = PreparedLetter.objects.all()
    return found.filter(sent_at__isnull=False) if actor.has(Role.SUPPLIER) else found
