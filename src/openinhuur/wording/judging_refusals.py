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
    "mark-wrong": _("Mark a passage on a page of this CV. Page %(page)s does not fit."),
    "mean-is-computed": _("This call announced the mean: %(points)s points. Nobody chooses another number."),
    "nobody-assigned": _("Choose at least one assessor for each bid."),
    "not-assigned": _("This bid was not assigned to you, so you give it no points."),
    "reason-too-long": _("Keep the reason under %(most)s signs."),
    "score-changed-elsewhere": _(
        "You changed criterion %(criterion)s on another page in the meantime. Look at what stands there and save again."
    ),
    "scores-finished": _("This bid was finished on %(finished_at)s. What an assessor gave then stands."),
    "scores-unfinished": _("First each assessor finishes this bid alone. Still busy: %(waiting)s."),
}

JUDGING_STATUS: Final[Mapping[str, int]] = {
    "assessors-blocked": CONFLICT,
    "mark-wrong": INVALID,
    "mean-is-computed": INVALID,
    "nobody-assigned": INVALID,
    "not-assigned": FORBIDDEN,
    "reason-too-long": INVALID,
    "score-changed-elsewhere": CONFLICT,
    "scores-finished": CONFLICT,
    "scores-unfinished": CONFLICT,
}
