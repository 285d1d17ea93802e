"""How firm a place is: held against trying every change of one score and ranking again."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from openinhuur.domain.call import AwardCriterion
from openinhuur.domain.firmness import Firm, Scored, firmness
from openinhuur.domain.scoring import FIVE_STEPS, HALVES, SIX_STEPS, points_of
from tests.domain.counting import lines_run

CRITERIA = [
    AwardCriterion("7", "", Decimal(25), points_of(SIX_STEPS, Decimal(25))),
    AwardCriterion("8", "", Decimal(10), points_of(HALVES, Decimal(10))),
    AwardCriterion("9", "", Decimal(20), points_of(FIVE_STEPS, Decimal(20))),
]


def bid(name: str, *points: int, rate: int = 100, lot: int = 0) -> Scored:
    return Scored(name, dict(zip("789", map(Decimal, points), strict=True)), Decimal(rate), lot=lot)


def place(bids: list[Scored], one: Scored) -> int:
    return 1 + sum(other.key < one.key for other in bids if other.bid != one.bid)


def moved(one: Scored, number: str, points: Decimal) -> Scored:
    return Scored(one.bid, {**one.points, number: points}, one.hourly_rate, one.price_points, one.lot)


def beside(criterion: AwardCriterion, points: Decimal) -> list[Decimal]:
    at = criterion.scale.index(points)
    return [criterion.scale[other] for other in (at - 1, at + 1) if 0 <= other < len(criterion.scale)]


def by_trying(bids: list[Scored], size: int) -> list[Firm]:
    """The slow way: every change, one by one."""
    found = []
    for one in sorted(bids, key=lambda each: (each.key, each.bid)):
        now = place(bids, one)
        places = [now]
        for other in bids:
            for criterion in CRITERIA:
                for points in beside(criterion, other.points[criterion.number]):
                    tried = [moved(each, criterion.number, points) if each is other else each for each in bids]
                    places.append(place(tried, next(each for each in tried if each.bid == one.bid)))
        over = [
            abs(points - one.points[criterion.number])
            for criterion in CRITERIA
            for points in criterion.scale
            if (place(bids, moved(one, criterion.number, points)) <= size) is not (now <= size)
        ]
        found.append((one.bid, now, now <= size, min(over, default=None), min(places), max(places)))
    return found


def test_the_gap_and_the_smallest_change_of_the_bids_around_the_cut():
    bids = [bid("a", 25, 10, 20), bid("b", 20, 10, 14), bid("c", 20, 10, 10, rate=90), bid("d", 0, 0, 0)]
    first, second, third, last = firmness(CRITERIA, bids, shortlist_size=2)
    assert [one.bid for one in (first, second, third, last)] == ["a", "b", "c", "d"]
    assert (second.passes, second.gap, second.change.criterion, second.change.after) == (True, 4, "9", 10)
    # as many points as b is enough for c: its rate is lower
    assert (third.passes, third.gap, third.change.criterion, third.change.after) == (False, 4, "9", 14)
    assert (third.best, third.worst) == (2, 3)
    assert (last.gap, last.change, last.best, last.worst) == (44, None, 4, 4)


def test_equal_points_and_a_higher_rate_are_not_enough():
    bids = [bid("a", 20, 10, 14, rate=100), bid("b", 15, 10, 14, rate=110)]
    _, second = firmness(CRITERIA, bids, shortlist_size=1)
    assert (second.gap, second.change.criterion, second.change.after) == (5, "9", 20)


def test_when_all_pass_nothing_moves_anybody_over_the_cut():
    (only,) = firmness(CRITERIA, [bid("a", 25, 10, 20)], shortlist_size=10)
    assert (only.passes, only.gap, only.change, only.best, only.worst) == (True, None, None, 1, 1)


def test_a_drawn_lot_parts_who_is_equal():
    one, other = firmness(CRITERIA, [bid("a", 20, 5, 10, lot=1), bid("b", 20, 5, 10, lot=0)], shortlist_size=1)
    assert (one.bid, one.place, other.bid, other.place, other.passes) == ("b", 1, "a", 2, False)


scores = st.tuples(*(st.sampled_from(one.scale) for one in CRITERIA))
fields = st.lists(st.tuples(scores, st.sampled_from([90, 100, 110])), min_size=1, max_size=7).map(
    lambda rows: [bid(f"b{n}", *points, rate=rate) for n, (points, rate) in enumerate(rows)]
)


@given(fields, st.integers(1, 4))
def test_it_says_what_trying_every_change_says(bids, size):
    said = [
        (one.bid, one.place, one.passes, one.change and abs(one.change.after - one.change.before), one.best, one.worst)
        for one in firmness(CRITERIA, bids, shortlist_size=size)
    ]
    assert said == by_trying(bids, size)


def test_four_times_as_many_bids_are_four_times_as_much_work_and_not_sixteen():
    def work(count: int) -> int:
        bids = [bid(f"b{n}", n % 6 * 5, n % 3 * 5, (0, 6, 10, 14, 20)[n % 5], rate=90 + n % 40) for n in range(count)]
        return lines_run(lambda: firmness(CRITERIA, bids, shortlist_size=10))

    assert work(400) < 5 * work(100)
