"""Pages about who keeps the keys of a desk's sealed bids."""

from base64 import b64encode
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from openinhuur.domain import sealing as domain
from openinhuur.domain.roles import Verb
from openinhuur.domain.sealing import SealedBy
from openinhuur.flow.queries.keyholding import holder_to_end, keyholders_page
from openinhuur.parties.actions import keyholders as actions
from openinhuur.parties.actions.keyholders import Registered
from openinhuur.web.forms import Form, done, reason_field
from openinhuur.web.pages import form_page, page
from openinhuur.web.requests import Request
from openinhuur.web.secret_fields import SENSITIVE, PassphraseField, are_equal
from openinhuur.wording import language

BY = (
    (SealedBy.KEYHOLDERS.value, gettext_lazy("People: each holds a part of the key, and some of them open together")),
    (SealedBy.SERVER.value, gettext_lazy("The server, for a hiring desk that is too small for that")),
)


class ChoiceForm(Form):
    """Who keeps the keys of sealed bids from now on."""

    sealed_by = forms.TypedChoiceField(
        label=gettext_lazy("Who keeps the keys?"), coerce=SealedBy, choices=BY, widget=forms.RadioSelect
    )
    needed = forms.IntegerField(
        label=gettext_lazy("How many people open the bids together?"),
        help_text=gettext_lazy("Only when people keep the keys. At least two."),
        min_value=domain.NEEDED,
        max_value=domain.MOST_HOLDERS,
    )
    holders = forms.IntegerField(
        label=gettext_lazy("How many people hold a part, at least?"),
        help_text=gettext_lazy("Only when people keep the keys. One or two more than open: somebody can be ill."),
        min_value=domain.NEEDED,
        max_value=domain.MOST_HOLDERS,
    )
    reason = reason_field(
        gettext_lazy("Why?"),
        gettext_lazy("Needed when the server keeps the keys. It stands in the journal."),
    )

    def __init__(self, request: Request) -> None:
        initial = {"sealed_by": SealedBy.KEYHOLDERS.value, "needed": domain.NEEDED, "holders": domain.HOLDERS}
        super().__init__(request, initial=initial)
        for name in ("needed", "holders", "reason"):
            self.fields[name].required = False


class _TwiceForm(Form):
    """A form with a new passphrase, typed twice."""

    new_field = "passphrase"

    def clean(self) -> dict[str, Any]:
        """Twice the same was typed."""
        found = super().clean() or {}
        typed, again = found.get(self.new_field), found.get("again")
        if typed is not None and again is not None and not are_equal(typed, again):
            self.add_error("again", _("This is something else than what you typed first."))
        return found


class BecomeForm(_TwiceForm):
    """The passphrase of a new keyholder."""

    passphrase = PassphraseField(
        is_new=True,
        label=gettext_lazy("Your passphrase"),
        help_text=gettext_lazy("At least 16 characters: for example five words that do not belong together."),
    )
    again = PassphraseField(is_new=True, label=gettext_lazy("The same passphrase again"))


class PassphraseForm(_TwiceForm):
    """Another passphrase for the same key."""

    new_field = "new"
    old = PassphraseField(label=gettext_lazy("Your passphrase as it is now"))
    new = PassphraseField(
        is_new=True,
        label=gettext_lazy("Your new passphrase"),
        help_text=gettext_lazy("At least 16 characters: for example five words that do not belong together."),
    )
    again = PassphraseField(is_new=True, label=gettext_lazy("The new passphrase again"))


@page
def keyholders(request: Request) -> HttpResponse:
    """Who keeps the keys of sealed bids, and is that enough to publish?"""
    return render(request, "web/keyholders/keyholders.html", {"page": keyholders_page(actor=request.actor)})


@form_page
def choose(request: Request) -> HttpResponse:
    """Who keeps the keys of calls that are published from now on?"""
    request.actor.require(Verb.MANAGE)
    found = keyholders_page(actor=request.actor)
    form = ChoiceForm(request)
    if form.is_sent():
        said = form.cleaned_data
        with form.refusals():
            actions.choose(
                found.desk_id,
                said["sealed_by"],
                needed=said["needed"] or 0,
                holders=said["holders"] or 0,
                reason=said["reason"],
                actor=request.actor,
                at=request.at,
            )
            return done(request, _("From now on the keys are kept as you chose."), "web:keyholders")
    return form.page("web/keyholders/choose.html", {"page": found})


@sensitive_post_parameters(*SENSITIVE)
@form_page
def become(request: Request) -> HttpResponse:
    """Hold a part of the keys, behind a passphrase; and see the words for on paper, this one time."""
    request.actor.require(Verb.OPEN)
    found = keyholders_page(actor=request.actor)
    form = BecomeForm(request)
    if form.is_sent():
        with form.refusals():
            registered = actions.register(
                found.desk_id, form.cleaned_data["passphrase"], actor=request.actor, at=request.at
            )
            return _paper(request, registered)
    return form.page("web/keyholders/become.html", {"page": found})


@sensitive_variables()
def _paper(request: Request, registered: Registered) -> HttpResponse:
    """The answer to the form itself, so that the words are on no address, and in nothing that is kept."""
    paper = registered.paper(language=language.current(), at=request.at)
    shown = {
        "holder": registered.holder.pk,
        "key_words": registered.words.reveal().decode().split(),
        "pdf": b64encode(paper).decode(),
    }
    return render(request, "web/keyholders/paper.html", shown)


@sensitive_post_parameters(*SENSITIVE)
@form_page
def change_passphrase(request: Request) -> HttpResponse:
    """Another passphrase for the same key."""
    request.actor.require(Verb.OPEN)
    found = keyholders_page(actor=request.actor)
    form = PassphraseForm(request)
    if form.is_sent():
        with form.refusals():
            said = form.cleaned_data
            actions.change_passphrase(said["old"], said["new"], actor=request.actor, at=request.at)
            return done(request, _("Your passphrase is changed. The words on your paper stay."), "web:keyholders")
    return form.page("web/keyholders/passphrase.html", {"page": found})


@form_page
def end(request: Request, holder_id: int) -> HttpResponse:
    """Stop holding a key, or have somebody stop."""
    found = holder_to_end(holder_id, actor=request.actor)
    if request.method == "POST":
        actions.end(holder_id, actor=request.actor, at=request.at)
        said = _("%(name)s holds no key of new calls any more.") % {"name": found.name}
        return done(request, said, "web:keyholders")
    shown = {"page": keyholders_page(actor=request.actor), "holder": found}
    return render(request, "web/keyholders/end.html", shown)
