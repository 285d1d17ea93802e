"""Forms about organisations and their people: what the trade register says, invitations, roles, leaving."""

from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from typing import Any, Final, cast

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from openinhuur.domain import numbers
from openinhuur.domain.errors import Refusal
from openinhuur.domain.membership import ROLES_OF, Kind, LastAdministrator, NoRoleGiven, RolesNotPossible
from openinhuur.domain.roles import Role
from openinhuur.parties.actions.organisations import Registration
from openinhuur.web.forms import Form
from openinhuur.web.parties.fields import choice_of
from openinhuur.web.requests import Request
from openinhuur.wording import language
from openinhuur.wording.codes import words
from openinhuur.wording.sentences import sentence

SPELLINGS: Final = {
    "kvk_number": numbers.kvk_number,
    "vat_number": numbers.vat_number,
    "oin": numbers.oin,
    "postcode": numbers.postcode,
    "iban": numbers.iban,
}
"""How each number is checked; all at once, so that nobody mends one typing error to meet the next."""


def _text(label: Any, longest: int, autocomplete: str, **more: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, max_length=longest, widget=widget, **more)


def _address(label: Any, autocomplete: str, help_text: Any = "") -> forms.EmailField:
    widget = forms.EmailInput(attrs={"autocomplete": autocomplete})
    return forms.EmailField(label=label, max_length=254, help_text=help_text, widget=widget)


class OrganisationForm(Form):
    """An organisation as the trade register knows it."""

    name = _text(_("Name"), 200, "organization", help_text=_("As it stands in the trade register."))
    kvk_number = _text(_("KvK number"), 20, "off", help_text=_("The 8 digits of the trade register."))
    vat_number = _text(_("VAT number"), 30, "off", help_text=_("NL, 9 digits, the letter B and 2 digits."))
    oin = _text(_("OIN"), 40, "off", required=False, help_text=_("The number of a public body in digital traffic."))
    street = _text(_("Street and number"), 200, "street-address")
    postcode = _text(_("Postcode"), 20, "postal-code")
    city = _text(_("City"), 100, "address-level2")
    email = _address(_("E-mail address of the organisation"), "email")
    iban = _text(_("IBAN"), 60, "off", required=False, help_text=_("The account on which the organisation is paid."))

    def clean(self) -> dict[str, Any]:
        """Every number in its spelling, or what is wrong with it beside it."""
        cleaned = super().clean() or self.cleaned_data
        for name, check in SPELLINGS.items():
            try:
                if cleaned.get(name):
                    check(cleaned[name])
            except Refusal as refusal:
                self.add_error(name, sentence(refusal, language.current()))
        return cleaned

    def registration(self) -> Registration:
        """What was filled in; a field that this form does not ask for is empty."""
        return Registration(**{one.name: self.cleaned_data.get(one.name, "") for one in fields(Registration)})


class FoundForm(OrganisationForm):
    """One's own company, as a supplier."""

    oin = None  # type: ignore[assignment] # Django's way to leave a field out: a company has no such number


class DetailsForm(OrganisationForm):
    """The details of an organisation that is known; its trade register number stays."""

    kvk_number = None  # type: ignore[assignment] # Django's way to leave a field out

    def __init__(self, request: Request, *, kind: Kind, initial: Mapping[str, Any]) -> None:
        super().__init__(request, initial=initial)
        if kind is Kind.SUPPLIER and not initial.get("oin"):
            del self.fields["oin"]


class RegisterForm(OrganisationForm):
    """Somebody else's organisation, and who will manage its people."""

    kind = choice_of(Kind, "role", as_radio=True, label=_("What is it?"))
    administrator = _address(
        _("E-mail address of its first administrator"),
        "off",
        _("This person gets an invitation, and then invites colleagues."),
    )
    field_order = ("kind",)

    def __init__(self, request: Request) -> None:
        super().__init__(request)
        for field in self.fields.values():  # these are not the details of who fills them in
            field.widget.attrs.pop("autocomplete", None)


class RolesForm(Form):
    """The roles that somebody gets."""

    roles = forms.TypedMultipleChoiceField(
        label=_("Roles"), coerce=Role, widget=forms.CheckboxSelectMultiple, error_messages={"required": ""}
    )

    def __init__(self, request: Request, *, kind: Kind, initial: Sequence[Role] = ()) -> None:
        super().__init__(request, initial={"roles": [role.value for role in initial]})
        field = cast("forms.TypedMultipleChoiceField", self.fields["roles"])
        field.choices = [(role.value, _explained(role)) for role in Role if role in ROLES_OF[kind]]
        field.error_messages["required"] = sentence(NoRoleGiven(), language.current())

    def chosen(self) -> frozenset[Role]:
        """The roles that were chosen."""
        return frozenset(self.cleaned_data["roles"])

    @contextmanager
    def refusals(self) -> Generator[None]:
        """What the rules say about roles stands beside the roles."""
        with super().refusals():
            try:
                yield
            except (LastAdministrator, NoRoleGiven, RolesNotPossible) as refusal:
                refusal.fields["field"] = "roles"
                raise


class InviteForm(RolesForm):
    """Somebody who is asked to join."""

    email = _address(_("E-mail address"), "off", _("The invitation goes to this address and works for nobody else."))
    field_order = ("email", "roles")


class LeavingForm(Form):
    """Somebody leaves; perhaps a colleague takes over."""

    successor = forms.TypedChoiceField(
        label=_("Who takes over the roles?"),
        help_text=_("This colleague gets them beside their own, at the same moment."),
        coerce=int,
        required=False,
        empty_value=None,
    )

    def __init__(self, request: Request, *, colleagues: Sequence[tuple[int, str]], is_last: bool) -> None:
        super().__init__(request)
        field = cast("forms.TypedChoiceField", self.fields["successor"])
        field.choices = [("", _("Choose…") if is_last else _("Nobody")), *colleagues]
        field.required = is_last
        field.error_messages["required"] = sentence(LastAdministrator(), language.current())
        if not colleagues:
            del self.fields["successor"]

    @contextmanager
    def refusals(self) -> Generator[None]:
        """That somebody has to stay in charge stands beside who takes over."""
        with super().refusals():
            try:
                yield
            except LastAdministrator as refusal:
                refusal.fields["field"] = "successor"
                raise


class SuspensionForm(Form):
    """Why an account is suspended."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It stands in the journal. Name no facts about somebody's health or private life."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def _explained(role: Role) -> SafeString:
    """The name of a role, and what it may do."""
    return format_html(
        '{}<span class="name-below small subtle">{}</span>', words(role, "role"), words(role, "role_sentence")
    )
