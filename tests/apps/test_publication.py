"""From a draft to a published call: confirmed, without errors, seen by a second person; everybody invited at once."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from openinhuur.calls import drafted
from openinhuur.calls.actions import drafting, offering
from openinhuur.calls.actions.drafting import Typed
from openinhuur.calls.models import Call, Draft
from openinhuur.domain.call import DatesOutOfOrder, WeightsDoNotAddUp
from openinhuur.domain.draft_edits import ChangedMeanwhile
from openinhuur.domain.membership import Kind
from openinhuur.domain.publication import (
    ChangedAfterOffer,
    DraftIncomplete,
    ErrorsFound,
    InterviewWeightNotJudged,
    NotConfirmed,
    NotOffered,
    NumberTaken,
    OfferedAlready,
    PublishedAlready,
    ReasonNeeded,
    SecondPersonNeeded,
)
from openinhuur.domain.roles import ANYONE, NotAllowed, NotFound, Role, Verb
from openinhuur.domain.sealing import SealingNotChosen
from openinhuur.flow import queries
from openinhuur.flow.queries import draft_lists, draft_review, invitations
from openinhuur.importing.refusals import NotACall
from openinhuur.journal.models import Entry
from openinhuur.journal.queries import verify
from openinhuur.letters.models import Message
from openinhuur.parties.actions import admissions, organisations
from openinhuur.parties.models import Admission, Organisation, SealingChoice
from tests.apps.house import BEFORE, PUBLISHED, START, House, person, registration

REQUEST = Path(__file__).parents[2] / "examples" / "30534" / "aanvraag-30534.md"
INVITED = "calls_invitationtobid_messages"
WRITTEN = PUBLISHED - timedelta(days=1)
TEXT = "Vanaf 18 jaar of jonger dan 35 jaar; wij zoeken een jonge collega in een jong team."
ITEM = {"id": "r1", "number": "1", "text": "Een diploma op hbo-niveau of gelijkwaardig", "rule": "self-employed"}
CRITERION = {"id": "c1", "number": "2", "text": "Ervaring als secretaris", "maximum": "100", "scale": "binary"}
WHOLE = {
    "number": "T-2", "title": "Secretaris", "duration_months": "6", "hours_per_week": "36", "g_account_sna": "25",
    "g_account_other": "55", "questions_close_at": "2026-06-23T09:00", "answers_by_on": "2026-06-25",
    "closes_at": "2026-06-29T09:00", "invitations_by_on": "2026-07-01", "interviews_from_on": "2026-07-02",
    "standstill_days": "20", "shortlist_size": "10", "positions": "1", "min_invited": "2", "min_interviewers": "2",
    "tie_across_cut": "lot", "extension_count": "0", "rate_includes_travel": "yes",
    "description": [{"id": "d1", "title": "Opdracht", "text": "Notuleren en besluiten voorbereiden."}],
    "requirements": [ITEM], "award_criteria": [CRITERION], "selection_criteria": [], "competences": [],
}  # fmt: skip


@pytest.fixture
def write(house: House) -> Callable[..., Draft]:
    """Starts a whole draft of Anna's, in which some fields may differ."""

    def started(**changed: object) -> Draft:
        content = json.loads(json.dumps({**WHOLE, **changed}))
        return drafting.start(house.category_id, content=content, actor=house["Anna"], at=WRITTEN)

    return started


def published(house: House, draft: Draft) -> Call:
    offering.offer(draft.pk, actor=house["Anna"], at=WRITTEN)
    return offering.publish(draft.pk, version=draft.version, actor=house["Amir"], at=PUBLISHED)


def from_request(house: House) -> Draft:
    return drafting.start_from_document(
        house.category_id, REQUEST.read_bytes(), name=REQUEST.name, actor=house["Anna"], at=WRITTEN
    )


# Four eyes


