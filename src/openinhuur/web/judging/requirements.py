"""Step 1: a person decides on each requirement of each bid."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openinhuur.assessments import actions as assessments
from openinhuur.domain.errors import Refusal
from openinhuur.domain.roles import NotAllowed, NotFound
from openinhuur.flow.queries import step_1 as queries
from openinhuur.web.forms import done
from openinhuur.web.judging.forms import JudgeForm
from openinhuur.web.pages import action, form_page, page
from openinhuur.web.requests import Request
from openinhuur.wording import codes, language
from openinhuur.wording.sentences import sentence

if TYPE_CHECKING:
    from openinhuur.web.forms import Form


@page
def matrix(request: Request, number: str) -> HttpResponse:
    """Which bids meet which requirements, and what is still open?"""
    found = queries.requirements_page(number, actor=request.actor, at=request.at)
    return render(request, "web/judging/requirements.html", {"page": found, "states": _states()})


@form_page
def bid(request: Request, number: str, bid_id: UUID) -> HttpResponse:
    """Does this bid meet each requirement, and what shows it?"""
    if request.method != "POST":
        return _page(request, number, bid_id)
    at = request.POST.get("requirement", "")
    form = JudgeForm(request, prefix=_prefix(at))
    if form.is_sent():
        with form.refusals():
            said = form.cleaned_data
            assessments.judge(bid_id, at, is_met=said["is_met"], reason=said["reason"], evidence=said["evidence"],
                              actor=request.actor, at=request.at)  # fmt: skip
            return HttpResponseRedirect(f"{reverse('web:judge-bid', args=[number, bid_id])}#requirement-{at}")
    return _page(request, number, bid_id, at=at, form=form)


@form_page
def rest(request: Request, number: str, bid_id: UUID) -> HttpResponse:
    """Everything that nobody decided on yet is met."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("web:judge-bid", args=[number, bid_id]))
    try:
        count = assessments.judge_rest_met(bid_id, actor=request.actor, at=request.at)
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        return _page(request, number, bid_id, wrong=sentence(refusal, language.current()))
    said = ngettext("%(count)s requirement is met.", "%(count)s requirements are met.", count) % {"count": count}
    found = queries.requirement_page(number, bid_id, actor=request.actor, at=request.at)
    if found.next_bid is None:
        return done(request, said, "web:requirements", number)
    return done(request, said, "web:judge-bid", number, found.next_bid)


@action
def close(request: Request, number: str) -> HttpResponse:
    """Close step 1: who meets everything goes on."""
    count = assessments.close_step_1(number, actor=request.actor, at=request.at)
    return done(request, _("Step 1 is closed; bids that go on: %(count)s.") % {"count": count}, "web:requirements",
                number)  # fmt: skip


def _page(
    request: Request, number: str, bid_id: UUID, *, at: str = "", form: "Form | None" = None, wrong: str = ""
) -> HttpResponse:
    sought = request.GET.get("q", "")
    found = queries.requirement_page(number, bid_id, actor=request.actor, at=request.at, sought=sought)
    rows = [
        (one, form if form and one.number == at else JudgeForm.of(request, _prefix(one.number), one))
        for one in found.checked
    ]
    shown = {"page": found, "rows": rows, "form": form, "wrong": wrong}
    return render(request, "web/judging/requirement.html", shown, status=422 if form or wrong else 200)


def _states() -> list[tuple[queries.State, str]]:
    """What each sign means."""
    return [(one, str(codes.words(one, "requirement_state"))) for one in queries.State]


def _prefix(number: str) -> str:
    return f"r{number}"
