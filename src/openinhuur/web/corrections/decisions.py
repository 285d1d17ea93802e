"""Pages for the second person: a correction that waits, and the withdrawal of a call."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openinhuur.calls.actions import correcting as corrections
from openinhuur.calls.actions import withdrawing as withdrawals
from openinhuur.flow import correcting, withdrawing
from openinhuur.flow.queries.corrections import correction_page
from openinhuur.flow.queries.withdrawals import withdrawal_page
from openinhuur.web.forms import Form, done, reason_field
from openinhuur.web.pages import form_page
from openinhuur.web.requests import Request

LONGEST_KEY = 9


class SendBackForm(Form):
    """What has to change in a correction."""

    reason = reason_field(gettext_lazy("What has to change?"), gettext_lazy("Who wrote it reads this in an e-mail."))


class WithdrawForm(Form):
    """Why a call is withdrawn."""

    reason = reason_field(
        gettext_lazy("Why is the call withdrawn?"),
        gettext_lazy("Everybody reads this: on the page of the call, and in an e-mail."),
        rows=5,
    )


class RefuseForm(Form):
    """Why a call is not withdrawn."""

    reason = reason_field(
        gettext_lazy("Why is the call not withdrawn?"), gettext_lazy("Who asked it reads this in an e-mail.")
    )


@form_page
def correction(request: Request, number: str) -> HttpResponse:
    """What changes, what does it do, and should everybody read it? Then publish exactly this."""
    if request.method == "POST":
        published = correcting.publish(number, seen=request.POST.get("seen", ""), actor=request.actor, at=request.at)
        said = _("Correction %(number)s is published, and everybody is told.") % {"number": published.number}
        return done(request, said, "web:call", number)
    return _waiting(request, number, SendBackForm(request))


@form_page
def send_back(request: Request, number: str) -> HttpResponse:
    """Send a correction back with a reason, or take one's own back."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("web:correction", args=[number]))
    form = SendBackForm(request)
    form.fields["reason"].required = False
    if form.is_sent():
        with form.refusals():
            reason = form.cleaned_data["reason"]
            corrections.drop(number, reason=reason, actor=request.actor, at=request.at)
            return done(request, _("The call stays as it is. What was written is kept."), "web:call", number)
    form.fields["reason"].required = True
    return _waiting(request, number, form)


@form_page
def withdraw(request: Request, number: str) -> HttpResponse:
    """Should this call be withdrawn, and why? It waits for a second person."""
    form = WithdrawForm(request)
    if form.is_sent():
        with form.refusals():
            withdrawing.ask(number, form.cleaned_data["reason"], actor=request.actor, at=request.at)
            return done(request, _("A second person decides on it."), "web:withdraw-call", number)
    found = withdrawal_page(number, actor=request.actor, at=request.at)
    return form.page("web/corrections/withdraw.html", {"page": found, "refusing": RefuseForm(request)})


@form_page
def decide_withdrawal(request: Request, number: str) -> HttpResponse:
    """Withdraw the call for the reason that was read, or not."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("web:withdraw-call", args=[number]))
    if "withdraw" in request.POST:
        withdrawing.withdraw(number, seen=_seen(request), actor=request.actor, at=request.at)
        return done(request, _("The call is withdrawn, and everybody is told."), "web:call", number)
    form = RefuseForm(request)
    form.fields["reason"].required = False
    if form.is_sent():
        with form.refusals():
            withdrawals.drop(number, reason=form.cleaned_data["reason"], actor=request.actor, at=request.at)
            return done(request, _("The call is not withdrawn."), "web:call", number)
    form.fields["reason"].required = True
    found = withdrawal_page(number, actor=request.actor, at=request.at)
    return form.page("web/corrections/withdraw.html", {"page": found, "refusing": form})


def _waiting(request: Request, number: str, form: Form) -> HttpResponse:
    found = correction_page(number, actor=request.actor, at=request.at)
    return form.page("web/corrections/correction.html", {"page": found})


def _seen(request: Request) -> int:
    """The request that stood on the page; 0, which none has, when there was none."""
    said = request.POST.get("withdraw", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < LONGEST_KEY else 0
