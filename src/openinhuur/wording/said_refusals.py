"""What refusals about questions, corrections and withdrawal say, and their HTTP status: a part of `refusals`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

FORBIDDEN: Final = 403
CONFLICT: Final = 409
GONE: Final = 410
INVALID: Final = 422

SAID_TEXTS: Final[Mapping[str, "StrPromise"]] = {
    "alert-gone": _("These e-mails were stopped, or not confirmed in time. Ask for them again at the list of calls."),
    "answer-missing": _("Questions that have no answer yet: %(questions)s. Everybody gets all answers at once."),
    "answer-published": _(
        "This answer was published in clarification %(clarification)s. It stands; a change is a correction of the call."
    ),
    "answers-late": _(
        "The law asks for answers %(needed)s days before the deadline. Write down, in a few words, why these are later."
    ),
    "answers-too-late": _(
        "Suppliers need the answers at least %(least)s days before the deadline. First extend it, to %(earliest_on)s "
        "or later."
    ),
    "asker-told": _(
        "These words may tell who asked: %(words)s. Change them, or tick that you looked and that they tell nobody."
    ),
    "bid-lapsed": _("This bid was not confirmed after a correction, so it was not opened. It lapsed on %(lapsed_at)s."),
    "call-withdrawn": _("This call was withdrawn on %(withdrawn_at)s. Nothing can be done in it any more."),
    "changed-since": _("Somebody changed this after you looked. Look at it again."),
    "correction-closed": _("Correction %(correction)s was published or sent back before."),
    "correction-first": _("An answer speaks of correction %(correction)s. First publish that correction."),
    "correction-reason-missing": _("Write down, in a few words, why. Everybody reads it."),
    "correction-waits": _("Correction %(correction)s waits for a second person. First publish it, or send it back."),
    "deadline-earlier": _("This moment was promised: %(before)s. It can only move to later."),
    "frozen-at-publication": _(
        "These stand since publication and cannot be corrected: %(paths)s. What is possible: withdraw this call and "
        "publish another."
    ),
    "moment-passed": _("Choose a moment that is still to come."),
    "new-deadline-needed": _(
        "This change matters to bids, so suppliers get at least %(days)s days. Also move the deadline, to "
        "%(earliest_on)s or later."
    ),
    "not-the-same": _("Choose another question of this call that has an answer of its own."),
    "nothing-changes": _("This says what the call says already. Change something."),
    "nothing-to-confirm": _("There is nothing to confirm: no correction that matters came after this bid."),
    "nothing-to-publish": _("No answers wait for a second person."),
    "only-an-extension": _(
        "Bidding closed on %(closes_at)s. Only a later deadline can still be given, as long as no bid was opened."
    ),
    "question-empty": _("Write your question first."),
    "question-too-long": _("This is too long: use at most %(most)s characters."),
    "questions-closed": _("Questions could be asked until %(closed_at)s. An error in the call can still be reported."),
    "questions-open": _("Questions can be asked until %(closes_at)s. The answers follow after that, for all at once."),
    "questions-unanswered": _(
        "Questions without a published answer: %(questions)s. First publish the answers, then open the bids."
    ),
    "reason-for-sending-back": _("Write down, in a few words, what has to change."),
    "same-person": _("You wrote this yourself. Somebody else of the hiring desk checks and publishes it."),
    "too-late-to-withdraw": _("The agreement of call %(number)s was signed, so the call cannot be withdrawn."),
    "value-not-possible": _("This value is not possible here."),
    "withdrawal-closed": _("Nobody asks to withdraw call %(number)s, or not any more."),
    "withdrawal-reason-missing": _("Write down, in a few words, why the call is withdrawn. Everybody reads it."),
    "withdrawal-waits": _(
        "Somebody asked on %(since_at)s to withdraw this call. First a second person decides on that."
    ),
}

SAID_STATUS: Final[Mapping[str, int]] = {
    "alert-gone": GONE,
    "answer-missing": CONFLICT,
    "answer-published": CONFLICT,
    "answers-late": INVALID,
    "answers-too-late": CONFLICT,
    "asker-told": INVALID,
    "bid-lapsed": CONFLICT,
    "call-withdrawn": CONFLICT,
    "changed-since": CONFLICT,
    "correction-closed": CONFLICT,
    "correction-first": CONFLICT,
    "correction-reason-missing": INVALID,
    "correction-waits": CONFLICT,
    "deadline-earlier": INVALID,
    "frozen-at-publication": CONFLICT,
    "moment-passed": INVALID,
    "new-deadline-needed": INVALID,
    "not-the-same": INVALID,
    "nothing-changes": INVALID,
    "nothing-to-confirm": CONFLICT,
    "nothing-to-publish": CONFLICT,
    "only-an-extension": CONFLICT,
    "question-empty": INVALID,
    "question-too-long": INVALID,
    "questions-closed": CONFLICT,
    "questions-open": CONFLICT,
    "questions-unanswered": CONFLICT,
    "reason-for-sending-back": INVALID,
    "same-person": FORBIDDEN,
    "too-late-to-withdraw": CONFLICT,
    "value-not-possible": INVALID,
    "withdrawal-closed": CONFLICT,
    "withdrawal-reason-missing": INVALID,
    "withdrawal-waits": CONFLICT,
}
