"""Words for what is done while bids are judged: a part of `codes`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

REQUIREMENT_FACTS: Final[Mapping[str, "StrPromise"]] = {
    "permanent-contract": _("The candidate has a permanent contract with the supplier."),
    "agreement-counted": _("Counted: from %(from_on)s until %(last_on)s."),
    "agreement-left-out": _("Not counted: from %(from_on)s until %(last_on)s."),
    "chain-agreements": _("%(agreements)s agreements; the limit is %(limit)s."),
    "chain-total": _("Together %(months)s months and %(days)s days; the limit is %(limit)s months."),
    "chain-reach": _("The last one reaches a start until %(reaches_until_on)s; the start is %(start_on)s."),
    "not-under-direction": _("The work is not done under the direction of the buyer."),
    "self-employed": _("The candidate is self-employed, and works under the direction of the buyer."),
    "sole-worker": _("The supplier has one worker, its owner. A person looks at this."),
    "employed": _("The candidate is employed by the supplier."),
    "no-allocation-function": _("The supplier did not find the candidate itself."),
    "exclusive": _("The candidate works for this buyer only."),
    "lends-no-staff": _("The supplier lends no staff, so it needs no registration."),
    "waadi-registered": _("Registered as a lender of staff since %(registered_on)s; looked at on %(on)s."),
    "waadi-not-registered": _("Not registered as a lender of staff on %(on)s."),
    "cv-in-order": _("The CV keeps to the pages, language and references that are asked."),
    "cv-breaks-rule": _("The CV does not keep to what is asked: %(finding)s."),
    "passport-in-order": _("The passport of the supplier held all that is required."),
    "passport-lacks": _("The passport of the supplier lacked something: %(item)s (%(lack)s)."),
}
"""Why a rule proposes what it does: the fields of a `domain.requirements.Fact` fill them in."""

WHY_COVERED: Final[Mapping[str, "StrPromise"]] = {
    "name": _("Name"),
    "company": _("Supplier"),
    "contact": _("Contact details"),
    "address": _("Address"),
    "birth": _("Birth, origin"),
    "link": _("Link"),
    "number": _("Number"),
    "word": _("Word that was added"),
    "picture": _("Image"),
    "person": _("Place that was added"),
}
"""Why something in a CV is covered."""

JUDGING_EVENTS: Final[Mapping[str, "StrPromise"]] = {
    "assessors.assigned": _("Bids assigned to assessors"),
    "blind-cv.approved": _("Blind CV approved"),
    "blind-cv.covered": _("Place in a CV covered"),
    "blind-cv.reopened": _("Approval of a blind CV taken back"),
    "blind-cv.taken": _("Check of a blind CV taken up"),
    "blind-cv.uncovered": _("Box of a blind CV taken away"),
    "blind-cv.words-covered": _("Words in a CV covered everywhere"),
    "lot.drawn": _("Lot drawn"),
    "lot.invited": _("Bidders invited for a lot"),
    "lot.turn-taken": _("Turn at the lot taken"),
    "points.corrected": _("Points corrected after the closing"),
    "points.correction-dropped": _("Correction of points dropped"),
    "points.correction-written": _("Correction of points written"),
    "points.agreed": _("Points agreed by the assessors"),
    "points.given": _("Points given"),
    "repair.answered": _("Bid mended by its supplier"),
    "repair.asked": _("Suppliers asked to mend their bid"),
    "requirement.judged": _("Requirement judged"),
    "scores.finished": _("Bid finished by an assessor"),
    "scores.reopened": _("Bid reopened by an assessor"),
    "letters.prepared": _("Letters to who is not on the shortlist prepared"),
    "shortlist.corrected": _("Shortlist corrected, and handed over anew"),
    "shortlist.handed-over": _("Shortlist handed over to the buyer"),
    "scores.settled": _("Points of the only assessor counted"),
}
