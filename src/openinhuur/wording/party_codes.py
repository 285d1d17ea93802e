"""Words for the codes of passports, admissions and purchasing systems: more tables for `openinhuur.wording.codes`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Words = Mapping[str, "StrPromise"]

ADMISSION_STATES: Final[Words] = {
    "asked": pgettext_lazy("admission", "Asked"),
    "repair-asked": pgettext_lazy("admission", "Something is lacking"),
    "admitted": pgettext_lazy("admission", "Admitted"),
    "refused": pgettext_lazy("admission", "Not admitted"),
    "withdrawn": pgettext_lazy("admission", "Withdrawn"),
    "suspended": pgettext_lazy("admission", "Suspended"),
    "ended": pgettext_lazy("admission", "Ended"),
}

ADMISSION_STEPS: Final[Words] = {
    "ask-repair": pgettext_lazy("admission", "Ask for what is lacking"),
    "repair": pgettext_lazy("admission", "Say that nothing is lacking any more"),
    "extend": pgettext_lazy("admission", "Take more time"),
    "admit": pgettext_lazy("admission", "Admit"),
    "refuse": pgettext_lazy("admission", "Do not admit"),
    "withdraw": pgettext_lazy("admission", "Withdraw the request"),
    "suspend": pgettext_lazy("admission", "Suspend"),
    "reinstate": pgettext_lazy("admission", "Reinstate"),
    "end": pgettext_lazy("admission", "End the admission"),
}

ITEMS: Final[Words] = {
    "trade-register": _("Registration in the trade register"),
    "waadi": _("Being allowed to lend staff"),
    "sna": _("Registration with the SNA"),
    "g-account": _("A G-account, or an exemption from it"),
    "insurance": _("Insurance"),
    "self-declaration": _("Self-declaration (UEA)"),
}

LACKS: Final[Words] = {
    "missing": pgettext_lazy("lack", "is not there"),
    "expired": pgettext_lazy("lack", "has expired"),
    "not-checked": pgettext_lazy("lack", "has not been looked up yet"),
}

PAPERS: Final[Words] = {
    "insurance": pgettext_lazy("paper", "Insurance policy"),
    "self-declaration": pgettext_lazy("paper", "Self-declaration (UEA)"),
    "sna-certificate": pgettext_lazy("paper", "SNA certificate"),
    "g-account-agreement": pgettext_lazy("paper", "G-account agreement"),
    "g-account-exemption": pgettext_lazy("paper", "Exemption from the G-account"),
    "trade-register-extract": pgettext_lazy("paper", "Extract from the trade register"),
    "lender-admission": pgettext_lazy("paper", "Admission as a lender of staff (Wtta)"),
    "other": pgettext_lazy("paper", "Other paper"),
}

REGISTERS: Final[Words] = {
    "trade-register": _("Trade register (KvK)"),
    "waadi": _("Trade register, lenders of staff (Waadi)"),
    "wtta": _("Nederlandse Autoriteit Uitleenmarkt (Wtta)"),
    "sna": _("Register of the SNA"),
}

RENEWALS: Final[Words] = {
    "answered": pgettext_lazy("renewal", "Received"),
    "running": pgettext_lazy("renewal", "Asked"),
    "overdue": pgettext_lazy("renewal", "Too late"),
}

WTTA_STATUSES: Final[Words] = {
    "none": pgettext_lazy("wtta", "Not notified and not admitted"),
    "notified": pgettext_lazy("wtta", "Notified"),
    "admitted": pgettext_lazy("wtta", "Admitted"),
}

PARTY_TABLES: Final[Mapping[str, Words]] = {
    "admission": ADMISSION_STATES,
    "admission_step": ADMISSION_STEPS,
    "item": ITEMS,
    "lack": LACKS,
    "paper": PAPERS,
    "register": REGISTERS,
    "renewal": RENEWALS,
    "wtta": WTTA_STATUSES,
}
