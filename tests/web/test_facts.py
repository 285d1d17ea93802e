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
        ("blind", True,
         "wie beoordeelt, ziet geen naam, contactgegevens, foto of geboortedatum, tot de punten vaststaan",
         "who assesses sees no name, contact details, photo or date of birth until the points are closed"),
        ("vog", False, "niet nodig", "not required"),
        ("scale", 12, "12", "12"),
        ("region", "Zuid-Holland", "Zuid-Holland", "Zuid-Holland"),
        ("cv", ("nl", 5), "nl, 5", "nl, 5"),
        ("cv", (5, "nl", 2), "hoogstens 5 pagina’s, in het Nederlands, minstens 2 referenties",
         "at most 5 pages, in Dutch, at least 2 references"),
        ("cv", (None, "", 1), "minstens 1 referentie", "at least 1 reference"),
        ("cv_rules_broken", "repair", "De leverancier wordt gevraagd het te herstellen",
         "The supplier is asked to mend it"),
        ("direction", False, "het werk gebeurt niet onder leiding van de opdrachtgever",
         "the work is not done under the direction of the buyer"),
        ("rate", (None, True, True), "zonder btw, met reiskosten, met de vergoeding van de inhuurdesk",
         "without VAT, travel included, fee of the hiring desk included"),
        ("price_in_ties", True, "geen punten; bij gelijke punten gaat het laagste uurtarief voor",
         "no points; with equal points the lowest hourly rate goes first"),
        ("price", (Decimal(30), "relative", None, None), ("30 punten: naar verhouding tot het laagste tarief. "
         "Valt na de rangschikking een inschrijving af, dan wordt niets opnieuw berekend."),
         ("30 points: relative to the lowest rate. "
         "When a bid drops out after the ranking, nothing is computed again.")),
        ("interview", (Decimal(20), Decimal(12)), "20 punten, waarvan er ten minste 12 nodig zijn",
         "20 points, of which at least 12"),
        ("interview", (Decimal(20), None), "20 punten", "20 points"),
    ],
)  # fmt: skip
def test_a_fact_is_worded(code, value, dutch, english):
    fact = SimpleNamespace(code=code, value=value)
    with translation.override("nl"):
        assert facts.worded(fact) == dutch
    with translation.override("en"):
        assert facts.worded(fact) == english
