"""Who may do what at all."""

import pytest

from openinhuur.domain.roles import ANYONE, MAY, Actor, NotAllowed, Role, Verb

ANNA = Actor(1, "Anna", frozenset({Role.DESK}), 7)


def test_every_role_has_its_verbs_and_every_verb_a_role() -> None:
    assert set(MAY) == set(Role)
    assert set().union(*MAY.values()) == set(Verb)


def test_a_visitor_reads_published_calls_and_nothing_else() -> None:
    assert MAY[Role.VISITOR] == {Verb.READ_CALL}


def test_nobody_who_scores_also_awards() -> None:
    assert not [role for role, verbs in MAY.items() if {Verb.SCORE, Verb.AWARD} <= verbs]


def test_nobody_who_writes_hours_also_approves_them() -> None:
    assert not [role for role, verbs in MAY.items() if {Verb.WRITE_HOURS, Verb.APPROVE_HOURS} <= verbs]


def test_an_actor_may_what_one_of_their_roles_may() -> None:
    brenda = Actor(2, "Brenda", frozenset({Role.BUYER, Role.INTERVIEWER}), 8)
    assert brenda.may(Verb.AWARD)
    assert brenda.may(Verb.INTERVIEW)
    assert not brenda.may(Verb.SCORE)


def test_what_no_role_of_theirs_may_is_refused() -> None:
    ANNA.require(Verb.SCORE)
    with pytest.raises(NotAllowed):
        ANNA.require(Verb.AWARD)


def test_nothing_is_done_in_the_name_of_nobody() -> None:
    assert (ANNA.person, ANNA.organisation) == (1, 7)
    with pytest.raises(NotAllowed):
        _ = ANYONE.person
    with pytest.raises(NotAllowed):
        _ = ANYONE.organisation
