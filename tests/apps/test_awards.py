"""The decision, the letters, the standstill and objections; then signing."""

from datetime import timedelta

import pypdfium2
import pytest

from openinhuur.awards import actions as awards
from openinhuur.awards.models import AwardLetter, Objection
from openinhuur.contracts import actions as contracts
from openinhuur.domain.award import (
    AdvantagesMissing,
    AlreadyAwarded,
    AwardReasonMissing,
    ObjectionPending,
    ObjectionTooLate,
    StandstillRunning,
)
from openinhuur.domain.interview import Grade, NotSufficientOnAll
from openinhuur.domain.roles import NotAllowed, NotFound
from openinhuur.flow import queries
from tests.apps.house import ADVANTAGES, AFTER, DECIDED, MONDAY, SIGNED, House

STANDSTILL_ENDS = SIGNED.replace(day=27, hour=22, minute=0)


@pytest.fixture
def interviewed(house: House) -> House:
    house.publish()
    house.bid("Sterk BV", "Pien")
    house.bid("Rap BV", "Robin", "100.00")
    house.open().judge_all_met().score(Pien=60, Robin=48)
    return house.interview(Pien=Grade.GOOD, Robin=Grade.INSUFFICIENT)


def text_of(house: House, candidate: str) -> str:
    letter = AwardLetter.objects.get(bid=house.bids[candidate]).letter
    with pypdfium2.PdfDocument(bytes(letter.document.content)) as pdf:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())


def sign(house: House, **changed: object) -> object:
    options = {"contract_number": "ZTM-1", "start_on": MONDAY, "actor": house["Brenda"], "at": SIGNED} | changed
    return contracts.sign("T-1", **options)  # type: ignore[arg-type] # one option at a time


def test_r5_who_was_insufficient_cannot_be_awarded(interviewed: House) -> None:
    with pytest.raises(NotSufficientOnAll):
        awards.decide(
            interviewed.bids["Robin"], "Toch.", advantages=ADVANTAGES, actor=interviewed["Brenda"], at=DECIDED
        )


def test_an_award_needs_a_reason_and_is_decided_once(interviewed: House) -> None:
    pien = interviewed.bids["Pien"]
    with pytest.raises(AwardReasonMissing):
        awards.decide(pien, " ", advantages=ADVANTAGES, actor=interviewed["Brenda"], at=DECIDED)
    awards.decide(pien, "De beste in het gesprek.", advantages=ADVANTAGES, actor=interviewed["Brenda"], at=DECIDED)
    with pytest.raises(AlreadyAwarded):
        awards.decide(pien, "Nog eens.", advantages=ADVANTAGES, actor=interviewed["Brenda"], at=DECIDED)


def test_only_the_buyer_of_the_call_awards(interviewed: House) -> None:
    with pytest.raises(NotAllowed):
        awards.decide(interviewed.bids["Pien"], "Wij.", advantages=ADVANTAGES, actor=interviewed["Anna"], at=DECIDED)
    with pytest.raises(NotFound):
        awards.decide(interviewed.bids["Pien"], "Wij.", advantages=ADVANTAGES, actor=interviewed["Bas"], at=DECIDED)


def test_r23_a_letter_gives_points_reasons_advantages_and_the_end_of_the_standstill(house: House) -> None:
    text = text_of(house.to_award(), "Robin")
    for said in (
        "plaats 2 van 2", "60 48 60 Wat het cv laat zien.", "Samen besproken.", "3. Meer jaren ervaring.",
        "De relatieve voordelen van Sterk BV", "De beste in het gesprek.", "maandag 27 juli 2026, 24.00 uur", "bezwaar",
    ):  # fmt: skip
        assert said in text


def test_r23_an_award_needs_a_text_of_each_advantage(interviewed: House) -> None:
    with pytest.raises(AdvantagesMissing):
        awards.decide(
            interviewed.bids["Pien"], "De beste.", advantages={"3": "Meer."}, actor=interviewed["Brenda"], at=DECIDED
        )


