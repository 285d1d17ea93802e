"""Checking the blind version of a CV before an assessor sees it: taken up, boxes added and taken away, approved."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from openinhuur.assessments import hidden, interests, steps
from openinhuur.assessments.blind_models import BlindCheck, BlindChecker
from openinhuur.assessments.models import AssessorScore, Assignment
from openinhuur.bids import access as bids
from openinhuur.bids.models import Bid
from openinhuur.calls import access as calls
from openinhuur.documents import prepared, strangers
from openinhuur.documents.models import BlindPage, PreparedPage
from openinhuur.documents.pictures import Word
from openinhuur.documents.refusals import NotReadable
from openinhuur.domain import blind_check as domain
from openinhuur.domain.blinding import Box, Why, boxes, boxes_over
from openinhuur.domain.roles import Actor, NotFound, Verb
from openinhuur.domain.scoring import StepClosed
from openinhuur.journal.actions import record

Placed = dict[str, int | str]


def take(bid_id: UUID, *, actor: Actor, at: datetime) -> None:
    """Somebody who does not assess the bid takes up its check, and from here on sees who it is of.

    Raises:
        NotJudgedBlind, AssessesThisBid. StillSealed, StepClosed, InterestsNotDeclared, ConflictUnresolved,
        ConflictStands.
    """
    bid = _bid(bid_id, actor=actor)
    _drawn(bid)
    _take(bid_id, _strangers(bid), actor=actor, at=at)


def cover(bid_id: UUID, page: int, box: Box, *, seen: int, actor: Actor, at: datetime) -> None:
    """Cover a place on a page.

    Raises:
        BoxWrong, BlindCvApproved, BlindCvChangedElsewhere; NotFound: they did not take up this check.
    """
    with transaction.atomic():
        bid, check = _check(bid_id, seen=seen, actor=actor)
        found = PreparedPage.objects.filter(document=check.cv_id, number=page).defer("content").first()
        if found is None:
            raise domain.BoxWrong(page=page)
        domain.check_box(box, page=page, width=found.width, height=found.height, boxes=len(check.boxes))
        _change(check, [*check.boxes, _placed(page, box)])
        record("blind-cv.covered", actor=actor, at=at, subject=bid.call.subject, bid=bid.pk, page=page,
               edges=[box.left, box.top, box.right, box.bottom])  # fmt: skip


def cover_words(bid_id: UUID, words: str, *, seen: int, actor: Actor, at: datetime) -> int:
    """Cover these words wherever they stand, in the CV and in what the supplier says; returns how many boxes it took.

    The journal has no words of a CV, so it does not tell which.

    Raises:
        CoveredWordsWrong, BoxWrong, BlindCvApproved, BlindCvChangedElsewhere.
        NotFound: they did not take up this check.
    """
    with transaction.atomic():
        bid, check = _check(bid_id, seen=seen, actor=actor)
        said = " ".join(words.split())
        domain.check_words(said, before=check.words)
        found = _placed_boxes(check, lambda words: boxes_over(words, said))
        new = [one for one in found if one not in check.boxes]
        if len(check.boxes) + len(new) > domain.MOST_BOXES:
            raise domain.BoxWrong(page=int(new[0]["page"]))
        _change(check, [*check.boxes, *new], words=[*check.words, said])
        record("blind-cv.words-covered", actor=actor, at=at, subject=bid.call.subject, bid=bid.pk, boxes=len(new))
    return len(new)


def uncover(bid_id: UUID, index: int, reason: str, *, seen: int, actor: Actor, at: datetime) -> None:
    """Take a box away: what it covered tells nobody who it is.

    Raises:
        UncoveringUnexplained, BlindCvApproved, BlindCvChangedElsewhere; NotFound: no such box, or not their check.
    """
    with transaction.atomic():
        bid, check = _check(bid_id, seen=seen, actor=actor)
        domain.check_uncovering(reason)
        if not 0 <= index < len(check.boxes):
            raise NotFound(what=f"box:{index}")
        gone = check.boxes[index]
        _change(check, [*check.boxes[:index], *check.boxes[index + 1 :]])
        record("blind-cv.uncovered", actor=actor, at=at, subject=bid.call.subject, bid=bid.pk, page=gone["page"],
               why=gone["why"], reason=reason.strip())  # fmt: skip


def approve(bid_id: UUID, *, seen: int, actor: Actor, at: datetime) -> None:
    """This version can be seen by who assesses the bid.

    The pictures are made before anything is decided, of exactly what was shown.

    Raises:
        BlindCvApproved, BlindCvChangedElsewhere; NotFound: they did not take up this check.
        NotReadable: a picture could not be made black.
    """
    with transaction.atomic():
        _, check = _check(bid_id, seen=seen, actor=actor)
    drawn = prepared.pages_of(check.cv)
    made = prepared.blackened([(page, _on(check, page.number)) for page in drawn])
    with transaction.atomic():
        bid, check = _check(bid_id, seen=seen, actor=actor)
        BlindPage.objects.filter(page__document=check.cv_id).delete()
        BlindPage.objects.bulk_create(made)
        BlindCheck.objects.filter(pk=check.pk).update(approved_at=at, approved_by_id=actor.person)
        pictures = [hashlib.sha256(one.content).hexdigest() for one in made]
        record("blind-cv.approved", actor=actor, at=at, subject=bid.call.subject, bid=bid.pk, boxes=len(check.boxes),
               pages=pictures)  # fmt: skip


@transaction.atomic
def reopen(bid_id: UUID, reason: str, *, actor: Actor, at: datetime) -> None:
    """Something was overlooked: nobody sees it any more until it is approved again.

    Raises:
        BlindCvNotApproved, UncoveringUnexplained; NotFound: they did not take up this check.
    """
    bid, check = _held(bid_id, actor=actor)
    if check.approved_at is None:
        raise domain.BlindCvNotApproved(bid=str(bid.pk))
    domain.check_uncovering(reason)
    BlindPage.objects.filter(page__document=check.cv_id).delete()
    BlindCheck.objects.filter(pk=check.pk).update(approved_at=None, approved_by=None, revision=check.revision + 1)
    record("blind-cv.reopened", actor=actor, at=at, subject=bid.call.subject, bid=bid.pk, reason=reason.strip())


def boxes_on(check: BlindCheck, page: int) -> list[tuple[int, Box]]:
    """The boxes of a page, each with its index among all of the check."""
    return [(index, _box(one)) for index, one in enumerate(check.boxes) if one["page"] == page]


@transaction.atomic
def _take(bid_id: UUID, strangers: Sequence[str], *, actor: Actor, at: datetime) -> None:
    bid = _bid(bid_id, actor=actor, locked=True)
    assessors = {
        *Assignment.objects.filter(bid=bid).values_list("assessor", flat=True),
        *AssessorScore.objects.filter(bid=bid).values_list("by", flat=True),
    }
    domain.check_may_check(assessors, bid=str(bid.pk), person=actor.person)
    check = BlindCheck.objects.filter(bid=bid).first() or BlindCheck(bid=bid, revision=0)
    is_anew = check.cv_id != bid.offer.cv_id
    if is_anew:
        check.cv, check.approved_at, check.approved_by = bid.offer.cv, None, None
        check.revision += 1
        check.words = sorted({*check.words, *strangers})
        known = replace(hidden.known_of(bid), words=tuple(check.words))
        check.boxes = [*_placed_boxes(check, lambda words: boxes(words, known)), *_images(check)]
        check.save()
    _, is_new = BlindChecker.objects.get_or_create(check_of=check, person_id=actor.person, defaults={"taken_at": at})
    if is_new or is_anew:
        record("blind-cv.taken", actor=actor, at=at, subject=bid.call.subject, bid=bid.pk, boxes=len(check.boxes))


def _bid(bid_id: UUID, *, actor: Actor, locked: bool = False) -> Bid:
    """A bid of a call that is judged blind, while it is."""
    number = bids.get(bid_id, actor=actor, to=Verb.JUDGE).call.number
    call = calls.get(number, actor=actor, to=Verb.JUDGE, locked=locked)
    interests.check_may_assess(call, actor=actor)
    steps.require_opened(call)
    closed = call.closings.filter(step=2).first()
    if closed:
        raise StepClosed(step=2, closed_at=closed.closed_at)
    if not call.is_judged_blind:
        raise domain.NotJudgedBlind(number=number)
    found = bids.standing(call).select_related("call", "supplier", "offer__cv", "offer__candidate")
    bid = found.filter(pk=bid_id, offer__isnull=False).first()
    if bid is None:
        raise NotFound(what=f"bid:{bid_id}")
    return bid


def _held(bid_id: UUID, *, actor: Actor) -> tuple[Bid, BlindCheck]:
    """The bid and its check, for who took that up; the call is held."""
    bid = _bid(bid_id, actor=actor, locked=True)
    check = BlindCheck.objects.filter(bid=bid, cv=bid.offer.cv_id, checkers__person=actor.person).first()
    if check is None:
        raise NotFound(what=f"blind-cv:{bid_id}")
    return bid, check


def _check(bid_id: UUID, *, seen: int, actor: Actor) -> tuple[Bid, BlindCheck]:
    bid, check = _held(bid_id, actor=actor)
    domain.check_changeable(seen=seen, now=check.revision, approved_at=check.approved_at)
    return bid, check


def _change(check: BlindCheck, placed: list[Placed], words: list[str] | None = None) -> None:
    changed = BlindCheck.objects.filter(pk=check.pk, revision=check.revision, approved_at__isnull=True).update(
        boxes=placed, words=check.words if words is None else words, revision=check.revision + 1
    )
    if changed != 1:
        raise domain.BlindCvChangedElsewhere(seen=check.revision, now=check.revision + 1)


def _drawn(bid: Bid) -> None:
    try:
        prepared.pages_of(bid.offer.cv)
    except NotReadable:
        return  # there is nothing to look at then, for nobody


def _strangers(bid: Bid) -> Sequence[str]:
    """Names in the CV of people nobody told us of; only when somebody looks at this CV for the first time."""
    if not strangers.is_possible() or BlindCheck.objects.filter(bid=bid, cv=bid.offer.cv).exists():
        return ()
    pages = PreparedPage.objects.filter(document=bid.offer.cv).defer("content").order_by("number")
    return strangers.people_in(" ".join(word.text for page in pages for word in prepared.words_of(page)))


def _placed_boxes(check: BlindCheck, found: Callable[[list[Word]], Iterable[Box]]) -> list[Placed]:
    """What is found among the words of each page."""
    pages = PreparedPage.objects.filter(document=check.cv_id).defer("content")
    return [_placed(page.number, box) for page in pages for box in found(prepared.words_of(page))]


def _images(check: BlindCheck) -> list[Placed]:
    pages = PreparedPage.objects.filter(document=check.cv_id).values_list("number", "images")
    return [
        _placed(number, Box(left, top, right, bottom, Why.PICTURE))
        for number, images in pages
        for left, top, right, bottom in images
    ]


def _on(check: BlindCheck, page: int) -> list[Box]:
    return [box for _, box in boxes_on(check, page)]


def _placed(page: int, box: Box) -> Placed:
    return {"page": page, **asdict(box), "why": box.why.value}


def _box(placed: Placed) -> Box:
    left, top, right, bottom = (int(placed[name]) for name in ("left", "top", "right", "bottom"))
    return Box(left, top, right, bottom, Why(str(placed["why"])))
