"""Words for what is found when bids are opened: more tables for `openinhuur.wording.codes`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Words = Mapping[str, "StrPromise"]

FINDINGS: Final[Words] = {
    "cv-too-long": _("The CV has %(pages)s pages; the call asks for at most %(maximum)s."),
    "cv-without-text": _("The CV has no text that a computer can read."),
    "cv-other-language": _("The CV is not in the language that the call asks for."),
    "cv-not-readable": _("The CV could not be read: %(why)s."),
    "too-few-references": _("%(references)s references; the call asks for at least %(minimum)s."),
    "offered-twice": _("The same candidate was also offered by %(supplier)s. A person decides."),
}

CV_REASONS: Final[Words] = {
    "broken": _("it is damaged, or not what it seems"),
    "encrypted": _("it is protected with a password"),
    "too-many-pages": _("it has too many pages"),
    "too-big": _("it is too large"),
    "timeout": _("reading it took too long"),
    "unpacks-too-big": _("it is a small file that becomes far too large"),
    "too-complex": _("it is put together in a way that no document needs"),
    "page-too-large": _("a page is larger than paper can be"),
    "has-script": _("there is a script in it"),
    "starts-program": _("it tries to start a program"),
    "acts-by-itself": _("it does something by itself"),
    "has-files-inside": _("there are other files in it"),
    "has-form": _("there is a form in it"),
    "has-media": _("there is sound, film or 3D in it"),
    "refers-outside": _("it fetches something from elsewhere, or sends something there"),
    "kind": _("it is not a PDF, Word or OpenDocument file"),
    "word-broken": _("the Word file is damaged"),
    "word-not-possible": _("this site cannot read Word files"),
    "word-not-converted": _("no PDF could be made of the Word file"),
    "virus": _("the virus scanner found something in it"),
}
"""Why a CV was refused, after "The CV could not be read:"."""

BID_STATES: Final[Words] = {
    "waiting": pgettext_lazy("bid at the opening", "still to be read"),
    "opened": pgettext_lazy("bid at the opening", "opened; fits its receipt"),
    "not-opened": pgettext_lazy("bid at the opening", "not opened"),
    "lapsed": pgettext_lazy("bid at the opening", "not opened: not confirmed after a correction"),
    "set-aside": pgettext_lazy("bid at the opening", "set aside, and not judged"),
}

NOT_OPENED: Final[Words] = {
    "does-not-open": _("It does not decrypt: the sealed file or its key was changed."),
    "sealed-file-missing": _("The sealed file is gone or cannot be read. Put it back from a backup, and try again."),
    "receipt-differs": _("It is not what its receipt says: somebody changed what lay in the vault."),
    "contents-damaged": _("What came out is not a bid: the file is damaged."),
    "bid-incomplete": _("Something that every bid must have is missing in it."),
    "scanner-away": _("The virus scanner does not answer, so its CV was not looked at. Try again later."),
}

OPENING_TABLES: Final[Mapping[str, Words]] = {
    "finding": FINDINGS,
    "cv_reason": CV_REASONS,
    "bid_state": BID_STATES,
    "not_opened": NOT_OPENED,
}
