"""The texts of refusals about writing and publishing a call, and their HTTP status: a part of `refusals`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

FORBIDDEN: Final = 403
CONFLICT: Final = 409
INVALID: Final = 422

DRAFT_TEXTS: Final[Mapping[str, "StrPromise"]] = {
    "changed-after-offer": _("This draft was changed after you saw it. Look at it again."),
    "changed-meanwhile": _("Somebody else changed this field in the meantime. It now says: %(now)s"),
    "draft-incomplete": _("The call is not complete yet. Missing, or not readable: %(paths)s."),
    "errors-found": _("The check found errors that are not mended or explained yet: %(codes)s."),
    "field-not-readable": _("This cannot be read: %(typed)s."),
    "interview-weight-not-judged": _(
        "Interviews are graded per competence here, so they cannot weigh %(weight)s points. Leave their weight empty."
    ),
    "no-such-field": _("This field is not there, or not any more."),
    "not-confirmed": _("Not everything that was read in the document is confirmed yet: %(paths)s."),
    "not-offered": _("Nobody has offered this draft for publication."),
    "number-taken": _("There is a call with number %(number)s already. Choose another number."),
    "offered-already": _("This draft waits for a second person already."),
    "published-already": _("This draft was published as call %(number)s and cannot be changed any more."),
    "reason-needed": _("Write down why this may stand."),
    "second-person-needed": _("You offered this draft yourself. Somebody else has to publish it."),
    "too-much": _("This is more than a call can hold: at most %(most)s."),
}

DRAFT_STATUS: Final[Mapping[str, int]] = {
    "changed-after-offer": CONFLICT,
    "changed-meanwhile": CONFLICT,
    "draft-incomplete": INVALID,
    "errors-found": INVALID,
    "field-not-readable": INVALID,
    "interview-weight-not-judged": INVALID,
    "no-such-field": CONFLICT,
    "not-confirmed": INVALID,
    "not-offered": CONFLICT,
    "number-taken": CONFLICT,
    "offered-already": CONFLICT,
    "published-already": CONFLICT,
    "reason-needed": INVALID,
    "second-person-needed": FORBIDDEN,
    "too-much": INVALID,
}
