"""Pages of the opening: take a turn, read on, decide on a double offer, and the minutes."""

from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.debug import sensitive_post_parameters

from openinhuur.assessments import actions as assessments
from openinhuur.bids import actions as bids
from openinhuur.bids import ceremony
from openinhuur.bids.ceremony import Turn
from openinhuur.domain.four_eyes import ChangedSince
from openinhuur.domain.roles import Verb
from openinhuur.flow.queries.opening import DoubleRow, OpeningPage, minutes_file, opening_page
from openinhuur.web.files import stored
from openinhuur.web.forms import Form, done, reason_field
from openinhuur.web.pages import action, file_response, form_page, page
from openinhuur.web.requests import Request
from openinhuur.web.secret_fields import SENSITIVE
from openinhuur.web.turns import PaperForm, TurnForm, turn_sent

AT_ONCE = 12
"""Bids that are read while somebody waits for the page; the worker does all of them."""


class DoubleForm(Form):
    """What is decided about one candidate of several suppliers.

    A bid is chosen by its place: its own number stands in the addresses of a desk that may judge blind.
    """

    seen = forms.CharField(widget=forms.HiddenInput, max_length=4000)
    decision = forms.ChoiceField(label=gettext_lazy("What do you decide?"), widget=forms.RadioSelect)
    reason = reason_field(
        gettext_lazy("Why?"),
        gettext_lazy(
            "It stands on this page, for everybody who may read it."
            " When a bid is set aside, its supplier reads it in its letter."
        ),
    )

    def __init__(self, request: Request, double: DoubleRow, place: int) -> None:
        super().__init__(request, initial={"seen": double.key}, auto_id=f"double{place}_%s")
        self.double = double
        chosen = self.fields["decision"]
        if isinstance(chosen, forms.ChoiceField):
            aside = _("The bid of %(supplier)s is set aside and not judged")
            chosen.choices = [
                ("stand", _("All these bids are judged, each for itself")),
                *((str(place), aside % {"supplier": supplier}) for place, (_bid, supplier) in enumerate(double.bids)),
            ]

    def set_aside(self) -> UUID | None:
        """The bid that is not judged; None: all are."""
        decision = self.cleaned_data["decision"]
        return None if decision == "stand" else self.double.bids[int(decision)][0]


@sensitive_post_parameters(*SENSITIVE)
@form_page
def opening(request: Request, number: str) -> HttpResponse:
    """May the bids be opened, whose turn is it, and what came out? Sent: take a turn."""
    found = opening_page(number, actor=request.actor, at=request.at)
    if request.method != "POST":
        return _shown(request, found)
    form = turn_sent(request, found)
    if form.is_sent():
        with form.refusals():
            turn = ceremony.take_turn(number, brought=form.brought(), actor=request.actor, at=request.at)
            return done(request, _after_turn(turn), "web:opening", number)
    return _shown(request, found, form)


def _after_turn(turn: Turn) -> str:
    if turn.opening is not None:
        return _("The vault is open. The bids are being read.")
    left = turn.needed - turn.taken
    return ngettext(
        "You took your turn. %(count)s more person is needed, within the hour.",
        "You took your turn. %(count)s more people are needed, within the hour.",
        left,
    ) % {"count": left}


@action
def read(request: Request, number: str) -> HttpResponse:
    """Read on: a few bids, and back to see how far it is."""
    again = "again" in request.POST
    bids.read_bids(number, again=again, most=AT_ONCE, actor=request.actor, at=request.at)
    return HttpResponseRedirect(reverse("web:opening", args=[number]))


@form_page
def double_offer(request: Request, number: str) -> HttpResponse:
    """Is a candidate whom several suppliers offer judged for all of them, or is one bid set aside?"""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("web:opening", args=[number]))
    request.actor.require(Verb.JUDGE)
    found = opening_page(number, actor=request.actor, at=request.at)
    place = next((place for place, one in enumerate(found.doubles) if one.key == request.POST.get("seen")), None)
    if place is None:
        raise ChangedSince
    form = DoubleForm(request, found.doubles[place], place)
    if form.is_sent():
        with form.refusals():
            assessments.decide_double(
                number,
                form.cleaned_data["seen"],
                set_aside=form.set_aside(),
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                at=request.at,
            )
            return done(request, _("Your decision is recorded."), "web:opening", number)
    return _shown(request, found, form)


@page
def minutes(request: Request, number: str, of: int) -> HttpResponse:
    """What was opened, by whom and when, on paper."""
    return file_response(stored(minutes_file(number, of, actor=request.actor)))


def _shown(request: Request, found: OpeningPage, sent: Form | None = None) -> HttpResponse:
    """The page with all its forms: empty, but for the one that was refused."""
    turning, paper = TurnForm(request, found), PaperForm(request, found)
    deciding = [DoubleForm(request, one, place) for place, one in enumerate(found.doubles)]
    forms_shown = [sent if sent and _is_same(one, sent) else one.unsent() for one in (turning, paper, *deciding)]
    shown = {"page": found, "turning": forms_shown[0], "papering": forms_shown[1], "deciding": forms_shown[2:]}
    return (sent or Form(request).unsent()).page("web/opening/opening.html", shown)


def _is_same(one: Form, sent: Form) -> bool:
    return type(one) is type(sent) and one.auto_id == sent.auto_id
