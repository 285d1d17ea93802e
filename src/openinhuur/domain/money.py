"""Amounts in euros: exact decimals, one way to round, and splits whose parts add up.

R36: half up to the cent, once per amount; when a total is split, one part is rounded and the other is
the remainder.

>>> hourly = Money.of("110.00")
>>> hourly.times(Decimal(144))
Money('15840.00')
>>> Money.of("19166.40").split(Decimal(25))
(Money('4791.60'), Money('14374.80'))
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount of euros in whole cents. Make one with `Money.of`."""

    amount: Decimal

    def __post_init__(self) -> None:
        if self.amount != self.amount.quantize(CENT):
            raise ValueError(f"{self.amount} is not a number of whole cents")

    @classmethod
    def of(cls, amount: Decimal | int | str) -> "Money":
        """An amount as written ("110.00", 110, Decimal). Rounds half up to the cent; floats are refused."""
        if isinstance(amount, float):
            raise TypeError("money is never a float")
        return cls(Decimal(amount).quantize(CENT, rounding=ROUND_HALF_UP))

    @classmethod
    def total(cls, parts: Iterable["Money"]) -> "Money":
        """The sum of the parts; nothing at all is EUR 0.00."""
        return cls.of(sum((part.amount for part in parts), Decimal(0)))

    def times(self, factor: Decimal) -> "Money":
        """The amount times an exact factor (hours), rounded once."""
        return Money.of(self.amount * factor)

    def percentage(self, percentage: Decimal) -> "Money":
        """``percentage`` (21 means 21 %) of the amount, rounded once."""
        return Money.of(self.amount * percentage / 100)

    def split(self, percentage: Decimal) -> tuple["Money", "Money"]:
        """The rounded share of ``percentage`` (0 to 100) and the remainder; together always the whole."""
        if not 0 <= percentage <= 100:
            raise ValueError(f"{percentage} % is no share of a whole")
        part = self.percentage(percentage)
        return part, self - part

    def __add__(self, other: "Money") -> "Money":
        return Money(self.amount + other.amount)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.amount - other.amount)

    def __neg__(self) -> "Money":
        return Money(-self.amount)

    def __str__(self) -> str:
        return f"{self.amount:.2f}"

    def __repr__(self) -> str:
        return f"Money('{self}')"
