"""What a search finds among published calls."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import chain

import pytest

from openinhuur.calls import actions as calls
from openinhuur.calls import corrected
from openinhuur.calls.models import Call
from openinhuur.domain.call import Phase, Timetable
from openinhuur.domain.correction import Change
from openinhuur.domain.search import Search, Sort, State
from openinhuur.flow import queries
from openinhuur.flow.queries import search as module
from tests.apps.house import AFTER, BEFORE, CLOSES, DECIDED, PUBLISHED, House, build

pytestmark = pytest.mark.django_db

NOW = PUBLISHED + timedelta(hours=1)
Publish = Callable[..., None]


@pytest.fixture
def house() -> House:
    """The cast, without a call."""
    return build()


@pytest.fixture
def publish(house) -> Publish:
    """A published call of that number, with a deadline so many days from the usual one."""

    def published(number: str, *, days: int = 0, at: datetime = PUBLISHED, **changed: object) -> None:
        house.number = number
        later = timedelta(days=days)
        dates = Timetable(
            published_at=None,
            questions_close_at=datetime(2026, 6, 23, 7, tzinfo=UTC) + later,
            answers_by_on=date(2026, 6, 25) + later,
            closes_at=CLOSES + later,
            invitations_by_on=date(2026, 7, 1) + later,
            interviews_from_on=date(2026, 7, 2) + later,
        )
        house.publish(timetable=dates, **changed)
        Call.objects.filter(number=number).update(published_at=at)

    return published


def found(search: Search, *, at: datetime = NOW) -> list[str]:
    """The numbers of what a search finds."""
    return [row.number for row in queries.calls_found(search, at=at).rows]


def test_what_closes_first_stands_on_top_and_what_closed_is_not_there(publish):
    for number, days in (("T-1", 5), ("T-2", 0), ("T-3", 9)):
        publish(number, days=days)
    assert found(Search()) == ["T-2", "T-1", "T-3"]
    assert found(Search(), at=CLOSES - timedelta(milliseconds=1)) == ["T-2", "T-1", "T-3"]
    assert found(Search(), at=CLOSES) == ["T-1", "T-3"]
    assert found(Search(state=State.CLOSED), at=CLOSES) == ["T-2"]
    assert found(Search(state=State.CLOSED), at=CLOSES + timedelta(days=5)) == ["T-1", "T-2"]


def test_what_was_published_last_stands_on_top_when_asked(publish):
    publish("T-1", at=PUBLISHED - timedelta(hours=2))
    publish("T-2", at=PUBLISHED)
    publish("T-3", at=PUBLISHED - timedelta(hours=1))
    assert found(Search(sort=Sort.NEWEST)) == ["T-2", "T-3", "T-1"]


def test_a_draft_is_found_by_nobody_and_neither_is_what_starts_later(house, publish):
    calls.write(house.draft(), actor=house["Anna"], at=BEFORE)
    publish("T-2", at=NOW + timedelta(minutes=1))
    assert found(Search(state=State.ALL)) == []


def test_words_are_found_in_their_other_forms(publish):
    publish("T-1", title="Adviseur ruimtelijke ordening", description=[("Werk", "Je leidt grote projecten.")])
    publish("T-2", title="Griffier")
    for text in ("adviseurs", "RUIMTELIJK", "project", '"grote projecten"', "adviseur -griffier", "T-1"):
        assert found(Search(text=text)) == ["T-1"], text
    assert found(Search(text="adviseur or griffier")) == ["T-1", "T-2"]
    assert found(Search(text="adviseur griffier")) == []


def test_what_is_typed_wrong_is_searched_as_the_nearest_word_of_a_title(publish):
    publish("T-1", title="Beleidsadviseur sociaal domein")
    publish("T-2", title="Griffier")
    result = queries.calls_found(Search(text="beleidsadvizeur sociaal"), at=NOW)
    assert [row.number for row in result.rows] == ["T-1"]
    assert (result.search.text, result.typed) == ("beleidsadviseur sociaal", "beleidsadvizeur sociaal")
    assert queries.calls_found(Search(text="xylofonist"), at=NOW).typed == ""


def test_a_word_that_is_found_somewhere_is_not_replaced(publish):
    publish("T-1", title="Griffier", description=[("Werk", "Je notuleert.")])
    publish("T-2", title="Notulist")
    assert queries.calls_found(Search(text="notuleert", region="Zeeland"), at=NOW).typed == ""


def test_the_words_of_a_corrected_title_are_known_too(house, publish):
    publish("T-1", title="Griffier")
    corrected.apply(house.call, [Change("title", "Griffier", "Raadsadviseur")])
    assert queries.calls_found(Search(text="raadsadvizeur"), at=NOW).search.text == "raadsadviseur"


@pytest.mark.parametrize(
    "text", ["'", '"', "\\", "a & | ! ( : *", "-", "or", "de het een", "<->", "%",
             "'; DROP TABLE calls_call; --", "🙂", "-a" * 100]
)  # fmt: skip
def test_any_text_can_be_searched(text, publish):
    publish("T-1")
    queries.calls_found(Search(text=text), at=NOW)


def test_each_filter_narrows(house, publish):
    publish("T-1", region="Zuid-Holland", education="hbo", hours_per_week=Decimal("36"))
    publish("T-2", region="Zeeland", education="wo", hours_per_week=Decimal("23.5"), days=20)
    for search, numbers in (
        (Search(region="Zeeland"), ["T-2"]),
        (Search(level="hbo"), ["T-1"]),
        (Search(hours_from=24), ["T-1"]),
        (Search(hours_to=24), ["T-2"]),
        (Search(hours_from=36, hours_to=36), ["T-1"]),
        (Search(category="Bestuur"), ["T-1", "T-2"]),
        (Search(category="ICT"), []),
        (Search(buyer=house.buyer.pk), ["T-1", "T-2"]),
        (Search(buyer=house.other_buyer.pk), []),
        (Search(within=14), ["T-1"]),
        (Search(region="Zeeland", level="hbo"), []),
    ):
        assert found(search) == numbers, search


def test_what_was_withdrawn_is_not_open_and_stays_to_be_found(house, publish):
    publish("T-1")
    Call.objects.update(withdrawn_at=NOW, withdrawn_by=house["Anna"].person_id, withdrawal_reason="Niet meer nodig.")
    assert found(Search()) == []
    assert [row.phase for row in queries.calls_found(Search(state=State.ALL), at=NOW).rows] == [Phase.WITHDRAWN]


def test_what_was_awarded_has_its_letters_sent(house):
    house.to_award()
    assert found(Search(state=State.AWARDED), at=AFTER) == []
    rows = queries.calls_found(Search(state=State.AWARDED), at=DECIDED).rows
    assert [(row.number, row.phase) for row in rows] == [("T-1", Phase.STANDSTILL)]
    over = queries.calls_found(Search(state=State.CLOSED), at=DECIDED + timedelta(days=60)).rows
    assert [row.phase for row in over] == [Phase.AWARDED]


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("state", [State.OPEN, State.CLOSED])
def test_walking_through_the_pages_passes_each_call_once_there_and_back(state, sort, publish):
    for number in range(7):
        publish(f"T-{number}", days=number // 2)
    at = NOW if state is State.OPEN else CLOSES + timedelta(days=30)
    walked, page = [], queries.calls_found(Search(state=state, sort=sort), at=at, most=3)
    assert page.previous is None
    while True:
        walked.append([row.number for row in page.rows])
        assert page.count == 7
        if page.next is None:
            break
        page = queries.calls_found(page.next, at=at, most=3)
    assert [len(one) for one in walked] == [3, 3, 1]
    assert sorted(chain.from_iterable(walked)) == [f"T-{number}" for number in range(7)]
    back = []
    while page.previous is not None:
        page = queries.calls_found(page.previous, at=at, most=3)
        back.append([row.number for row in page.rows])
    assert back[::-1] == walked[:-1]


def test_a_page_after_a_call_that_is_not_there_is_the_first(publish):
    publish("T-1")
    assert found(Search(after="T-99")) == ["T-1"]
    assert found(Search(after="T-1")) == []


def test_more_than_can_be_counted_is_said_to_be_more(publish, monkeypatch):
    monkeypatch.setattr(module, "COUNTED", 2)
    for number in range(4):
        publish(f"T-{number}")
    result = queries.calls_found(Search(), at=NOW, most=1)
    assert (result.count, result.is_counted) == (3, False)


def test_a_search_costs_the_same_whatever_it_finds(publish, django_assert_max_num_queries):
    for number in range(5):
        publish(f"T-{number}", title="Griffier")
    with django_assert_max_num_queries(3):
        queries.calls_found(Search(text="griffier"), at=NOW, most=2)
    with django_assert_max_num_queries(5):
        queries.calls_found(Search(text="griffier", after="T-1"), at=NOW, most=2)
    with django_assert_max_num_queries(7):
        queries.calls_found(Search(text="grifier"), at=NOW, most=2)


def test_there_is_a_choice_for_every_value_of_a_published_call(house, publish):
    publish("T-1", region="Zeeland", education="wo")
    publish("T-2", region="Drenthe")
    publish("T-3", region="Zeeland", education="hbo")
    house.number = "T-4"
    calls.write(house.draft(), actor=house["Anna"], at=BEFORE)
    Call.objects.filter(number="T-4").update(region="Limburg")
    choices = queries.search_choices()
    assert (choices.regions, choices.levels) == (["Drenthe", "Zeeland"], ["hbo", "wo"])
    assert (choices.categories, choices.buyers) == (["Bestuur"], [(house.buyer.pk, "Gemeente A")])
    assert queries.buyer_name(house.buyer.pk) == "Gemeente A"
    assert queries.buyer_name(house.desk.pk) == queries.buyer_name(None) == ""
