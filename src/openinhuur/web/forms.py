"""The one way of a form: shown, sent, one action called, and a refusal put beside the field it is about.

    form = InviteForm(request)
    if form.is_sent():
        with form.refusals():
            people.invite(...)
            return done(request, _("The invitation is on its way."), "web:people")
    return form.page("web/people/invite.html", {...})

What was typed is kept; a form that was refused is answered with 422.
"""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, Self

from django import forms
from django.contrib import messages
from django.forms.renderers import TemplatesSetting
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from openinhuur.domain.bid import StillSealed
from openinhuur.domain.errors import Refusal
from openinhuur.domain.roles import NotAllowed, NotFound
from openinhuur.web.requests import Request
from openinhuur.wording import language
from openinhuur.wording.sentences import sentence

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

LONGEST_REASON: Final = 2000


class Renderer(TemplatesSetting):
    """Fields and forms look as in the design system."""

    form_template_name = "web/parts/form.html"
    field_template_name = "web/parts/field.html"


class Form(forms.Form):
    """A form of ours, filled from the request when it was sent."""

    use_required_attribute = False
    default_renderer = Renderer

    def __init__(self, request: Request, *, initial: Mapping[str, Any] | None = None, **more: Any) -> None:
        self.request = request
        is_post = request.method == "POST"
        super().__init__(
            request.POST if is_post else None,
            request.FILES if is_post else None,
            initial=dict(initial or {}),
            label_suffix="",
            **more,
        )

    def is_sent(self) -> bool:
        """Whether it was sent, with everything in its shape."""
        return self.is_bound and self.is_valid()

    def unsent(self) -> Self:
        """As it is before anything was typed, on the page where another form was sent."""
        self.is_bound = False
        return self

    @contextmanager
    def refusals(self) -> Generator[None]:
        """A refusal of the rules stands beside the field it names, or above the form.

        What tells that something is there and kept from somebody is passed on: such an attempt is written down.
        """
        try:
            yield
        except (NotFound, NotAllowed, StillSealed):
            raise
        except Refusal as refusal:
            field = refusal.fields.get("field")
            self.add_error(field if field in self.fields else None, sentence(refusal, language.current()))

    def page(self, template: str, context: Mapping[str, object] | None = None) -> HttpResponse:
        """The page with this form: 200 to fill in, 422 when it was refused."""
        status = 422 if self.is_bound and self.errors else 200
        return render(self.request, template, {"form": self, **(context or {})}, status=status)


def reason_field(label: "StrPromise", help_text: "StrPromise", *, rows: int = 4) -> forms.CharField:
    """Where a person writes down why, in words that others will read."""
    return forms.CharField(
        label=label, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows}), max_length=LONGEST_REASON
    )


def done(request: Request, message: str, address: str, *args: object) -> HttpResponse:
    """After an action: say so, and go on."""
    messages.success(request, message)
    return HttpResponseRedirect(reverse(address, args=args))


def required() -> str:
    """What an empty field that must not be empty says."""
    return _("Fill this in.")
