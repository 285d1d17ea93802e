"""A bid while its supplier writes it: each part with what to look at, and the whole before it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from openinhuur.bids import access, drafted
from openinhuur.bids.contents import pack
from openinhuur.bids.drafted import DraftCv, Said
from openinhuur.bids.models import BidDraft, BidVersion
from openinhuur.calls import facts as calls
from openinhuur.calls.models import Call, Correction
from openinhuur.documents.pictures import PagePicture
from openinhuur.domain.bid import BidIncomplete, CvRules
from openinhuur.domain.bid_checks import Asked, Remark, Written, remarks
from openinhuur.domain.bid_draft import Answers, Gap, Part, erased_from, missing
from openinhuur.domain.calendars import local
from openinhuur.domain.money import Money
from openinhuur.domain.roles import Actor, NotFound
from openinhuur.flow.queries.overview import Fact, ItemWithPoints, RequirementItem, criteria, terms
from openinhuur.flow.queries.said import PublishedCorrection, said
from openinhuur.parties import facts as parties
from openinhuur.parties.models import Passport


@dataclass(frozen=True, slots=True)
class PartState:
    """A part in the list of all: what it still needs, and how many things to look at."""

    part: Part
    gaps: int
    remarks: int

    @property
    def is_ready(self) -> bool:
        """Whether nothing is left to do or to look at."""
        return not (self.gaps or self.remarks)


@dataclass(frozen=True, slots=True)
class Sent:
    """What was received of it last. ``is_changed``: the draft says something else since."""

    bid_id: UUID
    version: int
    received_at: datetime
    is_changed: bool


@dataclass(frozen=True, slots=True)
class BidPage:
    """A draft of a bid as its supplier sees it. ``correction``: the newest of the call that stands on the page."""

    id: UUID
    number: str
    title: str
    buyer: str
    closes_at: datetime
    is_open: bool
    version: int
    changed_at: datetime
    changed_by: str
    answers: Answers
    cv: DraftCv | None
    parts: tuple[PartState, ...]
    gaps: tuple[Gap, ...]
    remarks: tuple[Remark, ...]
    sent: Sent | None
    requirements: tuple[RequirementItem, ...]
    criteria: tuple[ItemWithPoints, ...]
    terms: tuple[Fact, ...]
    corrections: tuple[PublishedCorrection, ...]
    correction: int
    papers: tuple[str, ...]
    asks_chain: bool
    seen: Mapping[Part, str]
    erased_on: date

    @property
    def rate(self) -> Money | None:
        """The rate, once it is filled in."""
        return None if self.answers.hourly_rate is None else Money.of(self.answers.hourly_rate)

    @property
    def next_gap(self) -> Gap | None:
        """What has to be filled in first."""
        return next(iter(self.gaps), None)


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file of one's own draft."""

    name: str
    media_type: str
    content: bytes


def bid_page(draft_id: UUID, *, actor: Actor, at: datetime) -> BidPage:
    """A draft with everything to look at.

    Raises:
        NotFound: no such draft, or not of their company.
    """
    draft = access.get_draft(draft_id, actor=actor)
    call, now, cv = draft.call, drafted.said(draft), drafted.cv_of(draft)
    passport = Passport.objects.prefetch_related(*parties.PASSPORT_ROWS).get(supplier=draft.supplier_id)
    on = local(at).date()
    written = Written(
        answers=now.answers,
        cv=cv.text if cv else None,
        passport=parties.passport(passport),
        asked=_asked(call),
        on=on,
    )
    gaps, found = missing(now.answers, has_cv=cv is not None), remarks(written)
    published = said(call, actor=actor, at=at).corrections
    return BidPage(
        id=draft.pk,
        number=call.number,
        title=call.title,
        buyer=call.buyer.name,
        closes_at=call.closes_at,
        is_open=call.withdrawn_at is None and at < call.closes_at,
        version=draft.version,
        changed_at=draft.changed_at,
        changed_by=draft.changed_by.name,
        answers=now.answers,
        cv=cv,
        parts=tuple(_part_state(part, gaps, found) for part in Part),
        gaps=tuple(gaps),
        remarks=tuple(found),
        sent=_sent(draft),
        requirements=tuple(
            RequirementItem(one.number, one.text, one.kind, one.evidence) for one in call.requirements.all()
        ),
        criteria=tuple(criteria(call)),
        terms=tuple(terms(call)),
        corrections=tuple(one for one in published if one.published_at >= draft.started_at),
        correction=newest_correction(call),
        papers=tuple(sorted({one.kind.value for one in written.passport.papers if one.holds_on(on)})),
        asks_chain=written.asked.chain is not None,
        seen={part: drafted.seen(now.answers, part) for part in Part},
        erased_on=erased_from(local(call.closes_at).date()),
    )


def newest_correction(call: Call) -> int:
    """The number of the newest published correction; 0: there is none."""
    published = Correction.objects.filter(call=call, published_at__isnull=False)
    return published.order_by("-number").values_list("number", flat=True).first() or 0


def cv_picture(draft_id: UUID, number: int, *, actor: Actor) -> OwnFile:
    """The picture of a page of one's own CV.

    Raises:
        NotFound.
    """
    draft = access.get_draft(draft_id, actor=actor)
    content = drafted.file(draft, f"{drafted.PAGE}{number}")
    if content is None:
        raise NotFound(what=f"{draft.subject} page:{number}")
    return OwnFile(f"cv-{number}.webp", PagePicture.MEDIA_TYPE, content)


def sent_file(draft_id: UUID, *, actor: Actor) -> OwnFile:
    """The file as it was sent, with which a receipt can be proved, as long as the draft says the same.

    Raises:
        NotFound: nothing was sent, or the draft was changed since.
    """
    draft = access.get_draft(draft_id, actor=actor)
    content = packed(draft, drafted.said(draft))
    if draft.bid is None or content is None or draft.version != draft.sent_version:
        raise NotFound(what=f"{draft.subject} as sent")
    return OwnFile(f"inschrijving-{draft.call.number}-{str(draft.bid_id)[:8]}.zip", "application/zip", content)


def packed(draft: BidDraft, now: Said) -> bytes | None:
    """What would be sent of a draft; None: something is missing."""
    try:
        return pack(drafted.submission(now, drafted.file(draft, drafted.CV)))
    except BidIncomplete:
        return None


def _part_state(part: Part, gaps: list[Gap], found: list[Remark]) -> PartState:
    return PartState(part, sum(one.part is part for one in gaps), sum(one.part is part for one in found))


def _sent(draft: BidDraft) -> Sent | None:
    if draft.bid is None or draft.bid.withdrawn_at is not None:
        return None
    newest = BidVersion.objects.filter(bid=draft.bid).latest("version")
    is_changed = draft.version != draft.sent_version
    return Sent(draft.bid.pk, newest.version, newest.received_at, is_changed)


def _asked(call: Call) -> Asked:
    requirements = {one.number: one.rule for one in call.requirements.all()}
    chain = calls.chain_rule(call) if "chain" in requirements.values() else None
    return Asked(
        requirements=requirements,
        criteria=tuple(one.number for one in call.award_criteria.all()),
        cv=CvRules(call.cv_max_pages, call.cv_language, call.cv_min_references),
        hours_per_week=Decimal(call.hours_per_week),
        max_rate=call.max_rate,
        start_on=call.start_on,
        is_under_direction=call.is_under_direction,
        chain=chain,
        reference_on=call.chain_reference_on,
    )
