"""Every address of the pages. Dutch stands at the root, English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.utils.translation import pgettext_lazy

from openinhuur.web import assessments, awards, calls, contracts, health, invoices, journal, stage

pages = [
    path("", calls.calls, name="calls"),
    path(pgettext_lazy("address", "calls/<slug:number>/"), calls.call, name="call"),
    path(pgettext_lazy("address", "calls/<slug:number>/questions/"), calls.questions, name="questions"),
    path(pgettext_lazy("address", "calls/<slug:number>/progress/"), assessments.progress, name="progress"),
    path(pgettext_lazy("address", "calls/<slug:number>/points/"), assessments.matrix, name="matrix"),
    path(pgettext_lazy("address", "calls/<slug:number>/interviews/"), assessments.interviews, name="interviews"),
    path(pgettext_lazy("address", "calls/<slug:number>/letters/"), awards.letters, name="letters"),
    path(pgettext_lazy("address", "calls/<slug:number>/agreement/"), contracts.contract, name="contract"),
    path(pgettext_lazy("address", "calls/<slug:number>/invoices/"), invoices.invoices, name="invoices"),
    path(pgettext_lazy("address", "letters/<uuid:letter_id>/"), awards.letter, name="letter"),
    path(pgettext_lazy("address", "invoices/<uuid:invoice_id>/"), invoices.invoice, name="invoice"),
    path(pgettext_lazy("address", "journal/"), journal.journal, name="journal"),
]

urlpatterns = [
    path("healthz/", health.health, name="healthz"),
    path("seen-by/", stage.seen_by, name="seen-by"),
    *i18n_patterns(path("", include((pages, "web"))), prefix_default_language=False),
]
