"""Which events of the journal can change a page that everybody reads, and which cannot.

Every write leaves an event in its own transaction, so the newest of the public ones says how new the public pages are.
An event that stands in neither list counts as public: then pages are made anew more often, never too seldom.
"""

from typing import Final

PUBLIC: Final = frozenset({
    "answers.published", "award.decided", "bid.lapsed", "bid.set-aside", "call.published", "call.withdrawn",
    "contract.signed", "correction.published", "interviews.invited", "letters.sent", "objection.decided",
    "objection.received", "organisation.changed", "step-1.closed", "step-2.closed", "step-4.closed", "vault.opened",
})  # fmt: skip
"""After these a list, a call or its questions may say something else."""

OF_THE_HOUSE: Final = frozenset({
    "access.refused", "admission.asked", "admission.ended", "admission.extended", "admission.granted",
    "admission.refused", "admission.reinstated", "admission.repair-asked", "admission.repaired",
    "admission.suspended", "admission.withdrawn", "alert.asked", "alert.changed", "alert.confirmed", "alert.lapsed",
    "alert.stopped", "answers.offered", "answers.sent-back", "answers.taken-back", "assessors.assigned",
    "awards.notified", "bid-draft.discarded", "bid-draft.erased", "bid-draft.started", "bid.confirmed",
    "bid.not-opened", "bid.opened", "bid.received", "bid.refused-late", "bid.withdrawn", "blind-cv.approved",
    "blind-cv.covered", "blind-cv.reopened", "blind-cv.taken", "blind-cv.uncovered", "blind-cv.words-covered",
    "call.written",
    "category.added", "competence.agreed", "competence.graded", "correction.dropped", "correction.written",
    "double-offer.decided", "draft.changed", "draft.confirmed", "draft.discarded", "draft.error-stands",
    "draft.offered", "draft.published", "draft.sent-back", "draft.started", "draft.taken-back", "email.changed",
    "hours.approved", "hours.written", "identity-provider.connected", "identity-provider.disconnected",
    "interest.declared", "interest.resolved", "interview.not-held", "interview.planned", "invitation.accepted",
    "invitation.made", "invitation.withdrawn", "invoice.issued", "keyholder.ended", "keyholder.passphrase-changed",
    "keyholder.registered", "keyholder.wrong-passphrase", "letters.prepared", "lot.drawn", "lot.invited",
    "lot.turn-taken", "membership.changed", "membership.ended", "membership.given", "membership.handed-over",
    "message.bounced",
    "message.queued-again", "message.seen-to", "minutes.kept", "organisation.registered", "paper.added",
    "paper.expiry-notified", "paper.removed", "passport.changed", "password.changed", "person.reinstated",
    "person.signed-in", "person.suspended", "points.agreed", "points.corrected", "points.correction-dropped",
    "points.correction-written", "points.given", "purchasing-system.opened", "question.answered", "question.asked",
    "recovery-codes.made", "regime.changed", "register.checked", "renewal.answered", "renewal.asked",
    "repair.answered", "repair.asked", "requirement.judged", "scores.finished", "scores.reopened", "scores.settled",
    "sealing.chosen", "second-factor.added", "second-factor.removed", "session.refused", "shortlist.compared",
    "shortlist.corrected", "shortlist.handed-over", "suppliers.invited", "vault.turn-taken", "withdrawal.dropped",
    "withdrawal.written",
})  # fmt: skip
"""These are for who takes part only, or are told to everybody by a later one: no public page shows them."""


def is_public(event: str) -> bool:
    """Whether a public page may say something else after this event.

    >>> is_public("call.published"), is_public("bid.received"), is_public("never.heard-of")
    (True, False, True)
    """
    return event not in OF_THE_HOUSE
