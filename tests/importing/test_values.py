"""How people write values, as tables."""

from datetime import date
from decimal import Decimal

import pytest

from openinhuur.domain.written_call import Extensions, HoursRange
from openinhuur.importing import values
from openinhuur.importing.dates import find_dates, find_moments
from openinhuur.importing.fields import understand, working_days
from openinhuur.importing.labels import field_of, section_of
from openinhuur.importing.lines import make_line, split_marker
from openinhuur.importing.lists import take_points
from openinhuur.importing.naming import facts_in_title, without_prefix
from openinhuur.importing.pairs import pairs_of


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("maandag 29 juni 2026", date(2026, 6, 29)),
        ("29-06-2026", date(2026, 6, 29)),
        ("29/6/2026", date(2026, 6, 29)),
        ("29.06.2026", date(2026, 6, 29)),
        ("29-6-26", date(2026, 6, 29)),
        ("2026-06-29", date(2026, 6, 29)),
        ("29 jun. 2026", date(2026, 6, 29)),
        ("ma 29 juni 2026", date(2026, 6, 29)),
        ("per 1 september 2026", date(2026, 9, 1)),
        ("1e maart 2027", date(2027, 3, 1)),
        ("Monday, June 29, 2026", date(2026, 6, 29)),
        ("the 1st of October 2026", date(2026, 10, 1)),
        ("29 juni", None),
        ("31 juni 2026", None),
        ("week 27", None),
    ],
)
def test_a_date_is_read_and_a_year_is_not_guessed(text: str, day: date | None) -> None:
    assert next((found.on for found in find_dates(text)), None) == day


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("29 juni 2026 om 09.00 uur", (9, 0)),
        ("29 juni 2026, 12:00", (12, 0)),
        ("29-06-2026 11u30", (11, 30)),
        ("om 17 uur op 29 juni 2026", (17, 0)),
        ("29 juni 2026 at 4:30 pm", (16, 30)),
        ("29 juni 2026 (12.00 u)", (12, 0)),
        ("29 juni 2026 voor 24 uur per week", None),
        ("29 juni 2026", None),
    ],
)
def test_a_time_belongs_to_the_date_beside_it(text: str, clock: tuple[int, int] | None) -> None:
    time = find_moments(text)[0][1]
    assert (None if time is None else (time.hour, time.minute)) == clock


def test_twenty_four_hours_is_the_end_of_the_day() -> None:
    understood = understand("closing_date", "Deadline", "29 juni 2026 24:00")
    assert understood is not None
    assert understood.facts["closes_at"].at.isoformat() == "2026-06-30T00:00:00+02:00"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("6 maanden maanden", 6),
        ("twaalf (12) maanden", 12),
        ("1 jaar", 12),
        ("een half jaar", 6),
        ("anderhalf jaar", 18),
        ("5 mnd", 5),
        ("6 maanden, met optie op 12 maanden", 6),
        ("6 tot 12 maanden", None),
        ("26 weken", None),
    ],
)
def test_a_duration_in_months(text: str, months: int | None) -> None:
    assert values.duration(text) == months


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("2 x 6 maand(en)", (2, 6)),
        ("Twee (2) maal zes (6) maanden", (2, 6)),
        ("Ja, 2 maal 6 maanden", (2, 6)),
        ("3x een jaar", (3, 12)),
        ("tweemaal met maximaal 6 maanden", (2, 6)),
        ("twee opties van elk 6 maanden", (2, 6)),
        ("twice, 6 months each", (2, 6)),
        ("6 maanden", (1, 6)),
        ("maximaal 24 maanden", None),
        ("Mogelijk maar nog niet bekend", None),
    ],
)
def test_options_to_extend(text: str, options: tuple[int, int] | None) -> None:
    assert values.extensions(text) == (Extensions(*options) if options else None)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("36", 36, 36),
        ("36 uur", 36, 36),
        ("32 - 36 uur", 32, 36),
        ("18 tot 24 uur", 18, 24),
        ("20 à 24 per week", 20, 24),
        ("4 dagen (32 uur) per week", 32, 32),
        ("36 uur (4x9)", 36, 36),
        ("16,5 uur", Decimal("16.5"), Decimal("16.5")),
        ("minimaal 24 uur", 24, None),
        ("max. 36 uur", None, 36),
        ("minimaal 24, maximaal 32 uur", 24, 32),
    ],
)
def test_hours_a_week(text: str, low: Decimal | None, high: Decimal | None) -> None:
    assert values.hours(text) == HoursRange(low, high)


