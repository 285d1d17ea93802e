"""The pages on which a supplier bids: without scripts, with what is wrong beside it, and for nobody else."""

from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from openinhuur.accounts.models import Person
from openinhuur.bids import drafted
from openinhuur.bids.actions import drafting
from openinhuur.bids.models import Bid, BidDraft, BidVersion, LateBid
from openinhuur.documents.refusals import DocumentHasScript
from openinhuur.domain.bid_draft import Part
from openinhuur.web import errors
from tests.apps.bidding import put, sent, written
from tests.apps.house import CLOSES, CV, IN_TIME, House, build
from tests.apps.test_corrections import EARLY, HOURS, correct
from tests.apps.test_sealed_files import files_of_at_most
from tests.documents.hostile_pdfs import js, opens_with
from tests.web.accounts import account, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("built")]
CLOCK = {"at": IN_TIME}


def on_the_day() -> datetime:
    """The clock of these pages."""
    return CLOCK["at"]


@pytest.fixture(autouse=True)
def _clock(settings):
    settings.CLOCK, settings.DEMO = f"{__name__}.on_the_day", True
    CLOCK["at"] = IN_TIME


@pytest.fixture
def house() -> House:
    """The cast."""
    return build()


@pytest.fixture
def saskia(house: House, settings) -> Client:
    """Somebody of Sterk BV, signed in."""
    settings.SESSION_COOKIE_SECURE = False
    return signed_in(account(Person.objects.get(pk=house["Sterk BV"].person)))


def pdf(content: bytes = CV) -> SimpleUploadedFile:
    return SimpleUploadedFile("cv.pdf", content, content_type="application/pdf")


def form_of(draft: BidDraft, **more: object) -> dict[str, object]:
    """The form with which a draft is sent, as it is shown now."""
    return {"version": BidDraft.objects.get(pk=draft.pk).version, "correction": 0, "whole": "1", **more}


def part(draft: BidDraft, one: Part) -> str:
    return reverse("web:bid-part", args=[draft.pk, one.value])


def seen(draft: BidDraft, one: Part) -> str:
    return drafted.seen(drafted.said(BidDraft.objects.get(pk=draft.pk)).answers, one)


def test_a_bid_is_begun_on_the_page_of_its_call(house, saskia):
    house.publish()
    begin = reverse("web:start-bid", args=["T-1"])
    assert begin in saskia.get(reverse("web:call", args=["T-1"])).text
    answer = saskia.post(begin)
    assert answer.headers["Location"] == part(BidDraft.objects.get(), Part.CANDIDATE)
    assert "Concept, nog niet ingediend" in saskia.get(reverse("web:bids")).text


def test_who_cannot_bid_reads_why(house, saskia):
    house.publish()
    call = reverse("web:call", args=["T-1"])
    otto = signed_in(account(Person.objects.get(pk=house["Otto"].person)))
    assert "U bent niet toegelaten" in otto.get(call).text
    assert "Toegelaten leveranciers kunnen hier inschrijven" in Client().get(call).text
    CLOCK["at"] = CLOSES
    assert "De inschrijving is gesloten." in saskia.get(reverse("web:start-bid", args=["T-1"])).text
    assert reverse("web:start-bid", args=["T-1"]) not in saskia.get(call).text


def test_a_part_is_kept_as_far_as_it_is_filled_in(house, saskia):
    draft = written(house.publish(), cv=None)
    rate = part(draft, Part.RATE)
    answer = saskia.post(rate, {"seen": seen(draft, Part.RATE), "hourly_rate": "98.5", "rate_basis": ""})
    assert answer.headers["Location"] == part(draft, Part.REFERENCES)
    assert str(drafted.said(BidDraft.objects.get()).answers.hourly_rate) == "98.5"
    wrong = saskia.post(rate, {"seen": seen(draft, Part.RATE), "hourly_rate": "veel", "rate_basis": "x"})
    assert wrong.status_code == 422
    assert 'value="veel"' in wrong.text


def test_what_a_colleague_changed_is_said_and_nothing_typed_is_lost(house, saskia):
    draft = written(house.publish(), cv=None)
    old = seen(draft, Part.RATE)
    put(draft, house, hourly_rate=99)
    typed = {"seen": old, "hourly_rate": "77", "rate_basis": "alles"}
    answer = saskia.post(part(draft, Part.RATE), typed)
    assert answer.status_code == 422
    assert "Een collega heeft dit onderdeel gewijzigd" in answer.text
    assert 'value="77"' in answer.text
    assert seen(draft, Part.RATE) in answer.text
    saskia.post(part(draft, Part.RATE), typed | {"seen": seen(draft, Part.RATE)})
    assert drafted.said(BidDraft.objects.get()).answers.hourly_rate == 77


