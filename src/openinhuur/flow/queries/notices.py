"""The page of award notices: what was awarded and still has to be made public (R17)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, Q

from openinhuur.contracts.models import AwardNotice, Contract
from openinhuur.domain.award_notice import Grouping, due_on
from openinhuur.domain.calendars import local
from openinhuur.domain.money import Money
from openinhuur.domain.roles import Actor, Verb


@dataclass(frozen=True, slots=True)
class ToNotify:
    """An agreement with what a notice asks about it, and the last day to notify it alone or with its quarter."""

    contract: str
    call: str
    title: str
    buyer: str
    buyer_oin: str
    winner: str
    winner_kvk: str
    bids: int
    value: Money
    concluded_on: date
    alone_by: date
    grouped_by: date

    def is_late(self, *, on: date) -> bool:
        """Whether also the longer term has passed."""
        return self.grouped_by < on


@dataclass(frozen=True, slots=True)
class Notified:
    """A notice as it was recorded."""

    reference: str
    published_on: date
    contracts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoticesPage:
    """What has to be notified, the most urgent first, and what was."""

    to_notify: list[ToNotify]
    notified: list[Notified]
    today: date


def notices_page(*, actor: Actor, at: datetime) -> NoticesPage:
    """The award notices of the actor's desk.

    Raises:
        NotAllowed.
    """
    actor.require(Verb.NOTIFY_AWARDS)
    notices = AwardNotice.objects.filter(desk=actor.organisation).prefetch_related("contracts")
    return NoticesPage(
        to_notify=to_notify(actor.organisation),
        notified=[
            Notified(
                one.reference, one.published_on, tuple(sorted(contract.number for contract in one.contracts.all()))
            )
            for one in notices
        ],
        today=local(at).date(),
    )


def to_notify(desk_id: int) -> list[ToNotify]:
    """The concluded agreements of a desk that stand in no notice yet."""
    contracts = (
        Contract.objects.filter(notice__isnull=True, award__call__desk=desk_id)
        .select_related("award__call__buyer", "award__bid__supplier")
        .annotate(received=Count("award__call__bids", filter=Q(award__call__bids__withdrawn_at__isnull=True)))
    )
    found = [_to_notify(one, bids=one.received) for one in contracts]
    return sorted(found, key=lambda one: (one.grouped_by, one.contract))


def _to_notify(row: Contract, *, bids: int) -> ToNotify:
    call, winner, concluded_on = row.award.call, row.award.bid.supplier, local(row.signed_at).date()
    return ToNotify(
        contract=row.number,
        call=call.number,
        title=call.title,
        buyer=call.buyer.name,
        buyer_oin=call.buyer.oin,
        winner=winner.name,
        winner_kvk=winner.kvk_number,
        bids=bids,
        value=Money.of(_hours(row) * row.hourly_rate),
        concluded_on=concluded_on,
        alone_by=due_on(concluded_on, Grouping.EACH),
        grouped_by=due_on(concluded_on, Grouping.QUARTER),
    )


def _hours(row: Contract) -> Decimal:
    """The hours of the first period: weeks of it, whole and part, at the hours a week that were agreed."""
    days = (row.period.upper - row.period.lower).days
    return Decimal(row.hours_per_week * days) / 7
