"""Correcting a published call: written by one, published by another, told to all; bids confirmed, or lapsed."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openinhuur.awards.models import AwardLetter
from openinhuur.bids import actions as bids
from openinhuur.bids import confirming
from openinhuur.bids.confirmations import to_confirm
from openinhuur.bids.models import Bid, BidConfirmation, LateBid, Offer
from openinhuur.calls import corrected
from openinhuur.calls.actions import correcting
from openinhuur.calls.models import Call, Correction, Question
from openinhuur.domain.bid import AlreadyOpened, BidLapsed, DeadlinePassed, NothingToConfirm
from openinhuur.domain.correction import (
    CorrectionClosed,
    CorrectionReasonMissing,
    FrozenAtPublication,
    NewDeadlineNeeded,
    NothingChanges,
    ValueNotPossible,
)
from openinhuur.domain.draft import NoSuchField
from openinhuur.domain.errors import Refusal
from openinhuur.domain.four_eyes import ChangedSince, ReasonForSendingBack, SamePerson
from openinhuur.domain.interview import Grade
from openinhuur.domain.opening import CorrectionWaits, QuestionsUnanswered, WithdrawalWaits
from openinhuur.domain.roles import NotAllowed, NotFound
from openinhuur.domain.typed import FieldNotReadable
from openinhuur.domain.worklist import Task
from openinhuur.flow import correcting as flow
from openinhuur.flow import withdrawing
from openinhuur.flow.queries import letters_page, supplier_work
from openinhuur.journal.models import Entry
from openinhuur.journal.queries import verify
from openinhuur.letters.models import Message
from openinhuur.parties.actions import admissions
from openinhuur.parties.models import Admission
from tests.apps.house import AFTER, CLOSES, DECIDED, PUBLISHED, House, submission

WHY = "Een vraag liet zien dat dit er verkeerd stond."
SLIP = "Alleen een letter was verkeerd."
EARLY = PUBLISHED + timedelta(days=2)
LATE = PUBLISHED + timedelta(days=9)
HOURS = {"hours_per_week": "32"}
LATER = {
    "closes_at": "2026-07-06T09:00",
    "invitations_by_on": "2026-07-08",
    "interviews_from_on": "2026-07-09",
}
NEW_CLOSES = CLOSES + timedelta(days=7)
NEW_AFTER = NEW_CLOSES + timedelta(minutes=5)
HOUR = timedelta(hours=1)
MILLISECOND = timedelta(milliseconds=1)


def write(house: House, said: dict[str, str], *, who: str = "Anna", at=EARLY, slip: str = "") -> Correction:
    return flow.write(house.number, said, reason=WHY, not_material_reason=slip, actor=house[who], at=at)


def publish(house: House, *, who: str = "Amir", at=EARLY, seen: str = "") -> Correction:
    seen = seen or corrected.fingerprint(Correction.objects.filter(call__number=house.number).last())
    return flow.publish(house.number, seen=seen, actor=house[who], at=at)


def correct(house: House, said: dict[str, str], *, at=EARLY, slip: str = "") -> Correction:
    write(house, said, at=at, slip=slip)
    return publish(house, at=at)


def mails(kind: str) -> list[str]:
    return sorted(Message.objects.filter(kind=kind).values_list("recipient_name", flat=True))


def open_vault(house: House, at=AFTER):
    return bids.open_vault(house.number, actor=house["Anna"], second=house["Amir"], at=at)


# Writing


def test_a_correction_waits_for_a_second_person_and_changes_nothing_yet(house: House) -> None:
    house.publish()
    written = write(house, HOURS)
    assert [written.number, written.changes] == [1, [{"path": "hours_per_week", "before": "36", "after": "32"}]]
    assert house.call.hours_per_week == 36
    assert Entry.objects.get(event="correction.written").facts["paths"] == ["hours_per_week"]
    assert not Message.objects.filter(kind__startswith="call-corrected").exists()


def test_what_the_call_says_already_is_no_change(house: House) -> None:
    house.publish()
    with pytest.raises(NothingChanges):
        write(house, {"hours_per_week": "36,00", "title": " Secretaris "})


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"shortlist_size": "3"}, FrozenAtPublication),
        ({"requirements.r1.number": "9"}, FrozenAtPublication),
        ({"colour": "blue"}, NoSuchField),
        ({"requirements.r9.text": "Anders"}, NoSuchField),
        ({"hours_per_week": "veel"}, FieldNotReadable),
        ({"hours_per_week": "99"}, ValueNotPossible),
        ({"title": ""}, ValueNotPossible),
        ({"requirements.r1.text": " "}, ValueNotPossible),
    ],
)
def test_what_a_call_cannot_say_is_refused(house: House, said: dict[str, str], refusal: type[Refusal]) -> None:
    house.publish()
    with pytest.raises(refusal):
        write(house, said)
    assert not Correction.objects.exists()


def test_a_correction_says_why(house: House) -> None:
    house.publish()
    with pytest.raises(CorrectionReasonMissing):
        flow.write(house.number, HOURS, reason=" ", actor=house["Anna"], at=EARLY)


def test_one_correction_waits_at_a_time_and_its_writer_can_change_it(house: House) -> None:
    house.publish()
    write(house, HOURS)
    with pytest.raises(CorrectionWaits):
        write(house, {"region": "Utrecht"}, who="Amir")
    changed = write(house, {"region": "Utrecht"})
    assert (changed.number, [one["path"] for one in changed.changes]) == (1, ["region"])
    assert Correction.objects.count() == 1


def test_a_correction_that_was_sent_back_keeps_its_number_and_can_be_mended(house: House) -> None:
    house.publish()
    write(house, HOURS)
    with pytest.raises(ReasonForSendingBack):
        correcting.drop(house.number, reason="nee", actor=house["Amir"], at=EARLY)
    correcting.drop(house.number, reason="Het waren 34 uur, kijk nog eens.", actor=house["Amir"], at=EARLY)
    told = Message.objects.get(kind="correction-sent-back")
    assert (told.recipient_name, told.desk_id) == ("Anna", house.desk.pk)
    assert "34 uur" in told.text
    with pytest.raises(CorrectionClosed):
        publish(house)
    again = write(house, {"hours_per_week": "34"})
    assert (again.number, again.dropped_at, again.dropped_reason) == (1, None, "")
    assert publish(house).number == 1
    assert house.call.hours_per_week == 34
    assert correct(house, {"region": "Utrecht"}, slip=SLIP).number == 2


def test_who_wrote_it_takes_it_back_without_a_reason(house: House) -> None:
    house.publish()
    with pytest.raises(NotFound):
        correcting.drop(house.number, actor=house["Anna"], at=EARLY)
    write(house, HOURS)
    correcting.drop(house.number, actor=house["Anna"], at=EARLY)
    assert not Message.objects.filter(kind="correction-sent-back").exists()
    house.bid("Sterk BV", "Pien")
    open_vault(house)


def test_a_buyer_writes_a_correction_and_the_desk_publishes_it(house: House) -> None:
    house.publish()
    write(house, HOURS, who="Brenda")
    with pytest.raises(NotAllowed):
        publish(house, who="Brenda")
    assert publish(house, who="Anna").published_by_id == house["Anna"].person


@pytest.mark.parametrize("who", ["Sterk BV", "Otto", "Bas", "Ingrid", "Aukje", "Abel"])
def test_nobody_else_corrects(house: House, who: str) -> None:
    house.publish()
    with pytest.raises(NotAllowed):
        write(house, HOURS, who=who)
    write(house, HOURS)
    for attempt in (
        lambda: publish(house, who=who),
        lambda: correcting.drop(house.number, reason=WHY, actor=house[who], at=EARLY),
    ):
        with pytest.raises(NotAllowed):
            attempt()


# Publishing


def test_r19_a_change_of_the_deadline_takes_two_people_and_is_published(house: House) -> None:
    house.publish()
    write(house, LATER)
    with pytest.raises(SamePerson):
        publish(house, who="Anna")
    assert house.call.closes_at == CLOSES
    published = publish(house)
    assert (house.call.closes_at, published.is_material) == (NEW_CLOSES, False)
    facts = Entry.objects.get(event="correction.published").facts
    assert facts["changes"][0] == "closes_at: 2026-06-29T09:00 → 2026-07-06T09:00"
    assert (facts["written_by"], facts["reason"]) == (house["Anna"].person, WHY)
    assert verify().first_broken is None


def test_exactly_what_the_second_person_saw_is_published(house: House) -> None:
    house.publish()
    seen = corrected.fingerprint(write(house, HOURS))
    write(house, {"hours_per_week": "8"})
    with pytest.raises(ChangedSince):
        publish(house, seen=seen)
    assert house.call.hours_per_week == 36


def test_every_kind_of_place_is_changed_and_nothing_else(house: House) -> None:
    house.publish(description=[("De opdracht", "Notuleren."), ("Het team", "Vier mensen.")])
    said = {
        "title": "Bestuurssecretaris",
        "working_days": "mon,tue",
        "start_on": "2026-08-03",
        "vog_required": "yes",
        "description.d2.text": "Vijf mensen.\nEn een stagiair.",
        "requirements.r2.text": "Niet te veel contracten",
    }
    before = {one.name: getattr(house.call, one.name) for one in Call._meta.concrete_fields}
    correct(house, said)
    call = house.call
    assert (call.title, call.working_days, call.start_on) == ("Bestuurssecretaris", ["mon", "tue"], date(2026, 8, 3))
    assert call.description == [["De opdracht", "Notuleren."], ["Het team", "Vijf mensen.\nEn een stagiair."]]
    assert [one.text for one in call.requirements.all()][1] == "Niet te veel contracten"
    changed = {name for name, value in before.items() if getattr(call, name) != value}
    assert changed == {"title", "working_days", "start_on", "vog_required", "description", "search"}


def test_r12_everybody_who_could_bid_reads_it_at_the_same_moment(house: House) -> None:
    house.publish()
    correct(house, HOURS)
    found = Message.objects.filter(kind="call-corrected-bids")
    assert mails("call-corrected-bids") == ["Ralf", "Saskia"]
    assert len({one.queued_at for one in found}) == 1
    assert {one.desk_id for one in found} == {house.desk.pk}
    assert "Uren per week" in found[0].text or "Hours a week" in found[0].text
    assert WHY in found[0].text


def test_a_change_that_does_not_matter_asks_nothing_of_who_bid(house: House) -> None:
    house.publish()
    house.bid("Sterk BV", "Pien", at=EARLY)
    correct(house, LATER, at=LATE)
    assert mails("call-corrected") == ["Ralf", "Saskia"]
    assert mails("bid-to-confirm") == []
    assert to_confirm(Bid.objects.all()) == []


def test_r19_the_desk_does_not_see_who_bid_in_the_mail_about_a_correction(house: House) -> None:
    house.publish()
    house.bid("Sterk BV", "Pien", at=EARLY)
    correct(house, HOURS, at=EARLY + HOUR)
    seen_by_the_desk = Message.objects.filter(desk_id=house.desk.pk)
    assert set(seen_by_the_desk.filter(kind__contains="correct").values_list("kind", flat=True)) == {
        "call-corrected-bids"
    }
    private = Message.objects.get(kind="bid-to-confirm")
    assert (private.recipient_name, private.desk_id) == ("Saskia", None)


def test_r19_who_bid_and_is_not_admitted_any_more_is_told_unseen(house: House) -> None:
    house.publish()
    admission = admissions.ask(house.category_id, actor=house["Otto"], at=PUBLISHED)
    admissions.admit(admission.pk, actor=house["Anna"], at=PUBLISHED)
    house.bid("Otto", "Odette", at=EARLY)
    Admission.objects.filter(pk=admission.pk).update(state="suspended")
    correct(house, LATER, at=LATE)
    told = Message.objects.filter(kind="call-corrected")
    assert {(one.recipient_name, one.desk_id is None) for one in told} == {
        ("Ralf", False), ("Saskia", False), ("Otto", True),
    }  # fmt: skip


def test_r12_what_matters_moves_the_deadline_at_the_moment_of_publication_too(house: House) -> None:
    house.publish()
    write(house, HOURS, at=EARLY)
    with pytest.raises(NewDeadlineNeeded):
        publish(house, at=LATE)
    assert house.call.hours_per_week == 36
    write(house, {**HOURS, **LATER}, at=LATE)
    assert publish(house, at=LATE).is_material


def test_a_question_waits_with_its_correction(house: House) -> None:
    house.publish()
    written = write(house, HOURS)
    question = Question.objects.create(
        call=house.call, supplier=house.suppliers["Sterk BV"], text="36?", asked_at=EARLY, correction=written
    )
    correcting.drop(house.number, reason="Er is nog iets anders fout.", actor=house["Amir"], at=EARLY)
    assert correct(house, {"hours_per_week": "30"}) == Question.objects.get(pk=question.pk).correction


# Bids around it


def test_a_bid_from_before_it_is_confirmed_with_a_receipt(house: House) -> None:
    house.publish()
    bid = house.bid("Sterk BV", "Pien", at=EARLY)
    correct(house, HOURS, at=EARLY + HOUR)
    receipt = confirming.confirm(bid, seen=1, actor=house["Sterk BV"], at=LATE)
    entry = Entry.objects.get(event="bid.confirmed")
    assert (receipt.journal_position, receipt.journal_hash) == (entry.position, entry.hash)
    assert BidConfirmation.objects.get().confirmed_at == receipt.confirmed_at == LATE
    copy = Message.objects.get(kind="bid-confirmed")
    assert (copy.desk_id, copy.recipient_name) == (None, "Saskia")
    assert receipt.journal_hash in copy.text
    with pytest.raises(NothingToConfirm):
        confirming.confirm(bid, seen=1, actor=house["Sterk BV"], at=LATE)
    open_vault(house)
    assert Bid.objects.get(pk=bid).lapsed_at is None


def test_what_was_confirmed_is_what_was_read(house: House) -> None:
    house.publish()
    bid = house.bid("Sterk BV", "Pien", at=EARLY)
    correct(house, HOURS, at=EARLY + HOUR)
    correct(house, {"region": "Utrecht", **LATER}, at=LATE)
    with pytest.raises(ChangedSince):
        confirming.confirm(bid, seen=1, actor=house["Sterk BV"], at=LATE)
    confirming.confirm(bid, seen=2, actor=house["Sterk BV"], at=LATE + HOUR)
    assert to_confirm(Bid.objects.all()) == []


def test_a_confirmation_holds_until_the_next_correction_that_matters(house: House) -> None:
    house.publish()
    bid = house.bid("Sterk BV", "Pien", at=EARLY)
    correct(house, HOURS, at=EARLY + HOUR)
    confirming.confirm(bid, seen=1, actor=house["Sterk BV"], at=EARLY + 2 * HOUR)
    correct(house, {"region": "Utrecht", **LATER}, at=LATE)
    assert [one.pk for one in to_confirm(Bid.objects.all())] == [bid]


def test_replacing_a_bid_confirms_it(house: House) -> None:
    house.publish()
    bid = house.bid("Sterk BV", "Pien", at=EARLY)
    correct(house, HOURS, at=EARLY + HOUR)
    bids.replace(bid, submission("Pien", "99.00"), actor=house["Sterk BV"], at=LATE)
    open_vault(house)
    assert Bid.objects.get(pk=bid).lapsed_at is None


def test_somebody_else_confirms_no_bid_and_nobody_does_after_the_deadline(house: House) -> None:
    house.publish()
    bid = house.bid("Sterk BV", "Pien", at=EARLY)
    correct(house, HOURS, at=EARLY + HOUR)
    with pytest.raises(NotFound):
        confirming.confirm(bid, seen=1, actor=house["Rap BV"], at=LATE)
    with pytest.raises(NotAllowed):
        confirming.confirm(bid, seen=1, actor=house["Anna"], at=LATE)
    with pytest.raises(DeadlinePassed):
        confirming.confirm(bid, seen=1, actor=house["Sterk BV"], at=CLOSES)


def test_who_is_suspended_meanwhile_still_confirms(house: House) -> None:
    house.publish()
    bid = house.bid("Sterk BV", "Pien", at=EARLY)
    correct(house, HOURS, at=EARLY + HOUR)
    Admission.objects.filter(supplier=house.suppliers["Sterk BV"]).update(state="suspended")
    assert confirming.confirm(bid, seen=1, actor=house["Sterk BV"], at=LATE).correction == 1


def test_a_bid_that_nobody_confirmed_lapses_stays_sealed_and_its_supplier_is_told(house: House) -> None:
    house.publish()
    lapsed, kept = house.bid("Sterk BV", "Pien", at=EARLY), house.bid("Rap BV", "Robin", at=EARLY)
    correct(house, HOURS, at=EARLY + HOUR)
    confirming.confirm(kept, seen=1, actor=house["Rap BV"], at=LATE)
    open_vault(house)
    assert bids.read_bids(house.number, actor=house["Anna"], at=AFTER) == 1
    assert [one.bid_id for one in Offer.objects.all()] == [kept]
    row = Bid.objects.get(pk=lapsed)
    assert row.lapsed_at == AFTER
    assert row.versions.count() == 1
    assert mails("bid-lapsed") == ["Saskia"]
    assert [one.facts["bid"] for one in Entry.objects.filter(event="bid.lapsed")] == [str(lapsed)]
    assert Entry.objects.get(event="vault.opened").facts["lapsed"] == 1
    with pytest.raises(BidLapsed):
        bids.set_aside(lapsed, "Niet bevestigd.", actor=house["Anna"], at=AFTER)


def test_r23_who_let_a_bid_lapse_gets_a_letter_and_may_object(house: House) -> None:
    house.publish()
    lapsed = house.bid("Sterk BV", "Lode", at=EARLY)
    correct(house, HOURS, at=EARLY + HOUR)
    del house.bids["Lode"]
    house.bid("Sterk BV", "Pien")
    house.bid("Rap BV", "Robin", "100.00")
    house.open()
    (own,) = [one for one in supplier_work(actor=house["Sterk BV"], at=AFTER).stands if one.state == "lapsed"]
    assert own.letter_id is None
    house.judge_all_met().score(Pien=60, Robin=48).interview(Robin=Grade.GOOD, Pien=Grade.INSUFFICIENT).award("Robin")
    work = supplier_work(actor=house["Sterk BV"], at=DECIDED)
    assert AwardLetter.objects.get(bid=lapsed).letter_id in {one.letter_id for one in work.stands}
    assert [one.state for one in work.stands] == ["rejected", "rejected"]
    assert Task.OBJECT in {one.task for one in work.todos}
    assert len(letters_page("T-1", actor=house["Sterk BV"], at=DECIDED).letters) == 2


def test_a_bid_that_was_stored_before_the_correction_never_passes_for_a_later_one(house: House) -> None:
    house.publish()
    bid = house.bid("Sterk BV", "Pien", at=EARLY + HOUR)
    published = correct(house, HOURS, at=EARLY)  # asked for just before the bid came in, and published after it
    assert published.published_at == EARLY + HOUR
    assert [one.pk for one in to_confirm(Bid.objects.all())] == [bid]


# Reopened calls


def test_r8_a_call_that_is_reopened_takes_bids_again_and_what_came_in_between_stays_late(house: House) -> None:
    house.publish()
    with pytest.raises(DeadlinePassed):
        house.bid("Sterk BV", "Pien", at=CLOSES)
    correct(house, LATER, at=CLOSES + HOUR)
    for late in (CLOSES, CLOSES + HOUR - MILLISECOND, NEW_CLOSES):
        with pytest.raises(DeadlinePassed):
            house.bid("Rap BV", "Robin", at=late)
    assert LateBid.objects.count() == 4
    house.bid("Sterk BV", "Pien", at=CLOSES + HOUR)
    house.bid("Rap BV", "Robin", at=CLOSES - MILLISECOND)


def test_opened_bids_are_never_sealed_again(house: House) -> None:
    house.publish()
    house.bid("Sterk BV", "Pien")
    write(house, LATER, at=CLOSES + MILLISECOND)
    correcting.drop(house.number, actor=house["Anna"], at=AFTER)
    open_vault(house)
    with pytest.raises(AlreadyOpened):
        write(house, LATER, at=AFTER)


# What holds back the opening


def test_r19_a_correction_that_waits_holds_back_the_opening(house: House) -> None:
    house.publish()
    house.bid("Sterk BV", "Pien", at=LATE)
    write(house, LATER, at=LATE)
    with pytest.raises(CorrectionWaits):
        open_vault(house)
    publish(house, at=AFTER)
    open_vault(house, at=NEW_AFTER)


def test_r12_a_question_without_a_published_answer_holds_back_the_opening(house: House) -> None:
    house.publish()
    house.bid("Sterk BV", "Pien")
    Question.objects.create(
        call=house.call, supplier=house.suppliers["Sterk BV"], text="Wat is het budget?", asked_at=EARLY,
        answer="Nog niet bekend.", answered_by_id=house["Anna"].person, answered_at=EARLY,
    )  # fmt: skip
    with pytest.raises(QuestionsUnanswered):
        open_vault(house)


def test_somebody_who_asked_to_withdraw_the_call_holds_back_the_opening(house: House) -> None:
    house.publish()
    withdrawing.ask(house.number, "De functie vervalt na een reorganisatie.", actor=house["Brenda"], at=LATE)
    with pytest.raises(WithdrawalWaits):
        open_vault(house)


# Whatever the order

steps = st.lists(
    st.sampled_from(["submit", "replace", "confirm", "withdraw", "correct", "extend", "slip"]), max_size=14
)


@given(steps=steps)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_exactly_the_bids_that_speak_of_the_call_as_it_is_are_opened(once: House, steps: list[str]) -> None:
    """A model of it in a few lines beside the real thing: which bids speak of the newest text that matters."""
    house = once.again()
    closes, at, speaks, withdrawn = CLOSES, EARLY, {}, set()
    for number, step in enumerate(steps):
        at += HOUR
        newest = next(reversed(speaks), None)
        if step == "submit":
            speaks[house.bid("Sterk BV", f"Kandidaat {number}", at=at)] = True
        elif step in {"replace", "confirm", "withdraw"} and newest and newest not in withdrawn:
            act(house, step, newest, speaks, at)
            withdrawn |= {newest} if step == "withdraw" else set()
            speaks[newest] = True
        elif step in {"correct", "slip", "extend"}:
            closes += timedelta(days=7) if step == "extend" else timedelta()
            correct(house, change(step, number, closes), at=at, slip=SLIP if step == "slip" else "")
            speaks = {bid: told and step != "correct" for bid, told in speaks.items()}
    open_vault(house, at=closes + HOUR)
    bids.read_bids(house.number, actor=house["Anna"], at=closes + HOUR)
    opened = set(Offer.objects.filter(bid__call=house.call).values_list("bid", flat=True))
    lapsed = set(Bid.objects.filter(call=house.call, lapsed_at__isnull=False).values_list("pk", flat=True))
    assert opened == {bid for bid, told in speaks.items() if told} - withdrawn
    assert lapsed == {bid for bid, told in speaks.items() if not told} - withdrawn
    assert verify().first_broken is None


def act(house: House, step: str, bid, speaks: dict, at) -> None:
    supplier = house["Sterk BV"]
    if step == "replace":
        bids.replace(bid, submission("Anders"), actor=supplier, at=at)
    elif step == "withdraw":
        bids.withdraw(bid, actor=supplier, at=at)
    elif not speaks[bid]:
        newest = Correction.objects.filter(call__number=house.number, is_material=True).last()
        confirming.confirm(bid, seen=newest.number, actor=supplier, at=at)
    else:
        with pytest.raises(NothingToConfirm):
            confirming.confirm(bid, seen=1, actor=supplier, at=at)


def change(step: str, number: int, closes) -> dict[str, str]:
    if step != "extend":
        return {"title": f"Titel {number}"}
    moved = (closes - CLOSES).days
    return {
        name: f"{date.fromisoformat(value[:10]) + timedelta(days=moved - 7)}{value[10:]}"
        for name, value in LATER.items()
    }


@pytest.fixture
def once(house: House):
    """A new call of the same house for every generated case."""

    class Again:
        count = 0

        def again(self) -> House:
            self.count += 1
            house.number, house.bids = f"H-{self.count}", {}
            return house.publish()

    return Again()
