"""A CV as assessors look at it: its pages as pictures, the words laid over them, and where they find what they seek."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Final
from uuid import UUID

from django.core.signing import BadSignature, Signer

from openinhuur.assessments import hidden, interests
from openinhuur.bids import access
from openinhuur.bids.models import Bid
from openinhuur.documents import prepared
from openinhuur.documents.models import BlindPage, Document, PreparedPage
from openinhuur.documents.pictures import PagePicture, Word
from openinhuur.documents.refusals import NotReadable
from openinhuur.domain.bid import StillSealed
from openinhuur.domain.found_words import found_words
from openinhuur.domain.roles import Actor, NotFound, Verb
from openinhuur.flow.milestones import milestones
from openinhuur.flow.queries.names import names_of
from openinhuur.flow.queries.tabs import tabs

SALT: Final = "openinhuur.cv-page"
WHOLE, BLIND = 0, 1
KEPT_FOR: Final = timedelta(hours=1)
"""How long a browser keeps a picture, and about how long its address opens."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its words with their places."""

    number: int
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """What it says."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where it stands: the line or lines around it, as their first and last word, and what they say."""

    first: int
    last: int
    text: str


@dataclass(frozen=True, slots=True)
class CvPage:
    """One page. ``address``: of its picture, for this reader. ``found``: the words that were looked for, and ``hits``
    where; ``marked``: the words that were marked as evidence.
    """

    number: int
    width: int
    height: int
    address: str
    lines: tuple[Line, ...]
    found: tuple[Word, ...]
    hits: tuple[Hit, ...]
    marked: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Cv:
    """The pages; none when the file cannot be shown. ``sought``: what is looked for in it.

    ``is_blind``: with black boxes; ``waits``: for who checks those, so nobody who assesses sees it yet.
    """

    pages: tuple[CvPage, ...]
    sought: str
    is_blind: bool = False
    waits: bool = False

    @property
    def hits(self) -> int:
        """How often it stands in the whole CV."""
        return sum(len(page.hits) for page in self.pages)


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as it is sent."""

    content: bytes | memoryview
    media_type: str = PagePicture.MEDIA_TYPE


@dataclass(frozen=True, slots=True)
class CvAlone:
    """The CV of a bid by itself, for a screen of its own."""

    number: str
    title: str
    bid_id: UUID
    name: str
    cv: Cv
    tabs: frozenset[str]


def cv_page(bid_id: UUID, *, actor: Actor, at: datetime, sought: str = "") -> CvAlone:
    """The CV of a bid, for who judges it and has declared their relations.

    Raises:
        NotFound, NotAllowed, CallWithdrawn, StillSealed. InterestsNotDeclared, ConflictUnresolved, ConflictStands.
    """
    bid = bid_to_read(bid_id, actor=actor)
    return CvAlone(
        number=bid.call.number,
        title=bid.call.title,
        bid_id=bid.pk,
        name=names_of(bid.call).candidate(bid.pk, bid.offer.candidate.name),
        cv=cv_of(bid, actor=actor, at=at, sought=sought),
        tabs=tabs(bid.call, milestones(bid.call), actor=actor),
    )


def bid_to_read(bid_id: UUID, *, actor: Actor) -> Bid:
    """A bid that was opened, for who judges it and has declared their relations (R19, R22).

    Raises:
        NotFound, NotAllowed, CallWithdrawn, StillSealed. InterestsNotDeclared, ConflictUnresolved, ConflictStands.
    """
    bid = access.get(bid_id, actor=actor, to=Verb.JUDGE)
    interests.check_may_assess(bid.call, actor=actor)
    opened = Bid.objects.select_related("call__desk", "supplier", "offer__candidate").filter(pk=bid.pk)
    found = opened.filter(offer__isnull=False).first()
    if found is None:
        raise StillSealed(closes_at=bid.call.closes_at)
    return found


def cv_of(bid: Bid, *, actor: Actor, at: datetime, sought: str = "") -> Cv:
    """The CV of a bid that this reader may see, blind where it has to be: whoever calls this has asked ``access``.

    The addresses of its pictures open for this person alone, and for an hour or two.
    """
    sought = " ".join(sought.split())
    if hidden.is_hidden(bid.call):
        check = hidden.approved_check(bid)
        found = _blind_pages(check.cv_id) if check else []
        pages = tuple(_page(one.page, one, actor=actor, at=at, sought=sought) for one in found)
        return Cv(pages, sought, is_blind=True, waits=check is None)
    return Cv(tuple(_page(one, one, actor=actor, at=at, sought=sought) for one in _pages_of(bid.offer.cv)), sought)


def whole_pages(bid: Bid, *, actor: Actor, at: datetime) -> tuple[CvPage, ...]:
    """The pages as they were sent: whoever calls this knows that this reader may see whose the bid is."""
    return tuple(_page(one, one, actor=actor, at=at, sought="") for one in _pages_of(bid.offer.cv))


def words_on(bid: Bid, number: int) -> list[Word]:
    """The words of a page of its CV, as who assesses the bid may read them; none when there is no such page."""
    found: PreparedPage | BlindPage | None
    if hidden.is_hidden(bid.call):
        check = hidden.approved_check(bid)
        found = next((one for one in _blind_pages(check.cv_id) if one.page.number == number), None) if check else None
    else:
        found = PreparedPage.objects.filter(document=bid.offer.cv_id, number=number).defer("content").first()
    return prepared.words_of(found) if found else []


def address_of(shown: PreparedPage | BlindPage, *, actor: Actor, at: datetime) -> str:
    """Where the picture of a page is for this reader, for a while. Whoever calls this has asked ``access``."""
    kind = BLIND if isinstance(shown, BlindPage) else WHOLE
    return Signer(salt=SALT).sign(f"{kind}-{shown.pk}-{actor.person}-{_hour(at)}")


def page_picture(address: str, *, actor: Actor, at: datetime) -> Picture:
    """The picture of a page: the page around it decided who may see it, and said so in the address.

    Raises:
        NotFound: nobody gave this reader that address, or it is too long ago.
    """
    kind, key = _opened(address, actor=actor, at=at)
    pages = BlindPage.objects if kind == BLIND else PreparedPage.objects
    found = pages.filter(pk=key).order_by().values_list("content", flat=True)
    if not found:
        raise NotFound(what="cv-page")
    return Picture(found[0])


def _blind_pages(cv_id: UUID) -> list[BlindPage]:
    pages = BlindPage.objects.filter(page__document=cv_id).select_related("page").order_by("page__number")
    return list(pages.defer("content", "page__content", "page__words"))


def _pages_of(document: Document) -> list[PreparedPage]:
    """Its pages without the pictures themselves; drawn now when nobody did before."""
    try:
        return prepared.pages_of(document)
    except NotReadable:
        return []


def _page(page: PreparedPage, shown: PreparedPage | BlindPage, *, actor: Actor, at: datetime, sought: str) -> CvPage:
    words = prepared.words_of(shown)
    places = found_words([word.text for word in words], sought)
    return CvPage(
        number=page.number,
        width=page.width,
        height=page.height,
        address=address_of(shown, actor=actor, at=at),
        lines=tuple(_lines(words)),
        found=tuple(words[index] for place in places for index in place),
        hits=tuple(_hit(words, place) for place in places),
    )


def _hit(words: list[Word], place: range) -> Hit:
    lines = range(words[place.start].line, words[place.stop - 1].line + 1)
    around = [index for index, word in enumerate(words) if word.line in lines]
    return Hit(around[0], around[-1], " ".join(words[index].text for index in around))


def _lines(words: list[Word]) -> Iterator[Line]:
    for number, found in groupby(words, key=lambda word: word.line):
        yield Line(number, tuple(found))


def _opened(address: str, *, actor: Actor, at: datetime) -> tuple[int, int]:
    try:
        kind, key, person, hour = map(int, Signer(salt=SALT).unsign(address).split("-"))
    except (BadSignature, ValueError):
        raise NotFound(what="cv-page") from None
    if person != actor.person_id or _hour(at) - hour not in {0, 1}:
        raise NotFound(what="cv-page")
    return kind, key


def _hour(at: datetime) -> int:
    """Hours are counted, so that the address of a picture stays the same for a while, and a browser can keep it."""
    return int(at.timestamp() // KEPT_FOR.total_seconds())
