"""The questions and answers of a call, for everybody; and the form beside them for who may ask."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from openinhuur.calls import actions
from openinhuur.domain.roles import Verb
from openinhuur.flow import queries
from openinhuur.web.forms import done
from openinhuur.web.kept_pages import keep
from openinhuur.web.pages import file_response, form_page, page
from openinhuur.web.questions.forms import AskForm
from openinhuur.web.requests import Request


@form_page
def questions(request: Request, number: str) -> HttpResponse:
    """What did others ask, what was the answer, and can I still ask?"""
    to = Verb.ASK if request.method == "POST" else Verb.READ_CALL
    found = queries.questions_page(number, actor=request.actor, at=request.at, to=to)
    keep(request, found.unchanged_until)
    form = AskForm.of(request, found)
    if form.is_sent():
        with form.refusals():
            said = form.cleaned_data
            reports_error = said.get("reports_error", False)
            actions.ask(number, said["text"], reports_error=reports_error, actor=request.actor, at=request.at)
            return done(request, _("We have received it. No other supplier sees who asked."), "web:questions", number)
    return form.page("web/questions/questions.html", {"page": found})


@page
def clarification(request: Request, number: str, clarification: int) -> HttpResponse:
    """The paper with the questions and answers that were published together."""
    return file_response(queries.clarification_file(number, clarification, actor=request.actor))
