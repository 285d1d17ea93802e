"""The forms around judging."""

from typing import Final, Self

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from openinhuur.flow.queries.step_1 import Checked, State
from openinhuur.web.forms import LONGEST_REASON, Form, reason_field
from openinhuur.web.requests import Request

LONGEST_EVIDENCE: Final = 300


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


class JudgeForm(JudgingForm):
    """Whether one requirement is met, why, and where that can be seen."""

    is_met = forms.TypedChoiceField(
        label=_("Does the bid meet it?"),
        choices=[("yes", pgettext_lazy("requirement", "Met")), ("no", pgettext_lazy("requirement", "Not met"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("Needed for “not met”, and for anything else than a rule proposes. The supplier reads it."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=LONGEST_REASON,
        required=False,
    )
    evidence = forms.CharField(
        label=_("Where it can be seen"),
        help_text=_("For instance: page 2 of the CV."),
        max_length=LONGEST_EVIDENCE,
        required=False,
    )

    @classmethod
    def of(cls, request: Request, prefix: str, checked: Checked) -> Self:
        """With what was decided before; nothing is chosen where nobody decided yet."""
        form = cls.empty(request, prefix)
        said = {State.MET: "yes", State.NOT_MET: "no"}.get(checked.state)
        form.initial = {"is_met": said, "reason": checked.reason, "evidence": checked.evidence}
        return form
