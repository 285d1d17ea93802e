"""The reads of the judging desk: nobody sees another's points too early; what differs, and how much, is shown."""

from decimal import Decimal
from uuid import uuid4

import pytest

from openinhuur.assessments import agreeing, interests, scoring
from openinhuur.assessments.scoring import Said
from openinhuur.domain.assessors import Mark, NotAssigned, ScoresFinished
from openinhuur.domain.interests import InterestsNotDeclared
from openinhuur.domain.roles import NotAllowed, NotFound, Role
from openinhuur.flow.queries.consensus import consensus_page
from openinhuur.flow.queries.desk import DeskPage, desk_page
from openinhuur.flow.queries.judging import judging_page
from tests.apps.house import AFTER, House, person


@pytest.fixture
def both(house: House) -> House:
    house.publish()
    house.bid("Sterk BV", "Pien")
    house.bid("Rap BV", "Robin", "100.00")
    house.bid("Rap BV", "Sam", "95.00")
    return house.open().judge_all_met().assign("Anna Amir", "Pien", "Robin").assign("Anna", "Sam")


def seen(house: House, reader: str, candidate: str = "Pien") -> dict[str, list[tuple[str, object]]]:
    page = consensus_page(house.bids[candidate], actor=house[reader], at=AFTER)
    return {row.criterion.number: [(one.name, one.points) for one in row.given] for row in page.rows}


def test_r2_nobody_sees_anothers_points_before_they_finished_the_bid(both):
    both.give("Anna", "Pien", 48).finish("Anna", "Pien").give("Amir", "Pien", 24)
    assert seen(both, "Amir")["3"] == [("Amir", 24)]
    assert seen(both, "Anna")["3"] == [("Anna", 48)]  # Amir is still busy with it
    assert seen(both, "Aukje")["3"] == seen(both, "Brenda")["3"] == []
    both.finish("Amir", "Pien")
    for reader in ("Anna", "Amir", "Aukje", "Brenda"):
        assert seen(both, reader)["3"] == [("Amir", 24), ("Anna", 48)]


def test_the_consensus_shows_where_they_differ_and_how_much(both):
    both.give("Anna", "Pien", 48).give("Amir", "Pien", 24).finish("Anna", "Pien").finish("Amir", "Pien")
    both.give("Anna", "Robin", 60).give("Amir", "Robin", 60).finish("Anna", "Robin").finish("Amir", "Robin")
    agreeing.agree(both.bids["Pien"], "3", Decimal(36), "Samen besproken.", actor=both["Anna"], at=AFTER)
    page = consensus_page(both.bids["Pien"], actor=both["Anna"], at=AFTER)
    first, second = page.rows
    assert (first.spread, first.agreed, first.reason, round(first.alpha, 3)) == (
        24, 36, "Samen besproken.", Decimal("0.500"),
    )  # fmt: skip
    assert (second.spread, second.agreed, second.alpha) == (0, None, None)
    assert (page.waiting, page.may_agree, page.next_bid) == ([], True, None)


def test_who_is_waited_for_is_named_and_nobody_agrees_yet(both):
    both.give("Anna", "Pien", 48).finish("Anna", "Pien")
    page = consensus_page(both.bids["Pien"], actor=both["Anna"], at=AFTER)
    assert (page.waiting, page.may_agree) == (["Amir"], False)


def test_the_desk_sees_what_is_assigned_and_how_far_it_is(both):
    both.give("Anna", "Pien", 48).finish("Anna", "Pien").keep("Anna", "Robin", "3", Said(Decimal(60)))
    page = judging_page("T-1", actor=both["Anna"], at=AFTER)
    assert [(one.candidate, one.filled, one.is_mine, bool(one.finished_at)) for one in page.bids] == [
        ("Robin", 1, True, False), ("Sam", 0, True, False), ("Pien", 2, True, True),
    ]  # fmt: skip
    assert (page.done, page.total, page.is_open) == (3, 6, True)
    assert [name for _, name in page.people] == ["Amir", "Anna"]
    assert judging_page("T-1", actor=both["Amir"], at=AFTER).total == 4


