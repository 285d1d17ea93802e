"""R13: the lot at the edge of the shortlist, from the invitation to the proof; and what may not happen before it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.management import call_command

from openinhuur.assessments import actions as assessments
from openinhuur.assessments import agreeing, lots
from openinhuur.assessments.models import LotDraw, RankedBid, StepClosing
from openinhuur.bids import actions as bids
from openinhuur.bids.ceremony import Brought
from openinhuur.bids.models import BidVersion
from openinhuur.documents.reading import read_pdf
from openinhuur.documents.shares import Secret
from openinhuur.domain import lot
from openinhuur.domain.interview import Grade
from openinhuur.domain.lot import (
    LotNoticeTooShort,
    LotNotInvited,
    LotTieChanged,
    LotTooEarly,
    NothingToDraw,
)
from openinhuur.domain.ranking import LotNeeded
from openinhuur.domain.roles import NotAllowed
from openinhuur.domain.scoring import StepClosed
from openinhuur.domain.sealing import KeyholdersNeeded
from openinhuur.journal.models import Entry
from openinhuur.letters.models import Message
from tests.apps.house import AFTER, House
from tests.apps.keyholding import PASSPHRASES, KeyholdingHouse, with_keyholders
from tests.apps.test_awards import text_of

DRAWS_AT = AFTER + timedelta(hours=6)


def to_tie(house: House) -> House:
    """Two places; Pien is first, Robin and Sam are equal in points and rate."""
    house.publish()
    for supplier, candidate in (("Sterk BV", "Pien"), ("Rap BV", "Robin"), ("Sterk BV", "Sam")):
        house.bid(supplier, candidate, "100.00")
    return house


def give(house: House, **points: int) -> None:
    house.judge_all_met().assign("Amir")
    for candidate, given in points.items():
        house.give("Amir", candidate, given).finish("Amir", candidate)


@pytest.fixture
def tied(house: House) -> House:
    to_tie(house).open()
    give(house, Pien=60, Robin=48, Sam=48)
    return house


def invite(house: House) -> LotDraw:
    return lots.invite("T-1", draws_at=DRAWS_AT, actor=house["Anna"], at=AFTER)


def draw(house: House) -> list[str]:
    """Anna and Amir draw; the candidates in the order of the ranking."""
    assert lots.take_turn("T-1", actor=house["Anna"], at=DRAWS_AT).order == ()
    order = lots.take_turn("T-1", actor=house["Amir"], at=DRAWS_AT).order
    names = {str(bid_id): name for name, bid_id in house.bids.items()}
    return [names[one.bid] for one in order]


def test_r13_a_tie_across_the_cut_waits_for_a_lot(tied):
    with pytest.raises(LotNeeded):
        assessments.close_step_2("T-1", actor=tied["Anna"], at=AFTER)
    with pytest.raises(LotNotInvited):
        lots.take_turn("T-1", actor=tied["Anna"], at=DRAWS_AT)


def test_r13_the_tied_bidders_are_invited_beforehand_and_nobody_else(tied):
    with pytest.raises(LotNoticeTooShort):
        lots.invite("T-1", draws_at=AFTER + timedelta(hours=1), actor=tied["Anna"], at=AFTER)
    assert sorted(invite(tied).tied) == sorted(str(tied.bids[name]) for name in ("Robin", "Sam"))
    told = Message.objects.filter(kind="lot-invited")
    assert {one.recipient_name for one in told} == {"Saskia", "Ralf"}
    assert all("Pien" not in one.text for one in told)
    with pytest.raises(LotTooEarly):
        lots.take_turn("T-1", actor=tied["Anna"], at=DRAWS_AT - timedelta(milliseconds=1))


def test_r13_two_people_draw_and_the_step_is_closed(tied):
    invite(tied)
    names = draw(tied)
    assert names[0] == "Pien"
    assert set(names[1:]) == {"Robin", "Sam"}
    second, third = RankedBid.objects.filter(place__in=[2, 3])
    assert (second.passes, second.broken_by, third.passes, third.broken_by) == (True, "lot", False, "lot")
    assert StepClosing.objects.filter(step=2).exists()
    with pytest.raises(StepClosed):
        agreeing.agree(tied.bids["Robin"], "3", Decimal(60), "", actor=tied["Amir"], at=DRAWS_AT)
    with pytest.raises(StepClosed):
        lots.take_turn("T-1", actor=tied["Anna"], at=DRAWS_AT)


def test_r13_one_person_twice_is_one_person(tied):
    invite(tied)
    for _ in range(2):
        assert lots.take_turn("T-1", actor=tied["Anna"], at=DRAWS_AT).taken == 1
    assert not LotDraw.objects.filter(drawn_at__isnull=False).exists()


def test_r13_the_outcome_is_computed_again_from_the_published_proof(tied, tmp_path, capsys):
    committed = Entry.objects.get(event="call.published").facts["lot_commitment"]
    invite(tied)
    names = draw(tied)
    drawn = LotDraw.objects.get()
    proof = lot.read(bytes(drawn.proof.content))
    assert (lot.problems(proof), proof.commitment) == ([], committed)
    assert set(proof.receipts) == set(BidVersion.objects.values_list("fingerprint", flat=True))
    of = {BidVersion.objects.get(bid=bid_id).fingerprint: name for name, bid_id in tied.bids.items()}
    assert [of[one] for one in proof.order] == names[1:]
    file = tmp_path / "loting.json"
    file.write_bytes(bytes(drawn.proof.content))
    call_command("lot", "verify", str(file), "--commitment", committed, "--lang", "en")
    assert "This lot is right" in capsys.readouterr().out
    with pytest.raises(SystemExit) as stopped:
        call_command("lot", "verify", str(file), "--commitment", "0" * 64, "--lang", "nl")
    assert stopped.value.code == 1
    file.write_text("[]")
    with pytest.raises(SystemExit) as stopped:
        call_command("lot", "verify", str(file))
    assert stopped.value.code == 2


def test_r13_minutes_are_kept_and_the_bidders_get_the_proof(tied):
    invite(tied)
    names = draw(tied)
    drawn = LotDraw.objects.get()
    text = " ".join(" ".join(read_pdf(bytes(drawn.minutes.content)).pages).split())
    for said in ("Proces-verbaal van de loting", names[1], "Anna en Amir", drawn.secret[:20], "Op de voordracht"):
        assert said in text
    told = {one.kind: one.document.name for one in Message.objects.filter(kind__in=["lot-won", "lot-lost"])}
    assert told == {"lot-won": "loting-T-1.json", "lot-lost": "loting-T-1.json"}
    entry = Entry.objects.get(event="lot.drawn")
    assert (entry.facts["secret"], entry.facts["proof"]) == (drawn.secret, drawn.proof.sha256)


def test_r13_when_others_are_equal_in_the_meantime_they_are_invited_first(tied):
    invite(tied)
    agreeing.agree(tied.bids["Sam"], "3", Decimal(60), "", actor=tied["Amir"], at=AFTER)
    agreeing.agree(tied.bids["Pien"], "3", Decimal(48), "Toch minder.", actor=tied["Amir"], at=AFTER)
    with pytest.raises(LotTieChanged):
        lots.take_turn("T-1", actor=tied["Anna"], at=DRAWS_AT)
    assert sorted(invite(tied).tied) == sorted(str(tied.bids[name]) for name in ("Robin", "Pien"))
    (told,) = Message.objects.filter(kind="lot-off")
    assert (told.recipient_name, "Sam" in told.text) == ("Saskia", True)


def test_who_was_invited_to_a_lot_that_is_not_needed_any_more_is_told(tied):
    invite(tied)
    agreeing.agree(tied.bids["Sam"], "3", Decimal(36), "Toch minder.", actor=tied["Amir"], at=AFTER)
    assessments.close_step_2("T-1", actor=tied["Anna"], at=AFTER)
    told = Message.objects.filter(kind="lot-off")
    assert {one.recipient_name for one in told} == {"Saskia", "Ralf"}


def test_r13_without_a_tie_across_the_cut_there_is_nothing_to_draw(house):
    to_tie(house).open()
    give(house, Pien=60, Robin=60, Sam=48)
    with pytest.raises(NothingToDraw):
        invite(house)


def test_only_the_desk_invites_and_draws(tied):
    for who in ("Brenda", "Sterk BV", "Abel"):
        with pytest.raises(NotAllowed):
            lots.invite("T-1", draws_at=DRAWS_AT, actor=tied[who], at=AFTER)
        with pytest.raises(NotAllowed):
            lots.take_turn("T-1", actor=tied[who], at=DRAWS_AT)


def test_r23_who_lost_the_lot_reads_so_in_the_letter(tied):
    invite(tied)
    names = draw(tied)
    tied.interview(**{names[0]: Grade.GOOD, names[1]: Grade.INSUFFICIENT}).award(names[0])
    assert "Daarom besliste het lot" in text_of(tied, names[2])


@pytest.fixture
def kept(house: House) -> KeyholdingHouse:
    kept = with_keyholders(house)
    to_tie(house)
    for name in ("Anna", "Amir"):
        kept.take_turn(name)
    bids.read_bids("T-1", actor=house["Anna"], at=AFTER)
    give(house, Pien=60, Robin=48, Sam=48)
    return kept


def test_r13_keyholders_bring_their_part_of_the_secret_for_lots_apart(kept):
    house = kept.house
    invite(house)
    with pytest.raises(KeyholdersNeeded):
        lots.take_turn("T-1", actor=house["Anna"], at=DRAWS_AT)

    def turn(name: str) -> lots.Drawing:
        brought = Brought(Secret.typed(PASSPHRASES[name]))
        return lots.take_turn("T-1", brought=brought, actor=house[name], at=DRAWS_AT)

    assert turn("Ahmed").taken == 1
    assert len(turn("Amir").order) == 3
    assert lot.problems(lot.read(bytes(LotDraw.objects.get().proof.content))) == []


def test_a_part_that_was_brought_is_thrown_away_after_an_hour(kept):
    invite(kept.house)
    brought = Brought(Secret.typed(PASSPHRASES["Ahmed"]))
    lots.take_turn("T-1", brought=brought, actor=kept.house["Ahmed"], at=DRAWS_AT)
    assert lots.forget_turns(at=DRAWS_AT + timedelta(minutes=59)) == 0
    assert lots.forget_turns(at=DRAWS_AT + timedelta(minutes=61)) == 1
