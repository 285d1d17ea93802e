"""Changing named fields of an opened bid: what its supplier mended after it was asked. Part of that action."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from openinhuur.bids.looking import OF_THE_CV, LookedAt, findings, look_at, plain
from openinhuur.bids.models import Bid, Offer
from openinhuur.documents.actions import keep
from openinhuur.documents.models import Document
from openinhuur.domain import bid as domain


@dataclass(frozen=True, slots=True)
class Mended:
    """What a supplier sends; None: nothing."""

    references: Sequence[str] | None = None
    cv: bytes | None = None

    @property
    def fields(self) -> frozenset[str]:
        """The names of what is there."""
        given = {"references": self.references, "cv": self.cv}
        return frozenset(name for name, value in given.items() if value is not None)


def mend(bid: Bid, mended: Mended, *, at: datetime) -> tuple[dict[str, object], dict[str, object]]:
    """Keep these fields of the bid's offer, and look at them again; returns before and after.

    What was offered before stays: an earlier CV is a document that is never thrown away.

    Raises:
        BidIncomplete: a text that cannot be kept.
    """
    offer = Offer.objects.select_for_update(no_key=True, of=("self",)).select_related("cv").get(bid=bid)
    before = _said(offer, mended)
    if mended.references is not None:
        _check_texts(mended.references)
        offer.references = [one.strip() for one in mended.references if one.strip()]
    content = bytes(offer.cv.content) if mended.cv is None else mended.cv
    seen = look_at(content)
    found = findings(seen, references=len(offer.references), call=bid.call)
    if mended.cv is not None:
        offer.cv = _kept(bid, content, seen, at=at)
    others = [one for one in offer.findings if one["code"] not in OF_THE_CV]
    offer.findings = [*map(plain, found), *others]
    offer.save(update_fields=["references", "cv", "findings"])
    return before, _said(offer, mended)


def _kept(bid: Bid, content: bytes, seen: LookedAt, *, at: datetime) -> Document:
    name = f"cv-{bid.pk}.{seen.suffix}"
    return keep(content, name=name, media_type=seen.media_type, at=at, pages=len(seen.pages) or None)


def _check_texts(references: Sequence[str]) -> None:
    if any("\0" in one or any("\ud800" <= sign <= "\udfff" for sign in one) for one in references):
        raise domain.BidIncomplete(what=["text"])


def _said(offer: Offer, mended: Mended) -> dict[str, object]:
    said = {"references": list(offer.references), "cv": {"document": str(offer.cv_id), "sha256": offer.cv.sha256}}
    return {name: value for name, value in said.items() if name in mended.fields}
