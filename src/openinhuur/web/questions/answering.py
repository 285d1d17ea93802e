"""Pages of the hiring desk: answering questions, offering the answers, and the second person who publishes them."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from openinhuur.calls import actions
from openinhuur.calls.actions import clarifying
from openinhuur.flow.queries import answers as queries
from openinhuur.web.forms import done
from openinhuur.web.pages import form_page, page
from openinhuur.web.questions.forms import AnswerForm, CheckForm, OfferForm
from openinhuur.web.requests import Request

LONGEST_SEEN = 64


@page
def answers(request: Request, number: str) -> HttpResponse:
    """Which questions wait for an answer, and can the answers be offered?"""
    found = queries.answers_page(number, actor=request.actor, at=request.at)
    return OfferForm.of(request, found).page("web/questions/answers.html", {"page": found.head, "found": found})


@form_page
def answer(request: Request, number: str, question_id: int) -> HttpResponse:
    """What do we answer, and does the question tell who asked it?"""
    form = AnswerForm.of(request, queries.answer_page(number, question_id, actor=request.actor, at=request.at))
    if form.is_sent():
        with form.refusals():
            actions.answer(number, question_id, form.reply(), seen=_seen(request), actor=request.actor, at=request.at)
            return done(request, _("This is kept. Nobody sees it before it is published."), "web:answers", number)
    found = queries.answer_page(number, question_id, actor=request.actor, at=request.at)
    has_changed = form.is_bound and _seen(request) != found.seen
    return form.page("web/questions/answer.html", {"page": found.head, "found": found, "has_changed": has_changed})


@form_page
def offer(request: Request, number: str) -> HttpResponse:
    """Offer the answers to a second person; what is still to be done stands on the page of the answers."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("web:answers", args=[number]))
    found = queries.answers_page(number, actor=request.actor, at=request.at)
    form = OfferForm.of(request, found)
    if form.is_sent():
        with form.refusals():
            tells_nobody = form.cleaned_data.get("tells_nobody", False)
            clarifying.offer(number, tells_nobody=tells_nobody, actor=request.actor, at=request.at)
            return done(request, _("A second person of the hiring desk can publish them now."), "web:answers", number)
    return form.page("web/questions/answers.html", {"page": found.head, "found": found})


@form_page
def check(request: Request, number: str) -> HttpResponse:
    """Is this what everybody should read? Then publish exactly this."""
    form = CheckForm(request)
    if form.is_sent():
        with form.refusals():
            reason = form.cleaned_data["late_reason"]
            clarifying.publish(number, seen=_seen(request), late_reason=reason, actor=request.actor, at=request.at)
            return done(request, _("The answers are published, to everybody at once."), "web:questions", number)
    return _checked(request, number, form)


@form_page
def send_back(request: Request, number: str) -> HttpResponse:
    """Send the answers back with a reason, or take one's own offer back."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("web:check-answers", args=[number]))
    form = CheckForm(request)
    if form.is_sent():
        with form.refusals():
            clarifying.take_back(number, reason=form.cleaned_data["reason"], actor=request.actor, at=request.at)
            return done(request, _("The answers can be changed again."), "web:answers", number)
    return _checked(request, number, form)


def _checked(request: Request, number: str, form: CheckForm) -> HttpResponse:
    found = queries.check_page(number, actor=request.actor, at=request.at)
    return form.shown_with(found).page("web/questions/check.html", {"page": found.head, "found": found})


def _seen(request: Request) -> str:
    """The fingerprint of what stood on the page."""
    return request.POST.get("seen", "")[:LONGEST_SEEN]
