"""The forms of a bid, one per part. Nothing has to be filled in before it is sent: each keeps what is there so far."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Final

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openinhuur.domain.bid import HOURLY_RATE_BELOW, HOURS_IN_A_WEEK, MOST_NAME
from openinhuur.domain.bid_checks import Remark
from openinhuur.domain.bid_draft import CriterionAnswer, Declaration, Part, RequirementAnswer
from openinhuur.domain.chain import Agreement
from openinhuur.domain.requirements import Employment
from openinhuur.flow.queries.bidding import BidPage
from openinhuur.web.forms import Form
from openinhuur.web.parties.fields import DayField, choice_of
from openinhuur.web.requests import Request
from openinhuur.wording.codes import words

if TYPE_CHECKING:
    from datetime import date

LONGEST_TEXT: Final = 4000
MOST_PAGE: Final = 100
MOST_REFERENCES: Final = 20
LONGEST_REFERENCE: Final = 300
MOST_AGREEMENTS: Final = 12
EMPTY_ROWS: Final = 2


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that belong together: under the number and the text of an item of the call, or under nothing."""

    number: str
    text: str
    fields: tuple[BoundField, ...]
    remarks: tuple[Remark, ...]


class PartForm(Form):
    """A part of a bid. ``seen``: what it said when it was opened. ``is_partly``: all of it may wait."""

    is_partly = True
    part: ClassVar[Part]
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, request: Request, found: BidPage) -> None:
        self.found = found
        super().__init__(request, initial={"seen": found.seen[self.part], **self.now(found)})

    def now(self, found: BidPage) -> dict[str, object]:
        """What the draft says, field by field."""
        return {name: getattr(found.answers, name) for name in type(self).base_fields if name != "seen"}

    def values(self) -> dict[str, Any]:
        """What was filled in, as `drafting.save` takes it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}

    def groups(self) -> Iterator[Group]:
        """All fields, and what there is to look at."""
        mine = tuple(one for one in self.found.remarks if one.part is self.part)
        yield Group("", "", tuple(one for one in self if not one.is_hidden), mine)

    def see_again(self, seen: str) -> None:
        """After a colleague was first: who has read that and saves again means it."""
        again = self.request.POST.copy()
        again["seen"] = seen
        self.data = again


class CandidateForm(PartForm):
    part = Part.CANDIDATE
    candidate = forms.CharField(label=words("candidate", "bid_field"), max_length=MOST_NAME, required=False)
    employment = choice_of(
        Employment, "employment", label=words("employment", "bid_field"), as_radio=True, required=False, empty_value=""
    )
    available_from = DayField(label=words("available_from", "bid_field"), required=False)
    hours_per_week = forms.DecimalField(
        label=words("hours_per_week", "bid_field"), min_value=Decimal(0), max_value=HOURS_IN_A_WEEK, max_digits=4,
        decimal_places=2, required=False, localize=False,
    )  # fmt: skip
    availability = forms.CharField(
        label=words("availability", "bid_field"),
        help_text=gettext_lazy("For example days or holidays. Leave out what is private, such as health."),
        widget=forms.Textarea(attrs={"rows": 3}), max_length=LONGEST_TEXT, required=False,
    )  # fmt: skip


class RateForm(PartForm):
    part = Part.RATE
    hourly_rate = forms.DecimalField(
        label=words("hourly_rate", "bid_field"),
        help_text=gettext_lazy("In euros. Nobody who judges the quality sees it before the points are given."),
        min_value=Decimal(0), max_value=Decimal(HOURLY_RATE_BELOW) - 1, max_digits=8, decimal_places=2, required=False,
    )  # fmt: skip
    rate_basis = forms.CharField(
        label=words("rate_basis", "bid_field"),
        help_text=gettext_lazy("For example travel costs, and the fee of the desk when you pay it."),
        widget=forms.Textarea(attrs={"rows": 3}), max_length=LONGEST_TEXT, required=False,
    )  # fmt: skip


class DeclarationsForm(PartForm):
    part = Part.DECLARATIONS
    declarations = forms.TypedMultipleChoiceField(
        label=gettext_lazy("We declare"),
        coerce=Declaration,
        choices=[(one.value, words(one, "declaration")) for one in Declaration],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def about_passport(self) -> list[Remark]:
        """What there is to look at in the passport; what was not declared yet shows itself."""
        return [one for one in self.found.remarks if one.part is self.part and not one.item]

    def values(self) -> dict[str, Any]:
        """As a set."""
        return {"declarations": frozenset(self.cleaned_data["declarations"])}


class RequirementsForm(PartForm):
    part = Part.REQUIREMENTS

    def __init__(self, request: Request, found: BidPage) -> None:
        super().__init__(request, found)
        for one in found.requirements:
            self.fields |= _requirement_fields(one.number, found.papers)

    def now(self, found: BidPage) -> dict[str, object]:
        """Per requirement."""
        said: dict[str, object] = {}
        for number, one in found.answers.requirements.items():
            is_met = {True: "yes", False: "no", None: ""}[one.is_met]
            values = {"met": is_met, "text": one.text, "page": one.page, "item": one.item}
            said |= {f"{name}-{number}": value for name, value in values.items()}
        return said

    def values(self) -> dict[str, Any]:
        """An answer for each requirement of which something was said."""
        found = {}
        for one in self.found.requirements:
            met, text, page, item = (
                self.cleaned_data[f"{name}-{one.number}"] for name in ("met", "text", "page", "item")
            )
            answer = RequirementAnswer({"yes": True, "no": False}.get(met), text, page, item)
            if answer != RequirementAnswer():
                found[one.number] = answer
        return {"requirements": found}

    def groups(self) -> Iterator[Group]:
        """A group for each requirement."""
        for one in self.found.requirements:
            yield _group(self, one.number, one.text, ("met", "text", "page", "item"))


class CriteriaForm(PartForm):
    part = Part.CRITERIA

    def __init__(self, request: Request, found: BidPage) -> None:
        super().__init__(request, found)
        for one in found.criteria:
            self.fields |= {f"text-{one.number}": _text(gettext_lazy("What does the candidate offer here?"), rows=4)}
            self.fields |= {f"page-{one.number}": _page()}

    def now(self, found: BidPage) -> dict[str, object]:
        """Per criterion."""
        said: dict[str, object] = {}
        for number, one in found.answers.criteria.items():
            said |= {f"text-{number}": one.text, f"page-{number}": one.page}
        return said

    def values(self) -> dict[str, Any]:
        """A claim for each criterion of which something was said."""
        found = {}
        for one in self.found.criteria:
            claim = CriterionAnswer(self.cleaned_data[f"text-{one.number}"], self.cleaned_data[f"page-{one.number}"])
            if claim != CriterionAnswer():
                found[one.number] = claim
        return {"criteria": found}

    def groups(self) -> Iterator[Group]:
        """A group for each criterion."""
        for one in self.found.criteria:
            yield _group(self, one.number, one.text, ("text", "page"))


def references_field() -> forms.CharField:
    """References, one on each line."""
    return forms.CharField(
        label=gettext_lazy("References"),
        help_text=gettext_lazy("One on each line: organisation and function. Leave out names and telephone numbers."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=MOST_REFERENCES * LONGEST_REFERENCE,
        required=False,
    )


def references_in(typed: str) -> tuple[str, ...]:
    """Each line that says something."""
    lines = tuple(line.strip() for line in typed.splitlines() if line.strip())
    if len(lines) > MOST_REFERENCES or any(len(line) > LONGEST_REFERENCE for line in lines):
        raise forms.ValidationError(
            _("At most %(most)s references of %(longest)s characters.")
            % {"most": MOST_REFERENCES, "longest": LONGEST_REFERENCE}
        )
    return lines


class ReferencesForm(PartForm):
    part = Part.REFERENCES
    references = references_field()

    def __init__(self, request: Request, found: BidPage) -> None:
        super().__init__(request, found)
        if found.asks_chain:
            self.fields["has_no_agreements"] = forms.BooleanField(
                label=_("The candidate did not work for this buyer before"), required=False
            )
            for row in self._rows():
                self.fields |= {f"from-{row}": _day(_("From")), f"last-{row}": _day(_("Up to and including"))}

    def _rows(self) -> range:
        return range(min(MOST_AGREEMENTS, len(self.found.answers.agreements) + EMPTY_ROWS))

    def now(self, found: BidPage) -> dict[str, object]:
        """A line for each reference, a row for each agreement."""
        said: dict[str, object] = {
            "references": "\n".join(found.answers.references),
            "has_no_agreements": found.answers.has_no_agreements,
        }
        for row, one in enumerate(found.answers.agreements):
            said |= {f"from-{row}": one.from_on, f"last-{row}": one.last_on}
        return said

    def clean_references(self) -> tuple[str, ...]:
        """Each line that says something."""
        return references_in(self.cleaned_data["references"])

    def clean(self) -> dict[str, Any]:
        """Both days of an agreement, in order."""
        said: dict[str, Any] = super().clean() or {}
        for row in self._rows() if self.found.asks_chain else ():
            first, last = said.get(f"from-{row}"), said.get(f"last-{row}")
            if (first is None) is not (last is None):
                self.add_error(f"from-{row}", _("Fill in both days, or neither."))
            elif first is not None and last is not None and last < first:
                self.add_error(f"last-{row}", _("The last day lies before the first."))
        return said

    def values(self) -> dict[str, Any]:
        """References, and agreements where the call asks after them."""
        said = self.cleaned_data
        if not self.found.asks_chain:
            return {"references": said["references"]}
        days: list[tuple[date | None, date | None]] = [
            (said[f"from-{row}"], said[f"last-{row}"]) for row in self._rows()
        ]
        agreements = tuple(Agreement(first, last) for first, last in days if first is not None and last is not None)
        return {
            "references": said["references"],
            "agreements": agreements,
            "has_no_agreements": said["has_no_agreements"] and not agreements,
        }

    def groups(self) -> Iterator[Group]:
        """The references; then each agreement."""
        mine = tuple(one for one in self.found.remarks if one.part is self.part)
        yield Group("", "", (self["references"],), mine)
        if not self.found.asks_chain:
            return
        yield Group("", _("Earlier agreements with this buyer"), (self["has_no_agreements"],), ())
        for row in self._rows():
            text = _("Agreement %(number)s, through any company") % {"number": row + 1}
            yield Group("", text, (self[f"from-{row}"], self[f"last-{row}"]), ())


FORMS: Final[Mapping[Part, type[PartForm]]] = {
    form.part: form
    for form in (CandidateForm, RequirementsForm, CriteriaForm, RateForm, ReferencesForm, DeclarationsForm)
}
"""Of each part but the CV, which is a file."""


class CvForm(Form):
    """A file to put in the draft. ``is_partly``: as of the other parts, which may wait too."""

    is_partly = True
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("A PDF of at most 10 MB; a Word file where this site can read it."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.odt,.doc"}),
        required=False,
    )


def _group(form: PartForm, number: str, text: str, names: tuple[str, ...]) -> Group:
    mine = tuple(one for one in form.found.remarks if one.part is form.part and one.item == number)
    return Group(number, text, tuple(form[f"{name}-{number}"] for name in names), mine)


def _requirement_fields(number: str, papers: tuple[str, ...]) -> dict[str, forms.Field]:
    choices = [("", _("None")), *((one, words(one, "paper")) for one in papers)]
    return {
        f"met-{number}": forms.ChoiceField(
            label=_("Is this met?"),
            choices=[("yes", _("Yes")), ("no", _("No"))],
            widget=forms.RadioSelect,
            required=False,
        ),
        f"text-{number}": _text(_("What shows this?"), rows=2),
        f"page-{number}": _page(),
        f"item-{number}": forms.ChoiceField(label=_("Paper in your passport"), choices=choices, required=False),
    }


def _text(label: Any, *, rows: int) -> forms.CharField:
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs={"rows": rows}), max_length=LONGEST_TEXT, required=False
    )


def _page() -> forms.IntegerField:
    return forms.IntegerField(label=gettext_lazy("Page of the CV"), min_value=1, max_value=MOST_PAGE, required=False)


def _day(label: str) -> DayField:
    return DayField(label=label, required=False)
