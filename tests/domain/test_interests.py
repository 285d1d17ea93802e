"""Conflicts of interest (R22): declare first, and a relation blocks until somebody else has decided."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openinhuur.domain.interests import (
    AlreadyResolved,
    ConflictStands,
    ConflictUnresolved,
    Declaration,
    InterestsNotDeclared,
    NothingToResolve,
    OwnConflict,
    RelationUnexplained,
    ResolutionReasonMissing,
    check_declaration,
    check_may_assess,
    check_resolution,
)

AT = datetime(2026, 6, 29, 9, tzinfo=UTC)
LATER = datetime(2026, 6, 29, 10, tzinfo=UTC)
ANNA, AMIR = 1, 2
RELATION = "Ik werkte tot vorig jaar bij Sterk BV."
REASON = "Het dienstverband eindigde ruim een jaar geleden."
NO_RELATION = Declaration(ANNA, has_relation=False, text="", declared_at=AT)
BLOCKED = Declaration(ANNA, has_relation=True, text=RELATION, declared_at=AT)
CLEARED = replace(BLOCKED, resolved_at=LATER, resolved_by=AMIR, may_assess=True)
KEPT_OUT = replace(CLEARED, may_assess=False)


def test_r22_nobody_assesses_before_they_have_declared() -> None:
    with pytest.raises(InterestsNotDeclared):
        check_may_assess(None)


@pytest.mark.parametrize("declaration", [NO_RELATION, CLEARED])
def test_r22_without_a_relation_or_once_it_is_resolved_somebody_may_assess(declaration: Declaration) -> None:
    check_may_assess(declaration)


def test_r22_a_relation_blocks_until_it_is_resolved() -> None:
    with pytest.raises(ConflictUnresolved) as refused:
        check_may_assess(BLOCKED)
    assert refused.value.fields == {"declared_at": AT}


def test_r22_who_was_kept_out_stays_out() -> None:
    with pytest.raises(ConflictStands) as refused:
        check_may_assess(KEPT_OUT)
    assert refused.value.fields == {"resolved_at": LATER}


@pytest.mark.parametrize("text", ["", "ja", "   ", "familie"])
def test_r22_who_has_a_relation_says_which(text: str) -> None:
    with pytest.raises(RelationUnexplained):
        check_declaration(text, has_relation=True)
    check_declaration(text, has_relation=False)
    check_declaration(RELATION, has_relation=True)


def test_r22_somebody_else_decides_with_a_reason() -> None:
    check_resolution(BLOCKED, by=AMIR, reason=REASON)
    with pytest.raises(ResolutionReasonMissing):
        check_resolution(BLOCKED, by=AMIR, reason="akkoord")


@given(st.sampled_from([NO_RELATION, BLOCKED, CLEARED, KEPT_OUT]), st.sampled_from(["", REASON]))
def test_r22_nobody_decides_on_their_own_relation(declaration: Declaration, reason: str) -> None:
    with pytest.raises(OwnConflict):
        check_resolution(declaration, by=declaration.person_id, reason=reason)


@pytest.mark.parametrize("declaration", [CLEARED, KEPT_OUT])
def test_r22_a_decision_on_a_relation_stands(declaration: Declaration) -> None:
    with pytest.raises(AlreadyResolved) as refused:
        check_resolution(declaration, by=AMIR, reason=REASON)
    assert refused.value.fields == {"resolved_at": LATER}


def test_r22_where_nothing_was_declared_there_is_nothing_to_decide() -> None:
    with pytest.raises(NothingToResolve):
        check_resolution(NO_RELATION, by=AMIR, reason=REASON)


def test_r22_a_half_made_decision_does_not_exist() -> None:
    with pytest.raises(ValueError, match="resolved at a moment"):
        replace(BLOCKED, resolved_at=LATER)
