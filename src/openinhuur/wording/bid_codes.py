"""Words for the codes of a bid that is being written: more tables for `openinhuur.wording.codes`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Words = Mapping[str, "StrPromise"]

BID_EVENTS: Final[Words] = {
    "bid-draft.discarded": _("Draft of a bid thrown away"),
    "bid-draft.erased": _("Draft of a bid erased, its term had passed"),
    "bid-draft.started": _("Draft of a bid started"),
}

BID_PARTS: Final[Words] = {
    "candidate": pgettext_lazy("bid", "Candidate"),
    "cv": pgettext_lazy("bid", "CV"),
    "requirements": pgettext_lazy("bid", "Requirements"),
    "criteria": pgettext_lazy("bid", "Award criteria"),
    "rate": pgettext_lazy("bid", "Rate"),
    "references": pgettext_lazy("bid", "References"),
    "declarations": pgettext_lazy("bid", "Declarations"),
}

BID_FIELDS: Final[Words] = {
    "candidate": _("Name of the candidate"),
    "employment": _("How does the candidate work for you?"),
    "available_from": _("Available from"),
    "hours_per_week": _("Hours a week"),
    "availability": _("About the availability"),
    "hourly_rate": _("Rate per hour, without VAT"),
    "rate_basis": _("What is in the rate?"),
    "file": _("CV"),
}

EMPLOYMENTS: Final[Words] = {
    "permanent": _("Employed by us, without an end date"),
    "temporary": _("Employed by us, for a time"),
    "self_employed": _("Self-employed"),
}

DECLARATIONS: Final[Words] = {
    "candidate-agrees": _("The candidate knows of this call and agrees that we offer them here."),
    "truthful": _("What this bid says is true, and what the CV says is too."),
    "conditions": _("We accept the conditions of this call."),
    "still-holds": _("Our self-declaration for this purchasing system still holds."),
}

BID_REMARKS: Final[Words] = {
    "agreements-unsaid": _(
        "The call has a requirement about earlier agreements. Fill them in, or say that there were none."
    ),
    "available-later": _("The work starts earlier than the candidate is available."),
    "chain-too-long": _("By these agreements the rule of this call would propose “not met”. A person decides."),
    "claim-without-page": _("This claim names no page of the CV. Who judges it then has to look for it."),
    "criterion-unanswered": _("You say nothing about this criterion yet."),
    "cv-other-language": _("The CV seems to be in another language than the call asks for."),
    "cv-too-long": _("The CV has %(pages)s pages; the call asks for at most %(maximum)s."),
    "cv-without-text": _("The CV has no text that can be selected: it may be a scan. Its words cannot be searched."),
    "fewer-hours": _("The call asks for %(asked)s hours a week."),
    "g-account-missing": _("Your passport has no G-account. The buyer pays a part of each invoice to it."),
    "not-declared": _("Not declared yet: “%(what)s”"),
    "page-not-there": _("The CV has no page %(page)s: it has %(pages)s."),
    "paper-expired": _("A paper in your passport has expired: %(paper)s."),
    "rate-above-maximum": _("The call says that the rate is at most € %(maximum)s."),
    "requirement-not-met": _("You say that this requirement is not met. One that is not met ends the bid."),
    "requirement-unanswered": _("You have not said yet whether this requirement is met."),
    "requirement-without-evidence": _("You name nothing that shows this: no words, no page, no paper."),
    "self-employed": _("Here the work is under direction. A self-employed candidate cannot meet that."),
    "sole-worker": _("The owner is the only person who works at your company. A person looks at what that means here."),
    "too-few-references": _("You name %(references)s references; the call asks for at least %(minimum)s."),
}

WHY_NOT: Final[Words] = {
    "sign-in": _("Suppliers that are admitted can bid here. Sign in to do that."),
    "not-admitted": _(
        "You are not admitted to this category, so you cannot bid yet. Asking for admission is possible."
    ),
    "suspended": _("Your admission to this category does not hold now, so you cannot bid."),
    "closed": _("Bidding has closed."),
    "withdrawn": _("This call was withdrawn. Nobody can bid on it any more."),
}

BID_TABLES: Final[Mapping[str, Words]] = {
    "bid_part": BID_PARTS,
    "bid_field": BID_FIELDS,
    "employment": EMPLOYMENTS,
    "declaration": DECLARATIONS,
    "bid_remark": BID_REMARKS,
    "why_no_bid": WHY_NOT,
}
