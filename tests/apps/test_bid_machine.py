"""R8, R19, R20: whatever suppliers do, in whatever order, at whatever moment: what stands is what was received in time.

A machine of hypothesis presses all buttons in any order (write, send, send twice, send along, send by hand, replace,
withdraw, move the clock on and back, open), beside a model of a few dictionaries that says what must be there.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import hypothesis.strategies as st
import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from openinhuur.bids import actions as bids
from openinhuur.bids import drafted
from openinhuur.bids.actions import drafting
from openinhuur.bids.models import Bid, BidDraft, BidVersion, LateBid, Offer
from openinhuur.domain.bid import AlreadyOpened, AlreadyWithdrawn, DeadlinePassed, StillSealed, StoredAfterOpening
from openinhuur.domain.bid_draft import BidChangedSince
from openinhuur.journal.models import Entry
from openinhuur.journal.queries import verify
from tests.apps.bidding import put, sent, written
from tests.apps.house import CLOSES, CV, House, build, submission

WHO = st.sampled_from(["Sterk BV", "Rap BV"])
STEP = st.sampled_from([-90, -1, 0, 1, 30, 45, 60])
TOO_LATE = (DeadlinePassed, StoredAfterOpening)
RATES = st.integers(50, 200)


@dataclass(slots=True)
class Model:
    """What must be there. ``sent``: draft → the rates of the versions of its bid that stands."""

    bids: dict[UUID, list[Decimal]] = field(default_factory=dict)
    withdrawn: set[UUID] = field(default_factory=set)
    late: int = 0
    receipts: int = 0


class Bidding(RuleBasedStateMachine):
    """One call, two suppliers, a clock in minutes before the deadline."""

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.house: House = build().publish()
        self.at = CLOSES - timedelta(hours=3)
        self.model = Model()
        self.drafts: dict[str, UUID] = {}
        self.of_draft: dict[UUID, UUID] = {}
        self.is_open = False

    def teardown(self) -> None:
        """Nothing of it stays."""
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @initialize()
    def write(self) -> None:
        """Each supplier has a whole draft, without the reading of a CV."""
        for who in ("Sterk BV", "Rap BV"):
            draft = written(self.house, who, cv=None)
            drafting.keep_cv(draft, {drafted.CV: CV})
            self.drafts[who] = draft.pk

    @rule(minutes=STEP)
    def clock(self, minutes: int) -> None:
        """The clock goes on; or back, as clocks do."""
        self.at += timedelta(minutes=minutes)

    @rule(who=WHO, rate=RATES)
    def change(self, who: str, rate: int) -> None:
        """A draft can be written on at any time."""
        put(self._draft(who), self.house, who, hourly_rate=Decimal(rate))

    @rule(who=WHO, times=st.integers(1, 2), along=st.sampled_from([None, CV, CV + b"\n%x\n"]))
    def send(self, who: str, times: int, along: bytes | None) -> None:
        """Send a draft, once or twice with the same form."""
        draft = self._draft(who)
        if along is None and drafted.file(draft, drafted.CV) is None:  # one was sent along, so it holds none
            drafting.keep_cv(draft, {drafted.CV: CV})
        found = [self._send(draft, who, along) for _ in range(times)]
        assert len(set(found)) == 1

    @rule(who=WHO)
    def send_an_old_form(self, who: str) -> None:
        """A form from before the last change is not sent, or is what was received already."""
        draft = self._draft(who)
        before = BidVersion.objects.count()
        try:
            sent(draft, self.house, who, at=self.at, version=draft.version + 1)
        except BidChangedSince:
            pass
        except TOO_LATE:
            self.model.late += 1
        assert BidVersion.objects.count() == before

    @rule(who=WHO, rate=RATES)
    def submit(self, who: str, rate: int) -> None:
        """A bid without a draft."""
        content = submission(f"Kandidaat {rate}", f"{rate}.00")
        try:
            receipt = bids.submit("T-1", content, actor=self.house[who], at=self.at)
        except TOO_LATE:
            self._too_late()
        else:
            self._received(receipt.bid_id, Decimal(rate))

    @precondition(lambda self: self.model.bids)
    @rule(data=st.data(), rate=RATES)
    def replace(self, data: st.DataObject, rate: int) -> None:
        """A newer version of any bid, by its supplier."""
        bid_id = data.draw(st.sampled_from(sorted(self.model.bids)))
        try:
            bids.replace(bid_id, submission("Pien", f"{rate}.00"), actor=self._owner(bid_id), at=self.at)
        except TOO_LATE:
            self._too_late()
        except AlreadyWithdrawn:
            assert bid_id in self.model.withdrawn
        else:
            self._received(bid_id, Decimal(rate))

    @precondition(lambda self: self.model.bids)
    @rule(data=st.data())
    def withdraw(self, data: st.DataObject) -> None:
        """Take any bid back."""
        bid_id = data.draw(st.sampled_from(sorted(self.model.bids)))
        try:
            bids.withdraw(bid_id, actor=self._owner(bid_id), at=self.at)
        except (AlreadyOpened, DeadlinePassed):
            assert self.is_open or self.at >= CLOSES
        except AlreadyWithdrawn:
            assert bid_id in self.model.withdrawn
        else:
            assert self.at < CLOSES
            self.model.withdrawn.add(bid_id)

    @precondition(lambda self: not self.is_open)
    @rule()
    def open(self) -> None:
        """Two people open the vault: never before the deadline; what stands comes out, in its newest version."""
        try:
            bids.open_vault("T-1", actor=self.house["Anna"], second=self.house["Amir"], at=self.at)
        except StillSealed:
            assert self.at < CLOSES
            return
        assert self.at >= CLOSES
        self.is_open = True
        bids.read_bids("T-1", actor=self.house["Anna"], at=self.at)
        found = dict(Offer.objects.values_list("bid", "hourly_rate"))
        standing = set(self.model.bids) - self.model.withdrawn
        assert found == {bid_id: self.model.bids[bid_id][-1] for bid_id in standing}

    @invariant()
    def stored_is_receipts_is_journal(self) -> None:
        """As many versions as receipts as entries; none late in it, none in time left out; the chain is whole."""
        versions = BidVersion.objects.all()
        received = Entry.objects.filter(event="bid.received")
        assert versions.count() == received.count() == self.model.receipts
        assert {one.journal_position for one in versions} == set(received.values_list("position", flat=True))
        assert all(one.received_at < CLOSES for one in versions)
        assert {bid.pk: bid.versions.count() for bid in Bid.objects.all()} == {
            bid_id: len(rates) for bid_id, rates in self.model.bids.items()
        }
        assert LateBid.objects.count() == Entry.objects.filter(event="bid.refused-late").count() == self.model.late
        assert verify().first_broken is None

    def _draft(self, who: str) -> BidDraft:
        return BidDraft.objects.get(pk=self.drafts[who])

    def _owner(self, bid_id: UUID):  # type: ignore[no-untyped-def] # the actor of whoever sent it
        name = Bid.objects.get(pk=bid_id).supplier.name
        return self.house[name]

    def _send(self, draft: BidDraft, who: str, along: bytes | None) -> object:
        rate = drafted.said(BidDraft.objects.get(pk=draft.pk)).answers.hourly_rate
        before = BidVersion.objects.count()
        try:
            receipt = sent(draft, self.house, who, at=self.at, version=draft.version, cv=along)
        except TOO_LATE:
            self._too_late()
            return "late"
        if BidVersion.objects.count() > before:
            assert rate is not None
            self._received(receipt.bid_id, rate)
        return receipt

    def _received(self, bid_id: UUID, rate: Decimal) -> None:
        assert self.at < CLOSES
        assert not self.is_open
        self.model.bids.setdefault(bid_id, []).append(rate)
        self.model.receipts += 1

    def _too_late(self) -> None:
        assert self.at >= CLOSES or self.is_open
        self.model.late += 1


@pytest.mark.django_db
def test_whatever_suppliers_do_what_stands_is_what_was_received_in_time() -> None:
    run_state_machine_as_test(
        Bidding,
        settings=settings(
            max_examples=15, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