def test_what_one_offers_another_publishes(house: House, write: Callable[..., Draft]) -> None:
    call = published(house, write())
    assert (call.number, call.title, call.published_at) == ("T-2", "Secretaris", PUBLISHED)
    assert queries.call_page("T-2", actor=ANYONE, at=PUBLISHED).requirements[0].text == ITEM["text"]
    assert Draft.objects.get().call == call


def test_nobody_publishes_what_they_offered(house: House, write: Callable[..., Draft]) -> None:
    draft = write()
    offering.offer(draft.pk, actor=house["Anna"], at=WRITTEN)
    with pytest.raises(SecondPersonNeeded):
        offering.publish(draft.pk, version=draft.version, actor=house["Anna"], at=PUBLISHED)


def test_what_nobody_offered_is_not_published(house: House, write: Callable[..., Draft]) -> None:
    draft = write()
    with pytest.raises(NotOffered):
        offering.publish(draft.pk, version=draft.version, actor=house["Amir"], at=PUBLISHED)


def test_the_buyer_writes_and_offers_but_only_the_desk_publishes(house: House, write: Callable[..., Draft]) -> None:
    draft = write()
    drafting.put(draft.pk, "title", "Griffier", was="Secretaris", actor=house["Brenda"], at=WRITTEN)
    draft = offering.offer(draft.pk, actor=house["Brenda"], at=WRITTEN)
    berta = person("Berta", house.buyer, Role.BUYER)
    with pytest.raises(NotAllowed):
        offering.publish(draft.pk, version=draft.version, actor=berta, at=PUBLISHED)
    assert offering.publish(draft.pk, version=draft.version, actor=house["Amir"], at=PUBLISHED).title == "Griffier"


def test_strangers_do_not_know_of_a_draft(house: House, write: Callable[..., Draft]) -> None:
    draft = write()
    other_desk = organisations.register(registration("Andere desk", 8), kind=Kind.DESK, actor=START, at=BEFORE)
    for actor in (house["Bas"], house["Sterk BV"], person("Dora", other_desk, Role.DESK), house["Aukje"], ANYONE):
        with pytest.raises(NotFound):
            draft_review.check_page(draft.pk, actor=actor, at=WRITTEN)
        with pytest.raises(NotFound):
            offering.offer(draft.pk, actor=actor, at=WRITTEN)


# Exactly what was offered (R21)


def test_r21_a_change_takes_the_offer_back(house: House, write: Callable[..., Draft]) -> None:
    draft = write()
    offering.offer(draft.pk, actor=house["Anna"], at=WRITTEN)
    drafting.put(draft.pk, "title", "Griffier", was="Secretaris", actor=house["Amir"], at=WRITTEN)
    with pytest.raises(NotOffered):
        offering.publish(draft.pk, version=draft.version, actor=house["Amir"], at=PUBLISHED)
    assert Entry.objects.filter(event="draft.taken-back", subject=draft.subject).exists()


def test_r21_who_has_seen_another_version_does_not_publish(house: House, write: Callable[..., Draft]) -> None:
    draft = write()
    seen = draft.version
    drafting.put(draft.pk, "title", "Griffier", was="Secretaris", actor=house["Anna"], at=WRITTEN)
    offering.offer(draft.pk, actor=house["Anna"], at=WRITTEN)
    with pytest.raises(ChangedAfterOffer):
        offering.publish(draft.pk, version=seen, actor=house["Amir"], at=PUBLISHED)


def test_r21_the_journal_holds_the_same_fingerprint_for_what_was_offered_and_published(
    house: House, write: Callable[..., Draft]
) -> None:
    draft = write()
    published(house, draft)
    of_draft = Entry.objects.filter(subject=draft.subject)
    offered, was_published = (of_draft.get(event=f"draft.{event}").facts for event in ("offered", "published"))
    assert offered["sha256"] == was_published["sha256"] == drafted.fingerprint(draft)
    assert verify().first_broken is None


