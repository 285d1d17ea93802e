"""What a refusal says to the person who met it, and its HTTP status.

A text names the facts of the case by field: ``%(closes_at)s``; `openinhuur.wording.sentences` fills them in.
Refusals of reading a document stand in `openinhuur.wording.import_refusals`.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from openinhuur.wording.bid_refusals import BID_STATUS, BID_TEXTS
from openinhuur.wording.draft_refusals import DRAFT_STATUS, DRAFT_TEXTS
from openinhuur.wording.judging_refusals import JUDGING_STATUS, JUDGING_TEXTS
from openinhuur.wording.party_refusals import PARTY_STATUS, PARTY_TEXTS
from openinhuur.wording.said_refusals import SAID_STATUS, SAID_TEXTS
from openinhuur.wording.sealing_refusals import SEALING_STATUS, SEALING_TEXTS

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

CONFLICT: Final = 409
INVALID: Final = 422
BROKEN: Final = 500

TEXTS: Final[Mapping[str, "StrPromise"]] = {
    "admission-incomplete": _(
        "Not all that this purchasing system requires is there. First ask for repair, or look it up in the registers."
    ),
    "advantages-missing": _(
        "Write down the advantage of the winner on these criteria; the letters name it: %(criteria)s."
    ),
    "already-approved": _("These hours were approved on %(approved_at)s. A correction is a new sheet."),
    "already-awarded": _("The award was decided before, on %(decided_at)s."),
    "already-declared": _(
        "You declared on %(declared_at)s. That stands; you can only add a relation that you discovered later."
    ),
    "bid-incomplete": _("Please check these fields of your bid: %(what)s."),
    "bid-readable": _("This bid can be opened and its supplier is admitted, so it is judged like all others."),
    "candidate-named": _(
        "The text names the winning candidate (%(word)s). All bidders read it, so leave the name out."
    ),
    "comparison-missing": _("First write, on each criterion, how these bids compare: %(bids)s. Their letter needs it."),
    "hours-not-possible": _("Fill in hours above zero, with at most two decimals."),
    "interviews-open": _(
        "These invited bids have no outcome yet: %(bids)s. Agree on one, or record that the interview was not held."
    ),
    "not-worked-yet": _("Hours are written once they are worked. Still to come: %(days)s."),
    "scale-wrong": _("The scale of criterion %(criterion)s must run from 0 to its maximum."),
    "stored-after-opening": _(
        "Your bid came in on %(received_at)s, but the bids were opened before it could be stored. "
        "We have kept a record; the hiring desk decides and tells you."
    ),
    "already-extended": _("The term for this decision has been extended before. That is possible once."),
    "already-in-organisation": _("This person belongs to the organisation already. Change their roles instead."),
    "already-member": _("You belong to %(organisation)s already. Leave it first, or ask for an invitation."),
    "already-registered": _(
        "An organisation with KvK number %(kvk_number)s is known already. Ask its administrator to invite you."
    ),
    "not-yourself": _("Nobody suspends their own account."),
    "already-invited": _("Already interviewed, so not invited again: %(bids)s."),
    "already-opened": _("The bids of this call were opened before, on %(opened_at)s."),
    "already-published": _("This call was published on %(published_at)s and cannot be changed any more."),
    "already-resolved": _("This was decided before, on %(resolved_at)s."),
    "already-signed": _("Call %(number)s already has an agreement."),
    "already-withdrawn": _("This bid was withdrawn on %(withdrawn_at)s and stays withdrawn. You may send a new bid."),
    "award-reason-missing": _("Write down why bid %(bid)s is the best."),
    "conflict-stands": _(
        "You declared a relation with a bidder. On %(resolved_at)s it was decided that you do not assess."
    ),
    "conflict-unresolved": _(
        "You declared a relation with a bidder. Somebody else first decides whether you may assess."
    ),
    "consensus-too-early": _("First every interviewer scores every competence alone. Still missing: %(missing)s."),
    "contents-damaged": _("What came out of the vault is not a bid: %(problem)s."),
    "contract-ended": _("The agreement ended before %(until_on)s, so it cannot be extended on %(on)s."),
    "credit-too-large": _("You credit %(credited)s, more than the %(invoiced)s that was invoiced."),
    "database-address-wrong": _("DATABASE_URL is not the address of a PostgreSQL database: %(problem)s."),
    "database-in-use": _("Database %(name)s holds something else than a played case. Choose an empty one."),
    "database-unreachable": _("The database of DATABASE_URL cannot be reached: %(reason)s."),
    "dates-out-of-order": _("The dates are not in order: %(earlier)s must come before %(later)s."),
    "debug-is-public": _("OPENINHUUR_DEBUG is on. That may not be seen at %(host)s."),
    "deadline-passed": _(
        "Too late. Your bid came in on %(received_at)s; it had to be in before %(closes_at)s. We have kept a "
        "record of your attempt."
    ),
    "demo-is-public": _("In the demo everybody can be anybody. It is not served at %(host)s."),
    "demo-running": _("Another demo is running in this folder: %(folder)s."),
    "does-not-open": _("This does not open: %(what)s. The sealed file or its key was changed."),
    "embedded-database-failed": _("The database could not be started (%(step)s): %(reason)s."),
    "expires-before-issued": _("This paper would end on %(expires_on)s, before the day it was issued: %(issued_on)s."),
    "extension-reason-missing": _("Write down, in a few words, why this decision needs more time."),
    "folder-not-writable": _("This folder cannot be written to: %(path)s."),
    "hours-refused": _("These hours cannot be approved: %(findings)s."),
    "iban-invalid": _("“%(number)s” is not a correct IBAN. Please check it for typing errors."),
    "interests-not-declared": _(
        "First declare whether you have a relation with a bidder. After that you can see the bids."
    ),
    "interview-missing": _("There are no agreed grades yet for: %(competences)s."),
    "invitation-expired": _("This invitation has expired. Please ask for a new one."),
    "invitation-for-somebody-else": _("This invitation was sent to another e-mail address than yours."),
    "invitation-used": _("This invitation has been used before. You can sign in."),
    "invitation-withdrawn": _("This invitation was withdrawn. Please ask for a new one."),
    "invoice-held": _("This invoice is not paid but returned. It lacks: %(missing)s."),
    "issued-in-future": _("This paper would be issued on %(issued_on)s. That day is still to come."),
    "judgement-missing": _("Not judged yet, so there is no outcome: requirement %(requirements)s."),
    "kvk-number-invalid": _("“%(number)s” is not a KvK number. It has 8 digits."),
    "last-administrator": _(
        "Somebody has to manage the people of the organisation. First give that role to somebody else."
    ),
    "letter-incomplete": _("The letter lacks something the law asks for: %(missing)s. So it cannot be sent."),
    "letters-not-sent": _("First send the letters of call %(number)s: the standstill period starts with them."),
    "lost-points-unexplained": _(
        "Criterion %(criterion)s has fewer points than the maximum. Write down why the points were lost."
    ),
    "lot-needed": _("Equal in points and in rate. A lot decides between %(bids)s; places left: %(places_left)s."),
    "mail-address-wrong": _("%(name)s cannot be used as it is. It looks like this: %(example)s."),
    "no-option-left": _("All %(published)s options to extend have been used."),
    "no-role-given": _("Choose at least one role."),
    "no-tables": _("The database has no tables yet, so there is no journal. First run: openinhuur migrate"),
    "not-a-g-account": _("“%(number)s” is not a G-account. The account number of a G-account begins with 099."),
    "not-allowed": _("You can know that this exists, but your role does not let you see or do this."),
    "not-found": _("There is nothing here, or it is not yours to see."),
    "not-in-this-step": _("Bid %(bid)s is not in step %(step)s."),
    "not-on-shortlist": _("Only candidates on the shortlist can be invited. Not on it: %(bids)s."),
    "not-published": _("This call has not been published yet."),
    "not-sufficient-on-all": _("Insufficient on %(competences)s, so this bid cannot be awarded."),
    "nothing-to-invoice": _("Agreement %(contract)s has no approved hours that were not invoiced before."),
    "nothing-to-judge": _("The call misses what bids are judged on: %(missing)s."),
    "nothing-to-mend": _(
        "There is nothing to mend: this e-mail waits to be sent, was sent, or somebody has seen to it before."
    ),
    "nothing-to-resolve": _("No relation was declared, so there is nothing to decide."),
    "number-not-in-series": _("%(last)s is not a number of series %(series)s, so no next number follows."),
    "objection-pending": _("There are objections without a decision (%(objections)s). Signing waits for them."),
    "objection-too-late": _(
        "Too late. Your objection came in on %(received_at)s; the standstill period ended on %(ended_at)s."
    ),
    "oin-invalid": _("“%(number)s” is not a correct OIN. It has 20 digits."),
    "own-conflict": _("Nobody decides on a relation that they declared themselves."),
    "own-hours": _("Nobody approves their own hours. These were written by %(by)s."),
    "path-not-usable": _("The embedded database cannot work in a folder with this name: %(path)s."),
    "payment-text-too-long": _("The payment text is longer than %(limit)s characters: %(text)s."),
    "points-not-on-scale": _(
        "%(points)s points is not on the scale of criterion %(criterion)s. Choose one of: %(scale)s."
    ),
    "port-in-use": _("Something else uses port %(port)s already. Choose another one."),
    "postcode-invalid": _("“%(number)s” is not a postcode. Write four digits and two letters, such as 1234 AB."),
    "purchasing-system-closed": _(
        "Nobody can ask for admission to this purchasing system any more. It closed on %(open_until)s."
    ),
    "public-address-wrong": _("OPENINHUUR_ADDRESS is not the address of a site. It looks like this: %(example)s."),
    "reason-missing": _("A judgement needs a reason in words."),
    "refusal-reason-missing": _("Write down, in a few words, why the supplier is not admitted. The supplier reads it."),
    "relation-unexplained": _("You declare a relation. Write down, in a few words, which one."),
    "resolution-reason-missing": _("Write down, in a few words, why this person may assess, or may not."),
    "roles-not-possible": _("This organisation cannot give one of these roles. Choose other roles."),
    "round-undecided": _(
        "A next round is possible only when nobody in round %(round)s has passed and every interview has an outcome."
    ),
    "score-missing": _("These criteria have no points yet: %(criteria)s. An empty cell does not count as zero."),
    "providers-not-readable": _("%(path)s does not say which identity providers there are: %(problem)s."),
    "secret-key-missing": _("At %(host)s cookies need a key of your own. Set %(name)s."),
    "scanner-address-wrong": _("%(name)s cannot be used as it is. It looks like this: %(example)s."),
    "scored-already": _("You have graded %(competence)s before. Your own grade stands once given."),
    "single-interview-unexplained": _("Only bid %(bid)s is left. Write down why one interview is enough."),
    "standstill-running": _("Nothing can be signed before the standstill period has ended: %(ends_at)s."),
    "starts-before-signing": _(
        "Work starts on %(start_on)s, but signing is on %(signed_on)s. Work starts on that day or later."
    ),
    "step-closed": _("This step (%(step)s) was closed on %(closed_at)s. What was decided in it stands."),
    "step-not-closed": _("First close the step before this one: %(step)s."),
    "step-not-possible": _(
        "The request has moved on, so this cannot be done any more. Open the page again to see where it stands."
    ),
    "still-sealed": _("Nobody can read a bid before the deadline: %(closes_at)s."),
    "styles-not-fetched": _("The stylesheets could not be fetched: %(reason)s."),
    "suppliers-not-admitted": _(
        "These suppliers are not admitted any more: %(suppliers)s. Reinstate them, or go on without their bids."
    ),
    "suspension-reason-missing": _("Write down, in a few words, why the supplier is suspended. The supplier reads it."),
    "text-forgotten": _(
        "This e-mail held a link that opens something, so its text was not kept. Make it anew where it came from."
    ),
    "too-few-interviewers": _("Scored by %(interviewers)s interviewers; the call asks for at least %(minimum)s."),
    "too-few-invited": _("You invite %(invited)s; the call asks for at least %(minimum)s."),
    "too-many-candidates": _(
        "A supplier can offer at most %(most)s candidates on this call. Replace a bid, or withdraw one first."
    ),
    "two-people-needed": _("Two different authorised people open the bids together. Present: %(present)s."),
    "value-unknown": _("No value is recorded for %(what)s on %(on)s, and we do not guess."),
    "vat-number-invalid": _(
        "“%(number)s” is not a correct Dutch VAT number. It is NL, 9 digits, the letter B and 2 digits."
    ),
    "waadi-not-registered": _(
        "Who lends staff on %(on)s must be in the trade register as a lender of staff by then (Waadi)."
    ),
    "weights-do-not-add-up": _("The points add up to %(total)s; they must add up to 100."),
    "wtta-not-admitted": _(
        "Only who is admitted by the Nederlandse Autoriteit Uitleenmarkt may lend staff on %(on)s (Wtta)."
    ),
    "wtta-not-notified": _(
        "Who lends staff on %(on)s must have notified the Nederlandse Autoriteit Uitleenmarkt in time, or be "
        "admitted (Wtta)."
    ),
    "notice-before-conclusion": _("A notice tells of agreements that are concluded. Not on that day yet: %(numbers)s."),
    "nothing-to-notify": _("Choose at least one agreement, and fill in the reference of the notice."),
    "notified-already": _("These agreements stand in a notice already: %(numbers)s."),
    **BID_TEXTS,
    **DRAFT_TEXTS,
    **JUDGING_TEXTS,
    **PARTY_TEXTS,
    **SAID_TEXTS,
    **SEALING_TEXTS,
}

STATUS: Final[Mapping[str, int]] = {
    "admission-incomplete": CONFLICT,
    "advantages-missing": INVALID,
    "already-approved": CONFLICT,
    "already-awarded": CONFLICT,
    "already-declared": CONFLICT,
    "bid-incomplete": INVALID,
    "bid-readable": CONFLICT,
    "candidate-named": INVALID,
    "comparison-missing": CONFLICT,
    "hours-not-possible": INVALID,
    "interviews-open": CONFLICT,
    "not-worked-yet": INVALID,
    "scale-wrong": INVALID,
    "stored-after-opening": CONFLICT,
    "already-extended": CONFLICT,
    "already-invited": CONFLICT,
    "already-opened": CONFLICT,
    "already-published": CONFLICT,
    "already-resolved": CONFLICT,
    "already-signed": CONFLICT,
    "already-in-organisation": INVALID,
    "already-member": CONFLICT,
    "already-registered": INVALID,
    "not-yourself": CONFLICT,
    "already-withdrawn": CONFLICT,
    "award-reason-missing": INVALID,
    "conflict-stands": 403,
    "conflict-unresolved": 403,
    "consensus-too-early": CONFLICT,
    "contents-damaged": BROKEN,
    "contract-ended": CONFLICT,
    "credit-too-large": INVALID,
    "database-address-wrong": BROKEN,
    "database-in-use": BROKEN,
    "database-unreachable": BROKEN,
    "dates-out-of-order": INVALID,
    "deadline-passed": CONFLICT,
    "demo-running": CONFLICT,
    "secret-key-missing": BROKEN,
    "providers-not-readable": BROKEN,
    "demo-is-public": BROKEN,
    "debug-is-public": BROKEN,
    "does-not-open": BROKEN,
    "embedded-database-failed": BROKEN,
    "expires-before-issued": INVALID,
    "extension-reason-missing": INVALID,
    "folder-not-writable": BROKEN,
    "hours-refused": CONFLICT,
    "iban-invalid": INVALID,
    "interests-not-declared": CONFLICT,
    "interview-missing": CONFLICT,
    "invitation-expired": CONFLICT,
    "invitation-for-somebody-else": 403,
    "invitation-used": CONFLICT,
    "invitation-withdrawn": CONFLICT,
    "invoice-held": CONFLICT,
    "issued-in-future": INVALID,
    "judgement-missing": CONFLICT,
    "kvk-number-invalid": INVALID,
    "last-administrator": CONFLICT,
    "letter-incomplete": CONFLICT,
    "letters-not-sent": CONFLICT,
    "lost-points-unexplained": INVALID,
    "lot-needed": CONFLICT,
    "mail-address-wrong": BROKEN,
    "no-option-left": CONFLICT,
    "no-role-given": INVALID,
    "no-tables": BROKEN,
    "not-a-g-account": INVALID,
    "not-allowed": 403,
    "not-found": 404,
    "not-in-this-step": CONFLICT,
    "not-on-shortlist": INVALID,
    "not-published": CONFLICT,
    "not-sufficient-on-all": CONFLICT,
    "nothing-to-invoice": CONFLICT,
    "nothing-to-judge": INVALID,
    "nothing-to-mend": CONFLICT,
    "nothing-to-resolve": CONFLICT,
    "number-not-in-series": BROKEN,
    "objection-pending": CONFLICT,
    "objection-too-late": CONFLICT,
    "oin-invalid": INVALID,
    "own-conflict": 403,
    "own-hours": 403,
    "path-not-usable": BROKEN,
    "payment-text-too-long": INVALID,
    "points-not-on-scale": INVALID,
    "port-in-use": CONFLICT,
    "postcode-invalid": INVALID,
    "purchasing-system-closed": CONFLICT,
    "public-address-wrong": BROKEN,
    "scanner-address-wrong": BROKEN,
    "reason-missing": INVALID,
    "refusal-reason-missing": INVALID,
    "relation-unexplained": INVALID,
    "resolution-reason-missing": INVALID,
    "roles-not-possible": INVALID,
    "round-undecided": CONFLICT,
    "score-missing": CONFLICT,
    "scored-already": CONFLICT,
    "single-interview-unexplained": INVALID,
    "standstill-running": CONFLICT,
    "starts-before-signing": INVALID,
    "step-closed": CONFLICT,
    "step-not-closed": CONFLICT,
    "step-not-possible": CONFLICT,
    "still-sealed": 403,
    "styles-not-fetched": BROKEN,
    "suppliers-not-admitted": CONFLICT,
    "suspension-reason-missing": INVALID,
    "text-forgotten": CONFLICT,
    "too-few-interviewers": CONFLICT,
    "too-few-invited": INVALID,
    "too-many-candidates": CONFLICT,
    "two-people-needed": 403,
    "value-unknown": BROKEN,
    "vat-number-invalid": INVALID,
    "waadi-not-registered": CONFLICT,
    "weights-do-not-add-up": INVALID,
    "wtta-not-admitted": CONFLICT,
    "wtta-not-notified": CONFLICT,
    "notice-before-conclusion": INVALID,
    "nothing-to-notify": INVALID,
    "notified-already": CONFLICT,
    **BID_STATUS,
    **DRAFT_STATUS,
    **JUDGING_STATUS,
    **PARTY_STATUS,
    **SAID_STATUS,
    **SEALING_STATUS,
}
