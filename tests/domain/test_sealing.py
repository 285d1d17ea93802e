"""The rules of keyholding: what may be chosen, what is a passphrase, and when a turn counts."""

from datetime import UTC, datetime, timedelta

import pytest

from openinhuur.domain import sealing
from openinhuur.domain.sealing import PassphraseTooWeak, TooManyAttempts

CLOSES = datetime(2026, 6, 29, 7, tzinfo=UTC)


@pytest.mark.parametrize("good", ["vier paarden lopen naar Delft", "correct horse battery staple", "0123456789abcdef"])
def test_a_long_passphrase_of_ones_own_is_good(good: str) -> None:
    sealing.check_passphrase(good, name="Anna de Vries")


@pytest.mark.parametrize("weak", ["", "0123456789abcde", "abababababababababab", "Anna de Vries 12345", "x" * 501])
def test_a_short_or_a_dull_passphrase_or_one_about_its_owner_is_not(weak: str) -> None:
    with pytest.raises(PassphraseTooWeak):
        sealing.check_passphrase(weak, name="Anna de Vries")


def test_five_attempts_in_a_quarter_of_an_hour() -> None:
    wrong = [CLOSES + timedelta(minutes=minute) for minute in range(5)]
    assert sealing.attempts_left([], at=CLOSES) == 5
    assert sealing.attempts_left(wrong[:4], at=wrong[4]) == 1
    with pytest.raises(TooManyAttempts) as refused:
        sealing.attempts_left(wrong, at=wrong[4])
    assert refused.value.fields == {"until_at": wrong[0] + timedelta(minutes=15)}
    assert sealing.attempts_left(wrong, at=wrong[0] + timedelta(minutes=15)) == 1


@pytest.mark.parametrize(("minutes", "counts"), [(-1, False), (0, True), (59, True), (60, False)])
def test_a_turn_counts_for_an_hour_and_not_from_the_future(minutes: int, counts: bool) -> None:  # noqa: FBT001
    at = CLOSES + timedelta(minutes=minutes)
    assert sealing.turn_counts(taken_at=CLOSES, closes_at=CLOSES, call_closes_at=CLOSES, at=at) is counts


def test_a_turn_for_another_deadline_or_before_it_does_not_count() -> None:
    before, later = CLOSES - timedelta(milliseconds=1), CLOSES + timedelta(days=1)
    assert not sealing.turn_counts(taken_at=before, closes_at=CLOSES, call_closes_at=CLOSES, at=CLOSES)
    assert not sealing.turn_counts(taken_at=CLOSES, closes_at=CLOSES, call_closes_at=later, at=CLOSES)
