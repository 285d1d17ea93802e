"""A draft of a bid, written far enough to be sent."""

from datetime import date
from decimal import Decimal
from typing import Any

from openinhuur.bids import actions as bids
from openinhuur.bids import drafted
from openinhuur.bids.actions import drafting
from openinhuur.bids.actions.receiving import Receipt
from openinhuur.bids.actions.sending import Looked
from openinhuur.bids.models import BidDraft
from openinhuur.domain.bid_draft import FIELDS, CriterionAnswer, Declaration, Part, RequirementAnswer
from tests.apps.house import CV, IN_TIME, House

WHOLE: dict[str, Any] = {
    "candidate": "Pien Herkenbaar",
    "employment": "permanent",
    "available_from": date(2026, 7, 13),
    "hours_per_week": Decimal(36),
    "availability": "Op woensdag tot drie uur.",
    "requirements": {
        "1": RequirementAnswer(is_met=True, text="In dienst bij ons.", page=1),
        "2": RequirementAnswer(is_met=True, text="Eerste keer."),
    },
    "criteria": {"3": CriterionAnswer("Zes jaar ervaring.", 1), "4": CriterionAnswer("Vier jaar notulist.", 1)},
    "hourly_rate": Decimal("123.45"),
    "rate_basis": "Met reiskosten en de vergoeding voor de desk.",
    "references": ("Gemeente Voorbeeld, afdelingshoofd", "Provincie Voorbeeld, directeur"),
    "agreements": (),
    "has_no_agreements": True,
    "declarations": frozenset(Declaration),
}


def put(draft: BidDraft, house: House, who: str = "Sterk BV", **values: Any) -> BidDraft:
    """Save some fields, each as its writer sees it now."""
    for part in Part:
        own = {name: values[name] for name in FIELDS[part] if name in values}
        if own:
            now = drafted.said(BidDraft.objects.get(pk=draft.pk)).answers
            draft = drafting.save(draft.pk, part, own, seen=drafted.seen(now, part), actor=house[who], at=IN_TIME)
    return draft


def written(house: House, who: str = "Sterk BV", *, cv: bytes | None = CV, **changed: Any) -> BidDraft:
    """A whole draft of a supplier on the call of the house."""
    draft = drafting.start(house.number, actor=house[who], at=IN_TIME)
    draft = put(draft, house, who, **{**WHOLE, **changed})
    if cv is not None:
        draft = drafting.put_cv(draft.pk, cv, name="cv.pdf", actor=house[who], at=IN_TIME)
    return draft


def sent(draft: BidDraft, house: House, who: str = "Sterk BV", at: Any = IN_TIME, **looked: Any) -> Receipt:
    """Send a draft as it is now."""
    version = BidDraft.objects.get(pk=draft.pk).version
    return bids.send(draft.pk, Looked(**{"version": version, "correction": 0, **looked}), actor=house[who], at=at)