def test_a_published_draft_stays_as_it_was(house: House, write: Callable[..., Draft]) -> None:
    draft = write()
    published(house, draft)
    with pytest.raises(PublishedAlready):
        drafting.put(draft.pk, "title", "Griffier", was="Secretaris", actor=house["Anna"], at=PUBLISHED)
    with pytest.raises(PublishedAlready):
        offering.publish(draft.pk, version=draft.version, actor=house["Amir"], at=PUBLISHED)
    with pytest.raises(PublishedAlready):
        drafting.discard(draft.pk, actor=house["Anna"], at=PUBLISHED)


def test_an_offer_stands_once(house: House, write: Callable[..., Draft]) -> None:
    draft = write()
    offering.offer(draft.pk, actor=house["Anna"], at=WRITTEN)
    with pytest.raises(OfferedAlready):
        offering.offer(draft.pk, actor=house["Amir"], at=WRITTEN)


# Sent back


def test_a_draft_sent_back_tells_who_offered_it_why(house: House, write: Callable[..., Draft]) -> None:
    draft = write()
    offering.offer(draft.pk, actor=house["Anna"], at=WRITTEN)
    with pytest.raises(ReasonNeeded):
        offering.take_back(draft.pk, reason=" nee ", actor=house["Amir"], at=WRITTEN)
    offering.take_back(draft.pk, reason="De start is te vroeg.", actor=house["Amir"], at=WRITTEN)
    message = Message.objects.get(kind="draft-sent-back")
    assert (message.recipient_name, message.desk_id) == ("Anna", house.desk.pk)
    assert "De start is te vroeg." in message.text
    [row] = draft_lists.drafts_page(actor=house["Anna"], at=WRITTEN).mine
    assert row.state == "sent-back"
    offering.offer(draft.pk, actor=house["Anna"], at=WRITTEN)
    draft.refresh_from_db()
    assert (draft.sent_back_at, draft.sent_back_reason) == (None, "")


def test_ones_own_offer_is_taken_back_without_a_reason_and_without_an_e_mail(
    house: House, write: Callable[..., Draft]
) -> None:
    draft = write()
    offering.offer(draft.pk, actor=house["Anna"], at=WRITTEN)
    offering.take_back(draft.pk, actor=house["Anna"], at=WRITTEN)
    assert not Message.objects.filter(kind="draft-sent-back").exists()
    with pytest.raises(NotOffered):
        offering.take_back(draft.pk, actor=house["Anna"], at=WRITTEN)


# Complete, confirmed, without errors


def test_what_is_missing_or_cannot_be_read_is_not_offered(house: House, write: Callable[..., Draft]) -> None:
    draft = write(closes_at="eind juni", requirements=[])
    with pytest.raises(DraftIncomplete) as refused:
        offering.offer(draft.pk, actor=house["Anna"], at=WRITTEN)
    assert refused.value.fields["paths"] == ("closes_at", "requirements")


def test_what_was_read_in_a_document_is_published_only_after_somebody_confirmed_it(house: House) -> None:
    draft = from_request(house)
    last = list(draft.to_confirm)[-1]
    drafting.confirm(draft.pk, set(draft.to_confirm) - {last}, actor=house["Anna"], at=WRITTEN)
    with pytest.raises(NotConfirmed) as refused:
        offering.offer(draft.pk, actor=house["Anna"], at=WRITTEN)
    assert refused.value.fields["paths"] == (last,)
    drafting.confirm(draft.pk, [last], actor=house["Anna"], at=WRITTEN)
    assert published(house, Draft.objects.get()).number == "30534"


def test_nothing_unconfirmed_passes_through_a_template(house: House) -> None:
    draft = from_request(house)
    for as_template in (True, False):
        with pytest.raises(NotConfirmed):
            drafting.start_from_draft(draft.pk, as_template=as_template, actor=house["Anna"], at=WRITTEN)


