"""Who belongs where: roles, the last administrator, and invitations."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openinhuur.domain.errors import Refusal
from openinhuur.domain.membership import (
    ADMINISTERS,
    ROLES_OF,
    Invitation,
    InvitationExpired,
    InvitationForSomebodyElse,
    InvitationUsed,
    InvitationWithdrawn,
    Kind,
    LastAdministrator,
    NoRoleGiven,
    RolesNotPossible,
    check_administrator_left,
    check_invitation,
    check_roles,
    expires_at,
)
from openinhuur.domain.roles import Role

SENT = datetime(2026, 6, 22, 8, 15, tzinfo=UTC)
ENDS = datetime(2026, 7, 6, 22, tzinfo=UTC)
ONE_MS = timedelta(milliseconds=1)
INVITATION = Invitation("anna@example.org", SENT, ENDS)


@pytest.mark.parametrize("kind", Kind)
def test_an_organisation_gives_each_of_its_roles_and_all_of_them_together(kind: Kind) -> None:
    for role in ROLES_OF[kind]:
        check_roles(kind, {role})
    check_roles(kind, ROLES_OF[kind])


@given(st.sampled_from(Kind), st.frozensets(st.sampled_from(Role)))
def test_an_organisation_gives_its_own_roles_and_no_others(kind: Kind, roles: frozenset[Role]) -> None:
    strange = sorted(role.value for role in roles - ROLES_OF[kind])
    if not roles:
        with pytest.raises(NoRoleGiven):
            check_roles(kind, roles)
    elif strange:
        with pytest.raises(RolesNotPossible) as refused:
            check_roles(kind, roles)
        assert refused.value.fields == {"roles": strange, "kind": kind.value}
    else:
        check_roles(kind, roles)


def test_nobody_is_made_a_visitor_and_every_other_role_belongs_somewhere() -> None:
    assert frozenset().union(*ROLES_OF.values()) == set(Role) - {Role.VISITOR}


@pytest.mark.parametrize("kind", Kind)
def test_in_every_kind_of_organisation_somebody_can_manage_the_people(kind: Kind) -> None:
    assert ROLES_OF[kind] & ADMINISTERS


def test_the_last_who_manages_the_people_stays() -> None:
    for after in ([], [frozenset({Role.BUYER}), frozenset({Role.AUDITOR})]):
        with pytest.raises(LastAdministrator):
            check_administrator_left(after)


@pytest.mark.parametrize("role", sorted(ADMINISTERS, key=lambda role: role.value))
def test_one_who_manages_the_people_is_enough(role: Role) -> None:
    check_administrator_left([frozenset({Role.BUYER}), frozenset({Role.AUDITOR, role})])


def test_an_invitation_holds_until_the_end_of_the_fourteenth_day() -> None:
    assert expires_at(SENT) == ENDS
    check_invitation(INVITATION, email="anna@example.org", at=ENDS - ONE_MS)
    with pytest.raises(InvitationExpired):
        check_invitation(INVITATION, email="anna@example.org", at=ENDS)


def test_an_invitation_is_sent_at_night_on_the_day_of_amsterdam() -> None:
    assert expires_at(datetime(2026, 6, 22, 22, 30, tzinfo=UTC)) == datetime(2026, 7, 7, 22, tzinfo=UTC)


@given(st.datetimes(datetime(2021, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 (bounds)
def test_an_invitation_gives_two_weeks_at_least_and_a_day_and_an_hour_more_at_most(invited_at: datetime) -> None:
    assert timedelta(days=14, hours=-1) < expires_at(invited_at) - invited_at <= timedelta(days=15, hours=1)


@pytest.mark.parametrize("email", ["anna@example.org", "Anna@Example.ORG", " anna@example.org "])
def test_capitals_in_an_address_do_not_matter(email: str) -> None:
    check_invitation(INVITATION, email=email, at=SENT)


@pytest.mark.parametrize(
    "email",
    [
        "",
        "amir@example.org",
        "anna@example.or",
        "\N{CYRILLIC SMALL LETTER A}nna@example.org",
        "anna@example.org\x00",
        "\ud800",
    ],
    ids=ascii,
)
def test_somebody_else_is_not_told_whose_invitation_it_is(email: str) -> None:
    with pytest.raises(InvitationForSomebodyElse) as refused:
        check_invitation(INVITATION, email=email, at=SENT)
    assert refused.value.fields == {}


def test_letters_that_fold_together_make_another_address() -> None:
    invitation = replace(INVITATION, email="erik@example.org")
    with pytest.raises(InvitationForSomebodyElse):
        check_invitation(invitation, email="eri\N{KELVIN SIGN}@example.org", at=SENT)


@pytest.mark.parametrize(
    ("invitation", "refusal"),
    [
        (replace(INVITATION, accepted_at=SENT), InvitationUsed),
        (replace(INVITATION, withdrawn_at=SENT), InvitationWithdrawn),
    ],
)
@pytest.mark.parametrize("at", [SENT, ENDS])
def test_an_invitation_counts_once_and_not_after_it_was_withdrawn(
    invitation: Invitation, refusal: type[Refusal], at: datetime
) -> None:
    with pytest.raises(refusal):
        check_invitation(invitation, email="anna@example.org", at=at)
    with pytest.raises(InvitationForSomebodyElse):
        check_invitation(invitation, email="otto@example.org", at=at)
