"""The page of award notices: what still has to be made public, and recording that it was."""

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openinhuur.contracts import notices as actions
from openinhuur.domain.calendars import local
from openinhuur.flow import queries
from openinhuur.flow.queries.notices import NoticesPage
from openinhuur.web.forms import Form, done
from openinhuur.web.pages import form_page
from openinhuur.web.parties.fields import DayField
from openinhuur.web.requests import Request


class NoticeForm(Form):
    """Which agreements stand in the notice, and where it was published."""

    contracts = forms.MultipleChoiceField(
        label=gettext_lazy("Agreements in this notice"), widget=forms.CheckboxSelectMultiple
    )
    reference = forms.CharField(
        label=gettext_lazy("Reference of the publication"),
        help_text=gettext_lazy("The number on TenderNed or TED."),
        max_length=100,
    )
    published_on = DayField(label=gettext_lazy("Published on"))

    def __init__(self, request: Request, page: NoticesPage) -> None:
        super().__init__(request, initial={"published_on": local(request.at).date()})
        agreements = self.fields["contracts"]
        if isinstance(agreements, forms.MultipleChoiceField):
            agreements.choices = [(one.contract, f"{one.contract}, {one.title}") for one in page.to_notify]


@form_page
def notices(request: Request) -> HttpResponse:
    """What was awarded and still has to be made public?"""
    page = queries.notices_page(actor=request.actor, at=request.at)
    form = NoticeForm(request, page)
    if form.is_sent():
        with form.refusals():
            said = form.cleaned_data
            actions.note(
                said["contracts"],
                reference=said["reference"],
                published_on=said["published_on"],
                actor=request.actor,
                at=request.at,
            )
            return done(request, _("The award notice is recorded."), "web:notices")
    return form.page("web/contracts/notices.html", {"page": page})
