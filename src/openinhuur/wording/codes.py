"""Words for every code of the rules: one table per kind, code → text in the reader's language.

Sources are English; the Dutch stands in the catalogue of the web room. A code without words fails a test.
"""

from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from openinhuur.wording.bid_codes import BID_EVENTS, BID_TABLES
from openinhuur.wording.desk_codes import DESK_TABLES
from openinhuur.wording.draft_codes import DRAFT_TABLES
from openinhuur.wording.judging_codes import JUDGING_EVENTS, REQUIREMENT_FACTS, WHY_COVERED
from openinhuur.wording.mail_codes import MAIL_TABLES
from openinhuur.wording.opening_codes import OPENING_TABLES
from openinhuur.wording.party_codes import PARTY_TABLES
from openinhuur.wording.work_codes import WORK_TABLES

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Words = Mapping[str, "StrPromise"]

PHASES: Final[Words] = {
    "draft": pgettext_lazy("phase", "Draft"),
    "open": pgettext_lazy("phase", "Open"),
    "closed": pgettext_lazy("phase", "Closed, still sealed"),
    "assessing": pgettext_lazy("phase", "Being assessed"),
    "interviewing": pgettext_lazy("phase", "Interviews"),
    "decided": pgettext_lazy("phase", "Decided"),
    "standstill": pgettext_lazy("phase", "Standstill period"),
    "awarded": pgettext_lazy("phase", "Awarded"),
    "contracted": pgettext_lazy("phase", "Under contract"),
    "withdrawn": pgettext_lazy("phase", "Withdrawn"),
}

PHASE_SENTENCES: Final[Words] = {
    "draft": _("This call has not been published yet."),
    "open": _("Suppliers can bid now. All bids stay sealed until the deadline."),
    "closed": _("Bidding has closed. The bids stay sealed until two people open them together."),
    "assessing": _("The bids have been opened. The hiring desk is assessing them."),
    "interviewing": _("The shortlist is ready. The buyer is inviting and interviewing candidates."),
    "decided": _("The buyer has decided. The letters to all bidders come next."),
    "standstill": _("All bidders have their letter. Until the standstill period ends they can object."),
    "awarded": _("The standstill period is over. The agreement can be signed."),
    "contracted": _("The agreement has been signed."),
    "withdrawn": _("The buyer has withdrawn this call. Nobody can bid on it any more."),
}

FREQUENCIES: Final[Words] = {
    "at-once": _("At once"),
    "daily": _("Every morning"),
    "weekly": _("Every Monday morning"),
}

MOMENTS: Final[Words] = {
    "published": _("Call published"),
    "questions_close": _("Questions close"),
    "answers": _("Answers, at the latest"),
    "answered": _("Answers published"),
    "closes": _("Bidding closes"),
    "opened": _("Bids opened"),
    "shortlisted": _("Shortlist closed"),
    "invitations": _("Invitations, at the latest"),
    "invited": _("First invitations"),
    "interviews": _("Interviews, from"),
    "decided": _("Award decided"),
    "letters_sent": _("Letters sent"),
    "standstill_ends": _("Standstill ends"),
    "signed": _("Agreement signed"),
    "withdrawn": _("Call withdrawn"),
    "starts": _("Work starts"),
    "ends": _("Last day of work"),
}

FACTS: Final[Words] = {
    "start": _("Start"),
    "duration": _("Duration"),
    "extensions": _("Extension"),
    "hours": _("Hours"),
    "working_days": _("Working days"),
    "region": _("Region"),
    "education": _("Education"),
    "scale": _("Scale"),
    "positions": _("Professionals needed"),
    "fee": _("Fee of the hiring desk"),
    "g_account": _("To the G-account"),
    "vog": _("Certificate of conduct (VOG)"),
    "cv": _("Curriculum vitae"),
    "cv_rules_broken": _("When a CV breaks these rules"),
    "direction": _("Direction and supervision"),
    "incumbent": _("Who does this work now"),
    "rate": _("Hourly rate"),
    "rate_is_published": _("Rate of the winner"),
    "price": _("Price"),
    "price_in_ties": _("Price"),
    "candidates": _("Candidates of one supplier, at most"),
    "scores": _("When several people assess a bid"),
    "rejections": _("Letters to who is not on the shortlist"),
    "bid_count": _("The number of bids before the deadline"),
    "blind": _("Judged blind"),
    "tie": _("When two are equal at the last place of the shortlist"),
    "interview": _("Points for the interview"),
    "rounds": _("Rounds of interviews, at most"),
    "chain": _("Chain of agreements"),
}

