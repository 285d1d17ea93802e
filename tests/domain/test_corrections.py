"""R11, R12, R19, R21: correcting, extending and withdrawing a published call; confirming what was bid before."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openinhuur.domain.bid import (
    AlreadyOpened,
    AlreadyWithdrawn,
    DeadlinePassed,
    NothingToConfirm,
    check_confirmation,
    check_received,
    needs_confirmation,
)
from openinhuur.domain.calendars import local
from openinhuur.domain.call import CallWithdrawn, DatesOutOfOrder, NotPublished, Timetable, check_order
from openinhuur.domain.correction import (
    Change,
    CorrectionReasonMissing,
    DeadlineEarlier,
    Effect,
    FrozenAtPublication,
    MomentPassed,
    NewDeadlineNeeded,
    NothingChanges,
    OnlyAnExtension,
    check_correction,
    is_correctable,
    moved,
    shifted,
)
from openinhuur.domain.draft import FROZEN, NoSuchField
from openinhuur.domain.opening import CorrectionWaits, QuestionsUnanswered, WithdrawalWaits, check_settled
from openinhuur.domain.typed import FieldNotReadable, typed
from openinhuur.domain.withdrawal import TooLateToWithdraw, WithdrawalReasonMissing, check_withdrawal

PUBLISHED = datetime(2026, 6, 16, 8, tzinfo=UTC)
CLOSES = datetime(2026, 6, 29, 7, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
PLAN = Timetable(
    published_at=PUBLISHED,
    questions_close_at=datetime(2026, 6, 23, 7, tzinfo=UTC),
    answers_by_on=date(2026, 6, 25),
    closes_at=CLOSES,
    invitations_by_on=date(2026, 7, 1),
    interviews_from_on=date(2026, 7, 2),
)
WHY = "Een vraag liet zien dat dit er verkeerd stond."
HOURS = Change("hours_per_week", "36", "32")
LATER = [
    Change("closes_at", "2026-06-29T09:00", "2026-07-06T09:00"),
    Change("invitations_by_on", "2026-07-01", "2026-07-08"),
    Change("interviews_from_on", "2026-07-02", "2026-07-09"),
]
EARLY, LATE = datetime(2026, 6, 19, 12, tzinfo=UTC), datetime(2026, 6, 25, 12, tzinfo=UTC)


def correct(
    changes: list[Change],
    *,
    at: datetime = EARLY,
    reason: str = WHY,
    slip: str = "",
    opened_at: datetime | None = None,
    withdrawn_at: datetime | None = None,
    plan: Timetable = PLAN,
) -> Effect:
    return check_correction(
        changes, plan, reason=reason, not_material_reason=slip, withdrawn_at=withdrawn_at, opened_at=opened_at, at=at
    )


def test_r21_what_bids_are_judged_on_is_not_corrected() -> None:
    frozen = ["shortlist_size", "award_criteria.c1.maximum", "tie_across_cut", "price_weight", "number"]
    with pytest.raises(FrozenAtPublication) as refused:
        correct([HOURS, *(Change(path, "1", "2") for path in frozen)])
    assert refused.value.fields == {"paths": tuple(frozen)}


@pytest.mark.parametrize("name", sorted(FROZEN))
def test_r21_nothing_frozen_can_be_corrected(name: str) -> None:
    assert not is_correctable(name)
    assert not is_correctable(f"{name}.i1.text")


@pytest.mark.parametrize("path", ["requirements.r1.number", "requirements.r1.rule", "requirements.r1", "description"])
def test_of_a_requirement_the_words_change_and_not_the_number_that_bids_speak_of(path: str) -> None:
    with pytest.raises(FrozenAtPublication):
        correct([Change(path, "a", "b")])
    assert is_correctable("requirements.r1.text")


def test_a_place_that_no_call_has_is_not_there() -> None:
    with pytest.raises(NoSuchField):
        correct([Change("colour", "", "blue")])


def test_a_correction_changes_something_and_says_why() -> None:
    for nothing in ([], [Change("title", "Secretaris", "Secretaris")]):
        with pytest.raises(NothingChanges):
            correct(nothing)
    with pytest.raises(CorrectionReasonMissing) as refused:
        correct([HOURS], reason="n.v.t.")
    assert refused.value.fields == {"field": "reason"}
    with pytest.raises(CorrectionReasonMissing) as refused:
        correct([HOURS], slip="typfout")
    assert refused.value.fields == {"field": "not_material_reason"}


def test_r11_a_change_that_matters_leaves_ten_days_or_moves_the_deadline() -> None:
    assert correct([HOURS]) == Effect(
        is_extension=False, is_material=True, reopens=False, earliest_on=date(2026, 6, 29)
    )
    with pytest.raises(NewDeadlineNeeded) as refused:
        correct([HOURS], at=datetime(2026, 6, 20, 12, tzinfo=UTC))
    assert refused.value.fields == {"days": 10, "earliest_on": date(2026, 6, 30)}


def test_r12_a_late_change_forces_an_extension() -> None:
    with pytest.raises(NewDeadlineNeeded) as refused:
        correct([HOURS], at=LATE)
    assert refused.value.fields == {"days": 10, "earliest_on": date(2026, 7, 5)}
    assert correct([HOURS, *LATER], at=LATE).is_material


def test_a_slip_of_the_pen_that_a_person_explains_leaves_the_deadline() -> None:
    found = correct([Change("title", "Secretarus", "Secretaris")], slip="Alleen een letter was verkeerd.", at=LATE)
    assert (found.is_material, found.earliest_on) == (False, None)


def test_an_extension_alone_asks_nothing_of_who_bid() -> None:
    found = correct(LATER, at=LATE)
    assert (found.is_extension, found.is_material) == (True, False)
    sooner = [Change("interviews_from_on", "2026-07-02", "2026-07-01")]
    assert correct(sooner).is_material


def test_a_deadline_never_moves_forward() -> None:
    for path, after in (("closes_at", "2026-06-29T08:59"), ("questions_close_at", "2026-06-22T09:00")):
        with pytest.raises(DeadlineEarlier) as refused:
            correct([Change(path, "", after)])
        assert refused.value.fields["path"] == path


def test_an_extension_keeps_the_order_of_the_dates() -> None:
    with pytest.raises(DatesOutOfOrder) as refused:
        correct(LATER[:1])
    assert refused.value.fields == {"earlier": "closes", "later": "invitations"}


def test_what_is_moved_is_still_to_come() -> None:
    with pytest.raises(MomentPassed) as refused:
        correct([Change("questions_close_at", "2026-06-23T09:00", "2026-06-24T09:00")], at=LATE)
    assert refused.value.fields == {"path": "questions_close_at"}
    correct([Change("questions_close_at", "2026-06-23T09:00", "2026-06-26T09:00"),
             Change("answers_by_on", "2026-06-25", "2026-06-26")], at=LATE)  # fmt: skip


def test_half_a_date_is_refused() -> None:
    with pytest.raises(FieldNotReadable):
        correct([Change("closes_at", "2026-06-29T09:00", "2026-07-06")])


def test_r19_after_the_deadline_a_later_one_reopens_the_call_as_long_as_all_is_sealed() -> None:
    after = CLOSES + timedelta(hours=1)
    assert correct(LATER, at=after) == Effect(is_extension=True, is_material=False, reopens=True, earliest_on=None)
    with pytest.raises(OnlyAnExtension):
        correct([Change("region", "Utrecht", "Gelderland")], slip="De plaats stond er al goed.", at=after)
    with pytest.raises(AlreadyOpened):
        correct(LATER, at=after, opened_at=after)


def test_a_draft_and_a_withdrawn_call_are_not_corrected() -> None:
    with pytest.raises(NotPublished):
        correct([HOURS], plan=replace(PLAN, published_at=None))
    with pytest.raises(CallWithdrawn):
        correct([HOURS], withdrawn_at=EARLY)


days = st.integers(0, 40)
moments = st.datetimes(datetime(2026, 6, 16, 9), datetime(2026, 7, 1), timezones=st.just(UTC))  # noqa: DTZ001 (hypothesis wants naive bounds)


def as_changes(then: Timetable) -> list[Change]:
    names = ("closes_at", "invitations_by_on", "interviews_from_on")
    return [Change(name, typed(getattr(PLAN, name)), typed(getattr(then, name))) for name in names]


@given(days)
def test_a_proposal_for_later_dates_keeps_their_order_and_the_hour(number: int) -> None:
    then = shifted(PLAN, days=number)
    check_order(then)
    assert then.closes_at >= PLAN.closes_at
    assert local(then.closes_at).time() == local(PLAN.closes_at).time()
    assert local(then.closes_at).weekday() < 5


@given(number=days, at=moments, is_material=st.booleans())
def test_a_correction_that_passes_never_shortens_and_leaves_ten_days_when_it_matters(
    *, number: int, at: datetime, is_material: bool
) -> None:
    changes = as_changes(shifted(PLAN, days=number)) + ([HOURS] if is_material else [])
    try:
        found = correct(changes, at=at)
    except (NewDeadlineNeeded, NothingChanges, MomentPassed, OnlyAnExtension):
        return
    then = moved(PLAN, changes)
    assert then.closes_at >= PLAN.closes_at
    assert then.closes_at > at
    assert found.is_material == is_material
    if is_material:
        assert (local(then.closes_at).date() - local(at).date()).days >= 10


def test_a_bid_from_before_a_change_that_matters_is_confirmed_or_replaced() -> None:
    sent, corrected, confirmed = (PUBLISHED + timedelta(days=number) for number in (1, 2, 3))
    assert needs_confirmation(sent, None, [corrected])
    assert not needs_confirmation(confirmed, None, [corrected])
    assert not needs_confirmation(sent, confirmed, [corrected])
    assert needs_confirmation(sent, corrected, [corrected, confirmed])
    assert not needs_confirmation(sent, None, [])


def test_a_bid_is_confirmed_before_the_deadline_when_there_is_something_to_confirm() -> None:
    check_confirmation(bid="b", is_needed=True, closes_at=CLOSES, withdrawn_at=None, at=CLOSES - MILLISECOND)
    for needed, withdrawn_at, at, refusal in (
        (True, None, CLOSES, DeadlinePassed),
        (True, EARLY, LATE, AlreadyWithdrawn),
        (False, None, LATE, NothingToConfirm),
    ):
        with pytest.raises(refusal):
            check_confirmation(bid="b", is_needed=needed, closes_at=CLOSES, withdrawn_at=withdrawn_at, at=at)


def test_r8_what_came_between_the_deadline_and_its_extension_stays_late() -> None:
    later, reopened = CLOSES + timedelta(days=7), CLOSES + timedelta(hours=2)
    pauses = [(CLOSES, reopened)]
    for at in (CLOSES - MILLISECOND, reopened, later - MILLISECOND):
        check_received(published_at=PUBLISHED, closes_at=later, received_at=at, pauses=pauses)
    for at in (CLOSES, reopened - MILLISECOND, later):
        with pytest.raises(DeadlinePassed):
            check_received(published_at=PUBLISHED, closes_at=later, received_at=at, pauses=pauses)


def test_r19_nothing_is_opened_while_something_could_still_change_the_call() -> None:
    check_settled(unanswered=0, correction=None, withdrawal_since=None)
    with pytest.raises(QuestionsUnanswered):
        check_settled(unanswered=1, correction=None, withdrawal_since=None)
    with pytest.raises(CorrectionWaits):
        check_settled(unanswered=0, correction=1, withdrawal_since=None)
    with pytest.raises(WithdrawalWaits):
        check_settled(unanswered=0, correction=None, withdrawal_since=LATE)


def test_a_call_is_withdrawn_once_with_a_reason_and_before_the_agreement() -> None:
    def withdraw(reason: str = WHY, *, withdrawn_at: datetime | None = None, is_signed: bool = False) -> None:
        check_withdrawal(PLAN, number="T-1", reason=reason, withdrawn_at=withdrawn_at, is_signed=is_signed)

    withdraw()
    with pytest.raises(WithdrawalReasonMissing):
        withdraw("nee")
    with pytest.raises(CallWithdrawn):
        withdraw(withdrawn_at=EARLY)
    with pytest.raises(TooLateToWithdraw):
        withdraw(is_signed=True)
