"""What refusals about passports, admissions and purchasing systems say: more of `openinhuur.wording.refusals`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

CONFLICT: Final = 409
INVALID: Final = 422

PARTY_TEXTS: Final[Mapping[str, "StrPromise"]] = {
    "already-asked": _("You have asked to be admitted to this category before. That request still stands."),
    "category-exists": _("This purchasing system has a category “%(name)s” already."),
    "changed-meanwhile": _("Somebody else changed this while you were busy. See what it says now before you save."),
    "closes-before-opening": _("The purchasing system would close on %(open_until)s, before it has opened."),
    "day-in-future": _("%(on)s is still to come. Fill in a day that has been, or leave this empty."),
    "evidence-not-usable": _("Send a PDF or a picture (PNG or JPEG) of at most %(limit_mb)s MB."),
    "found-missing": _("Write down, in a few words, what you found in the register."),
    "name-not-usable": _("Give a name of at most %(limit)s characters."),
    "not-a-desk": _("Only a hiring desk can open a purchasing system."),
    "not-admitted": _("This supplier is not admitted at this moment."),
    "own-company": _("You belong to %(supplier)s yourself. Ask a colleague to do this."),
    "paper-not-readable": _(
        "This file cannot be read. Send an ordinary PDF, without a password, of at most %(limit_mb)s MB and "
        "%(limit_pages)s pages."
    ),
    "passport-missing": _("Only a supplier with a passport can ask to be admitted."),
    "purchasing-system-not-open": _("You can ask for admission to this purchasing system from %(open_from)s on."),
    "regime-exists": _(
        "There are terms that hold from %(valid_from)s already. They are not changed: choose another day."
    ),
    "regime-in-past": _("Terms can change from today on at the earliest, not from %(valid_from)s."),
    "renewal-running": _("A new self-declaration was asked before. It can come until %(due_on)s."),
    "step-reason-missing": _("Write down, in a few words, why. The supplier reads it."),
    "terms-not-possible": _(
        "A term is at least one working day, and the longer term to decide is not shorter than the ordinary one."
    ),
    "wtta-day-missing": _("Fill in since which day."),
}

PARTY_STATUS: Final[Mapping[str, int]] = {
    "already-asked": CONFLICT,
    "category-exists": INVALID,
    "changed-meanwhile": CONFLICT,
    "closes-before-opening": INVALID,
    "day-in-future": INVALID,
    "evidence-not-usable": INVALID,
    "found-missing": INVALID,
    "name-not-usable": INVALID,
    "not-a-desk": 403,
    "not-admitted": CONFLICT,
    "own-company": 403,
    "paper-not-readable": INVALID,
    "passport-missing": CONFLICT,
    "purchasing-system-not-open": CONFLICT,
    "regime-exists": CONFLICT,
    "regime-in-past": INVALID,
    "renewal-running": CONFLICT,
    "step-reason-missing": INVALID,
    "terms-not-possible": INVALID,
    "wtta-day-missing": INVALID,
}