FEE_PAYERS: Final[Words] = {
    "supplier": _("%(amount)s for every hour worked, paid by the supplier"),
    "buyer": _("%(amount)s for every hour worked, paid by the buyer"),
}

LENDER_RULES: Final[Words] = {
    "waadi": _("Registered in the trade register as a lender of staff (Waadi)"),
    "notified": _("Also notified in time to the Nederlandse Autoriteit Uitleenmarkt, or admitted by it (Wtta)"),
    "admitted": _("Admitted by the Nederlandse Autoriteit Uitleenmarkt (Wtta)"),
}

RUNGS: Final[Words] = {
    "received": _("Received in time"),
    "valid": _("Meet every requirement"),
    "shortlisted": _("On the shortlist"),
    "invited": _("Invited for an interview"),
    "sufficient": _("Sufficient on every competence"),
    "awarded": _("Awarded the assignment"),
}

STOPS: Final[Words] = {
    "not_confirmed": _("not confirmed after a correction, so not opened"),
    "set_aside": _("set aside, and not judged"),
    "requirement": _("does not meet a requirement"),
    "not_shortlisted": _("not among the best on points"),
    "not_invited": _("not invited by the buyer"),
    "insufficient": _("insufficient on a competence"),
    "not_awarded": _("another candidate fits better"),
}

PUBLIC_STOPS: Final[Words] = {
    **STOPS,
    "not_chosen": _("not chosen after the interview"),
}
"""Why bids stopped, for everybody: after the interview no reason can be read from the number."""

BROKEN_BY: Final[Words] = {
    "hourly_rate": _("the lowest hourly rate goes first"),
    "lot": _("a lot decided"),
    "nothing": _("they share this place"),
}

GRADES: Final[Words] = {
    "insufficient": pgettext_lazy("grade", "Insufficient"),
    "sufficient": pgettext_lazy("grade", "Sufficient"),
    "good": pgettext_lazy("grade", "Good"),
    "excellent": pgettext_lazy("grade", "Excellent"),
}

INVOICES: Final[Words] = {
    "hire": _("Invoice for the work"),
    "fee": _("Invoice for the fee of the hiring desk"),
}

ROLES: Final[Words] = {
    "visitor": pgettext_lazy("role", "Visitor"),
    "supplier": pgettext_lazy("role", "Supplier"),
    "desk": pgettext_lazy("role", "Hiring desk"),
    "buyer": pgettext_lazy("role", "Buyer"),
    "interviewer": pgettext_lazy("role", "Interviewer"),
    "auditor": pgettext_lazy("role", "Auditor"),
    "organisation-administrator": pgettext_lazy("role", "Administrator of the organisation"),
    "administrator": pgettext_lazy("role", "Administrator"),
}

ROLE_SENTENCES: Final[Words] = {
    "supplier": _("Bids on calls, keeps the passport, asks for admission and writes hours."),
    "desk": _("Publishes calls, answers questions, and judges admissions and bids."),
    "buyer": _("Chooses who is interviewed, decides on the award, signs and approves hours."),
    "interviewer": _("Interviews candidates and scores what they show."),
    "auditor": _("Reads everything, with the journal, and changes nothing."),
    "organisation-administrator": _("Invites colleagues, gives roles and keeps the details of the organisation right."),
    "administrator": _("Manages all organisations, their people and the purchasing systems."),
}

