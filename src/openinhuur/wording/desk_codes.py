"""Words for the codes of the hiring desk, answering and judging: more tables for `openinhuur.wording.codes`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Words = Mapping[str, "StrPromise"]

ASSESSORS: Final[Words] = {
    "not-declared": pgettext_lazy("assessor", "Has not declared yet"),
    "free": pgettext_lazy("assessor", "No relation: may judge"),
    "waits": pgettext_lazy("assessor", "Has a relation: waits for a decision"),
    "allowed": pgettext_lazy("assessor", "May judge all the same"),
    "barred": pgettext_lazy("assessor", "Does not judge"),
}

QUESTION_STATES: Final[Words] = {
    "asked": pgettext_lazy("question", "To be answered"),
    "answered": pgettext_lazy("question", "Answer written"),
    "offered": pgettext_lazy("question", "Waits for a second person"),
    "published": pgettext_lazy("question", "Published"),
}

REQUIREMENT_STATES: Final[Words] = {
    "met": pgettext_lazy("requirement", "Met"),
    "not-met": pgettext_lazy("requirement", "Not met"),
    "proposed-met": pgettext_lazy("requirement", "A rule proposes: met"),
    "proposed-not-met": pgettext_lazy("requirement", "A rule proposes: not met"),
    "look": pgettext_lazy("requirement", "A rule shows something: look"),
    "open": pgettext_lazy("requirement", "To be judged"),
}

PROPOSAL_FACTS: Final[Words] = {
    "permanent-contract": _("The candidate has a permanent contract with the supplier."),
    "agreement-counted": _("Counted: the agreement from %(from_on)s to %(last_on)s."),
    "agreement-left-out": _("Not counted: the agreement from %(from_on)s to %(last_on)s; a gap too long follows."),
    "chain-agreements": _("Agreements in a row: %(agreements)s; from %(limit)s on it counts."),
    "chain-total": _("Together %(months)s months and %(days)s days; from %(limit)s months on it counts."),
    "chain-reach": _("The last agreement reaches until %(reaches_until_on)s; work starts on %(start_on)s."),
    "not-under-direction": _("The work is not under the direction of the buyer."),
    "self-employed": _("The candidate is self-employed."),
    "sole-worker": _("The company has one worker: its owner."),
    "employed": _("The candidate is employed by the supplier."),
    "no-allocation-function": _("The supplier does not bring together supply and demand."),
    "exclusive": _("The candidate works for this buyer only."),
    "lends-no-staff": _("The supplier lends no staff."),
    "waadi-registered": _("Registered as a lender since %(registered_on)s."),
    "waadi-not-registered": _("On %(on)s not registered as a lender."),
}

DESK_TABLES: Final[Mapping[str, Words]] = {
    "assessor": ASSESSORS,
    "requirement_state": REQUIREMENT_STATES,
    "proposal_fact": PROPOSAL_FACTS,
    "question_state": QUESTION_STATES,
}
