"""What a finding says, in Dutch and English: code → templates filled with the finding's fields.

`FACT_NAMES` gives the keys of a call the names a desk worker knows.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from openinhuur.domain.lint import Finding
from openinhuur.wording import formats

FACT_NAMES: Final[Mapping[str, tuple[str, str]]] = {
    "number": ("aanvraagnummer", "call number"),
    "title": ("titel", "title"),
    "buyer": ("opdrachtgever", "buyer"),
    "start": ("start", "start"),
    "end": ("einde", "end"),
    "duration_months": ("duur in maanden", "duration in months"),
    "extensions": ("opties tot verlenging", "extension options"),
    "hours_per_week": ("uren per week", "hours per week"),
    "working_days": ("werkdagen", "working days"),
    "education": ("opleidingsniveau", "level of education"),
    "region": ("regio", "region"),
    "salary_scale": ("schaal", "salary scale"),
    "dps": ("binnen een DAS", "within a DPS"),
    "positions": ("aantal professionals", "number of professionals"),
    "self_employed_allowed": ("zzp toegestaan", "self-employed allowed"),
    "payroll_allowed": ("payroll toegestaan", "payroll allowed"),
    "max_rate": ("maximaal uurtarief", "maximum hourly rate"),
    "broker_fee_per_hour": ("fee per uur", "fee per hour"),
    "g_account": ("deel naar de G-rekening", "share to the G-account"),
    "vog": ("VOG nodig", "certificate of conduct needed"),
    "cv": ("eisen aan het cv", "requirements for the CV"),
    "closes_at": ("sluiting", "closing time"),
    "questions_close_at": ("vragen tot", "questions until"),
    "answers_by": ("antwoorden uiterlijk", "answers by"),
    "invitations_by": ("uitnodigingen uiterlijk", "invitations by"),
    "interviews_from": ("gesprekken vanaf", "interviews from"),
    "shortlist_size": ("aantal op de voordracht", "size of the shortlist"),
    "min_invited": ("minimaal uitgenodigd", "invited at least"),
    "min_interviewers": ("minimaal aantal gesprekspartners", "interviewers at least"),
    "tie_break": ("bij gelijke score", "tie-break"),
    "price_weight": ("gewicht van de prijs", "weight of the price"),
    "interview_weight": ("gewicht van het gesprek", "weight of the interview"),
    "requirements": ("eisen", "requirements"),
    "criteria": ("gunningscriteria", "award criteria"),
    "selection_criteria": ("criteria van de opdrachtgever", "criteria of the buyer"),
    "competences": ("competenties", "competences"),
}
TEMPLATES: Final[Mapping[str, tuple[str, str]]] = {
    "criteria-without-points": (
        "{count} van de {of} gunningscriteria hebben geen punten.",
        "{count} of the {of} award criteria have no points.",
    ),
    "date-order": (
        "De volgorde klopt niet: {later} ({later_on}) ligt vóór {earlier} ({earlier_on}).",
        "The order is wrong: {later} ({later_on}) is before {earlier} ({earlier_on}).",
    ),
    "duplicate-word": ("Dubbel woord: “{words}”.", "Doubled word: “{words}”."),
    "header-body-mismatch": (
        "Twee plaatsen spreken elkaar tegen over {key}: “{chosen}” en “{other}”. De eerste is gebruikt.",
        "Two places disagree about {key}: “{chosen}” and “{other}”. The first is used.",
    ),
    "impossible-date": ("Deze datum bestaat niet: “{words}”.", "There is no such date: “{words}”."),
    "kept-as-text": ("Bewaard als tekst: {heading}.", "Kept as text: {heading}."),
    "left-open": (
        "De aanvraag laat {key} open: “{words}”.",
        "The call leaves {key} open: “{words}”.",
    ),
    "missing-equivalence": (
        "Eis {number} vraagt een diploma zonder “of gelijkwaardig”.",
        "Requirement {number} asks for a diploma without “or equivalent”.",
    ),
    "missing-field": ("Niet gevonden: {key}.", "Not found: {key}."),
    "not-understood": (
        "Niet begrepen bij {key}: “{words}”. Vul dit zelf in.",
        "Not understood for {key}: “{words}”. Please fill this in.",
    ),
    "template-text": (
        "Hier staat nog tekst van een sjabloon: “{words}”.",
        "Text of a template was left here: “{words}”.",
    ),
    "time-missing": (
        "Bij {key} staat een dag ({on}) maar geen tijd. Vul de tijd zelf in.",
        "A day is given for {key} ({on}) but no time. Please fill in the time.",
    ),
    "unknown-line": ("Onbekende regel, bewaard als tekst: “{words}”.", "Unknown line, kept as text: “{words}”."),
    "weekday-mismatch": (
        "De dag klopt niet bij de datum: “{words}” is een {weekday}.",
        "The day does not match the date: “{words}” is a {weekday}.",
    ),
    "weights-sum": (
        "De gewichten tellen op tot {total} in plaats van 100.",
        "The weights add up to {total} instead of 100.",
    ),
    "year-missing": (
        "Bij {key} staat een datum zonder jaar: “{words}”. Vul de datum zelf in.",
        "A date without a year is given for {key}: “{words}”. Please fill in the date.",
    ),
}
WEEKDAYS: Final[Mapping[str, tuple[str, ...]]] = {
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
LANGUAGES: Final = ("nl", "en")
LONGEST_QUOTE: Final = 140


def finding_message(finding: Finding, language: str = "nl") -> str:
    """The finding as a sentence in ``language`` (nl, en)."""
    template = TEMPLATES[finding.code][LANGUAGES.index(language)]
    shown = {name: _shown(name, value, language) for name, value in finding.fields.items()}
    if finding.key is not None:
        shown["key"] = fact_name(finding.key, language)
    return template.format(**{"key": "", **shown})


def fact_name(key: str, language: str = "nl") -> str:
    """What a desk worker calls a key of a call; the key itself when it has no name."""
    return FACT_NAMES[key][LANGUAGES.index(language)] if key in FACT_NAMES else key


def _shown(name: str, value: object, language: str) -> str:
    if name == "weekday" and isinstance(value, int):
        return WEEKDAYS[language][value]
    if name in {"earlier", "later"}:
        return fact_name(str(value), language)
    if isinstance(value, datetime | date):
        return formats.day(value, language)
    text = " ".join(str(value).split())
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE].rstrip()}…"
