"""A bid while it is written: for its supplier alone, encrypted, and erased in time."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection

from openinhuur.bids import access, drafted
from openinhuur.bids.actions import drafting
from openinhuur.bids.models import BidDraft, BidDraftFile
from openinhuur.documents import draft_keys
from openinhuur.documents.draft_keys import Owner
from openinhuur.documents.refusals import DocumentHasScript, DocumentKindNotAccepted
from openinhuur.documents.sealing import DoesNotOpen
from openinhuur.domain.bid import DeadlinePassed
from openinhuur.domain.bid_draft import BidDraftChanged, Part, RequirementAnswer, TooManyDrafts
from openinhuur.domain.paper import PaperKind
from openinhuur.domain.roles import ANYONE, NotAllowed, NotFound
from openinhuur.flow import daily
from openinhuur.journal.models import Entry
from openinhuur.parties.actions import passports
from tests.apps.bidding import WHOLE, put, written
from tests.apps.house import AFTER, BEFORE, CLOSES, CV, IN_TIME, House
from tests.documents.hostile_pdfs import js, opens_with

NO_DRAFTS = timedelta(days=28)


def test_a_draft_gives_back_what_was_written(house: House) -> None:
    draft = written(house.publish())
    said = drafted.said(BidDraft.objects.get(pk=draft.pk)).answers
    assert {name: getattr(said, name) for name in WHOLE} == WHOLE
    cv = drafted.cv_of(draft)
    assert cv is not None
    assert (len(cv.text.pages), cv.text.language, cv.pictures, cv.kind) == (1, "nl", 1, "pdf")
    assert drafted.file(draft, drafted.CV) == CV


def test_a_draft_begins_with_what_the_call_says(house: House) -> None:
    draft = drafting.start(house.publish().number, actor=house["Sterk BV"], at=IN_TIME)
    assert drafted.said(draft).answers.hours_per_week == Decimal(36)


def test_the_one_paper_of_the_passport_is_filled_in_where_a_paper_is_asked(house: House) -> None:
    house.publish()
    house.call.requirements.filter(number="1").update(evidence="passport")
    supplier, actor = house.suppliers["Sterk BV"].pk, house["Sterk BV"]
    passports.add_paper(
        supplier, kind=PaperKind.INSURANCE, content=CV, name="polis.pdf", issued_on=BEFORE.date(), expires_on=None,
        actor=actor, at=BEFORE,
    )  # fmt: skip
    found = drafted.said(drafting.start("T-1", actor=actor, at=IN_TIME)).answers.requirements
    assert found == {"1": RequirementAnswer(item="insurance")}


def test_started_twice_it_is_one_draft_until_somebody_writes_on_it(house: House) -> None:
    house.publish()
    first, second = (drafting.start("T-1", actor=house["Sterk BV"], at=IN_TIME) for _ in range(2))
    assert first.pk == second.pk
    put(first, house, candidate="Pien")
    assert drafting.start("T-1", actor=house["Sterk BV"], at=IN_TIME).pk != first.pk


def test_nobody_starts_without_end(house: House) -> None:
    house.publish()
    for _ in range(25):
        put(drafting.start("T-1", actor=house["Sterk BV"], at=IN_TIME), house, candidate="Pien")
    with pytest.raises(TooManyDrafts):
        drafting.start("T-1", actor=house["Sterk BV"], at=IN_TIME)


def test_who_is_not_admitted_or_comes_late_starts_nothing(house: House) -> None:
    house.publish()
    with pytest.raises(NotAllowed):
        drafting.start("T-1", actor=house["Otto"], at=IN_TIME)
    with pytest.raises(DeadlinePassed):
        drafting.start("T-1", actor=house["Sterk BV"], at=CLOSES)


@pytest.mark.parametrize("who", ["Rap BV", "Otto", "Anna", "Abel", "Brenda", "Ingrid", "Aukje", "Bas", "Berend"])
def test_for_everybody_else_there_is_no_draft(house: House, who: str) -> None:
    draft = written(house.publish())
    for asked in (
        lambda: access.get_draft(draft.pk, actor=house[who]),
        lambda: drafting.save(draft.pk, Part.RATE, {}, seen="", actor=house[who], at=IN_TIME),
        lambda: drafting.put_cv(draft.pk, CV, name="a", actor=house[who], at=IN_TIME),
        lambda: drafting.remove_cv(draft.pk, actor=house[who], at=IN_TIME),
        lambda: drafting.discard(draft.pk, actor=house[who], at=IN_TIME),
    ):
        with pytest.raises(NotFound):
            asked()


def test_who_is_not_signed_in_is_asked_to(house: House) -> None:
    draft = written(house.publish(), cv=None)
    with pytest.raises(NotAllowed):
        access.get_draft(draft.pk, actor=ANYONE)


def test_what_is_stored_of_a_draft_tells_nothing(house: House) -> None:
    written(house.publish())
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(d::text || encode(d.content, 'escape'), '') FROM bids_biddraft d")
        stored = cursor.fetchone()[0]
        cursor.execute("SELECT string_agg(encode(f.content, 'escape'), '') FROM bids_biddraftfile f")
        stored += cursor.fetchone()[0]
        cursor.execute("SELECT string_agg(e::text, '') FROM journal_entry e")
        stored += cursor.fetchone()[0]
    for word in ("Herkenbaar", "123.45", "%PDF", "notulist", "WEBP", "Ervaren secretaris"):
        assert word not in stored


def test_peers_6_the_key_of_a_draft_does_not_follow_from_anything_in_the_database(
    house: House, settings: object, tmp_path: Path
) -> None:
    """Elsewhere the key of a draft was made of the name of its user, so that a copy of the database opened it."""
    draft = written(house.publish())
    other = tmp_path / "other.key"
    other.write_text("ab" * 32)
    settings.VAULT_KEY_FILE = str(other)  # type: ignore[attr-defined]
    with pytest.raises(DoesNotOpen):  # all that the database holds, and not the key of this server
        drafted.said(draft)
    with pytest.raises(DoesNotOpen):
        drafted.file(draft, drafted.CV)


def test_a_draft_does_not_open_as_another_one_or_as_somebody_elses(house: House) -> None:
    mine, other = written(house.publish(), cv=None), written(house, "Rap BV", cv=None)
    BidDraft.objects.filter(pk=other.pk).update(content=mine.content)
    with pytest.raises(DoesNotOpen):
        drafted.said(BidDraft.objects.get(pk=other.pk))
    sealed = draft_keys.encrypt(b"x", owner=Owner(1, mine.pk), part="cv")
    for owner, part in ((Owner(2, mine.pk), "cv"), (Owner(1, other.pk), "cv"), (Owner(1, mine.pk), "read")):
        with pytest.raises(DoesNotOpen):
            draft_keys.decrypt(sealed, owner=owner, part=part)


def test_a_part_that_a_colleague_changed_is_not_overwritten(house: House) -> None:
    draft = written(house.publish(), cv=None)
    seen = drafted.seen(drafted.said(draft).answers, Part.RATE)
    put(draft, house, candidate="Pien")  # another part: no matter
    put(draft, house, hourly_rate=Decimal(99))
    with pytest.raises(BidDraftChanged):
        drafting.save(draft.pk, Part.RATE, {"rate_basis": "x"}, seen=seen, actor=house["Sterk BV"], at=IN_TIME)
    same = {"hourly_rate": Decimal(99)}
    drafting.save(draft.pk, Part.RATE, same, seen=seen, actor=house["Sterk BV"], at=IN_TIME)  # nothing to lose


def test_a_hostile_cv_is_refused_and_the_one_before_stays(house: House) -> None:
    draft = written(house.publish())
    with pytest.raises(DocumentHasScript):
        drafting.put_cv(draft.pk, opens_with(js()), name="x", actor=house["Sterk BV"], at=IN_TIME)
    with pytest.raises(DocumentKindNotAccepted):
        drafting.put_cv(draft.pk, b"MZ" * 99, name="cv.pdf", actor=house["Sterk BV"], at=IN_TIME)
    assert drafted.file(draft, drafted.CV) == CV
    drafting.remove_cv(draft.pk, actor=house["Sterk BV"], at=IN_TIME)
    assert not BidDraftFile.objects.filter(draft=draft).exists()


def test_the_journal_knows_that_a_draft_was_and_nothing_of_it(house: House) -> None:
    draft = written(house.publish())
    drafting.discard(draft.pk, actor=house["Sterk BV"], at=IN_TIME)
    found = Entry.objects.filter(subject=f"bid-draft:{draft.pk}")
    assert list(found.values_list("event", "facts")) == [("bid-draft.started", {}), ("bid-draft.discarded", {})]


def test_drafts_are_erased_some_time_after_the_deadline(house: House) -> None:
    written(house.publish())
    daily.do(at=CLOSES + NO_DRAFTS - timedelta(days=1))
    assert BidDraft.objects.count() == 1
    daily.do(at=AFTER + NO_DRAFTS)
    assert (BidDraft.objects.count(), BidDraftFile.objects.count()) == (0, 0)
    assert Entry.objects.filter(event="bid-draft.erased").count() == 1
