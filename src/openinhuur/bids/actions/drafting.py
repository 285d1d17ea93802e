"""Writing a bid: started from a call and the passport, saved part by part, thrown away; nothing is sent here.

The journal knows that a draft was started and thrown away. What is saved in between is the supplier's own affair.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from openinhuur.bids import access, drafted
from openinhuur.bids.drafted import CV, PAGE, READ, DraftCv
from openinhuur.bids.models import Bid, BidDraft
from openinhuur.calls import access as calls
from openinhuur.calls.models import Call
from openinhuur.documents import cv as cvs
from openinhuur.documents import large, pictures
from openinhuur.documents.languages import language_of
from openinhuur.documents.refusals import NotReadable
from openinhuur.domain import bid_draft as domain
from openinhuur.domain.bid import AlreadyWithdrawn, DeadlinePassed
from openinhuur.domain.bid_checks import CvText
from openinhuur.domain.bid_draft import Answers, Part, RequirementAnswer
from openinhuur.domain.calendars import local
from openinhuur.domain.roles import Actor, NotFound, Verb
from openinhuur.installation import rows
from openinhuur.journal.actions import record
from openinhuur.parties import facts
from openinhuur.parties.models import Paper

BY_PASSPORT = "passport"
"""A requirement that is shown by a paper of the passport."""
MOST_PICTURES = 20
"""Of a longer CV no pictures are kept: the call will hardly ask for one."""


@transaction.atomic
def start(number: str, *, bid_id: UUID | None = None, actor: Actor, at: datetime) -> BidDraft:
    """Start a bid on a call, with what is known already; one on which nobody wrote yet is given again.

    Args:
        bid_id: a bid of one's own that it will replace, of which no draft is left.

    Raises:
        NotFound, NotAllowed, CallWithdrawn, DeadlinePassed, TooManyDrafts, AlreadyWithdrawn.
    """
    call = calls.get(number, actor=actor, to=Verb.BID, locked=True)
    if at >= call.closes_at:
        raise DeadlinePassed(received_at=at, closes_at=call.closes_at)
    bid = _to_replace(bid_id, call, actor=actor) if bid_id else None
    own = BidDraft.objects.filter(call=call, supplier_id=actor.organisation)
    found = own.filter(bid=bid).first() if bid else own.filter(version=1, bid__isnull=True).first()
    if found is not None:
        return found
    if own.count() >= domain.MOST_DRAFTS:
        raise domain.TooManyDrafts(most=domain.MOST_DRAFTS)
    draft = BidDraft(call=call, supplier_id=actor.organisation, bid=bid, started_at=at, changed_at=at)
    draft.content = drafted.sealed(draft, drafted.Said(_prefilled(call, actor=actor, at=at), drafted.new_salt()))
    draft.changed_by_id = actor.person
    draft.save(force_insert=True)
    record("bid-draft.started", actor=actor, at=at, subject=draft.subject)
    return draft


@transaction.atomic
def save(
    draft_id: UUID, part: Part, values: Mapping[str, object], *, seen: str, actor: Actor, at: datetime
) -> BidDraft:
    """Keep what a part says.

    Args:
        values: field of `Answers` → value.
        seen: the fingerprint of this part as its writer saw it (`drafted.seen`).

    Raises:
        BidDraftChanged: a colleague changed it after that.
    """
    draft = access.get_draft(draft_id, actor=actor, locked=True)
    before = drafted.said(draft)
    after = drafted.changed(before, values)
    if after == before:
        return draft
    if drafted.seen(before.answers, part) != seen:
        raise domain.BidDraftChanged(part=part.value)
    draft.content = drafted.sealed(draft, after)
    return _touch(draft, part, actor=actor, at=at)


def put_cv(draft_id: UUID, content: bytes, *, name: str, actor: Actor, at: datetime) -> BidDraft:
    """Look a CV through, read it and keep it, in the place of what was there. A second, or more for Word.

    Of a Word file a PDF is made; that is what its supplier sees here and what is sent.

    Raises:
        NotReadable: one of its kinds; then what was there stays.
    """
    access.get_draft(draft_id, actor=actor)
    read = cvs.read_cv(content)
    drawn = _drawn(read)
    text = CvText(read.text.pages, language_of("\n".join(read.text.pages)))
    found = DraftCv(text, read.kind.value, name, len(drawn))
    with transaction.atomic():
        draft = access.get_draft(draft_id, actor=actor, locked=True)
        keep_cv(draft, {CV: read.pdf, READ: drafted.read_of(found), **drawn})
        return _touch(draft, Part.CV, actor=actor, at=at)


@transaction.atomic
def remove_cv(draft_id: UUID, *, actor: Actor, at: datetime) -> BidDraft:
    """Take the CV out of the draft."""
    draft = access.get_draft(draft_id, actor=actor, locked=True)
    keep_no_cv([draft])
    return _touch(draft, Part.CV, actor=actor, at=at)


@transaction.atomic
def discard(draft_id: UUID, *, actor: Actor, at: datetime) -> None:
    """Throw a draft away, with its CV. What was sent of it stays in the vault."""
    draft = access.get_draft(draft_id, actor=actor, locked=True)
    record("bid-draft.discarded", actor=actor, at=at, subject=draft.subject)
    draft.delete()


@transaction.atomic
def erase_old(*, actor: Actor, at: datetime) -> int:
    """Erase the drafts whose term after the deadline has passed; returns how many. Done again, it does nothing."""
    today = local(at).date()
    closed = BidDraft.objects.filter(call__closes_at__lt=at).select_related("call").select_for_update(of=("self",))
    old = [one for one in closed if domain.erased_from(local(one.call.closes_at).date()) <= today]
    for one in old:
        record("bid-draft.erased", actor=actor, at=at, subject=one.subject)
        one.delete()
    return len(old)


def renew(bid: Bid) -> None:
    """After a bid was withdrawn its draft stays: what is sent of it from then on is another bid, with another salt."""
    draft = BidDraft.objects.select_for_update(no_key=True).filter(bid=bid).first()
    if draft is not None:
        said = drafted.said(draft)
        draft.content = drafted.sealed(draft, drafted.Said(said.answers, drafted.new_salt()))
        draft.version, draft.sent_version = draft.version + 1, None
        draft.save(update_fields=["content", "version", "sent_version"])


def keep_no_cv(drafts: Collection[BidDraft]) -> None:
    """Take the CV out of drafts that are held."""
    with rows.prepared() as cursor:
        cursor.execute("DELETE FROM bids_biddraftfile WHERE draft_id = ANY(%s)", [[one.pk for one in drafts]])


def keep_cv(draft: BidDraft, parts: Mapping[str, bytes]) -> None:
    """Put these files in the place of all that a draft had. The draft is held."""
    keep_no_cv([draft])
    for part, content in parts.items():
        large.insert(drafted.stored(draft, part, content))


def _touch(draft: BidDraft, part: Part, *, actor: Actor, at: datetime) -> BidDraft:
    draft.version += 1
    draft.changed_by_id, draft.changed_at, draft.changed_part = actor.person, at, part.value
    draft.save(update_fields=["content", "version", "changed_by", "changed_at", "changed_part"])
    return draft


def _to_replace(bid_id: UUID, call: Call, *, actor: Actor) -> Bid:
    bid = access.get(bid_id, actor=actor, to=Verb.BID)
    if bid.withdrawn_at is not None:
        raise AlreadyWithdrawn(withdrawn_at=bid.withdrawn_at)
    if bid.call_id != call.pk:
        raise NotFound(what=f"bid:{bid_id}")
    return bid


def _prefilled(call: Call, *, actor: Actor, at: datetime) -> Answers:
    """What is known already, for its supplier to keep or to change: the hours and the start of the call, and the paper
    of the passport where a requirement is shown by one and there is only one that holds. Whether it is met is not.
    """
    on = local(at).date()
    papers = Paper.objects.filter(passport__supplier=actor.organisation, removed_at__isnull=True)
    valid = {one.kind for one in map(facts.as_paper, papers) if one.holds_on(on)}
    shown = call.requirements.filter(evidence=BY_PASSPORT) if len(valid) == 1 else ()
    return Answers(
        available_from=call.start_on,
        hours_per_week=call.hours_per_week,
        requirements={one.number: RequirementAnswer(item=kind.value) for one in shown for kind in valid},
    )


def _drawn(read: cvs.ReadCv) -> dict[str, bytes]:
    if len(read.text.pages) > MOST_PICTURES:
        return {}
    try:
        return {f"{PAGE}{one.number}": one.content for one in pictures.of_pdf(read.pdf)}
    except NotReadable:  # it was read; a page that cannot be drawn quickly enough is shown as words
        return {}
