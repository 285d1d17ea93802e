"""Words for what waits for somebody and for how own bids stand: more tables for `openinhuur.wording.codes`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Words = Mapping[str, "StrPromise"]

TASKS: Final[Words] = {
    "publish": _("Publish the call"),
    "publish-draft": _("Look at a call that a colleague offers, and publish it"),
    "mend-draft": _("Mend a draft that was sent back to you"),
    "choose-sealing": _("Arrange who keeps the keys of sealed bids; until then no call is published"),
    "decide-withdrawal": _("Decide whether the call is withdrawn"),
    "publish-correction": _("Check a correction and publish it"),
    "answer": _("Answer the questions"),
    "check-answers": _("Check the answers and publish them"),
    "resolve-interest": _("Decide whether somebody may assess who declared a relation"),
    "see-to-mail": _("See to e-mail that did not arrive"),
    "open": _("Open the bids, two people together"),
    "read": _("Read the opened bids"),
    "decide-double": _("Decide on a candidate whom several suppliers offer"),
    "check-blind": _("Check that blind CVs tell nobody whose they are"),
    "judge": _("Step 1: judge the requirements"),
    "ask-repair": _("Step 1: ask to mend what is lacking in bids"),
    "await-repairs": _("Suppliers are mending their bid; after that step 1 can be closed"),
    "close-step-1": _("Step 1: close it"),
    "score": _("Step 2: give points"),
    "close-step-2": _("Step 2: close it and make the shortlist"),
    "lot": _("A lot is drawn between bids that are equal"),
    "draw-lot": _("Draw the lot, two people together; that closes step 2"),
    "decide-score-correction": _("Decide on the correction of a score"),
    "invite": _("Compare the shortlist and invite"),
    "interview": _("Interview"),
    "grade": _("Grade the interviews, on your own"),
    "agree": _("Agree on the grades together"),
    "award": _("Decide on the award"),
    "send-letters": _("Send the letters"),
    "decide-objection": _("Decide on an objection"),
    "standstill": _("Standstill ends; then the agreement can be signed"),
    "sign": _("Sign the agreement"),
    "approve-hours": _("Approve hours"),
    "invoice": _("Send the invoice for the work"),
    "invoice-fee": _("Send the invoice for the fee"),
    "notify-awards": _("Publish the award notice"),
    "decide-admission": _("Decide on a request for admission"),
    "await-declaration": _("Ask after a renewed self-declaration that did not come"),
    "repair-admission": _("Bring what is lacking in your request for admission"),
    "declare-anew": _("Put a renewed self-declaration in your passport"),
    "replace-paper": _("Replace a paper in your passport"),
    "confirm-bid": _("Confirm or replace your bid: the call was corrected"),
    "mend-bid": _("Mend your bid: something is lacking"),
    "ask-questions": _("Ask questions, if you have any"),
    "replace-bid": _("Replace or withdraw your bid, if you wish"),
    "object": _("Object to the award, if you do not agree"),
    "write-hours": _("Write the hours"),
}

TASK_COUNTS: Final[Words] = {
    "answer": _("questions: %(total)s"),
    "check-answers": _("questions: %(total)s"),
    "see-to-mail": _("e-mails: %(total)s"),
    "open": _("bids in the vault: %(total)s"),
    "read": _("%(done)s of %(total)s bids read"),
    "decide-double": _("candidates: %(total)s"),
    "check-blind": _("CVs: %(total)s"),
    "judge": _("%(done)s of %(total)s bids judged"),
    "ask-repair": _("bids: %(total)s"),
    "await-repairs": _("%(done)s of %(total)s bids judged"),
    "close-step-1": _("%(done)s of %(total)s bids judged"),
    "score": _("%(done)s of %(total)s scores given"),
    "close-step-2": _("%(done)s of %(total)s scores given"),
    "decide-score-correction": _("scores: %(total)s"),
    "invite": _("on the shortlist: %(total)s"),
    "grade": _("%(done)s of %(total)s grades given"),
    "agree": _("interviews: %(total)s"),
    "decide-objection": _("objections: %(total)s"),
    "approve-hours": _("weeks: %(total)s"),
    "invoice": _("weeks: %(total)s"),
    "invoice-fee": _("weeks: %(total)s"),
    "write-hours": _("weeks: %(total)s"),
}
"""How much of it there is, for what can be counted."""

OWN_BIDS: Final[Words] = {
    "sealed": pgettext_lazy("own bid", "Received, sealed"),
    "withdrawn": pgettext_lazy("own bid", "Withdrawn"),
    "late": pgettext_lazy("own bid", "Refused, too late"),
    "call-withdrawn": pgettext_lazy("own bid", "The call was withdrawn"),
    "judging": pgettext_lazy("own bid", "Being judged"),
    "stopped": pgettext_lazy("own bid", "Not on the shortlist; not awarded yet"),
    "lapsed": pgettext_lazy("own bid", "Not opened: not confirmed after a correction"),
    "set-aside": pgettext_lazy("own bid", "Set aside"),
    "rejected": pgettext_lazy("own bid", "Not awarded"),
    "awarded": pgettext_lazy("own bid", "Awarded to you"),
    "contracted": pgettext_lazy("own bid", "Under contract"),
}

WORK_TABLES: Final[Mapping[str, Words]] = {"task": TASKS, "task_count": TASK_COUNTS, "own_bid": OWN_BIDS}