@pytest.mark.parametrize("text", ["0,8 fte", "fulltime", "40 uur per maand", "32 uur of 5 dagen van 8 uur"])
def test_hours_that_are_not_clear_are_not_guessed(text: str) -> None:
    assert values.hours(text) is None


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("€ 83,95", "83.95"),
        ("€83.95 all-in", "83.95"),
        ("€ 1.250,-", "1250.00"),
        ("95 euro", "95.00"),
        ("EUR 105", "105.00"),
        ("€ 80 - € 92,50", "92.50"),
        ("€ 100 excl. btw (€ 121 incl. btw)", "100.00"),
        ("€ 80 junior, € 100 medior, € 120 senior", None),
        ("Geen maximum", None),
    ],
)
def test_amounts_in_euros(text: str, amount: str | None) -> None:
    assert values.euros(text) == (None if amount is None else Decimal(amount))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("maandag t/m donderdag", "mon tue wed thu"),
        ("ma, di en do", "mon tue thu"),
        ("op de maandagen en donderdagen", "mon thu"),
        ("Monday to Friday", "mon tue wed thu fri"),
    ],
)
def test_working_days(text: str, days: str) -> None:
    assert working_days(text) == tuple(days.split())


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("1. Tekst", "1", "Tekst"),
        ("1) Tekst", "1", "Tekst"),
        ("E1 Tekst", "E1", "Tekst"),
        ("E1: Tekst", "E1", "Tekst"),
        ("KO-3. Tekst", "KO-3", "Tekst"),
        ("2.1 Tekst", "2.1", "Tekst"),
        ("Eis 4: Tekst", "4", "Tekst"),
        ("a. tekst", "a", "tekst"),
        ("• tekst", "-", "tekst"),
        ("- [ ] tekst", "-", "tekst"),
        ("HBO 4 jaar", None, "HBO 4 jaar"),
        ("29 juni 2026", None, "29 juni 2026"),
        ("100.000+ inwoners", None, "100.000+ inwoners"),
        ("A4 formaat", None, "A4 formaat"),
    ],
)
def test_the_number_or_bullet_of_an_item(text: str, number: str | None, rest: str) -> None:
    assert split_marker(text) == (number, rest)


@pytest.mark.parametrize(
    ("text", "rest", "points"),
    [
        ("Ervaring (25 punten);", "Ervaring", 25),
        ("Ervaring (maximaal 50 punten)", "Ervaring", 50),
        ("Ervaring 25 pt", "Ervaring", 25),
        ("Ervaring – 70 punten", "Ervaring", 70),
        ("Ervaring (12,5 punten)", "Ervaring", Decimal("12.5")),
        ("Ervaring (weging: 30%)", "Ervaring", 30),
        ("Vijf jaar: 20 punten; drie jaar: 10 punten", "Vijf jaar: 20 punten; drie jaar: 10 punten", 20),
        ("De kandidaat is beschikbaar voor 80%", "De kandidaat is beschikbaar voor 80%", None),
        ("Ervaring (minimaal 3 jaar)", "Ervaring (minimaal 3 jaar)", None),
    ],
)
def test_points_are_taken_out_of_the_text(text: str, rest: str, points: Decimal | None) -> None:
    assert take_points(text) == (rest, points)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Duur\t6 maanden\tRegio\tUtrecht", ["period=6 maanden", "region=Utrecht"]),
        ("Duur 6 maanden Regio Utrecht", ["period=6 maanden", "region=Utrecht"]),
        ("Duur: 6 maanden Regio: Utrecht", ["period=6 maanden", "region=Utrecht"]),
        ("Duur\t\tRegio\tUtrecht", ["period=", "region=Utrecht"]),
        ("Startdatum = 1 juli 2026", ["start=1 juli 2026"]),
        ("Functie: Manager Regio Zuid", ["title=Manager Regio Zuid"]),
        ("Start van het werk is nog onzeker", []),
        ("Regio", []),
    ],
)
def test_labels_and_values_on_a_line(line: str, found: list[str]) -> None:
    assert [f"{pair.field}={pair.value}" for pair in pairs_of(make_line(1, line))] == found


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("OPLEIDING(S)NIVEAU:", "education"),
        ("Max. uurtarief", "max_rate"),
        ("Zzp-er toegestaan?", "self_employed"),
        ("Kleur", None),
    ],
)
def test_labels_are_compared_without_punctuation(label: str, field: str | None) -> None:
    assert field_of(label) == field


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Vereisten / knock-out criteria", "requirements"),
        ("KNOCK OUT CRITERIA", "requirements"),
        ("Functie-eisen", "requirements"),
        ("Gunningscriteria (weging, totaal 100 punten)", "criteria"),
        ("Wensen", "criteria"),
        ("Persoonskenmerken", "competences"),
        ("CV-eisen", "other"),
        ("Beoordeling", "other"),
        ("Iets anders", None),
    ],
)
def test_headings_tell_what_is_under_them(heading: str, kind: str | None) -> None:
    assert section_of(heading) == kind


@pytest.mark.parametrize(
    ("title", "positions", "hours"),
    [
        ("Projectleider (2x)", 2, None),
        ("Twee (2) juristen", 2, None),
        ("3 klantmanagers", 3, None),
        ("Adviseur 32u/w", None, 32),
        ("Adviseur (2 posities) 24 uur", 2, 24),
        ("Adviseur 3D-modellen", None, None),
    ],
)
def test_a_title_may_tell_positions_and_hours(title: str, positions: int | None, hours: int | None) -> None:
    facts = facts_in_title(title)
    assert facts.get("positions") == positions
    assert facts.get("hours_per_week") == (None if hours is None else HoursRange(Decimal(hours), Decimal(hours)))


@pytest.mark.parametrize(
    ("text", "title", "number"),
    [
        ("Aanvraag 30534: Secretaris", "Secretaris", "30534"),
        ("2026-118 | Projectleider", "Projectleider", "2026-118"),
        ("Opdrachtleider bouw", "Opdrachtleider bouw", None),
    ],
)
def test_a_title_goes_without_the_words_before_it(text: str, title: str, number: str | None) -> None:
    assert without_prefix(text) == (title, number)
