"""Forms of the passport: what a supplier declares, a paper it adds, and what somebody found in a register."""

from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openinhuur.domain.lender import WttaStatus
from openinhuur.domain.paper import PaperKind
from openinhuur.domain.passport import Register
from openinhuur.parties.facts import Declared
from openinhuur.parties.listings import PassportPage
from openinhuur.web.forms import Form
from openinhuur.web.parties.fields import DayField, choice_of, first_bytes, yes_or_no
from openinhuur.web.requests import Request


class PassportForm(Form):
    """What a supplier declares about itself."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    lends_staff = forms.BooleanField(
        label=_("We lend staff"),
        help_text=_("Your people work under the direction and supervision of the buyer."),
        required=False,
    )
    waadi_registered_on = DayField(
        label=_("Registered as a lender of staff since"),
        help_text=_("The day that stands in the trade register (Waadi)."),
        required=False,
    )
    wtta_status = choice_of(
        WttaStatus,
        "wtta",
        label=_("At the Nederlandse Autoriteit Uitleenmarkt (NAU)"),
        help_text=_("The law asks this of who lends staff (Wtta)."),
        as_radio=True,
    )
    wtta_since_on = DayField(label=_("Notified on, or admitted since"), required=False)
    sna_registered = forms.BooleanField(label=_("We are in the register of the SNA"), required=False)
    g_account_iban = forms.CharField(
        label=_("Account number of the G-account"), max_length=42, required=False, help_text=_("It begins with 099.")
    )
    is_sole_worker = forms.BooleanField(label=_("The owner is the only person who works here"), required=False)
    has_allocation_function = forms.BooleanField(
        label=_("We find the candidates ourselves"),
        help_text=_("If not, it may be payroll: then a person looks at it."),
        required=False,
    )

    @classmethod
    def of(cls, request: Request, found: PassportPage) -> "PassportForm":
        """The form with what the passport says now."""
        return cls(request, initial={**asdict(found.declared), "version": found.version})

    def declared(self) -> Declared:
        """What was filled in."""
        return Declared(**{name: value for name, value in self.cleaned_data.items() if name != "version"})

    def changed_meanwhile(self, found: PassportPage) -> list[str]:
        """The labels of what a colleague changed since this form was opened, and this form says otherwise.

        Who has seen that and sends it again means it: the form then goes with the version that is there now.
        """
        is_whole = self.is_bound and set(self.cleaned_data) == set(self.fields)
        if not is_whole or self.cleaned_data["version"] == found.version:
            return []
        again = self.request.POST.copy()
        again["version"] = str(found.version)
        self.data = again
        now = asdict(found.declared)
        return [
            str(self.fields[name].label) for name, value in self.cleaned_data.items() if now.get(name, value) != value
        ]


class PaperForm(Form):
    """A paper for the passport."""

    kind = choice_of(PaperKind, "paper", label=_("What is it?"))
    file = forms.FileField(
        label=_("File"), help_text=_("A PDF."), widget=forms.FileInput(attrs={"accept": "application/pdf"})
    )
    issued_on = DayField(label=_("Issued on"))
    expires_on = DayField(
        label=_("Valid until"),
        help_text=_("The last day on which it holds. Leave this empty when it does not expire."),
        required=False,
    )

    def paper(self) -> dict[str, Any]:
        """What was filled in, as `add_paper` takes it."""
        file = self.cleaned_data["file"]
        return {
            "kind": self.cleaned_data["kind"],
            "content": first_bytes(file),
            "name": file.name,
            "issued_on": self.cleaned_data["issued_on"],
            "expires_on": self.cleaned_data["expires_on"],
        }


class CheckForm(Form):
    """What somebody saw in a register."""

    register = choice_of(Register, "register", label=_("In which register did you look?"))
    is_confirmed = yes_or_no(label=_("Does the register confirm what the passport says?"))
    found = forms.CharField(
        label=_("What did you find?"),
        help_text=_("Needed when the register does not confirm it. The supplier reads this."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        required=False,
    )
    evidence = forms.FileField(
        label=_("What you kept of it"),
        help_text=_("A PDF or a picture of what the register said, at most 5 MB."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/png,image/jpeg"}),
        required=False,
    )

    def seen(self) -> dict[str, Any]:
        """What was filled in, as `record_check` takes it."""
        evidence = self.cleaned_data["evidence"]
        return {
            "is_confirmed": self.cleaned_data["is_confirmed"],
            "found": self.cleaned_data["found"],
            "evidence": first_bytes(evidence) if evidence else None,
            "evidence_name": evidence.name if evidence else "",
        }
