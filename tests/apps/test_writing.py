"""Everything that can be written about a call reaches the published call and its page; and every change is kept."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import translation

from openinhuur.calls.actions import drafting, offering
from openinhuur.calls.models import Call, Draft
from openinhuur.domain.draft import FIELDS, LISTS, TooMuch
from openinhuur.domain.draft_edits import ChangedMeanwhile
from openinhuur.domain.roles import ANYONE, NotFound
from openinhuur.domain.typed import read
from openinhuur.flow import queries
from openinhuur.flow.queries import draft_history, draft_writing
from openinhuur.web.facts import worded
from tests.apps.house import PUBLISHED, House
from tests.apps.test_publication import CRITERION, ITEM, WHOLE, WRITTEN, published

ALL = {
    **WHOLE, "region": "Zuid-Holland", "education": "hbo", "salary_scale": "12", "positions": "2",
    "start_on": "2026-09-01", "extension_count": "2", "extension_months": "6", "working_days": "mon,tue",
    "is_under_direction": "no", "vog_required": "yes", "has_incumbent": "yes", "cv_max_pages": "5", "cv_language": "nl",
    "cv_min_references": "2", "cv_rules_broken": "not-met", "max_rate": "115.50", "rate_includes_travel": "no",
    "rate_includes_fee": "no", "rate_is_published": "yes", "fee_per_hour": "2.25", "max_bids_per_supplier": "3",
    "tie_across_cut": "all-pass", "scores_by": "mean", "is_judged_blind": "yes", "max_rounds": "2",
    "chain_agreements": "3", "chain_months": "24", "chain_gap_months": "6", "chain_reference_on": "2026-09-01",
    "rejections_sent": "at-handing-over", "bid_count_is_shown": "yes",
    "requirements": [{**ITEM, "kind": "candidate", "evidence": "cv"}],
    "award_criteria": [{**CRITERION, "scale": "own", "points": "0 50 100",
                        "descriptors": "Geen ervaring\nEnige ervaring\nRuime ervaring"}],
    "selection_criteria": [{"id": "s1", "text": "Soortgelijke opdrachten"}],
    "competences": [{"id": "p1", "text": "Verbindend"}],
}  # fmt: skip
PRICE = {"price_weight": "30", "price_formula": "fixed-range", "price_lowest": "80", "price_highest": "120"}
NOT_PUBLISHED_YET = {"interview_weight", "interview_threshold"}
"""Points for an interview are not counted yet (`InterviewWeightNotJudged`)."""


@pytest.fixture
def write(house: House) -> Callable[..., Draft]:
    def started(**changed: object) -> Draft:
        content = json.loads(json.dumps({**WHOLE, **changed}))
        return drafting.start(house.category_id, content=content, actor=house["Anna"], at=WRITTEN)

    return started


def test_every_field_reaches_the_published_call(house: House, write: Callable[..., Draft]) -> None:
    assert set(FIELDS) | set(LISTS) == set(ALL) | set(PRICE) | NOT_PUBLISHED_YET
    draft = write(**ALL)
    for one in draft_writing.writing_page(draft.pk, actor=house["Anna"], at=WRITTEN).fields:
        for found in one.findings:
            if found.finding.severity == "error":
                offering.let_stand(draft.pk, found.about, reason="Een proef.", actor=house["Anna"], at=WRITTEN)
    published(house, draft)
    call = Call.objects.get(number="T-2")
    for name in set(FIELDS) & set(ALL):
        kept = getattr(call, name)
        said = read(FIELDS[name].kind, ALL[name], choices=FIELDS[name].choices)
        assert (tuple(kept) if isinstance(kept, list) else kept) == said, name
    [requirement], [criterion] = call.requirements.all(), call.award_criteria.all()
    assert (requirement.kind, requirement.evidence, requirement.rule) == ("candidate", "cv", "self-employed")
    assert criterion.descriptors == ["Geen ervaring", "Enige ervaring", "Ruime ervaring"]
    assert (criterion.maximum, criterion.scale) == (100, [0, 50, 100])
    again = drafting.start_from_call("T-2", actor=house["Anna"], at=PUBLISHED).content
    assert again["award_criteria"][0]["descriptors"] == ALL["award_criteria"][0]["descriptors"]
    assert again["requirements"][0]["evidence"] == "cv"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", {
            "direction": "het werk gebeurt niet onder leiding van de opdrachtgever", "incumbent": "kan meedoen",
            "rate": "ten hoogste € 115,50 zonder btw, zonder reiskosten, zonder de vergoeding van de inhuurdesk",
            "rate_is_published": "wordt gepubliceerd",
            "price": "30 punten: alle punten bij € 80,00, geen punten bij € 120,00",
            "candidates": "3", "scores": "Het gemiddelde van hun punten telt",
            "tie": "Ze gaan allemaal door", "rounds": "2", "rejections": "Zodra de voordracht is overgedragen",
            "bid_count": "is te zien voor de inhuurdesk en de opdrachtgever",
            "cv_rules_broken": "De inschrijving gaat niet verder",
            "chain": "Vanaf 3 overeenkomsten die samen 24 maanden of langer duren, met hooguit 6 maanden ertussen, "
                     "geteld op dinsdag 1 september 2026, kan een kandidaat niet worden aangeboden.",
        }),
        ("en", {
            "direction": "the work is not done under the direction of the buyer", "incumbent": "can take part",
            "rate": "at most €115.50 without VAT, travel not included, fee of the hiring desk not included",
            "rate_is_published": "is published", "price": "30 points: all of them at €80.00, none at €120.00",
            "candidates": "3", "scores": "The mean of their points counts", "tie": "All of them go on", "rounds": "2",
            "rejections": "As soon as the shortlist is handed over",
            "bid_count": "is shown to the desk and the buyer",
            "cv_rules_broken": "The bid goes no further",
            "chain": "From 3 agreements that are together 24 months or longer, with at most 6 months between them, "
                     "counted on Tuesday 1 September 2026, a candidate cannot be offered.",
        }),
    ],
)  # fmt: skip
def test_a_supplier_reads_every_rule_on_the_page_of_the_call(
    house: House, write: Callable[..., Draft], language: str, said: dict[str, str]
) -> None:
    published(house, write(**ALL))
    Call.objects.filter(number="T-2").update(**PRICE)  # as it will be said once such points are counted
    page = queries.call_page("T-2", actor=ANYONE, at=PUBLISHED)
    with translation.override(language):
        told = {one.code: worded(one).replace("\u00a0", " ") for one in page.terms}
    assert {code: told[code] for code in said} == said
    assert (page.requirements[0].kind, page.award_criteria[0].descriptors[2]) == ("candidate", "Ruime ervaring")


def test_a_price_that_only_breaks_ties_says_so(house: House, write: Callable[..., Draft]) -> None:
    published(house, write())
    terms = {one.code: worded(one) for one in queries.call_page("T-2", actor=ANYONE, at=PUBLISHED).terms}
    assert terms["price_in_ties"].startswith("geen punten")
    assert "price" not in terms


def test_a_threshold_of_the_interview_needs_its_points(house: House, write: Callable[..., Draft]) -> None:
    page = draft_writing.writing_page(write(interview_threshold="5").pk, actor=house["Anna"], at=WRITTEN)
    assert {one.path: one.problem for one in page.fields}["interview_weight"] == "needed"


# The page


def test_the_page_tells_at_each_field_what_is_wrong_and_found(house: House, write: Callable[..., Draft]) -> None:
    draft = write(closes_at="straks", description=[{"id": "d1", "title": "Team", "text": "Een jong team."}])
    page = draft_writing.writing_page(draft.pk, actor=house["Brenda"], at=WRITTEN)
    fields = {one.path: one for one in page.fields}
    assert fields["closes_at"].problem == "moment"
    assert {one.finding.code for one in fields["description.d1.text"].findings} == {"discrimination-direct"}
    assert page.to_do == 2
    assert {one.code: one.to_do for one in page.sections if one.to_do} == {"planning": 1, "description": 1}


def test_every_field_and_item_stands_on_the_page_once(house: House, write: Callable[..., Draft]) -> None:
    page = draft_writing.writing_page(write(**ALL).pk, actor=house["Anna"], at=WRITTEN)
    paths = [one.path for one in page.fields]
    assert len(paths) == len(set(paths))
    assert set(FIELDS) | set(LISTS) <= set(paths)
    assert "award_criteria.c1.descriptors" in paths


def test_who_took_an_item_out_is_told_to_who_wrote_in_it(house: House, write: Callable[..., Draft]) -> None:
    draft = write()
    drafting.remove_item(draft.pk, "requirements.r1", actor=house["Amir"], at=WRITTEN)
    told = draft_writing.last_changes(draft.pk, ["requirements.r1.text", "title"], actor=house["Anna"])
    assert (told["requirements.r1.text"].by, told["requirements.r1.text"].number) == ("Amir", "1")
    assert "title" not in told


# The history


def test_the_history_tells_who_changed_what_in_words(house: House, write: Callable[..., Draft]) -> None:
    draft = write()
    anna, amir = house["Anna"], house["Amir"]
    drafting.put(draft.pk, "title", "Secretaris van de raad", was="Secretaris", actor=anna, at=WRITTEN)
    added = drafting.add_item(draft.pk, "requirements", actor=amir, at=WRITTEN)
    drafting.put(draft.pk, f"requirements.{added}.text", "Een rijbewijs", was="", actor=amir, at=WRITTEN)
    drafting.move_item(draft.pk, f"requirements.{added}", by=-1, actor=amir, at=WRITTEN)
    drafting.remove_item(draft.pk, f"requirements.{added}", actor=anna, at=WRITTEN)
    page = draft_history.history_page(draft.pk, actor=house["Brenda"])
    assert [(one.version, one.kind, one.by, one.number) for one in page.rows] == [
        (6, "taken-out", "Anna", "3"),
        (5, "order", "Amir", ""),
        (4, "field", "Amir", "3"),
        (3, "added", "Amir", "3"),
        (2, "field", "Anna", ""),
    ]
    assert [(one.kind.value, one.text) for one in page.rows[-1].words] == [
        ("same", "Secretaris"),
        ("in", " van de raad"),
    ]
    assert [one.typed for one in page.rows[0].parts] == ["Een rijbewijs"]


@pytest.mark.parametrize("version", range(1, 7))
def test_the_draft_is_seen_as_it_was_at_any_version(house: House, write: Callable[..., Draft], version: int) -> None:
    draft, actor = write(), house["Anna"]
    contents = {1: draft.content}
    steps: list[Callable[[], object]] = [
        lambda: drafting.put(draft.pk, "title", "Griffier", was="Secretaris", actor=actor, at=WRITTEN),
        lambda: drafting.add_item(draft.pk, "competences", actor=actor, at=WRITTEN),
        lambda: drafting.remove_item(draft.pk, "requirements.r1", actor=actor, at=WRITTEN),
        lambda: drafting.put(draft.pk, "region", "Utrecht", was="", actor=actor, at=WRITTEN),
        lambda: drafting.put(draft.pk, "title", "Secretaris", was="Griffier", actor=actor, at=WRITTEN),
    ]
    for step in steps:
        step()
        draft.refresh_from_db()
        contents[draft.version] = draft.content
    page = draft_history.version_page(draft.pk, version, actor=actor)
    assert page.title == contents[version]["title"]
    said = {one.code: len(one.items) for one in page.sections}
    assert said["requirements"] == len(contents[version]["requirements"])
    assert said["competences"] == len(contents[version]["competences"])
    assert page.is_now == (version == draft.version)
    assert bool(page.since) == (contents[version] != contents[draft.version])


def test_what_one_types_in_one_field_is_one_change_until_it_was_offered(
    house: House, write: Callable[..., Draft]
) -> None:
    draft, anna = write(), house["Anna"]
    drafting.put(draft.pk, "title", "Gri", was="Secretaris", actor=anna, at=WRITTEN)
    drafting.put(draft.pk, "title", "Griffier", was="Gri", actor=anna, at=WRITTEN + timedelta(minutes=1))
    offering.offer(draft.pk, actor=anna, at=WRITTEN + timedelta(minutes=2))
    offering.take_back(draft.pk, reason="Dit is te kort.", actor=house["Amir"], at=WRITTEN + timedelta(minutes=3))
    drafting.put(draft.pk, "title", "Adviseur", was="Griffier", actor=anna, at=WRITTEN + timedelta(minutes=4))
    page = draft_history.history_page(draft.pk, actor=anna)
    assert [(one.version, one.before, one.after) for one in page.rows] == [
        (4, "Griffier", "Adviseur"),
        (3, "Secretaris", "Griffier"),
    ]
    assert draft_history.version_page(draft.pk, 3, actor=anna).title == "Griffier"


def test_a_version_that_never_was_is_not_there(house: House, write: Callable[..., Draft]) -> None:
    draft = write()
    for version in (0, 2, 10**30):
        with pytest.raises(NotFound):
            draft_history.version_page(draft.pk, version, actor=house["Anna"])
    for page in (0, 2, 10**30):
        with pytest.raises(NotFound):
            draft_history.history_page(draft.pk, actor=house["Anna"], page=page)


def test_a_published_draft_keeps_its_history(house: House, write: Callable[..., Draft]) -> None:
    draft = write()
    published(house, draft)
    assert draft_history.history_page(draft.pk, actor=house["Brenda"]).call == "T-2"
    for stranger in ("Bas", "Sterk BV", "Aukje"):
        with pytest.raises(NotFound):
            draft_history.history_page(draft.pk, actor=house[stranger])


def test_more_than_a_field_or_a_list_holds_is_refused(house: House, write: Callable[..., Draft]) -> None:
    draft, anna = write(), house["Anna"]
    with pytest.raises(TooMuch):
        drafting.put(draft.pk, "title", "a" * 201, was="Secretaris", actor=anna, at=WRITTEN)
    with pytest.raises(TooMuch):
        drafting.put(draft.pk, "description.d1.text", "a" * 20_001, was="", actor=anna, at=WRITTEN)
    for _ in range(60):
        drafting.add_item(draft.pk, "competences", actor=anna, at=WRITTEN)
    with pytest.raises(TooMuch):
        drafting.add_item(draft.pk, "competences", actor=anna, at=WRITTEN)


def test_a_whole_call_is_no_library(house: House, write: Callable[..., Draft]) -> None:
    long = "woord " * 3_300 + "."
    draft = write(description=[{"id": f"d{n}", "title": "Deel", "text": long} for n in range(12)])
    drafting.put(draft.pk, "title", "Griffier", was="Secretaris", actor=house["Anna"], at=WRITTEN)
    item = drafting.add_item(draft.pk, "description", actor=house["Anna"], at=WRITTEN)
    with pytest.raises(TooMuch):
        drafting.put(draft.pk, f"description.{item}.text", long, was="", actor=house["Anna"], at=WRITTEN)
    drafting.put(draft.pk, "description.d0.text", "kort", was=long, actor=house["Anna"], at=WRITTEN)
    drafting.put(draft.pk, f"description.{item}.text", long, was="", actor=house["Anna"], at=WRITTEN)


def test_whoever_types_the_same_as_somebody_else_has_no_conflict(house: House, write: Callable[..., Draft]) -> None:
    draft = write()
    drafting.put(draft.pk, "title", "Griffier", was="Secretaris", actor=house["Amir"], at=WRITTEN)
    drafting.put(draft.pk, "title", " Griffier ", was="Secretaris", actor=house["Anna"], at=WRITTEN)
    with pytest.raises(ChangedMeanwhile):
        drafting.put(draft.pk, "title", "Adviseur", was="Secretaris", actor=house["Anna"], at=WRITTEN)
    assert Draft.objects.get().version == 2