def test_an_error_of_the_check_holds_publication_back_until_somebody_with_mandate_says_why(
    house: House, write: Callable[..., Draft]
) -> None:
    draft = write(description=[{"id": "d1", "title": "Team", "text": TEXT}])
    with pytest.raises(ErrorsFound) as refused:
        offering.offer(draft.pk, actor=house["Anna"], at=WRITTEN)
    assert refused.value.fields["codes"] == ("discrimination-direct",)
    errors = [one for one in drafted.findings(draft, at=WRITTEN) if one.is_error]
    with pytest.raises(NotAllowed):
        offering.let_stand(draft.pk, errors[0].about, reason="Zo is het.", actor=house["Brenda"], at=WRITTEN)
    with pytest.raises(ReasonNeeded):
        offering.let_stand(draft.pk, errors[0].about, reason="  ", actor=house["Anna"], at=WRITTEN)
    for one in errors:
        offering.let_stand(draft.pk, one.about, reason="Een citaat uit de wet.", actor=house["Anna"], at=WRITTEN)
    published(house, draft)
    facts = Entry.objects.get(event="draft.published").facts
    assert set(facts["stands"]) == {"discrimination-direct: Een citaat uit de wet."}


def test_a_reason_holds_for_the_words_it_was_written_for(house: House, write: Callable[..., Draft]) -> None:
    draft = write(description=[{"id": "d1", "title": "Team", "text": "Je komt in een jong team."}])
    [error] = [one for one in drafted.findings(draft, at=WRITTEN) if one.is_error]
    offering.let_stand(draft.pk, error.about, reason="Een citaat uit de wet.", actor=house["Anna"], at=WRITTEN)
    was = "Je komt in een jong team."
    drafting.put(
        draft.pk, "description.d1.text", "Wij zoeken een jonge collega.", was=was, actor=house["Anna"], at=WRITTEN
    )
    with pytest.raises(ErrorsFound):
        offering.offer(draft.pk, actor=house["Anna"], at=WRITTEN)
    with pytest.raises(NotFound):
        offering.let_stand(draft.pk, error.about, reason="Het staat er nog.", actor=house["Anna"], at=WRITTEN)


def test_r11_an_offer_that_waited_too_long_is_not_published(house: House, write: Callable[..., Draft]) -> None:
    draft = write()
    offering.offer(draft.pk, actor=house["Anna"], at=WRITTEN)
    with pytest.raises(ErrorsFound) as refused:
        offering.publish(draft.pk, version=1, actor=house["Amir"], at=PUBLISHED + timedelta(days=5))
    assert "tender-period" in refused.value.fields["codes"]


def test_points_that_are_not_100_and_dates_out_of_order_are_refused_whatever_the_reason(
    house: House, write: Callable[..., Draft]
) -> None:
    few = write(award_criteria=[{**CRITERION, "maximum": "90"}])
    mixed = write(number="T-3", invitations_by_on="2026-06-20")
    for draft, refusal in ((few, WeightsDoNotAddUp), (mixed, DatesOutOfOrder)):
        for one in drafted.findings(draft, at=WRITTEN):
            if one.is_error:
                offering.let_stand(draft.pk, one.about, reason="Dat is zo bedoeld.", actor=house["Anna"], at=WRITTEN)
        with pytest.raises(refusal):
            offering.offer(draft.pk, actor=house["Anna"], at=WRITTEN)


def test_points_for_the_interview_are_refused_because_nobody_can_give_them(
    house: House, write: Callable[..., Draft]
) -> None:
    draft = write(interview_weight="20", award_criteria=[{**CRITERION, "maximum": "80"}])
    with pytest.raises(InterviewWeightNotJudged):
        offering.offer(draft.pk, actor=house["Anna"], at=WRITTEN)


def test_r26_points_for_the_price_are_published_with_their_formula(house: House, write: Callable[..., Draft]) -> None:
    draft = write(price_weight="20", price_formula="relative", award_criteria=[{**CRITERION, "maximum": "80"}])
    call = published(house, draft)
    assert (call.price_weight, call.price_formula) == (20, "relative")


# The number, and so the address


