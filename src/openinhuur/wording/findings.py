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
    "selection_weight": ("gewicht van de keuze door de opdrachtgever", "weight of the buyer's selection"),
    "price_formula": ("formule voor de prijs", "formula of the price"),
    "fee_payer": ("wie de fee betaalt", "who pays the fee"),
    "standstill_days": ("dagen opschortende termijn", "days of standstill"),
}
TEMPLATES: Final[Mapping[str, tuple[str, str]]] = {
    "answers-late": (
        "De antwoorden komen {days} dagen vóór de sluiting. De wet vraagt er {needed}, of {least} als er haast bij is.",
        "Answers come {days} days before the deadline. The law asks for {needed}, or {least} when accelerated.",
    ),
    "criteria-without-points": (
        "{count} van de {of} gunningscriteria hebben geen punten.",
        "{count} of the {of} award criteria have no points.",
    ),
    "date-order": (
        "De volgorde klopt niet: {later} ({later_on}) ligt vóór {earlier} ({earlier_on}).",
        "The order is wrong: {later} ({later_on}) is before {earlier} ({earlier_on}).",
    ),
    "discrimination-direct": (
        "“{words}” maakt direct onderscheid, bijvoorbeeld naar leeftijd, geslacht, nationaliteit of afkomst.",
        "“{words}” discriminates directly, for instance by age, sex, nationality or descent.",
    ),
    "discrimination-indirect": (
        "“{words}” kan indirect onderscheid maken: het treft een groep meer dan anderen.",
        "“{words}” may discriminate indirectly: it hits one group more than others.",
    ),
    "duplicate-word": ("Dubbel woord: “{words}”.", "Doubled word: “{words}”."),
    "fee-on-participant": (
        "Er is een fee. Wie meedoet in een DAS mag daarvoor geen kosten krijgen, ook de winnaar niet.",
        "There is a fee. Who takes part in a DPS may not be charged for it, nor may the winner.",
    ),
    "header-body-mismatch": (
        "Twee plaatsen spreken elkaar tegen over {key}: “{chosen}” en “{other}”. De eerste is gebruikt.",
        "Two places disagree about {key}: “{chosen}” and “{other}”. The first is used.",
    ),
    "hours-mismatch": (
        "De uren per week spreken elkaar tegen: “{chosen}” en “{other}”.",
        "The hours a week disagree: “{chosen}” and “{other}”.",
    ),
    "impossible-date": ("Deze datum bestaat niet: “{words}”.", "There is no such date: “{words}”."),
    "kept-as-text": ("Bewaard als tekst: {heading}.", "Kept as text: {heading}."),
    "left-open": (
        "De aanvraag laat {key} open: “{words}”.",
        "The call leaves {key} open: “{words}”.",
    ),
    "missing-equivalence": (
        "Nummer {number} vraagt een diploma zonder “of gelijkwaardig”.",
        "Number {number} asks for a diploma without “or equivalent”.",
    ),
    "missing-heading": (
        "De tekst verwijst naar “{words}”, maar een kopje met die naam is er niet.",
        "The text refers to “{words}”, but there is no heading of that name.",
    ),
    "missing-field": ("Niet gevonden: {key}.", "Not found: {key}."),
    "not-computable": (
        "Eis {number} is niet met ja of nee te beantwoorden: “{words}”.",
        "Requirement {number} cannot be answered with yes or no: “{words}”.",
    ),
    "not-understood": (
        "Niet begrepen bij {key}: “{words}”. Vul dit zelf in.",
        "Not understood for {key}: “{words}”. Please fill this in.",
    ),
    "overlap-requirement-criterion": (
        "Eis {requirement} en criterium {criterion} gaan over hetzelfde: wie voldoet, heeft die punten al.",
        "Requirement {requirement} and criterion {criterion} ask the same: who meets it has the points already.",
    ),
    "relative-price": (
        "De punten voor de prijs hangen af van wat anderen bieden. Valt er een af, dan kan de volgorde omdraaien.",
        "The points for the price depend on what others bid. If one drops out, the order can turn round.",
    ),
    "standstill-after-start": (
        "Met {days} dagen opschortende termijn kan pas na {last_on} worden getekend. De start is {start}.",
        "With {days} days of standstill nothing can be signed until after {last_on}. The work starts on {start}.",
    ),
    "standstill-length": (
        "De lengte van de opschortende termijn ontbreekt of is te kort.",
        "The length of the standstill is missing or too short.",
    ),
    "start-in-past": (
        "De start ({start}) ligt vóór de dag van versturen ({sent_on}).",
        "The start ({start}) is before the day of sending ({sent_on}).",
    ),
    "suitability-in-call-off": (
        "Nummer {number} gaat over de leverancier (“{words}”). Dat hoort bij de toelating tot het DAS.",
        "Number {number} is about the supplier (“{words}”). That belongs in the admission to the DPS.",
    ),
    "template-text": (
        "Hier staat nog tekst van een sjabloon: “{words}”.",
        "Text of a template was left here: “{words}”.",
    ),
    "tender-period": (
        "Wie dit {sent_on} krijgt, heeft tot {closes_on} geen {days} volle dagen om in te schrijven.",
        "Who gets this on {sent_on} does not have {days} full days to bid until {closes_on}.",
    ),
    "time-missing": (
        "Bij {key} staat een dag ({on}) maar geen tijd. Vul de tijd zelf in.",
        "A day is given for {key} ({on}) but no time. Please fill in the time.",
    ),
    "unweighted-stage": (
        "{stage} laat kandidaten afvallen zonder dat er gewichten zijn bekendgemaakt.",
        "{stage} sends candidates home without published weights.",
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
STAGES: Final[Mapping[str, tuple[str, str]]] = {
    "selection": ("De keuze door de opdrachtgever", "The selection by the buyer"),
    "interview": ("Het gesprek", "The interview"),
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
    """What a desk worker calls a key of a call; the key itself when it has no name.

    >>> fact_name("requirements"), fact_name("requirements[3]")
    ('eisen', 'eisen 4')
    """
    name, _, place = key.partition("[")
    if name not in FACT_NAMES:
        return key
    shown = FACT_NAMES[name][LANGUAGES.index(language)]
    return f"{shown} {int(place[:-1]) + 1}" if place else shown


def _shown(name: str, value: object, language: str) -> str:
    if name == "weekday" and isinstance(value, int):
        return WEEKDAYS[language][value]
    if name == "stage":
        return STAGES[str(value)][LANGUAGES.index(language)]
    if name in {"earlier", "later"}:
        return fact_name(str(value), language)
    if isinstance(value, datetime | date):
        return formats.day(value, language)
    text = " ".join(str(value).split())
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE].rstrip()}…"
