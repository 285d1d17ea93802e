"""The chain rule: how many agreements, for how long, the candidate had at the buyer just before the start.

R31. The idea is that of Dutch Civil Code 7:668a (https://wetten.overheid.nl/BWBR0005290), but it is a
requirement of the call and the call publishes its parameters: `ChainRule`.

>>> rule, start_on = ChainRule(), date(2026, 7, 13)
>>> earlier = [
...     Agreement(date(2024, 1, 1), date(2024, 12, 31)),
...     Agreement(date(2025, 1, 1), date(2025, 6, 30)),
...     Agreement(date(2025, 8, 1), date(2026, 1, 31)),
... ]
>>> propose_chain(earlier, start_on=start_on, has_permanent_contract=False, rule=rule).met
False
>>> chain_of(earlier, start_on=start_on, rule=rule).months
24
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from openinhuur.domain.calendars import add_months
from openinhuur.domain.requirements import Fact, FactCode, Proposal

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Agreement:
    """An earlier agreement of the candidate at the buyer, through any lender. ``last_on`` is its last day."""

    from_on: date
    last_on: date

    def __post_init__(self) -> None:
        if self.last_on < self.from_on:
            raise ValueError(f"an agreement from {self.from_on} cannot end on {self.last_on}")


@dataclass(frozen=True, slots=True)
class ChainRule:
    """The parameters of the chain rule, published with the call (R31).

    "Not met" from ``agreements`` agreements and ``months`` months on, when no gap is longer than
    ``gap_months``. Loose days, left after whole months are counted, make a month per ``days_in_month``.
    """

    agreements: int = 3
    months: int = 24
    gap_months: int = 6
    days_in_month: int = 30


@dataclass(frozen=True, slots=True)
class Chain:
    """Agreements that follow each other, newest first, and how long they last together, gaps not counted."""

    agreements: tuple[Agreement, ...]
    left_out: tuple[Agreement, ...]
    months: int
    days: int
    reaches_until_on: date | None  # the last start that still falls within reach of the newest agreement


def propose_chain(
    agreements: Iterable[Agreement], *, start_on: date, has_permanent_contract: bool, rule: ChainRule
) -> Proposal:
    """Whether too many agreements for too long came just before ``start_on`` (R31; the call's requirement).

    Not met only if all of: no permanent contract with the supplier; the start lies within ``gap_months``
    of the day after the last agreement; at least ``agreements`` of them; at least ``months`` together.
    """
    if has_permanent_contract:
        return Proposal(met=True, explanation=(Fact(FactCode.PERMANENT_CONTRACT),))
    chain = chain_of(agreements, start_on=start_on, rule=rule)
    conditions = _chain_conditions(chain, start_on, rule)
    return Proposal(
        met=not all(fact.fields["applies"] for fact in conditions),
        explanation=(
            *(Fact(FactCode.AGREEMENT_COUNTED, _days_of(one)) for one in chain.agreements),
            *(Fact(FactCode.AGREEMENT_LEFT_OUT, _days_of(one)) for one in chain.left_out),
            *conditions,
        ),
    )


def chain_of(agreements: Iterable[Agreement], *, start_on: date, rule: ChainRule) -> Chain:
    """The chain before ``start_on``: newest first, until a gap of more than ``gap_months`` breaks it.

    The order in which agreements are given does not matter. What starts on or after ``start_on`` is left
    out, and one that runs on past it counts up to it: the rule looks back. Each agreement counts as one,
    but days that two of them share count once, and agreements that touch are one stretch of time.
    """
    newest_first = sorted(agreements, key=lambda one: (one.last_on, one.from_on), reverse=True)
    chain: list[Agreement] = []
    first_on = start_on
    for one in newest_first:
        if one.from_on >= start_on:
            continue
        if chain and add_months(one.last_on + ONE_DAY, rule.gap_months) < first_on:
            break
        chain.append(one)
        first_on = min(first_on, one.from_on)
    months, days = _length(_stretches(chain, until_on=start_on), rule)
    return Chain(
        agreements=tuple(chain),
        left_out=tuple(one for one in newest_first if one not in chain),
        months=months,
        days=days,
        reaches_until_on=add_months(chain[0].last_on + ONE_DAY, rule.gap_months) if chain else None,
    )


def _chain_conditions(chain: Chain, start_on: date, rule: ChainRule) -> tuple[Fact, ...]:
    """The three conditions that must all apply before "not met" is proposed."""
    count, reach = len(chain.agreements), chain.reaches_until_on
    return (
        Fact(
            FactCode.CHAIN_AGREEMENTS,
            {"applies": count >= rule.agreements, "agreements": count, "limit": rule.agreements},
        ),
        Fact(
            FactCode.CHAIN_TOTAL,
            {
                "applies": chain.months >= rule.months,
                "months": chain.months,
                "days": chain.days,
                "limit": rule.months,
            },
        ),
        Fact(
            FactCode.CHAIN_REACH,
            {
                "applies": reach is not None and start_on <= reach,
                "reaches_until_on": reach,
                "start_on": start_on,
            },
        ),
    )


def _stretches(agreements: Iterable[Agreement], *, until_on: date) -> Sequence[tuple[date, date]]:
    """The half-open stretches of time that the agreements cover before ``until_on``."""
    stretches: list[tuple[date, date]] = []
    for one in sorted(agreements, key=lambda one: one.from_on):
        from_on, end_on = one.from_on, min(one.last_on + ONE_DAY, until_on)
        if stretches and from_on <= stretches[-1][1]:
            from_on, end_on = stretches[-1][0], max(stretches.pop()[1], end_on)
        stretches.append((from_on, end_on))
    return stretches


def _length(stretches: Sequence[tuple[date, date]], rule: ChainRule) -> tuple[int, int]:
    """Whole months of each stretch, counted from its first day; the loose days of all are put together."""
    months = loose_days = 0
    for from_on, until_on in stretches:
        whole = (until_on.year - from_on.year) * 12 + until_on.month - from_on.month
        if add_months(from_on, whole) > until_on:
            whole -= 1
        months += whole
        loose_days += (until_on - add_months(from_on, whole)).days
    return months + loose_days // rule.days_in_month, loose_days % rule.days_in_month


def _days_of(agreement: Agreement) -> dict[str, object]:
    return {"from_on": agreement.from_on, "last_on": agreement.last_on}