@pytest.mark.parametrize("number", ["T-2", "t-2"])
def test_a_number_is_used_once_whatever_its_case(house: House, write: Callable[..., Draft], number: str) -> None:
    published(house, write())
    draft = write(number=number)
    with pytest.raises(NumberTaken):
        offering.offer(draft.pk, actor=house["Anna"], at=WRITTEN)
    page = draft_review.check_page(draft.pk, actor=house["Anna"], at=WRITTEN)
    assert [(one.problem.path, one.problem.code) for one in page.problems] == [("number", "taken")]


def test_of_two_offered_with_one_number_the_second_is_told_so(house: House, write: Callable[..., Draft]) -> None:
    first, second = write(), write()
    offering.offer(second.pk, actor=house["Anna"], at=WRITTEN)
    published(house, first)
    with pytest.raises(NumberTaken):
        offering.publish(second.pk, version=second.version, actor=house["Amir"], at=PUBLISHED)


def test_a_number_that_cannot_stand_in_an_address_is_a_problem_and_no_crash(
    house: House, write: Callable[..., Draft]
) -> None:
    draft = write(number="30534/2 b")
    with pytest.raises(DraftIncomplete) as refused:
        offering.offer(draft.pk, actor=house["Anna"], at=WRITTEN)
    assert refused.value.fields["paths"] == ("number",)


# One transaction


def test_what_breaks_in_the_middle_leaves_nothing(house: House, write: Callable[..., Draft]) -> None:
    draft = write()
    offering.offer(draft.pk, actor=house["Anna"], at=WRITTEN)
    before = Entry.objects.count()
    with connection.cursor() as cursor:
        cursor.execute("CREATE FUNCTION breaks() RETURNS trigger AS $$ BEGIN RAISE 'no power'; END $$ LANGUAGE plpgsql")
        cursor.execute(
            "CREATE TRIGGER breaks BEFORE INSERT ON calls_invitationtobid_messages EXECUTE FUNCTION breaks()"
        )
    with pytest.raises(DatabaseError), transaction.atomic():
        offering.publish(draft.pk, version=draft.version, actor=house["Amir"], at=PUBLISHED)
    assert not Call.objects.exists()
    assert not Message.objects.filter(kind="call-invitation").exists()
    assert Entry.objects.count() == before
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER breaks ON {INVITED}")
    assert offering.publish(draft.pk, version=draft.version, actor=house["Amir"], at=PUBLISHED).invitations.count() == 2


# Everybody is invited at the same moment (R27)


def test_r27_every_admitted_supplier_is_invited_at_the_same_moment(house: House, write: Callable[..., Draft]) -> None:
    call = published(house, write())
    assert {one.supplier.name for one in call.invitations.all()} == {"Sterk BV", "Rap BV"}
    assert {one.invited_at for one in call.invitations.all()} == {PUBLISHED}
    messages = Message.objects.filter(kind="call-invitation")
    assert {(one.recipient_name, one.queued_at, one.desk_id) for one in messages} == {
        ("Saskia", PUBLISHED, house.desk.pk),
        ("Ralf", PUBLISHED, house.desk.pk),
    }
    assert all("/aanvragen/T-2/" in one.text and "T-2" in one.subject for one in messages)


def test_r27_who_is_suspended_is_not_invited_and_who_is_admitted_later_sees_the_call_without_an_invitation(
    house: House, write: Callable[..., Draft]
) -> None:
    rap = Admission.objects.get(supplier__name="Rap BV")
    admissions.suspend(rap.pk, reason="De verzekering is verlopen.", actor=house["Anna"], at=WRITTEN)
    call = published(house, write())
    asked = admissions.ask(house.category_id, actor=house["Otto"], at=PUBLISHED)
    admissions.admit(asked.pk, actor=house["Anna"], at=PUBLISHED)
    assert [one.supplier.name for one in call.invitations.all()] == ["Sterk BV"]
    assert queries.call_page("T-2", actor=house["Otto"], at=PUBLISHED).title == "Secretaris"