def desk(house: House, who: str, candidate: str, criterion: str = "3") -> DeskPage:
    return desk_page("T-1", house.bids[candidate], criterion, actor=house[who], at=AFTER)


def test_the_next_bid_is_on_the_same_criterion_and_the_next_criterion_of_the_same_bid(both):
    order = sorted(both.bids, key=both.bids.__getitem__)
    first = desk(both, "Anna", order[0])
    assert (first.next_bid.bid_id, first.next_bid.criterion) == (both.bids[order[1]], "3")
    assert (first.next_criterion.bid_id, first.next_criterion.criterion) == (both.bids[order[0]], "4")
    assert (first.position, first.bids, desk(both, "Anna", order[2], "4").next_bid) == (1, 3, None)


def test_claim_scale_own_score_and_phrases_stand_on_one_page(both):
    both.keep("Anna", "Robin", "3", Said(Decimal(48), "Net geen zes jaar."))
    both.keep("Anna", "Pien", "3", Said(Decimal(60), "", [Mark(1, 4, "vijf jaar")]))
    page = desk(both, "Anna", "Pien")
    assert (page.claim.text, page.claim.page, [one.points for one in page.steps][:2]) == (
        "Zes jaar ervaring.",
        1,
        [0, 12],
    )
    assert (page.points, page.marks[0].text, page.seen) == (60, "vijf jaar", 1)
    assert page.phrases == ("Net geen zes jaar.",)
    assert desk(both, "Amir", "Pien").phrases == ()


def test_a_finished_bid_can_be_reopened_until_a_colleague_finished_it(both):
    both.give("Anna", "Pien", 48).finish("Anna", "Pien")
    assert desk(both, "Anna", "Pien").bid.may_reopen
    assert not desk(both, "Amir", "Pien").bid.may_reopen  # he has not finished it
    both.give("Amir", "Pien", 24).finish("Amir", "Pien")
    assert not desk(both, "Anna", "Pien").bid.may_reopen
    with pytest.raises(ScoresFinished):
        scoring.reopen(both.bids["Pien"], actor=both["Anna"], at=AFTER)


def test_others_find_nothing(both):
    with pytest.raises(NotAssigned):
        desk(both, "Amir", "Sam")
    with pytest.raises(NotFound):
        desk_page("T-1", uuid4(), "3", actor=both["Anna"], at=AFTER)
    with pytest.raises(NotFound):
        desk(both, "Anna", "Pien", "99")
    for who in ("Brenda", "Sterk BV"):
        with pytest.raises(NotAllowed):
            desk(both, who, "Pien")
    with pytest.raises(NotFound):
        consensus_page(both.bids["Pien"], actor=both["Bas"], at=AFTER)


def test_r22_nobody_of_the_desk_sees_anything_before_they_declared(both):
    ada = person("Ada", both.desk, Role.DESK)
    pien = both.bids["Pien"]
    for act in (
        lambda: judging_page("T-1", actor=ada, at=AFTER),
        lambda: desk_page("T-1", pien, "3", actor=ada, at=AFTER),
        lambda: consensus_page(pien, actor=ada, at=AFTER),
    ):
        with pytest.raises(InterestsNotDeclared):
            act()
    interests.declare("T-1", has_relation=False, text="", actor=ada, at=AFTER)
    assert judging_page("T-1", actor=ada, at=AFTER).total == 0


def test_what_somebody_gave_who_was_taken_off_a_bid_is_not_shown(both):
    both.give("Anna", "Pien", 48).give("Amir", "Pien", 24).assign("Anna", "Pien").finish("Anna", "Pien")
    assert seen(both, "Aukje")["3"] == [("Anna", 48)]


def test_the_reads_take_as_many_queries_for_many_bids_as_for_few(both, django_assert_max_num_queries):
    with django_assert_max_num_queries(18):
        judging_page("T-1", actor=both["Anna"], at=AFTER)
    with django_assert_max_num_queries(12):
        consensus_page(both.bids["Pien"], actor=both["Anna"], at=AFTER)
    with django_assert_max_num_queries(40):
        desk(both, "Anna", "Pien")
