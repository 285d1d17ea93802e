"""Who belongs where: organisations made known, invitations, roles, leaving and handing over, suspended accounts."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from openinhuur.accounts import actions as accounts
from openinhuur.accounts.models import Person
from openinhuur.domain.membership import (
    ROLES_OF,
    InvitationExpired,
    InvitationForSomebodyElse,
    InvitationUsed,
    InvitationWithdrawn,
    Kind,
    LastAdministrator,
    NoRoleGiven,
    RolesNotPossible,
    expires_at,
)
from openinhuur.domain.numbers import KvkNumberInvalid, VatNumberInvalid
from openinhuur.domain.roles import ANYONE, Actor, NotAllowed, NotFound, Role
from openinhuur.journal.models import Entry
from openinhuur.letters.models import Message
from openinhuur.parties import rosters
from openinhuur.parties.actions import organisations, people
from openinhuur.parties.models import Invitation, Membership, Organisation, Passport
from openinhuur.parties.queries import actor_for, standing
from openinhuur.wording.codes import ROLE_SENTENCES
from tests.apps.house import AFTER, PUBLISHED, START, House, person, registration

AT = PUBLISHED
LATER = AT + timedelta(hours=1)
JOOST = "joost@example.org"
INTERVIEWER = frozenset({Role.INTERVIEWER})
BOTH = frozenset({Role.SUPPLIER, Role.ORGANISATION_ADMINISTRATOR})


def account(email: str, name: str = "Joost") -> Actor:
    """Somebody with an account who belongs nowhere."""
    made = accounts.register(email=email, name=name, actor=START)
    return Actor(made.pk, made.name, ANYONE.roles, None)


def secret_in(message: Message) -> str:
    """What stands in the link of an invitation."""
    found = re.search(r"/(?:uitnodiging|en/invitation)/([\w-]{43})/", message.text)
    assert found
    return found[1]


def invite(
    house: House, email: str = JOOST, roles: frozenset[Role] = INTERVIEWER, by: str = "Berend", at: datetime = AT
) -> str:
    """The secret that was mailed."""
    people.invite(house.buyer.pk, email=email, roles=roles, actor=house[by], at=at)
    return secret_in(Message.objects.filter(kind="invitation").latest("queued_at"))


def membership_of(actor: Actor) -> Membership:
    return Membership.objects.get(person_id=actor.person_id, ended_at__isnull=True)


def events() -> list[str]:
    return list(Entry.objects.order_by("position").values_list("event", flat=True))


# invitations


def test_who_was_invited_joins_with_the_roles_that_were_offered(house: House) -> None:
    joost = account(JOOST)
    joined = people.accept(invite(house), actor=joost, at=LATER)
    assert (joined.organisation, joined.roles) == (house.buyer, ["interviewer"])
    assert actor_for(joost.person, has_second_factor=True).has(Role.INTERVIEWER)
    assert events()[-3:] == ["invitation.made", "invitation.accepted", "membership.given"]


def test_the_secret_is_mailed_and_kept_nowhere_else(house: House) -> None:
    secret = invite(house)
    kept = Invitation.objects.get()
    assert secret not in str(vars(kept))
    assert secret not in "".join(str(entry.facts) for entry in Entry.objects.all())
    assert not any(secret in message.text for message in Message.objects.exclude(kind="invitation"))
    message = Message.objects.get(kind="invitation")
    assert (message.recipient_email, message.has_secret) == (JOOST, True)
    assert "Berend" in message.text
    assert house.buyer.name in message.subject


def test_the_mail_speaks_the_language_of_who_reads_it(house: House) -> None:
    account(JOOST)
    Person.objects.filter(email=JOOST).update(language="en")
    invite(house)
    assert "/en/invitation/" in Message.objects.get(kind="invitation").text
    Person.objects.filter(pk=house["Berend"].person).update(language="en")
    invite(house, "nieuw@example.org", at=LATER)
    assert Message.objects.get(recipient_email="nieuw@example.org").language == "en"


@pytest.mark.parametrize("refused", [frozenset({Role.SUPPLIER}), frozenset({Role.ADMINISTRATOR, Role.BUYER})])
def test_a_buyer_offers_no_roles_that_it_does_not_have(house: House, refused: frozenset[Role]) -> None:
    with pytest.raises(RolesNotPossible):
        invite(house, roles=refused)
    assert not Message.objects.filter(kind="invitation").exists()


def test_somebody_is_invited_in_a_role_or_not_at_all(house: House) -> None:
    with pytest.raises(NoRoleGiven):
        invite(house, roles=frozenset())


@pytest.mark.parametrize("who", ["Brenda", "Ingrid", "Aukje", "Anna"])
def test_only_who_manages_the_people_invites(house: House, who: str) -> None:
    with pytest.raises(NotAllowed):
        invite(house, by=who)


@pytest.mark.parametrize("who", ["Sterk BV", "Rap BV"])
def test_nobody_invites_people_into_another_organisation(house: House, who: str) -> None:
    with pytest.raises(NotFound):
        invite(house, by=who)


def test_who_manages_the_house_invites_into_any_organisation(house: House) -> None:
    people.accept(invite(house, by="Abel"), actor=account(JOOST), at=LATER)


def test_a_member_is_not_invited_again_whatever_the_capitals(house: House) -> None:
    email = Person.objects.get(pk=house["Ingrid"].person).email
    with pytest.raises(people.AlreadyInOrganisation):
        invite(house, email.upper())


def test_a_second_invitation_replaces_the_first(house: House) -> None:
    joost = account(JOOST)
    first, second = invite(house), invite(house, JOOST.upper(), at=LATER)
    with pytest.raises(InvitationWithdrawn):
        people.accept(first, actor=joost, at=LATER)
    people.accept(second, actor=joost, at=LATER)
    assert Entry.objects.filter(event="invitation.made").latest("position").facts["replaced"] == 1


def test_an_invitation_is_of_no_use_to_somebody_else(house: House) -> None:
    secret = invite(house)
    for thief in (house["Rap BV"], account("j0ost@example.org"), account("joost@example.orɡ", "Lookalike")):
        with pytest.raises(InvitationForSomebodyElse):
            people.accept(secret, actor=thief, at=LATER)
    people.accept(secret, actor=account(JOOST.title()), at=LATER)


def test_an_invitation_ends_with_the_fourteenth_day(house: House) -> None:
    joost, secret, end = account(JOOST), invite(house), expires_at(AT)
    with pytest.raises(InvitationExpired):
        people.accept(secret, actor=joost, at=end)
    people.accept(secret, actor=joost, at=end - timedelta(microseconds=1))


def test_an_invitation_is_accepted_once(house: House) -> None:
    joost, secret = account(JOOST), invite(house)
    people.accept(secret, actor=joost, at=LATER)
    with pytest.raises(InvitationUsed):
        people.accept(secret, actor=joost, at=LATER)
    people.end_membership(membership_of(joost).pk, actor=house["Berend"], at=LATER)
    with pytest.raises(InvitationUsed):
        people.accept(secret, actor=joost, at=LATER)


def test_an_invitation_that_was_withdrawn_is_over(house: House) -> None:
    joost, secret = account(JOOST), invite(house)
    people.withdraw_invitation(Invitation.objects.get().pk, actor=house["Berend"], at=AT)
    with pytest.raises(InvitationWithdrawn):
        people.accept(secret, actor=joost, at=LATER)


def test_what_was_accepted_or_withdrawn_is_not_withdrawn_any_more(house: House) -> None:
    secret = invite(house)
    people.accept(secret, actor=account(JOOST), at=LATER)
    used = Invitation.objects.get()
    with pytest.raises(InvitationUsed):
        people.withdraw_invitation(used.pk, actor=house["Berend"], at=LATER)
    used.refresh_from_db()
    assert used.withdrawn_at is None


@pytest.mark.parametrize(("who", "refusal"), [("Sterk BV", NotFound), ("Brenda", NotAllowed)])
def test_an_invitation_of_another_organisation_is_not_withdrawn(
    house: House, who: str, refusal: type[Exception]
) -> None:
    invite(house)
    with pytest.raises(refusal):
        people.withdraw_invitation(Invitation.objects.get().pk, actor=house[who], at=AT)


@pytest.mark.parametrize("guess", ["", "x", "a" * 43, "\x00", "é", "%", "../.."])
def test_a_secret_that_was_guessed_opens_nothing(house: House, guess: str) -> None:
    invite(house)
    with pytest.raises(NotFound):
        people.accept(guess, actor=account(JOOST), at=LATER)
    with pytest.raises(NotFound):
        rosters.invitation_page(guess, actor=ANYONE, at=LATER)


def test_the_hash_that_is_kept_is_not_the_secret(house: House) -> None:
    invite(house)
    with pytest.raises(NotFound):
        people.accept(Invitation.objects.get().secret_sha256, actor=account(JOOST), at=LATER)


def test_nobody_accepts_who_is_not_signed_in(house: House) -> None:
    with pytest.raises(NotAllowed):
        people.accept(invite(house), actor=ANYONE, at=LATER)


def test_who_became_a_member_meanwhile_keeps_the_invitation_unused(house: House) -> None:
    joost, secret = account(JOOST), invite(house)
    people.give_roles(joost.person, house.buyer.pk, frozenset({Role.AUDITOR}), actor=START, at=LATER)
    with pytest.raises(people.AlreadyInOrganisation):
        people.accept(secret, actor=joost, at=LATER)
    assert Invitation.objects.get().accepted_at is None


def test_what_an_invitation_shows_follows_from_who_looks(house: House) -> None:
    secret = invite(house)
    shown = rosters.invitation_page(secret, actor=ANYONE, at=LATER)
    assert (shown.organisation, shown.inviter, shown.has_account) == (house.buyer.name, "Berend", False)
    joost = account(JOOST)
    assert rosters.invitation_page(secret, actor=joost, at=LATER).has_account
    with pytest.raises(InvitationForSomebodyElse):
        rosters.invitation_page(secret, actor=house["Otto"], at=LATER)
    with pytest.raises(InvitationExpired):
        rosters.invitation_page(secret, actor=ANYONE, at=expires_at(AT))


# roles, leaving, handing over


def test_roles_are_changed_for_the_next_thing_that_is_asked(house: House) -> None:
    ingrid = membership_of(house["Ingrid"])
    people.change_roles(ingrid.pk, frozenset({Role.BUYER, Role.AUDITOR}), actor=house["Berend"], at=AT)
    assert actor_for(house["Ingrid"].person, has_second_factor=True).roles == {Role.BUYER, Role.AUDITOR}
    assert events()[-1] == "membership.changed"


@pytest.mark.parametrize(("roles", "refusal"), [(frozenset(), NoRoleGiven), (frozenset({Role.DESK}), RolesNotPossible)])
def test_a_member_gets_only_roles_that_are_possible(
    house: House, roles: frozenset[Role], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        people.change_roles(membership_of(house["Ingrid"]).pk, roles, actor=house["Berend"], at=AT)


def test_nobody_gives_themselves_roles(house: House) -> None:
    with pytest.raises(NotAllowed):
        people.change_roles(
            membership_of(house["Ingrid"]).pk,
            frozenset({Role.ORGANISATION_ADMINISTRATOR}),
            actor=house["Ingrid"],
            at=AT,
        )


def test_the_last_administrator_keeps_the_role_and_stays(house: House) -> None:
    berend = membership_of(house["Berend"])
    with pytest.raises(LastAdministrator):
        people.change_roles(berend.pk, frozenset({Role.BUYER}), actor=house["Berend"], at=AT)
    with pytest.raises(LastAdministrator):
        people.end_membership(berend.pk, actor=house["Berend"], at=AT)
    with pytest.raises(LastAdministrator):
        people.end_membership(berend.pk, actor=house["Abel"], at=AT)
    berend.refresh_from_db()
    assert (berend.roles, berend.ended_at) == (["organisation-administrator"], None)


def test_an_administrator_may_have_other_roles_besides(house: House) -> None:
    roles = frozenset({Role.ORGANISATION_ADMINISTRATOR, Role.BUYER})
    people.change_roles(membership_of(house["Berend"]).pk, roles, actor=house["Berend"], at=AT)


def test_one_of_two_administrators_goes_and_the_other_stays(house: House) -> None:
    second = person("Bo", house.buyer, Role.ORGANISATION_ADMINISTRATOR)
    people.end_membership(membership_of(house["Berend"]).pk, actor=house["Berend"], at=AT)
    with pytest.raises(LastAdministrator):
        people.end_membership(membership_of(second).pk, actor=second, at=LATER)


def test_an_administrator_who_cannot_sign_in_does_not_count(house: House) -> None:
    second = person("Bo", house.buyer, Role.ORGANISATION_ADMINISTRATOR)
    people.suspend(second.person, "Zoek.", actor=house["Abel"], at=AT)
    with pytest.raises(LastAdministrator):
        people.end_membership(membership_of(house["Berend"]).pk, actor=house["Berend"], at=LATER)


def test_who_never_managed_anybody_leaves_although_nobody_does(house: House) -> None:
    assert not Membership.objects.filter(
        organisation=house.other_buyer, roles__contains=["organisation-administrator"]
    ).exists()
    people.end_membership(membership_of(house["Bas"]).pk, actor=house["Bas"], at=AT)
    assert standing(house["Bas"].person, None, has_second_factor=True) is None


def test_everybody_leaves_by_themselves_and_what_they_did_stays(house: House) -> None:
    people.end_membership(membership_of(house["Ingrid"]).pk, actor=house["Ingrid"], at=AT)
    assert standing(house["Ingrid"].person, house.buyer.pk, has_second_factor=True) is None
    assert Entry.objects.latest("position").facts["by_themselves"] is True
    assert Membership.objects.filter(person_id=house["Ingrid"].person).exists()


@pytest.mark.parametrize(
    ("who", "refusal"), [("Brenda", NotAllowed), ("Sterk BV", NotFound), ("Anna", NotAllowed), ("Bas", NotAllowed)]
)
def test_nobody_else_ends_a_membership(house: House, who: str, refusal: type[Exception]) -> None:
    ingrid = membership_of(house["Ingrid"])
    with pytest.raises(refusal):
        people.end_membership(ingrid.pk, actor=house[who], at=AT)
    with pytest.raises(refusal):
        people.hand_over(ingrid.pk, membership_of(house["Brenda"]).pk, actor=house[who], at=AT)


def test_a_membership_ends_once(house: House) -> None:
    ingrid = membership_of(house["Ingrid"])
    people.end_membership(ingrid.pk, actor=house["Berend"], at=AT)
    with pytest.raises(NotFound):
        people.end_membership(ingrid.pk, actor=house["Berend"], at=LATER)
    with pytest.raises(NotFound):
        people.change_roles(ingrid.pk, INTERVIEWER, actor=house["Berend"], at=LATER)


def test_who_left_comes_back_with_a_new_invitation(house: House) -> None:
    ingrid = house["Ingrid"]
    people.end_membership(membership_of(ingrid).pk, actor=ingrid, at=AT)
    email = Person.objects.get(pk=ingrid.person).email
    people.accept(invite(house, email), actor=ingrid, at=LATER)
    assert Membership.objects.filter(person_id=ingrid.person).count() == 2


def test_the_last_administrator_hands_over_and_goes(house: House) -> None:
    brenda = membership_of(house["Brenda"])
    people.hand_over(membership_of(house["Berend"]).pk, brenda.pk, actor=house["Berend"], at=AT)
    brenda.refresh_from_db()
    assert brenda.roles == ["buyer", "interviewer", "organisation-administrator"]
    assert standing(house["Berend"].person, None, has_second_factor=True) is None
    assert events()[-1] == "membership.handed-over"


def test_roles_are_handed_over_within_the_organisation_and_to_a_colleague_only(house: House) -> None:
    berend = membership_of(house["Berend"])
    left = membership_of(house["Ingrid"])
    people.end_membership(left.pk, actor=house["Berend"], at=AT)
    people.suspend(house["Aukje"].person, "Zoek.", actor=house["Abel"], at=AT)
    for other in (membership_of(house["Bas"]), membership_of(house["Aukje"]), berend, left):
        with pytest.raises(NotFound):
            people.hand_over(berend.pk, other.pk, actor=house["Berend"], at=LATER)
    berend.refresh_from_db()
    assert berend.ended_at is None


# accounts


def test_a_suspended_person_is_nobody_from_that_moment_on(house: House) -> None:
    people.suspend(house["Brenda"].person, "Telefoon gestolen.", actor=house["Abel"], at=AT)
    assert standing(house["Brenda"].person, None, has_second_factor=True) is None
    assert actor_for(house["Brenda"].person, has_second_factor=True) == ANYONE
    assert Entry.objects.latest("position").facts["reason"] == "Telefoon gestolen."
    people.reinstate(house["Brenda"].person, actor=house["Abel"], at=LATER)
    assert actor_for(house["Brenda"].person, has_second_factor=True).has(Role.BUYER)


def test_the_only_person_of_a_supplier_can_be_suspended(house: House) -> None:
    saskia = house["Sterk BV"]
    people.suspend(saskia.person, "Account overgenomen.", actor=house["Abel"], at=AT)
    assert standing(saskia.person, None, has_second_factor=True) is None
    joost = account(JOOST)
    people.invite(house.suppliers["Sterk BV"].pk, email=JOOST, roles=BOTH, actor=house["Abel"], at=AT)
    secret = secret_in(Message.objects.get(recipient_email=JOOST))
    assert people.accept(secret, actor=joost, at=LATER).organisation == house.suppliers["Sterk BV"]


def test_somebody_is_left_to_manage_the_house(house: House) -> None:
    with pytest.raises(people.NotYourself):
        people.suspend(house["Abel"].person, "Vakantie.", actor=house["Abel"], at=AT)
    other_desk = organisations.register(registration("Desk Noord", 8), kind=Kind.DESK, actor=START, at=AT)
    noor = person("Noor", other_desk, Role.ADMINISTRATOR)
    with pytest.raises(LastAdministrator):
        people.suspend(house["Abel"].person, "Weg.", actor=noor, at=AT)
    person("Ada", house.desk, Role.ADMINISTRATOR)
    people.suspend(house["Abel"].person, "Weg.", actor=noor, at=AT)


@pytest.mark.parametrize("who", ["Berend", "Anna", "Sterk BV", "Aukje"])
def test_only_who_manages_the_house_suspends_or_reinstates(house: House, who: str) -> None:
    with pytest.raises(NotAllowed):
        people.suspend(house["Ingrid"].person, "Zomaar.", actor=house[who], at=AT)
    with pytest.raises(NotAllowed):
        people.reinstate(house["Ingrid"].person, actor=house[who], at=AT)


def test_nobody_is_suspended_who_is_not_there(house: House) -> None:
    with pytest.raises(NotFound):
        people.suspend(0, "Wie?", actor=house["Abel"], at=AT)


# organisations


def test_who_signed_up_founds_their_company_once(house: House) -> None:
    joost = account(JOOST)
    company = organisations.found(registration("Joost BV", 8), actor=joost, at=AT)
    assert (company.kind, membership_of(joost).roles) == ("supplier", ["organisation-administrator", "supplier"])
    assert not Passport.objects.get(supplier=company).sna_registered
    with pytest.raises(organisations.AlreadyMember):
        organisations.found(registration("Joost 2 BV", 9), actor=joost, at=LATER)
    assert not Organisation.objects.filter(name="Joost 2 BV").exists()


def test_nobody_founds_a_company_without_an_account(house: House) -> None:
    with pytest.raises(NotAllowed):
        organisations.found(registration("Joost BV", 8), actor=ANYONE, at=AT)


def test_a_company_is_known_once_however_its_number_is_written(house: House) -> None:
    same = registration("Joost BV", 4)
    with pytest.raises(organisations.AlreadyRegistered):
        organisations.found(replace(same, kvk_number=f" {same.kvk_number[:4]}.{same.kvk_number[4:]} "),
                            actor=account(JOOST), at=AT)  # fmt: skip
    assert not Membership.objects.filter(person__email=JOOST).exists()


@pytest.mark.parametrize(
    ("changed", "refusal"), [({"kvk_number": "123"}, KvkNumberInvalid), ({"vat_number": "NL1"}, VatNumberInvalid)]
)
def test_a_number_with_a_typing_error_is_refused(
    house: House, changed: dict[str, str], refusal: type[Exception]
) -> None:
    wrong = replace(registration("Joost BV", 8), **changed)
    with pytest.raises(refusal):
        organisations.found(wrong, actor=account(JOOST), at=AT)


@pytest.mark.parametrize(
    ("kind", "roles"),
    [
        (Kind.BUYER, ["organisation-administrator"]),
        (Kind.DESK, ["administrator"]),
        (Kind.SUPPLIER, ["organisation-administrator", "supplier"]),
    ],
)
def test_an_organisation_is_registered_and_its_first_administrator_invited(
    house: House, kind: Kind, roles: list[str]
) -> None:
    made = organisations.register_and_invite(
        registration("Nieuw", 8), kind=kind, administrator=JOOST, actor=house["Abel"], at=AT
    )
    secret = secret_in(Message.objects.get(recipient_email=JOOST))
    assert people.accept(secret, actor=account(JOOST), at=LATER).roles == roles
    assert Passport.objects.filter(supplier=made).exists() == (kind is Kind.SUPPLIER)


def test_when_the_organisation_is_refused_nobody_is_invited(house: House) -> None:
    with pytest.raises(organisations.AlreadyRegistered):
        organisations.register_and_invite(
            registration("Dubbel", 4), kind=Kind.BUYER, administrator=JOOST, actor=house["Abel"], at=AT
        )
    assert not Message.objects.filter(recipient_email=JOOST).exists()


@pytest.mark.parametrize("who", ["Berend", "Anna", "Sterk BV"])
def test_only_who_manages_the_house_registers_organisations(house: House, who: str) -> None:
    with pytest.raises(NotAllowed):
        organisations.register_and_invite(
            registration("Nieuw", 8), kind=Kind.BUYER, administrator=JOOST, actor=house[who], at=AT
        )


def test_details_are_corrected_but_the_trade_register_number_stays(house: House) -> None:
    mine = house.suppliers["Sterk BV"]
    moved = replace(registration("Sterk en Zonen BV", 4), street="Laan 2", kvk_number="99999999")
    changed = organisations.change(mine.pk, moved, actor=house["Sterk BV"], at=AT)
    assert (changed.name, changed.street, changed.kvk_number) == ("Sterk en Zonen BV", "Laan 2", mine.kvk_number)
    assert Entry.objects.latest("position").facts["changed"] == ["name", "street"]
    before = Entry.objects.count()
    organisations.change(mine.pk, moved, actor=house["Sterk BV"], at=LATER)
    assert Entry.objects.count() == before


@pytest.mark.parametrize(("who", "refusal"), [("Rap BV", NotFound), ("Brenda", NotAllowed), ("Anna", NotAllowed)])
def test_nobody_else_changes_the_details(house: House, who: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        organisations.change(house.suppliers["Sterk BV"].pk, registration("Gekaapt", 4), actor=house[who], at=AT)


# what is shown


def test_addresses_and_invitations_are_for_who_manages_the_people(house: House) -> None:
    invite(house)
    seen = rosters.organisation_page(house.buyer.pk, actor=house["Ingrid"], at=AT)
    assert seen.invitations == ()
    assert {one.email for one in seen.members} == {""}
    managed = rosters.organisation_page(house.buyer.pk, actor=house["Berend"], at=AT)
    assert [(one.email, one.has_expired) for one in managed.invitations] == [(JOOST, False)]
    assert all(one.email for one in managed.members)
    assert managed.members[0].name == "Berend"
    late = rosters.organisation_page(house.buyer.pk, actor=house["Berend"], at=AFTER + timedelta(days=30))
    assert late.invitations[0].has_expired


def test_an_organisation_is_shown_to_its_people_and_to_who_manages_the_house(house: House) -> None:
    sterk = house.suppliers["Sterk BV"].pk
    assert rosters.organisation_page(sterk, actor=house["Abel"], at=AT).own_membership is None
    for who, refusal in (("Rap BV", NotFound), ("Anna", NotFound)):
        with pytest.raises(refusal):
            rosters.organisation_page(sterk, actor=house[who], at=AT)
    with pytest.raises(NotAllowed):
        rosters.organisation_page(sterk, actor=ANYONE, at=AT)


def test_organisations_are_found_by_kind_name_and_number(house: House) -> None:
    def found(text: str = "", kind: Kind | None = None) -> list[str]:
        page = rosters.organisations_page(actor=house["Abel"], kind=kind, text=text, number=1)
        return [row.name for row in page.rows]

    assert found(kind=Kind.BUYER) == ["Gemeente A", "Gemeente B"]
    assert found("sterk") == ["Sterk BV"]
    assert found("8000 0004") == ["Sterk BV"]
    assert found("BV", Kind.DESK) == []
    assert found("%") == found("_") == []
    assert len(found()) == 6
    with pytest.raises(NotAllowed):
        rosters.organisations_page(actor=house["Anna"], kind=None, text="", number=1)


def test_a_long_list_is_shown_in_pages_of_fifty(house: House) -> None:
    more = [
        Organisation(kind="supplier", name=f"Zz {serial:03}", kvk_number=f"7{serial:07}", email="zz@example.org")
        for serial in range(50)
    ]
    Organisation.objects.bulk_create(more)

    def page(number: int) -> rosters.OrganisationsPage:
        return rosters.organisations_page(actor=house["Abel"], kind=None, text="", number=number)

    assert (len(page(1).rows), page(1).total, page(1).previous, page(1).next) == (50, 56, None, 2)
    assert (len(page(2).rows), page(2).previous, page(2).next) == (6, 1, None)
    assert page(99) == page(2)
    assert page(-3) == page(1)


def test_who_could_take_over_is_everybody_else_who_can_sign_in(house: House) -> None:
    people.suspend(house["Aukje"].person, "Zoek.", actor=house["Abel"], at=AT)
    shown = rosters.member_page(membership_of(house["Berend"]).pk, actor=house["Berend"])
    assert [name for _, name in shown.colleagues] == ["Brenda", "Ingrid"]
    assert shown.is_last_administrator
    own = rosters.member_page(membership_of(house["Ingrid"]).pk, actor=house["Ingrid"], or_own=True)
    assert (own.is_reader, own.is_last_administrator) == (True, False)


def test_every_role_that_can_be_given_says_what_it_may_do() -> None:
    assert {role.value for roles in ROLES_OF.values() for role in roles} == set(ROLE_SENTENCES)
