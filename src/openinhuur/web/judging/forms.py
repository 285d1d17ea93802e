"""The forms around judging."""

from typing import Self

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from openinhuur.web.forms import LONGEST_REASON, Form, reason_field
from openinhuur.web.requests import Request


class JudgingForm(Form):
    """A form that stands on a page beside others."""

    @classmethod
    def empty(cls, request: Request, prefix: str | None = None) -> Self:
        """As nobody sent it yet, whatever else was sent."""
        form = cls(request, prefix=prefix)
        form.is_bound = False
        return form


def yes_or_no(label: object, no: object, yes: object) -> forms.TypedChoiceField:
    """Two ways, of which one is chosen."""
    return forms.TypedChoiceField(
        label=label,  # type: ignore[arg-type] # a lazy text
        choices=[("no", no), ("yes", yes)],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )


class DeclareForm(JudgingForm):
    """Whether somebody has a relation with who bids, and which."""

    has_relation = yes_or_no(
        _("Do you have a relation with a supplier or a candidate in this call?"),
        _("No, with nobody"),
        _("Yes, I have or had"),
    )
    text = forms.CharField(
        label=_("Which relation?"),
        help_text=_("With whom, what it is, and until when. Your colleagues who decide on it read this."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_REASON,
        required=False,
    )


class ResolveForm(JudgingForm):
    """Whether somebody with a relation may judge."""

    may_assess = yes_or_no(
        _("May they judge these bids?"), pgettext_lazy("assessor", "No"), pgettext_lazy("assessor", "Yes, all the same")
    )
    reason = reason_field(_("Why?"), _("It stands in the journal with your name."), rows=3)