TABS: Final[Words] = {
    "call": pgettext_lazy("page", "Assignment"),
    "questions": pgettext_lazy("page", "Questions and answers"),
    "opening": pgettext_lazy("page", "Opening"),
    "assessors": pgettext_lazy("page", "Who judges"),
    "blind": pgettext_lazy("page", "Blind CVs"),
    "requirements": pgettext_lazy("page", "Requirements"),
    "desk": pgettext_lazy("page", "Desk"),
    "progress": pgettext_lazy("page", "Progress"),
    "matrix": pgettext_lazy("page", "Points"),
    "interviews": pgettext_lazy("page", "Interviews"),
    "letters": pgettext_lazy("page", "Letters"),
    "contract": pgettext_lazy("page", "Agreement"),
    "invitations": pgettext_lazy("page", "Invitations"),
    "invoices": pgettext_lazy("page", "Invoices"),
    "journal": pgettext_lazy("page", "Journal"),
}

WEEKDAYS: Final[Words] = {
    "mon": _("Monday"),
    "tue": _("Tuesday"),
    "wed": _("Wednesday"),
    "thu": _("Thursday"),
    "fri": _("Friday"),
    "sat": _("Saturday"),
    "sun": _("Sunday"),
}

LANGUAGES: Final[Words] = {
    "nl": _("Dutch"),
    "en": _("English"),
}

