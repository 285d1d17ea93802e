"""The forms of the check of a blind CV: each is one change, with the revision that was shown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Self, TypeVar

from django import forms
from django.utils.translation import gettext_lazy as _

from openinhuur.domain.blind_check import LONGEST_WORDS
from openinhuur.domain.blinding import Box
from openinhuur.flow.queries.blind import BlindCvPage, PageToCheck, ShownBox
from openinhuur.web.forms import reason_field
from openinhuur.web.judging.forms import JudgingForm
from openinhuur.web.requests import Request

WHY: Final = _("It stands in the journal. Do not write down what it says.")
LONGEST_LINE: Final = 60
F = TypeVar("F", bound="ChangeForm")


class ChangeForm(JudgingForm):
    """One change to what was shown."""

    DO = ""
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    @classmethod
    def sent(cls, request: Request) -> Self:
        """As it was sent: which one of its kind is said beside it."""
        return cls(request, prefix=request.POST.get("form", "")[:40] or None)


class WordsForm(ChangeForm):
    """Words that are covered wherever they stand."""

    DO = "words"
    words = forms.CharField(
        label=_("Cover these words everywhere"),
        help_text=_("For instance a nickname. Also in what the supplier says, in whatever capitals."),
        max_length=LONGEST_WORDS,
    )


class LineForm(ChangeForm):
    """A line of a page."""

    DO = "line"
    on_page = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=10_000)
    line = forms.IntegerField(label=_("Cover a line"), widget=forms.Select, min_value=0)

    def over(self, found: PageToCheck) -> Self:
        """With the lines of this page to choose from."""
        lines = [(str(one.number), one.text[:LONGEST_LINE]) for one in found.page.lines]
        self.fields["line"].widget = forms.Select(choices=lines)
        return self

    def box(self, found: PageToCheck) -> Box:
        """The box over it."""
        return found.box_over(self.cleaned_data["line"])


class PlaceForm(ChangeForm):
    """A rectangle of a page, in percent: drawn with a pointer, or typed."""

    DO = "place"
    on_page = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=10_000)
    left, top, right, bottom = (
        forms.DecimalField(label=label, min_value=Decimal(0), max_value=Decimal(100), max_digits=6, decimal_places=3)
        for label in (_("From the left"), _("From the top"), _("To, from the left"), _("To, from the top"))
    )

    def box(self, found: PageToCheck) -> Box:
        """The box in pixels."""
        return found.box_at([self.cleaned_data[name] for name in ("left", "top", "right", "bottom")])


class UncoverForm(ChangeForm):
    """A box that is not needed."""

    DO = "uncover"
    index = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=100_000)
    reason = reason_field(_("Why does this tell nobody who it is?"), WHY, rows=2)


class ApproveForm(ChangeForm):
    """Nothing to fill in."""

    DO = "approve"


class ReopenForm(ChangeForm):
    """Why nobody may see it for now."""

    DO = "reopen"
    reason = reason_field(_("Why do you take the approval back?"), WHY, rows=2)


FORMS: Final[Mapping[str, type[ChangeForm]]] = {
    one.DO: one for one in (WordsForm, LineForm, PlaceForm, UncoverForm, ApproveForm, ReopenForm)
}


@dataclass(frozen=True, slots=True)
class FormsOfPage:
    """A page of the CV with its forms: one per box, one for a line, one for a place."""

    found: PageToCheck
    line: LineForm
    place: PlaceForm
    boxes: tuple[tuple[ShownBox, UncoverForm], ...]


@dataclass(frozen=True, slots=True)
class FormsOfCv:
    """All forms on the page of a check."""

    words: WordsForm
    approve: ApproveForm
    reopen: ReopenForm
    pages: tuple[FormsOfPage, ...]


def forms_of(request: Request, found: BlindCvPage, *, sent: JudgingForm | None) -> FormsOfCv:
    """The forms as nobody sent them, but for the one that was refused."""
    made = _Maker(request, found.seen, sent)
    return FormsOfCv(
        words=made(WordsForm, "words"),
        approve=made(ApproveForm, "approve"),
        reopen=made(ReopenForm, "reopen"),
        pages=tuple(_of_page(made, one) for one in found.pages),
    )


@dataclass(frozen=True, slots=True)
class _Maker:
    """Forms for one answer."""

    request: Request
    seen: int
    sent: JudgingForm | None

    def __call__(self, kind: type[F], key: str, **initial: int) -> F:
        if isinstance(self.sent, kind) and self.sent.prefix == key:
            return self.sent
        form = kind.empty(self.request, key)
        form.initial = {"seen": self.seen, **initial}
        return form


def _of_page(made: _Maker, found: PageToCheck) -> FormsOfPage:
    number = found.page.number
    return FormsOfPage(
        found=found,
        line=made(LineForm, f"line{number}", on_page=number).over(found),
        place=made(PlaceForm, f"place{number}", on_page=number),
        boxes=tuple(_of_boxes(made, found)),
    )


def _of_boxes(made: _Maker, found: PageToCheck) -> Iterator[tuple[ShownBox, UncoverForm]]:
    for one in found.boxes:
        yield one, made(UncoverForm, f"box{one.index}", index=one.index)
