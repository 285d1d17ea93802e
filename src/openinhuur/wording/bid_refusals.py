"""What a refusal about a bid that is being written says, and its HTTP status: a part of `wording.refusals`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

CONFLICT: Final = 409
INVALID: Final = 422

BID_TEXTS: Final[Mapping[str, "StrPromise"]] = {
    "bid-changed-since": _(
        "Nothing was sent: %(by)s changed the bid on %(changed_at)s, after you opened this page. "
        "Look at it again below."
    ),
    "bid-draft-changed": _(
        "A colleague changed this part after you opened it. What you typed still stands here. Save again to put it in "
        "the place of what is kept now."
    ),
    "corrected-meanwhile": _(
        "Nothing was sent: the call was corrected after you opened this page (correction %(correction)s). Read what "
        "changed. Your bid is kept as it was."
    ),
    "cv-missing": _("Choose a file."),
    "too-many-drafts": _("You have %(most)s drafts on this call already. Throw one away first."),
    "upload-broken": _("The sending broke off, so nothing of it was kept. Please send it again."),
}

BID_STATUS: Final[Mapping[str, int]] = {
    "bid-changed-since": CONFLICT,
    "bid-draft-changed": CONFLICT,
    "corrected-meanwhile": CONFLICT,
    "cv-missing": INVALID,
    "too-many-drafts": CONFLICT,
    "upload-broken": INVALID,
}