def test_r27_the_proof_says_per_supplier_to_whom_and_whether_it_was_sent(
    house: House, write: Callable[..., Draft]
) -> None:
    published(house, write())
    sent, failed = Message.objects.filter(kind="call-invitation").order_by("recipient_name")
    Message.objects.filter(pk=sent.pk).update(sent_at=PUBLISHED + timedelta(seconds=2), attempts=1)
    Message.objects.filter(pk=failed.pk).update(failed_at=PUBLISHED, attempts=80, last_error="550 no such user")
    for name in ("Anna", "Aukje"):
        page = invitations.invitations_page("T-2", actor=house[name])
        assert [one.supplier for one in page.invited] == ["Sterk BV", "Rap BV"]
        assert [each.state for one in page.invited for each in one.sendings] == ["failed", "sent"]
        assert page.counts == {"sent": 1, "waiting": 0, "failed": 1}
        assert "invitations" in page.tabs
    for name in ("Brenda", "Bas", "Sterk BV", "Otto"):
        with pytest.raises(NotAllowed):
            invitations.invitations_page("T-2", actor=house[name])


def test_somebody_who_works_for_two_suppliers_is_written_to_for_each(house: House, write: Callable[..., Draft]) -> None:
    saskia = Organisation.objects.get(name="Sterk BV").memberships.get().person
    rap = Organisation.objects.get(name="Rap BV")
    rap.memberships.update(person=saskia)
    call = published(house, write())
    assert [one.messages.count() for one in call.invitations.all()] == [1, 1]


def test_r27_a_thousand_suppliers_are_invited_in_few_queries(
    house: House, write: Callable[..., Draft], django_assert_max_num_queries: Callable[..., object]
) -> None:
    admission, sterk = Admission.objects.first(), Organisation.objects.get(name="Sterk BV")
    made = Organisation.objects.bulk_create(
        _copy(sterk, name=f"Bedrijf {n}", kvk_number=f"7{n:07}", vat_number="", email=f"{n}@example.org")
        for n in range(1000)
    )
    Admission.objects.bulk_create(_copy(admission, supplier_id=one.pk) for one in made)
    draft = write()
    offering.offer(draft.pk, actor=house["Anna"], at=WRITTEN)
    with django_assert_max_num_queries(75):  # type: ignore[attr-defined] # a fixture of pytest-django
        call = offering.publish(draft.pk, version=draft.version, actor=house["Amir"], at=PUBLISHED)
    assert call.invitations.count() == 1002
    assert Message.objects.filter(kind="call-invitation", queued_at=PUBLISHED).count() == 1002


def _copy(row: object, **changed: object) -> object:
    kind = type(row)
    same = {one.attname: getattr(row, one.attname) for one in kind._meta.concrete_fields if not one.primary_key}  # type: ignore[attr-defined]
    return kind(**{**same, **changed})


# From a document


def test_what_was_typed_over_what_was_read_is_kept_and_counts_as_looked_at(house: House) -> None:
    draft = from_request(house)
    typed = [
        Typed("requirements.i6.text", "Beschikbaar vanaf 13 juli 2026", "Beschikbaar per juli voor 36 uur per week")
    ]
    drafting.confirm(draft.pk, [], typed=typed, actor=house["Anna"], at=WRITTEN)
    page = draft_review.document_page(draft.pk, actor=house["Anna"])
    place = next(one for section in page.sections for one in section.places if one.path == "requirements.i6")
    assert (place.is_confirmed, [line.number for line in place.lines]) == (True, [77])
    assert page.confirmed == 1 < page.total


def test_two_who_confirm_at_once_do_not_overwrite_each_other(house: House) -> None:
    draft = from_request(house)
    was = draft.content["title"]
    drafting.confirm(draft.pk, [], typed=[Typed("title", "Griffier", was)], actor=house["Anna"], at=WRITTEN)
    with pytest.raises(ChangedMeanwhile):
        drafting.confirm(draft.pk, ["number"], typed=[Typed("title", "Adviseur", was)], actor=house["Amir"], at=WRITTEN)
    draft.refresh_from_db()
    assert draft.content["title"] == "Griffier"
    assert "number" in draft.to_confirm