EVENTS: Final[Words] = {
    **JUDGING_EVENTS,
    "access.refused": _("Access refused"),
    "organisation.changed": _("Organisation changed"),
    "membership.changed": _("Roles changed"),
    "membership.ended": _("Membership ended"),
    "membership.handed-over": _("Roles handed over"),
    "invitation.made": _("Invitation made"),
    "invitation.withdrawn": _("Invitation withdrawn"),
    "invitation.accepted": _("Invitation accepted"),
    "person.suspended": _("Account suspended"),
    "person.reinstated": _("Account reinstated"),
    "person.signed-in": _("Signed in"),
    "session.refused": _("Session in another browser ended"),
    "password.changed": _("Password changed"),
    "email.changed": _("E-mail address changed"),
    "recovery-codes.made": _("Recovery codes made"),
    "second-factor.added": _("Second factor added"),
    "second-factor.removed": _("Second factor removed"),
    "step-4.closed": _("Interviews closed"),
    "interview.not-held": _("Interview not held"),
    **BID_EVENTS,
    "bid.set-aside": _("Bid set aside"),
    "admission.asked": _("Admission asked"),
    "admission.ended": _("Admission ended"),
    "admission.extended": _("Term to decide on admission extended"),
    "admission.granted": _("Admission granted"),
    "admission.refused": _("Admission refused"),
    "admission.reinstated": _("Admission reinstated"),
    "admission.repair-asked": _("Asked for what is lacking"),
    "admission.repaired": _("What was lacking brought"),
    "admission.suspended": _("Admission suspended"),
    "admission.withdrawn": _("Request for admission withdrawn"),
    "answers.offered": _("Answers offered to a second person"),
    "answers.published": _("Answers published"),
    "answers.sent-back": _("Answers sent back"),
    "answers.taken-back": _("Offer of answers taken back"),
    "award.decided": _("Award decided"),
    "awards.notified": _("Award notice recorded"),
    "bid.confirmed": _("Bid confirmed after a correction"),
    "bid.lapsed": _("Bid lapsed: not confirmed after a correction"),
    "bid.not-opened": _("Bid could not be opened"),
    "bid.opened": _("Bid opened"),
    "bid.received": _("Bid received"),
    "bid.refused-late": _("Bid refused, too late"),
    "bid.withdrawn": _("Bid withdrawn"),
    "call.published": _("Call published"),
    "call.withdrawn": _("Call withdrawn"),
    "call.written": _("Call written"),
    "category.added": _("Category added"),
    "competence.agreed": _("Competence agreed"),
    "competence.graded": _("Competence graded"),
    "contract.signed": _("Agreement signed"),
    "correction.dropped": _("Correction sent back"),
    "correction.published": _("Correction published"),
    "correction.written": _("Correction written"),
    "alert.asked": _("E-mails about a search asked for"),
    "alert.changed": _("E-mails about a search more or less often"),
    "alert.confirmed": _("E-mails about a search confirmed"),
    "alert.lapsed": _("E-mails about a search not confirmed in time"),
    "alert.stopped": _("E-mails about a search stopped"),
    "draft.changed": _("Draft of a call changed"),
    "draft.confirmed": _("Confirmed what was read in a document"),
    "draft.discarded": _("Draft of a call put away"),
    "draft.error-stands": _("Error of the linter left standing, with a reason"),
    "draft.offered": _("Draft of a call offered for publication"),
    "draft.published": _("Draft published as a call"),
    "double-offer.decided": _("Decided on one candidate of several suppliers"),
    "draft.sent-back": _("Draft of a call sent back"),
    "draft.started": _("Draft of a call started"),
    "draft.taken-back": _("Offer of a draft taken back"),
    "hours.approved": _("Hours approved"),
    "hours.written": _("Hours written"),
    "identity-provider.connected": _("Identity provider connected"),
    "identity-provider.disconnected": _("Identity provider disconnected"),
    "interest.declared": _("Interests declared"),
    "interest.resolved": _("Declared relation decided"),
    "interview.planned": _("Interview planned"),
    "interviews.invited": _("Candidates invited"),
    "invoice.issued": _("Invoice issued"),
    "keyholder.ended": _("Keyholder ended"),
    "keyholder.passphrase-changed": _("Passphrase of a keyholder changed"),
    "keyholder.registered": _("Keyholder registered"),
    "keyholder.wrong-passphrase": _("Wrong passphrase of a keyholder"),
    "letters.sent": _("Letters sent"),
    "membership.given": _("Role given"),
    "message.bounced": _("E-mail came back"),
    "message.queued-again": _("E-mail queued again"),
    "message.seen-to": _("E-mail that did not arrive seen to"),
    "minutes.kept": _("Minutes of the opening kept"),
    "objection.decided": _("Objection decided"),
    "objection.received": _("Objection received"),
    "organisation.registered": _("Organisation registered"),
    "paper.added": _("Paper added"),
    "paper.expiry-notified": _("Supplier told that a paper expires"),
    "paper.removed": _("Paper removed"),
    "passport.changed": _("Passport changed"),
    "purchasing-system.opened": _("Purchasing system opened"),
    "question.answered": _("Answer written"),
    "question.asked": _("Question asked"),
    "regime.changed": _("Terms of a purchasing system changed"),
    "register.checked": _("Looked up in a register"),
    "renewal.answered": _("Renewed self-declaration received"),
    "renewal.asked": _("Renewed self-declaration asked"),
    "sealing.chosen": _("Chosen who keeps the keys of sealed bids"),
    "shortlist.compared": _("Shortlist compared"),
    "step-1.closed": _("Step 1 closed: requirements"),
    "step-2.closed": _("Step 2 closed: points"),
    "suppliers.invited": _("Admitted suppliers invited to bid"),
    "vault.opened": _("Vault opened"),
    "vault.turn-taken": _("Turn taken to open the vault"),
    "withdrawal.dropped": _("Call not withdrawn after all"),
    "withdrawal.written": _("Withdrawal of the call asked"),
}

TABLES: Final[Mapping[str, Words]] = {
    "phase": PHASES,
    "phase_sentence": PHASE_SENTENCES,
    "moment": MOMENTS,
    "fact": FACTS,
    "fee_payer": FEE_PAYERS,
    "lender_rule": LENDER_RULES,
    "rung": RUNGS,
    "stop": STOPS,
    "public_stop": PUBLIC_STOPS,
    "broken_by": BROKEN_BY,
    "grade": GRADES,
    "invoice": INVOICES,
    "role": ROLES,
    "role_sentence": ROLE_SENTENCES,
    "tab": TABS,
    "event": EVENTS,
    "requirement_fact": REQUIREMENT_FACTS,
    "why_covered": WHY_COVERED,
    **BID_TABLES,
    **DRAFT_TABLES,
    **DESK_TABLES,
    **MAIL_TABLES,
    **OPENING_TABLES,
    **PARTY_TABLES,
    **WORK_TABLES,
}


def words(code: str | Enum, kind: str) -> "str | StrPromise":
    """The text of a code of that kind (a key of `TABLES`); a code that is not ours is shown as it is."""
    plain = str(code.value) if isinstance(code, Enum) else code
    return TABLES[kind].get(plain, plain)
