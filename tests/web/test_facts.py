"""The facts of a call in words."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.utils import translation

from openinhuur.domain.money import Money
from openinhuur.web import facts


@pytest.mark.parametrize(
    ("code", "value", "dutch", "english"),
    [
        ("start", "asap", "zo snel mogelijk", "as soon as possible"),
        ("start", date(2026, 7, 13), "maandag 13 juli 2026", "Monday 13 July 2026"),
        ("duration", 6, "6 maanden", "6 months"),
        ("duration", 1, "1 maand", "1 month"),
        ("extensions", (2, 6), "2 × 6 maanden", "2 × 6 months"),
        ("hours", Decimal(36), "36 uur per week", "36 hours a week"),
        ("working_days", ("mon", "tue", "wed", "thu"), "maandag tot en met donderdag", "Monday to Thursday"),
        ("working_days", ("mon", "tue", "thu"), "maandag, dinsdag, donderdag", "Monday, Tuesday, Thursday"),
        ("fee", (Money.of("2.25"), "supplier"), "€\u00a02,25 per gewerkt uur, te betalen door de leverancier",
         "€2.25 for every hour worked, paid by the supplier"),
        ("fee", (Money.of("2.25"), "buyer"), "€\u00a02,25 per gewerkt uur, te betalen door de opdrachtgever",
         "€2.25 for every hour worked, paid by the buyer"),
        ("g_account", (25, 55), "25% van de factuur als de leverancier in het SNA-register staat, anders 55%",
         "25% of the invoice when in the SNA register, otherwise 55%"),
        ("vog", True, "verplicht", "required"),
        ("vog", False, "niet nodig", "not required"),
        ("scale", 12, "12", "12"),
        ("region", "Zuid-Holland", "Zuid-Holland", "Zuid-Holland"),
        ("cv", ("nl", 5), "nl, 5", "nl, 5"),
    ],
)  # fmt: skip
def test_a_fact_is_worded(code, value, dutch, english):
    fact = SimpleNamespace(code=code, value=value)
    with translation.override("nl"):
        assert facts.worded(fact) == dutch
    with translation.override("en"):
        assert facts.worded(fact) == english