def test_r7_a_letter_names_the_winning_company_and_never_the_winning_candidate(house: House) -> None:
    text = text_of(house.to_award(), "Robin")
    assert "Sterk BV" in text
    assert "Pien" not in text


def test_a_supplier_reads_its_own_letter_and_no_other(house: House) -> None:
    house.to_award()
    seen = queries.letters_page("T-1", actor=house["Rap BV"], at=DECIDED)
    assert [one.kind for one in seen.letters] == ["rejection"]
    assert queries.letter_file(seen.letters[0].id, actor=house["Rap BV"], at=DECIDED).content.startswith(b"%PDF")
    with pytest.raises(NotFound):
        queries.letter_file(seen.letters[0].id, actor=house["Sterk BV"], at=DECIDED)


def test_letters_are_sent_once(house: House) -> None:
    house.to_award()
    with pytest.raises(AlreadyAwarded):
        awards.send_letters("T-1", actor=house["Brenda"], at=SIGNED)
    assert AwardLetter.objects.filter(bid__call=house.call).count() == 2


def test_r14_nothing_is_signed_before_the_standstill_has_ended(house: House) -> None:
    house.to_award()
    with pytest.raises(StandstillRunning):
        sign(house, at=STANDSTILL_ENDS - timedelta(milliseconds=1))
    assert sign(house, at=STANDSTILL_ENDS)


def test_r14_an_objection_freezes_signing_until_it_is_decided(house: House) -> None:
    house.to_award()
    made = awards.object_to(
        house.bids["Robin"], "De punten kloppen niet.", actor=house["Rap BV"], at=STANDSTILL_ENDS - timedelta(hours=1)
    )
    with pytest.raises(ObjectionPending):
        sign(house)
    awards.decide_objection(made.pk, "Ongegrond: zie de motivering.", is_upheld=False, actor=house["Brenda"], at=SIGNED)
    assert sign(house)


def test_r14_an_objection_after_the_standstill_is_refused(house: House) -> None:
    house.to_award()
    with pytest.raises(ObjectionTooLate):
        awards.object_to(house.bids["Robin"], "Te laat.", actor=house["Rap BV"], at=STANDSTILL_ENDS)
    assert not Objection.objects.filter(bid__call=house.call).exists()


def test_work_does_not_start_before_the_day_of_signing(house: House) -> None:
    house.to_award()
    with pytest.raises(contracts.StartsBeforeSigning):
        sign(house, start_on=SIGNED.date() - timedelta(days=1))


def test_a_call_gets_one_contract(house: House) -> None:
    house.to_award()
    sign(house)
    with pytest.raises(contracts.AlreadySigned):
        sign(house, contract_number="ZTM-2")


def test_everybody_may_know_the_outcome_in_numbers_once_the_letters_are_sent(interviewed: House) -> None:
    awards.decide(interviewed.bids["Pien"], "De beste.", advantages=ADVANTAGES, actor=interviewed["Brenda"], at=DECIDED)
    assert queries.call_page("T-1", actor=interviewed["Otto"], at=AFTER).outcome is None
    awards.send_letters("T-1", actor=interviewed["Brenda"], at=DECIDED)
    outcome = queries.call_page("T-1", actor=interviewed["Otto"], at=AFTER).outcome
    assert outcome is not None
    assert (outcome.winner, outcome.received, outcome.stopped) == ("Sterk BV", 2, [("not_chosen", 1)])


def test_who_was_sufficient_on_everything_is_not_told_otherwise(house: House) -> None:
    house.publish()
    house.bid("Sterk BV", "Pien")
    house.bid("Rap BV", "Robin", "100.00")
    house.open().judge_all_met().score(Pien=60, Robin=48)
    house.interview(Pien=Grade.GOOD, Robin=Grade.SUFFICIENT).award("Pien")
    text = text_of(house, "Robin")
    assert "Waarom de opdracht aan een ander is gegund" in text
    assert "niet voldoende" not in text