def test_a_cv_is_read_and_shown_as_pictures_and_a_hostile_one_says_why(house, saskia):
    draft = written(house.publish(), cv=None)
    cv = part(draft, Part.CV)
    page = saskia.post(cv, {"file": pdf(), "whole": "1"}, follow=True)
    picture = reverse("web:bid-cv-page", args=[draft.pk, 1])
    assert picture in page.text
    assert saskia.get(picture).content[:4] == b"RIFF"
    wrong = saskia.post(cv, {"file": pdf(opens_with(js())), "whole": "1"})
    assert wrong.status_code == 422
    assert "script of een macro" in wrong.text
    assert 'aria-invalid="true"' in wrong.text
    none = saskia.post(cv, {"whole": "1"})
    assert "Kies een bestand." in none.text
    assert "niet nodig" not in none.text
    large = saskia.post(cv, {"file": pdf(b"%PDF-1.7" + bytes(10 * 2**20)), "whole": "1"})
    assert (large.status_code, "groter dan 10 MB" in large.text) == (422, True)


def test_a_body_beyond_any_use_is_refused_before_it_is_read(house, saskia):
    draft = written(house.publish(), cv=None)
    answer = saskia.post(part(draft, Part.CV), {"file": pdf(bytes(12 * 2**20)), "whole": "1"})
    assert (answer.status_code, "10 MB" in answer.text) == (413, True)


def test_an_upload_that_broke_off_is_not_taken_for_a_whole_one(house, saskia):
    draft = written(house.publish(), cv=None)
    answer = saskia.post(part(draft, Part.CV), {"file": pdf()})
    assert answer.status_code == 422
    assert drafted.file(draft, drafted.CV) is None
    assert saskia.post(reverse("web:bid", args=[draft.pk]), {"cv": pdf()}).status_code == 422
    assert not Bid.objects.exists()


def test_the_check_shows_everything_and_sending_leads_to_the_receipt(house, saskia):
    draft = written(house.publish(), declarations=frozenset())
    check = reverse("web:bid", args=[draft.pk])
    page = saskia.get(check).text
    for said in (
        "Pien Herkenbaar",
        "123,45",
        "Zes jaar ervaring.",
        "Nog niet verklaard",
        "Op woensdag tot drie uur.",
    ):
        assert said in page
    answer = saskia.post(check, form_of(draft))
    version = BidVersion.objects.get()
    receipt = reverse("web:receipt", args=[version.bid_id, 1])
    assert answer.headers["Location"] == receipt
    page = saskia.get(receipt).text
    for said in (version.fingerprint, str(version.journal_position), "08.00.00,000"):
        assert said in page
    again = saskia.post(check, form_of(draft))
    assert again.headers["Location"] == receipt
    assert BidVersion.objects.count() == 1


def test_the_receipt_and_what_was_sent_can_be_downloaded(house, saskia):
    draft = written(house.publish())
    receipt = sent(draft, house)
    file = saskia.get(reverse("web:receipt-file", args=[receipt.bid_id, 1]))
    assert receipt.fingerprint in file.text
    sent_file = reverse("web:bid-sent-file", args=[draft.pk])
    assert saskia.get(sent_file).content[:2] == b"PK"
    put(draft, house, hourly_rate=99)
    assert saskia.get(sent_file).status_code == 404


def test_what_is_missing_stands_at_its_field_and_nothing_is_sent(house, saskia):
    draft = written(house.publish(), employment="", cv=None)
    answer = saskia.post(reverse("web:bid", args=[draft.pk]), form_of(draft))
    assert answer.status_code == 422
    assert f"{part(draft, Part.CANDIDATE)}#id_employment" in answer.text
    assert f"{part(draft, Part.CV)}#id_file" in answer.text
    assert not Bid.objects.exists()


def test_what_is_wrong_stands_above_the_list_of_parts_on_every_page_of_a_bid(house, saskia):
    draft = written(house.publish(), employment="")
    rate = {"seen": seen(draft, Part.RATE), "hourly_rate": "veel"}
    for answer in (
        saskia.post(part(draft, Part.RATE), rate),
        saskia.post(part(draft, Part.CV), {"whole": "1"}),
        saskia.post(reverse("web:bid", args=[draft.pk]), form_of(draft)),
    ):
        assert answer.text.count('id="errors"') == 1
        assert answer.text.index('id="errors"') < answer.text.index('class="bid__parts"')


def test_on_a_full_disk_nothing_is_sent_and_who_sent_it_is_told_so(house, saskia):
    draft = written(house.publish())
    check = reverse("web:bid", args=[draft.pk])
    with files_of_at_most(0):
        answer = saskia.post(check, form_of(draft))
    assert (answer.status_code, "omdat zijn schijf vol is" in answer.text) == (507, True)
    assert not Bid.objects.exists()
    assert saskia.post(check, form_of(draft)).status_code == 302


