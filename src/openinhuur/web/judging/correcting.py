"""A score that turned out wrong after step 2 was closed: written by one, decided by another."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openinhuur.assessments import correcting
from openinhuur.domain.assessors import LONGEST_REASON
from openinhuur.domain.ranking import LotNeeded
from openinhuur.domain.roles import NotFound, Verb
from openinhuur.domain.score_correction import InvitedFallsOut
from openinhuur.flow import handing_over
from openinhuur.flow.queries import score_corrections as queries
from openinhuur.web.forms import done, reason_field
from openinhuur.web.judging.forms import JudgingForm
from openinhuur.web.pages import action, form_page, page
from openinhuur.web.requests import Request
from openinhuur.wording import formats, language
from openinhuur.wording.sentences import sentence

ACCEPT, DROP = "accept", "drop"


class CorrectForm(JudgingForm):
    """The new points and their reason for the letter, and what was wrong."""

    points = forms.TypedChoiceField(label=gettext_lazy("The right points"), coerce=Decimal, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("The reason, for the letter"),
        help_text=gettext_lazy("Needed for every point lost. It takes the place of the reason that stands there now."),
        widget=forms.Textarea(attrs={"rows": 4, "lang": "nl"}),
        max_length=LONGEST_REASON,
        required=False,
    )
    why = reason_field(
        gettext_lazy("What was wrong?"), gettext_lazy("For the file. Your colleague who decides on it reads this.")
    )

    def __init__(self, request: Request, found: queries.CorrectScorePage) -> None:
        super().__init__(request, initial={"points": str(found.points), "reason": found.reason})
        chosen = self.fields["points"]
        if isinstance(chosen, forms.TypedChoiceField):
            chosen.choices = list(_steps(found))


@page
def corrections(request: Request, number: str) -> HttpResponse:
    """Which scores were corrected after the closing, what did it do, and what waits for a second person?"""
    found = queries.corrections_page(number, actor=request.actor, at=request.at)
    return render(request, "web/judging/corrections.html", {"page": found})


@form_page
def correct(request: Request, number: str, bid_id: UUID, criterion: str) -> HttpResponse:
    """What should this score have been, and what was wrong?"""
    found = queries.correct_score_page(number, bid_id, criterion, actor=request.actor, at=request.at)
    form = CorrectForm(request, found)
    if form.is_sent():
        with form.refusals():
            said: dict[str, Any] = form.cleaned_data
            correcting.propose(bid_id, criterion, said["points"], said["reason"], why=said["why"],
                               actor=request.actor, at=request.at)  # fmt: skip
            return done(request, _("The correction waits for a second person."), "web:score-corrections", number)
    return form.page("web/judging/correct-score.html", {"page": found})


@action
def decide(request: Request, number: str, correction_id: int) -> HttpResponse:
    """Let a correction stand, or drop it."""
    found = queries.corrections_page(number, actor=request.actor, at=request.at)
    request.actor.require(Verb.SCORE)
    if correction_id not in {one.id for one in (*found.waiting, *found.decided)}:
        raise NotFound(what=f"score-correction:{correction_id}")
    is_accepted = request.POST.get("decision") == ACCEPT
    if not is_accepted and request.POST.get("decision") != DROP:
        return HttpResponseRedirect(reverse("web:score-corrections", args=[number]))
    try:
        handing_over.decide_correction(correction_id, accept=is_accepted, actor=request.actor, at=request.at)
    except (LotNeeded, InvitedFallsOut) as refusal:
        return _refused(request, number, refusal)
    accepted, dropped = _("The score is corrected, and the ranking is made anew."), _("The score stays as it was.")
    said = accepted if is_accepted else dropped
    return done(request, said, "web:score-corrections", number)


def _refused(request: Request, number: str, refusal: LotNeeded | InvitedFallsOut) -> HttpResponse:
    """The page with why this cannot be accepted; the score stays, and the correction waits or is dropped."""
    tie = _("This would make bids equal at the edge of the shortlist, and no lot was drawn. It cannot be accepted.")
    wrong = tie if isinstance(refusal, LotNeeded) else sentence(refusal, language.current())
    found = queries.corrections_page(number, actor=request.actor, at=request.at)
    return render(request, "web/judging/corrections.html", {"page": found, "wrong": wrong}, status=409)


def _steps(found: queries.CorrectScorePage) -> Iterable[tuple[str, str]]:
    """Each step of the scale, with what it means."""
    means = found.criterion.descriptors
    for index, points in enumerate(found.criterion.scale):
        said = formats.number(points, language.current())
        yield str(points), f"{said}: {means[index]}" if index < len(means) and means[index] else said