def test_what_the_document_does_not_say_is_confirmed_too(house: House) -> None:
    draft = from_request(house)
    assert draft.read_from["tie_across_cut"] == []
    assert draft.content["tie_across_cut"] == "lot"
    assert "tie_across_cut" in draft.to_confirm


def test_who_confirmed_what_stands_in_the_journal(house: House) -> None:
    draft = from_request(house)
    drafting.confirm(draft.pk, ["number", "title", "nowhere"], actor=house["Amir"], at=WRITTEN)
    drafting.put(
        draft.pk, "region", draft.content["region"], was=draft.content["region"], actor=house["Anna"], at=WRITTEN
    )
    entries = Entry.objects.filter(event="draft.confirmed").order_by("position")
    assert [sorted(one.facts["paths"]) for one in entries] == [["number", "title"], ["region"]]


def test_signs_that_no_database_can_hold_do_not_break_a_draft(house: House) -> None:
    text = REQUEST.read_text().replace("Werkervaring met notuleren", "Werkervaring\u00a0met\x00 notu\x07leren")
    draft = drafting.start_from_document(
        house.category_id, text.encode(), name="a\x00b/" + "c" * 300 + ".md", actor=house["Anna"], at=WRITTEN
    )
    said = "".join([json.dumps(draft.content, ensure_ascii=False), *draft.source_lines, draft.source_name])
    assert "Werkervaring met notuleren" in said
    assert said.isprintable()


def test_a_text_that_is_no_call_is_refused_and_leaves_nothing(house: House) -> None:
    with pytest.raises(NotACall):
        drafting.start_from_document(
            house.category_id, b"Beste collega, tot morgen.", name="brief.txt", actor=house["Anna"], at=WRITTEN
        )
    assert not Draft.objects.exists()


def test_access_comes_before_reading(house: House) -> None:
    for name in ("Sterk BV", "Bas", "Aukje"):
        with pytest.raises((NotAllowed, NotFound)):
            drafting.start_from_document(house.category_id, b"%PDF-", name="a.pdf", actor=house[name], at=WRITTEN)


# Where a draft comes from


def test_an_earlier_call_hands_on_all_but_its_number_and_dates(house: House, write: Callable[..., Draft]) -> None:
    published(house, write(region="Zuid-Holland", max_rate="115.50"))
    again = drafting.start_from_call("T-2", actor=house["Anna"], at=PUBLISHED)
    assert {name: again.content[name] for name in ("title", "region", "max_rate")} == {
        "title": "Secretaris", "region": "Zuid-Holland", "max_rate": "115.5",
    }  # fmt: skip
    assert not set(again.content) & {"number", "closes_at", "start_on"}
    assert again.content["award_criteria"][0]["scale"] == "binary"
    assert again.origin == "call:T-2"


