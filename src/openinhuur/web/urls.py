"""Every address of the pages. Dutch stands at the root, English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.utils.translation import pgettext_lazy

from openinhuur.web import assessments, awards, calls, contracts, health, invoices, journal, post, stage, work
from openinhuur.web.parties import admissions, organisations, passports, people, systems
from openinhuur.web.sign_in.passkeys import RemovePasskey

pages = [
    path("", calls.calls, name="calls"),
    path(pgettext_lazy("address", "my-work/"), work.work, name="work"),
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
    path(pgettext_lazy("address", "organisation/"), organisations.own, name="organisation"),
    path(pgettext_lazy("address", "organisation/new/"), organisations.found, name="found"),
    path(pgettext_lazy("address", "organisation/switch/"), organisations.switch, name="switch"),
    path(pgettext_lazy("address", "organisations/"), organisations.everybody, name="organisations"),
    path(pgettext_lazy("address", "organisations/new/"), organisations.register, name="register"),
    path(pgettext_lazy("address", "organisations/<int:organisation_id>/"), organisations.one, name="party"),
    path(pgettext_lazy("address", "organisations/<int:organisation_id>/change/"), organisations.change,
         name="change-organisation"),
    path(pgettext_lazy("address", "organisations/<int:organisation_id>/invite/"), people.invite, name="invite"),
    path(pgettext_lazy("address", "memberships/<int:membership_id>/"), people.member, name="member"),
    path(pgettext_lazy("address", "memberships/<int:membership_id>/end/"), people.end, name="end-membership"),
    path(pgettext_lazy("address", "people/<int:person_id>/suspend/"), people.suspend, name="suspend-person"),
    path(pgettext_lazy("address", "people/<int:person_id>/reinstate/"), people.reinstate, name="reinstate-person"),
    path(pgettext_lazy("address", "invitations/<uuid:invitation_id>/withdraw/"), people.withdraw,
         name="withdraw-invitation"),
    path(pgettext_lazy("address", "invitation/<str:secret>/"), people.invitation, name="invitation"),
    path(pgettext_lazy("address", "passport/"), passports.own, name="passport"),
    path(pgettext_lazy("address", "passport/change/"), passports.change, name="change-passport"),
    path(pgettext_lazy("address", "passport/papers/new/"), passports.add_paper, name="add-paper"),
    path(pgettext_lazy("address", "papers/<uuid:key>/"), passports.paper, name="paper"),
    path(pgettext_lazy("address", "papers/<uuid:key>/remove/"), passports.remove_paper, name="remove-paper"),
    path(pgettext_lazy("address", "register-checks/<int:check_id>/"), passports.evidence, name="evidence"),
    path(pgettext_lazy("address", "suppliers/<int:supplier_id>/passport/"), passports.of_supplier,
         name="supplier-passport"),
    path(pgettext_lazy("address", "suppliers/<int:supplier_id>/check/"), passports.check, name="check-register"),
    path(pgettext_lazy("address", "admissions/"), admissions.admissions, name="admissions"),
    path(pgettext_lazy("address", "admissions/<int:admission_id>/"), admissions.admission, name="admission"),
    path(pgettext_lazy("address", "admissions/<int:admission_id>/<slug:step>/"), admissions.step,
         name="admission-step"),
    path(pgettext_lazy("address", "categories/<int:category_id>/ask/"), admissions.ask, name="ask-admission"),
    path(pgettext_lazy("address", "purchasing-systems/"), systems.systems, name="systems"),
    path(pgettext_lazy("address", "purchasing-systems/new/"), systems.open_system, name="open-system"),
    path(pgettext_lazy("address", "purchasing-systems/<int:system_id>/"), systems.system, name="system"),
    path(pgettext_lazy("address", "purchasing-systems/<int:system_id>/categories/new/"), systems.add_category,
         name="add-category"),
    path(pgettext_lazy("address", "purchasing-systems/<int:system_id>/regime/"), systems.regime, name="regime"),
    path(pgettext_lazy("address", "post/"), post.post, name="post"),
]  # fmt: skip

urlpatterns = [
    path("healthz/", health.health, name="healthz"),
    path("play/", stage.play, name="play"),
    *i18n_patterns(
        path("", include((pages, "web"))),
        path("account/2fa/webauthn/keys/<int:pk>/remove/", RemovePasskey.as_view(), name="mfa_remove_webauthn"),
        path("account/", include("allauth.urls")),
        prefix_default_language=False,
    ),
]
