"""Forms of a purchasing system: opening one, and other terms from a day on."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openinhuur.domain.admission import Terms
from openinhuur.domain.call import FeePayer
from openinhuur.domain.passport import Item
from openinhuur.web.forms import Form
from openinhuur.web.parties.fields import DayField, choice_of
from openinhuur.web.requests import Request
from openinhuur.wording.codes import words

MOST_DAYS = 100
LONGEST_LIST = 5000


def _working_days(label: Any, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, help_text=help_text, min_value=1, max_value=MOST_DAYS)


class TermsForm(Form):
    """The terms of a purchasing system, in working days, and who pays the fee of the desk."""

    decision_days = _working_days(_("Decision on a request"), _("In working days after receipt."))
    decision_days_extended = _working_days(
        _("Decision with a longer term"), _("In working days after receipt, in a single case and with a reason.")
    )
    declaration_days = _working_days(_("New self-declaration"), _("In working days after it was asked for."))
    repair_days = _working_days(_("Bringing what is missing"), _("In working days after it was asked for."))
    fee_payer = choice_of(FeePayer, "role", label=_("Who pays the fee of the hiring desk?"), as_radio=True)

    def terms(self) -> Terms:
        """What was filled in."""
        return Terms(
            decision=self.cleaned_data["decision_days"],
            decision_extended=self.cleaned_data["decision_days_extended"],
            declaration=self.cleaned_data["declaration_days"],
            repair=self.cleaned_data["repair_days"],
        )


class RegimeForm(TermsForm):
    """Other terms from a day on."""

    valid_from = DayField(
        label=_("These terms hold from"), help_text=_("Today or later. A request keeps the terms it was asked under.")
    )
    field_order = ("valid_from",)


class SystemForm(TermsForm):
    """A new purchasing system."""

    name = forms.CharField(label=_("Name"), max_length=200)
    open_from = DayField(label=_("Open from"))
    open_until = DayField(
        label=_("Closed from"),
        help_text=_("The first day on which nobody can ask for admission any more. Leave this empty if not known yet."),
        required=False,
    )
    categories = forms.CharField(
        label=_("Categories"),
        help_text=_("One on each line."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST_LIST,
    )
    requires = forms.TypedMultipleChoiceField(
        label=_("Needed for admission"),
        coerce=Item,
        choices=[(one.value, words(one, "item")) for one in Item],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    field_order = ("buyer", "name", "open_from", "open_until", "categories", "requires")

    def __init__(self, request: Request, *, buyers: Sequence[tuple[int, str]], initial: Mapping[str, Any]) -> None:
        super().__init__(request, initial=initial)
        choices = [("", _("Choose…")), *buyers]
        self.fields["buyer"] = forms.TypedChoiceField(label=_("Buyer"), coerce=int, choices=choices)
        self.order_fields(self.field_order)

    def system(self) -> dict[str, Any]:
        """What was filled in, as `open_system` takes it."""
        names = ("name", "open_from", "open_until", "requires", "fee_payer")
        return {
            **{name: self.cleaned_data[name] for name in names},
            "categories": [line.strip() for line in self.cleaned_data["categories"].splitlines() if line.strip()],
            "terms": self.terms(),
        }


class CategoryForm(Form):
    """A category to add to a purchasing system."""

    name = forms.CharField(label=_("Name"), max_length=200)