def test_a_correction_that_was_not_read_is_shown_before_anything_is_sent(house, saskia):
    CLOCK["at"] = EARLY + timedelta(hours=1)
    draft = written(house.publish())
    BidDraft.objects.update(started_at=EARLY - timedelta(hours=1))
    correct(house, HOURS)
    answer = saskia.post(reverse("web:bid", args=[draft.pk]), form_of(draft))
    assert answer.status_code == 409
    assert 'name="correction" value="1"' in answer.text
    assert "Een vraag liet zien dat dit er verkeerd stond." in answer.text
    assert saskia.post(reverse("web:bid", args=[draft.pk]), form_of(draft, correction=1)).status_code == 302


def test_r8_who_is_late_is_told_when_it_came(house, saskia):
    draft = written(house.publish())
    CLOCK["at"] = CLOSES
    answer = saskia.post(reverse("web:bid", args=[draft.pk]), form_of(draft))
    assert answer.status_code == 409
    assert "Te laat" in answer.text
    assert LateBid.objects.count() == 1
    assert "Te laat binnengekomen" in saskia.get(reverse("web:bids")).text


def test_a_file_sent_along_is_checked_from_outside_and_not_kept_in_the_draft(house, saskia):
    draft = written(house.publish(), cv=None)
    check = reverse("web:bid", args=[draft.pk])
    wrong = saskia.post(check, form_of(draft, cv=pdf(b"MZ" * 9)))
    assert (wrong.status_code, "Dit soort bestand nemen wij niet aan" in wrong.text) == (422, True)
    assert saskia.post(check, form_of(draft, cv=pdf())).status_code == 302
    assert "Nog in te vullen" in saskia.get(check).text


def test_r20_a_bid_is_withdrawn_and_a_draft_thrown_away_after_a_question(house, saskia):
    draft = written(house.publish())
    receipt = sent(draft, house)
    withdraw = reverse("web:withdraw-bid", args=[receipt.bid_id])
    assert "De inschrijving intrekken?" in saskia.get(withdraw).text
    saskia.post(withdraw)
    assert Bid.objects.get().withdrawn_at == IN_TIME
    saskia.post(reverse("web:discard-bid", args=[draft.pk]))
    assert not BidDraft.objects.exists()


def test_a_bid_without_a_draft_is_replaced_by_way_of_a_new_one(house, saskia):
    bid_id = house.publish().bid("Sterk BV", "Pien")
    assert f'value="{bid_id}"' in saskia.get(reverse("web:bids")).text
    saskia.post(reverse("web:start-bid", args=["T-1"]), {"bid": str(bid_id)})
    assert BidDraft.objects.get().bid_id == bid_id
    assert saskia.post(reverse("web:start-bid", args=["T-1"]), {"bid": "geen"}).status_code == 404


def test_nobody_else_finds_a_page_of_it(house, saskia):
    draft = written(house.publish())
    ralf = signed_in(account(Person.objects.get(pk=house["Rap BV"].person)))
    for address in (reverse("web:bid", args=[draft.pk]), part(draft, Part.RATE), part(draft, Part.CV)):
        assert saskia.get(address).status_code == 200
        assert ralf.get(address).status_code == 404
        assert ralf.post(address, form_of(draft)).status_code == 404
    assert saskia.get(reverse("web:bid-part", args=[draft.pk, "geheim"])).status_code == 404


@pytest.mark.parametrize("said", ["", "-1", "1e3", "٣", "9" * 40])
def test_numbers_that_are_none_send_nothing(house, saskia, said):
    draft = written(house.publish())
    answer = saskia.post(reverse("web:bid", args=[draft.pk]), {"version": said, "correction": said, "whole": "1"})
    assert answer.status_code == 409
    assert not Bid.objects.exists()


def test_a_list_of_many_bids_takes_as_many_queries_as_of_one(house, saskia, django_assert_max_num_queries):
    house.publish()
    for number in range(6):
        sent(written(house, cv=None, candidate=f"Pien {number}"), house, cv=CV)
        put(drafting.start("T-1", actor=house["Sterk BV"], at=IN_TIME), house, candidate=f"Robin {number}")
    with django_assert_max_num_queries(21):
        saskia.get(reverse("web:bids"))


def test_sending_takes_few_queries(house, saskia, django_assert_max_num_queries):
    draft = written(house.publish(), cv=None)
    with django_assert_max_num_queries(21):
        saskia.post(reverse("web:bid", args=[draft.pk]), form_of(draft, cv=pdf()))


def test_why_a_file_is_not_read_has_a_page_with_a_status(rf):
    assert errors.refused(rf.get("/"), DocumentHasScript()).status_code == 422
