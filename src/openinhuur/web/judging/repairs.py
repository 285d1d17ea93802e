"""Defects that can be mended: the desk asks it of all bids alike, and a supplier mends what was asked of it."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openinhuur.assessments import repairs
from openinhuur.bids.mending import Mended
from openinhuur.documents.refusals import NotReadable
from openinhuur.domain.repair import NothingToRepair
from openinhuur.flow.queries import repairs as queries
from openinhuur.web.bids.forms import references_field, references_in
from openinhuur.web.forms import done, reason_field
from openinhuur.web.judging.forms import JudgingForm
from openinhuur.web.pages import form_page
from openinhuur.web.parties.fields import MomentField, first_bytes
from openinhuur.web.received import whole
from openinhuur.web.requests import Request


class AskForm(JudgingForm):
    """What is lacking, and until when it can be mended."""

    text = reason_field(
        gettext_lazy("What is lacking, and how is it mended?"),
        gettext_lazy("Every supplier whose bid has this defect reads exactly these words."),
    )
    due_at = MomentField(label=gettext_lazy("Until when?"), help_text=gettext_lazy("Step 1 is not closed before."))


class MendForm(JudgingForm):
    """Only the fields that were asked."""

    references = references_field()
    cv = forms.FileField(
        label=gettext_lazy("The CV, as a file"),
        help_text=gettext_lazy("A PDF of at most 10 MB; a Word file where this site can read it."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.odt,.doc"}),
        required=False,
    )

    def __init__(self, request: Request, asked: queries.ToMend) -> None:
        now = {"references": "\n".join(asked.references)}
        super().__init__(request, prefix=asked.defect, initial=now)
        self.asked = asked
        for name in set(self.fields) - set(asked.fields):
            del self.fields[name]
        for field in self.fields.values():
            field.required = True

    def clean_references(self) -> tuple[str, ...]:
        """Each line that says something."""
        return references_in(self.cleaned_data["references"])

    def mended(self) -> Mended:
        """What is sent."""
        file: Any = self.cleaned_data.get("cv")
        return Mended(self.cleaned_data.get("references"), first_bytes(file) if file is not None else None)


@form_page
def ask(request: Request, number: str) -> HttpResponse:
    """Which defects can be mended, and what do we ask of everybody with it?"""
    found = queries.repairs_page(number, actor=request.actor, at=request.at)
    if request.method != "POST":
        return _asking(request, found)
    defect = request.POST.get("defect", "")
    form = AskForm(request, prefix=defect)
    if form.is_sent():
        with form.refusals():
            said = form.cleaned_data
            repairs.ask(number, defect, said["text"], due_at=said["due_at"], actor=request.actor, at=request.at)
            return done(request, _("Everybody with this defect is asked. They get an e-mail."), "web:repairs", number)
    return _asking(request, found, defect, form)


@form_page
def mend(request: Request, bid_id: UUID) -> HttpResponse:
    """What is lacking in my bid, until when can I mend it, and what do I send?"""
    found = queries.mend_page(bid_id, actor=request.actor, at=request.at)
    if request.method != "POST":
        return _mending(request, found)
    asked = next((one for one in found.asked if one.defect == request.POST.get("defect")), None)
    if asked is None:
        raise NothingToRepair(defect=request.POST.get("defect", ""))
    form = MendForm(request, asked)
    if form.is_sent():
        with form.refusals():
            _answer(request, bid_id, form)
            return done(request, _("Your bid is mended. Until the term you can send it again."), "web:mend-bid", bid_id)
    return _mending(request, found, form)


def _answer(request: Request, bid_id: UUID, form: MendForm) -> None:
    at = whole(request)
    try:
        repairs.answer(bid_id, form.asked.defect, form.mended(), actor=request.actor, at=at)
    except NotReadable as refusal:
        refusal.fields["field"] = "cv"
        raise


def _asking(
    request: Request, found: queries.RepairsPage, defect: str = "", form: AskForm | None = None
) -> HttpResponse:
    rows = [(one, form if form and one.code == defect else AskForm.empty(request, one.code)) for one in found.defects]
    shown = {"page": found, "rows": rows, "form": form}
    return render(request, "web/judging/repairs.html", shown, status=422 if form else 200)


def _mending(request: Request, found: queries.MendPage, form: MendForm | None = None) -> HttpResponse:
    rows = [
        (one, form if form and one.defect == form.asked.defect else MendForm(request, one).unsent())
        for one in found.asked
    ]
    shown = {"page": found, "rows": rows, "form": form}
    return render(request, "web/judging/mend.html", shown, status=422 if form else 200)
