"""The lot at the edge of the shortlist: inviting who is equal, the turns of who draws, the outcome and its proof."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.debug import sensitive_post_parameters

from openinhuur.assessments import lots
from openinhuur.assessments.lots import Drawing
from openinhuur.domain.lot import NOTICE
from openinhuur.domain.roles import Role, Verb
from openinhuur.flow.queries import lots as queries
from openinhuur.web.forms import Form, done
from openinhuur.web.judging.forms import JudgingForm
from openinhuur.web.pages import file_response, form_page, page
from openinhuur.web.parties.fields import MomentField
from openinhuur.web.requests import Request
from openinhuur.web.secret_fields import SENSITIVE
from openinhuur.web.turns import PaperForm, TurnForm, turn_sent


class InviteForm(JudgingForm):
    """When the lot is drawn."""

    draws_at = MomentField(label=gettext_lazy("When is the lot drawn?"))

    def __init__(self, request: Request) -> None:
        super().__init__(request, prefix="invite")
        self.fields["draws_at"].help_text = _(
            "At least %(hours)s hours from now. The suppliers get an e-mail and may be there."
        ) % {"hours": NOTICE.seconds // 3600}


@sensitive_post_parameters(*SENSITIVE)
@form_page
def lot(request: Request, number: str) -> HttpResponse:
    """Is a lot needed, when is it drawn, whose turn is it, and what came out? Sent: take a turn."""
    if request.actor.has(Role.SUPPLIER) and request.method != "POST":
        own = queries.own_lot_page(number, actor=request.actor, at=request.at)
        return render(request, "web/judging/lot-own.html", {"page": own})
    found = queries.lot_page(number, actor=request.actor, at=request.at)
    if request.method != "POST":
        return _shown(request, found)
    request.actor.require(Verb.CLOSE_STEP)
    form = turn_sent(request, found)
    if form.is_sent():
        with form.refusals():
            drawn = lots.take_turn(number, brought=form.brought(), actor=request.actor, at=request.at)
            return done(request, _after_turn(drawn), "web:lot", number)
    return _shown(request, found, form)


@form_page
def invite(request: Request, number: str) -> HttpResponse:
    """Invite the suppliers of the bids that are equal, for the moment at which the lot is drawn."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("web:lot", args=[number]))
    found = queries.lot_page(number, actor=request.actor, at=request.at)
    request.actor.require(Verb.CLOSE_STEP)
    form = InviteForm(request)
    if form.is_sent():
        with form.refusals():
            lots.invite(number, draws_at=form.cleaned_data["draws_at"], actor=request.actor, at=request.at)
            return done(request, _("The suppliers are invited. They get an e-mail."), "web:lot", number)
    return _shown(request, found, form)


@page
def minutes(request: Request, number: str) -> HttpResponse:
    """Who drew, when, and what came out, on paper."""
    return file_response(queries.lot_minutes(number, actor=request.actor, at=request.at))


@page
def proof(request: Request, number: str) -> HttpResponse:
    """The file with which anybody computes the lot again."""
    return file_response(queries.lot_proof(number, actor=request.actor, at=request.at))


def _shown(request: Request, found: queries.LotPage, sent: Form | None = None) -> HttpResponse:
    """The page with all its forms: empty, but for the one that was refused."""
    made = (TurnForm(request, found), PaperForm(request, found), InviteForm(request))
    turning, papering, inviting = (sent if sent and type(one) is type(sent) else one.unsent() for one in made)
    shown = {"page": found, "turning": turning, "papering": papering, "inviting": inviting}
    return (sent or Form(request).unsent()).page("web/judging/lot.html", shown)


def _after_turn(drawn: Drawing) -> str:
    if drawn.order:
        return _("The lot is drawn, and step 2 is closed. The suppliers get the proof by e-mail.")
    left = drawn.needed - drawn.taken
    return ngettext(
        "You took your turn. %(count)s more person is needed, within the hour.",
        "You took your turn. %(count)s more people are needed, within the hour.",
        left,
    ) % {"count": left}