def test_the_second_person_sees_what_differs_from_where_it_came_from(house: House, write: Callable[..., Draft]) -> None:
    template = drafting.start_from_draft(write().pk, as_template=True, actor=house["Anna"], at=WRITTEN)
    draft = drafting.start_from_draft(template.pk, actor=house["Anna"], at=WRITTEN)
    changes = {
        "number": "T-9", "title": "Griffier", "questions_close_at": "2026-06-23T09:00", "answers_by_on": "2026-06-25",
        "closes_at": "2026-06-29T09:00", "invitations_by_on": "2026-07-01", "interviews_from_on": "2026-07-02",
    }  # fmt: skip
    for path, typed in changes.items():
        was = draft.content.get(path, "")
        draft = drafting.put(draft.pk, path, typed, was=was, actor=house["Anna"], at=WRITTEN)
    added = drafting.add_item(draft.pk, "competences", actor=house["Anna"], at=WRITTEN)
    drafting.put(draft.pk, f"competences.{added}.text", "Verbindend", was="", actor=house["Anna"], at=WRITTEN)
    drafting.remove_item(draft.pk, "description.d1", actor=house["Anna"], at=WRITTEN)
    offering.offer(draft.pk, actor=house["Anna"], at=WRITTEN)
    page = draft_review.offered_page(draft.pk, actor=house["Amir"], at=WRITTEN)
    told = {one.path: (one.before, one.after) for one in page.changes}
    assert told["title"] == ("Secretaris", "Griffier")
    assert told[f"competences.{added}"] == (None, "Verbindend")
    assert told["description.d1"] == ("Notuleren en besluiten voorbereiden.", None)
    assert set(told) == {*changes, f"competences.{added}", "description.d1"}
    assert (page.may_publish, page.suppliers, page.page.title) == (True, 2, "Griffier")


def test_a_template_is_never_offered(house: House, write: Callable[..., Draft]) -> None:
    template = drafting.start_from_draft(write().pk, as_template=True, actor=house["Anna"], at=WRITTEN)
    with pytest.raises(NotFound):
        offering.offer(template.pk, actor=house["Anna"], at=WRITTEN)


def test_what_was_put_away_is_gone(house: House, write: Callable[..., Draft]) -> None:
    draft = write()
    drafting.discard(draft.pk, actor=house["Anna"], at=WRITTEN)
    for gone in (drafting.start_from_draft, drafting.discard, offering.offer):
        with pytest.raises(NotFound):
            gone(draft.pk, actor=house["Anna"], at=WRITTEN)
    assert draft_lists.drafts_page(actor=house["Anna"], at=WRITTEN).mine == []


# The list


def test_the_list_says_what_waits_for_whom(house: House, write: Callable[..., Draft]) -> None:
    mine, offered = write(number="A"), write(number="B")
    offering.offer(offered.pk, actor=house["Anna"], at=WRITTEN)
    published(house, write(number="C"))

    def page(name: str) -> draft_lists.DraftsPage:
        return draft_lists.drafts_page(actor=house[name], at=PUBLISHED)

    assert {one.number for one in page("Anna").mine} == {"A", "B"}
    assert [one.number for one in page("Amir").to_publish] == ["B"]
    assert [one.number for one in page("Amir").others] == ["A"]
    assert [one.number for one in page("Brenda").to_publish] == []
    assert [one.number for one in page("Amir").published] == ["C"]
    assert mine.pk in {one.id for one in page("Brenda").others}
    with pytest.raises(NotAllowed):
        page("Sterk BV")


def test_a_new_draft_is_offered_only_the_categories_of_ones_own_desk_or_buyer(house: House) -> None:
    found = draft_lists.new_draft_page(actor=house["Brenda"])
    assert [(one.name, one.buyer) for one in found.categories] == [("Bestuur", "Gemeente A")]
    assert draft_lists.new_draft_page(actor=house["Bas"]).categories == []
    with pytest.raises(NotAllowed):
        draft_lists.new_draft_page(actor=house["Sterk BV"])
    with pytest.raises(NotFound):
        drafting.start(house.category_id, actor=house["Bas"], at=WRITTEN)
    assert house["Anna"].may(Verb.WRITE_CALL)


# What the bids on it will be sealed with


def test_a_desk_that_has_not_chosen_who_keeps_the_keys_hears_so_before_anybody_is_asked_to_publish(
    house: House, write: Callable[..., Draft]
) -> None:
    SealingChoice.objects.all().delete()
    draft = write()
    page = draft_review.check_page(draft.pk, actor=house["Anna"], at=WRITTEN)
    assert (page.is_ready, type(page.why_not)) == (False, SealingNotChosen)
    with pytest.raises(SealingNotChosen):
        offering.offer(draft.pk, actor=house["Anna"], at=WRITTEN)
