"""Moments, days, amounts and points as people write them, in Dutch and in English.

Every function takes the language ("nl", "en"). Moments are aware and shown in Europe/Amsterdam (R8).

>>> day(date(2026, 6, 29), "nl")
'maandag 29 juni 2026'
"""

from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal

from openinhuur.domain.money import Money

HERE: Final = ZoneInfo("Europe/Amsterdam")
LOCALES: Final = {"nl": "nl_NL", "en": "en_GB"}
LONG_DAY: Final = {"nl": "EEEE d MMMM y", "en": "EEEE d MMMM y"}
CLOCK: Final = {"nl": "%H.%M uur", "en": "%H:%M"}
CLOCK_TO_THE_MILLISECOND: Final = {"nl": "%H.%M.%S,{} uur", "en": "%H:%M:%S.{}"}


def local_day(value: datetime | date) -> date:
    """The day on the calendar in the Netherlands."""
    return value.astimezone(HERE).date() if isinstance(value, datetime) else value


def day(value: datetime | date, language: str) -> str:
    """'maandag 29 juni 2026'."""
    return _long_day(local_day(value), language)


@lru_cache(maxsize=2000)
def _long_day(value: date, language: str) -> str:
    return format_date(value, LONG_DAY[language], locale=LOCALES[language])


def short_day(value: date, language: str) -> str:
    """'ma 3 aug', to stand in a line of days."""
    return format_date(value, "EEE d MMM", locale=LOCALES[language])


def moment(value: datetime, language: str) -> str:
    """'maandag 29 juni 2026, 09.00 uur', 'Monday 29 June 2026, 09:00'."""
    return f"{day(value, language)}, {value.astimezone(HERE).strftime(CLOCK[language])}"


def exact(value: datetime, language: str) -> str:
    """The moment to the millisecond: 'maandag 29 juni 2026, 08.59.59,999 uur'."""
    here = value.astimezone(HERE)
    clock = here.strftime(CLOCK_TO_THE_MILLISECOND[language]).format(f"{here.microsecond // 1000:03}")
    return f"{day(value, language)}, {clock}"


def until(value: datetime, language: str) -> str:
    """The end of a half-open period; midnight is 24.00 hours of the day before, so that nobody misreads it."""
    here = value.astimezone(HERE)
    if here.strftime("%H%M%S%f") != "000000000000":
        return moment(value, language)
    clock = CLOCK[language].replace("%H", "24").replace("%M", "00")
    return f"{day(here.date() - timedelta(days=1), language)}, {clock}"


def money(value: Money | Decimal, language: str) -> str:
    """'€ 15.840,00', '€15,840.00'. The space does not break."""
    amount = value.amount if isinstance(value, Money) else value
    return format_currency(amount, "EUR", locale=LOCALES[language])


def number(value: Decimal | int, language: str) -> str:
    """An exact number without idle zeros: '85', '7,5', '1.234'."""
    return format_decimal(Decimal(value).normalize(), "#,##0.########", locale=LOCALES[language])


def hours(value: Decimal, language: str) -> str:
    """Hours with at least two decimals, to stand in a column: '36,00'."""
    return format_decimal(value, "#,##0.00######", locale=LOCALES[language])


def percentage(value: Decimal | int, language: str) -> str:
    """25 is '25%'; 17.05 is '17,05%'."""
    return f"{number(value, language)}%"


def iban(value: str) -> str:
    """In groups of four, as on a bank card."""
    bare = value.replace(" ", "")
    return " ".join(bare[start : start + 4] for start in range(0, len(bare), 4))
