"""What refusals about several assessors, lots, repairs and corrections of scores say: a part of `refusals`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

FORBIDDEN: Final = 403
CONFLICT: Final = 409
INVALID: Final = 422

JUDGING_TEXTS: Final[Mapping[str, "StrPromise"]] = {
    "assessors-blocked": _(
        "These people cannot assess this call yet: %(names)s. First they declare their relations with who bids, and "
        "somebody else decides on a relation."
    ),
    "assesses-this-bid": _("You give this bid points, so somebody else checks its CV: who checks sees who it is."),
    "blind-cv-approved": _("This CV was approved on %(approved_at)s. Take that back first to change something."),
    "blind-cv-changed-elsewhere": _("This was changed in the meantime. Look at what stands there now and try again."),
    "blind-cv-not-approved": _("Nobody approved this CV, so there is nothing to take back."),
    "box-wrong": _("Choose a place on page %(page)s of this CV."),
    "checked-this-bid": _("Checked the CV of this bid and saw who it is, so cannot assess it: %(names)s."),
    "not-judged-blind": _("Nothing is hidden in this call."),
    "uncovering-unexplained": _("Write down why."),
    "covered-words-wrong": _("Give one or a few words, %(most)s signs at most."),
    "lot-drawn-already": _("The lot was drawn on %(drawn_at)s. A call has one lot."),
    "lot-not-invited": _("First invite the bidders who are equal; they may be there when the lot is drawn."),
    "lot-not-readable": _("This file is no proof of a lot."),
    "lot-notice-too-short": _("Choose a moment at least %(hours)s hours from now, so that the bidders can be there."),
    "lot-tie-changed": _("Other bids are equal now than those that were invited. Invite the bidders again."),
    "lot-too-early": _("The lot is drawn at %(draws_at)s. Nobody learns the outcome before."),
    "nothing-to-draw": _("There is nothing to draw: no bids are equal at the edge of the shortlist."),
    "mark-wrong": _("Mark a passage on a page of this CV. Page %(page)s does not fit."),
    "mean-is-computed": _("This call announced the mean: %(points)s points. Nobody chooses another number."),
    "nobody-assigned": _("Choose at least one assessor for each bid."),
    "not-assigned": _("This bid was not assigned to you, so you give it no points."),
    "reason-too-long": _("Keep the reason under %(most)s signs."),
    "not-repairable": _("This is not mended after the deadline; the call does not provide for it."),
    "nothing-to-repair": _("There is nothing here to mend, or this bid was not asked."),
    "repair-asked-already": _("Everybody with this defect was asked on %(asked_at)s."),
    "repair-fields-wrong": _("Send what was asked, all of it and nothing else: %(fields)s."),
    "repair-term-passed": _("The term to mend your bid ended at %(due_at)s."),
    "repair-term-wrong": _("Choose a moment that has not come yet."),
    "repair-unexplained": _("Write down what is lacking and how to mend it; everybody gets the same words."),
    "repairs-open": _("Suppliers may mend their bid until %(due_at)s. Close this step after that."),
    "invited-falls-out": _("This would take somebody off the shortlist who was invited already: %(bids)s."),
    "score-correction-decided": _("This correction was decided before, on %(decided_at)s."),
    "score-correction-unexplained": _("Write down why this score is changed after the closing."),
    "score-correction-waits": _("A correction of criterion %(criterion)s waits for a second person."),
    "score-not-changed": _("Nothing changes on criterion %(criterion)s: the points and the reason are the same."),
    "score-changed-elsewhere": _(
        "You changed criterion %(criterion)s on another page in the meantime. Look at what stands there and save again."
    ),
    "scores-finished": _("This bid was finished on %(finished_at)s. What an assessor gave then stands."),
    "scores-unfinished": _("First each assessor finishes this bid alone. Still busy: %(waiting)s."),
}

JUDGING_STATUS: Final[Mapping[str, int]] = {
    "assessors-blocked": CONFLICT,
    "assesses-this-bid": FORBIDDEN,
    "blind-cv-approved": CONFLICT,
    "blind-cv-changed-elsewhere": CONFLICT,
    "blind-cv-not-approved": CONFLICT,
    "box-wrong": INVALID,
    "checked-this-bid": CONFLICT,
    "not-judged-blind": CONFLICT,
    "uncovering-unexplained": INVALID,
    "covered-words-wrong": INVALID,
    "lot-drawn-already": CONFLICT,
    "lot-not-invited": CONFLICT,
    "lot-not-readable": INVALID,
    "lot-notice-too-short": INVALID,
    "lot-tie-changed": CONFLICT,
    "lot-too-early": CONFLICT,
    "nothing-to-draw": CONFLICT,
    "mark-wrong": INVALID,
    "mean-is-computed": INVALID,
    "nobody-assigned": INVALID,
    "not-assigned": FORBIDDEN,
    "reason-too-long": INVALID,
    "not-repairable": CONFLICT,
    "nothing-to-repair": CONFLICT,
    "repair-asked-already": CONFLICT,
    "repair-fields-wrong": INVALID,
    "repair-term-passed": CONFLICT,
    "repair-term-wrong": INVALID,
    "repair-unexplained": INVALID,
    "repairs-open": CONFLICT,
    "invited-falls-out": CONFLICT,
    "score-correction-decided": CONFLICT,
    "score-correction-unexplained": INVALID,
    "score-correction-waits": CONFLICT,
    "score-not-changed": INVALID,
    "score-changed-elsewhere": CONFLICT,
    "scores-finished": CONFLICT,
    "scores-unfinished": CONFLICT,
}
