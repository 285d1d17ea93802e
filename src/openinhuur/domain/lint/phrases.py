"""Words that keep people out, as data: what is not allowed, and where the same words mean something else.

Direct: the ground itself is named (age, sex, nationality, accent). Indirect: neutral words that hit one group.
Words about whom the work is for (children, first-time buyers of a home) are no demand on the candidate.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """A pattern, and what else in the sentence tells that nothing is asked of the candidate."""

    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None = None


def _phrase(pattern: str, *unless: str) -> Phrase:
    return Phrase(re.compile(pattern, re.I), re.compile("|".join(unless), re.I) if unless else None)


NOT_ASKED = re.compile(
    r"(?i)\bongeacht\b|\bregardless\b|spe(?:elt|len) geen rol|no role|niet van belang|not relevant"
    r"|\bgeen (?:eis|vereiste|voorwaarde|voorkeur|rol|criterium|reden|onderscheid|requirement)\b"
    r"|\b(?:wordt|worden|is|zijn|hoeft|hoeven|vragen (?:wij|we|u)|letten (?:wij|we)|kijken (?:wij|we)|mag|mogen|telt"
    r"|tellen|staat|staan|vermeldt?|neemt?|hoort|horen)\b[^.;]{0,60}\bniet\b"
    r"|\bniet\b[^.;]{0,30}\b(?:gevraagd|vereist|nodig|verplicht|toegestaan|relevant|meegewogen|meegenomen|vermeld\w*"
    r"|opgenomen|beoordeeld|bedoeld|geschikt|uitgesloten)\b"
    r"|\b(?:vermeld|neem|zet|noem|gebruik)\b[^.;]{0,40}\bgeen\b"
    r"|\bgeen\b[^.;]{0,60}\b(?:op te nemen|opnemen|vermelden|noemen)\b|\b(?:hoeft|hoeven|hoef)\b[^.;]{0,40}\bgeen\b"
    r"|\bniet (?:op|in) (?:de|het|te|uw|je)\b|weglaten|weggelaten|\blaat\b[^.;]{0,60}\bweg\b|anoniem|geanonimiseerd"
    r"|discrimin|onderscheid|\bzonder (?:vermelding|opgave|aanzien)|\biedereen\b|\bdiversiteit|\binclusi"
    r"|gelijke (?:kansen|geschiktheid|behandeling)"
    r"|\b(?:do|does|need|must|should|is|are) not\b|\bneed not\b|\bwithout (?:mention|regard)"
    r"|\bleave out\b|\bno (?:photo|age|date of birth|nationality|preference)\b"
)
"""Words that say the ground is not asked for, or may not be."""

_TARGET = (
    r"(?:kinder\w*|kind|jeugd\w*|jongere\w*|jongens|meisjes|mensen|gezin\w*|ouders?(?!\s+dan)|moeders?|vaders?|volwassenen"
    r"|inwoners?|bewoners?|burgers?|leerling\w*|student\w*|scholier\w*|cliënt\w*|deelnemer\w*|doelgroep\w*|statushouder\w*"
    r"|vluchteling\w*|asielzoeker\w*|nieuwkomer\w*|vrouwen|mannen|mantelzorger\w*|ouderen|senioren|\w*gerechtigde\w*"
    r"|werkzoekend\w*|werkloz\w*|huurder\w*|kopers?|patiënt\w*|kiezers|peuters?|kleuters?|baby\w*|slachtoffer\w*|daders?"
    r"|delinquent\w*|verdachte\w*|stellen|echtpa\w*|ondernem\w*|huishoudens?|publiek|onderzoekers"
    r"|children|youth|young people|famil\w+|parents?|residents?|pupils?|students?|clients?|refugees?|elderly|adults"
    r"|citizens?)"
)
TARGET = rf"\b{_TARGET}\b"
THINGS = (
    r"\b(?:gebouw\w*|woning\w*|huis|huizen|panden?|bomen|boom|bos\w*|installatie\w*|systeem|systemen|monument\w*|wijken?"
    r"|dossiers?|leiding\w*|riolering|brug|bruggen|document\w*|referentie\w*|vog|verklaring\w*|diploma'?s?|certifica\w+"
    r"|project\w*|contract\w*|overeenkomst\w*|garantie\w*|looptijd|uittreksel|jubileum|termijn\w*|archie\w*|wagen\w*"
    r"|records?|buildings?|system)\b"
)
GUIDING = (
    r"begeleid|coach|opleid|mentor|inwerk|ondersteun|train|werven|werving|binden|behoud van|ontwikkeling van"
    r"|traineeship|guid|supervis"
)
EXPERIENCE = r"ervaring|werkzaam|experience|geregistreerd|kennis|expertise|actief|in dienst"
WORK = (
    rf"{EXPERIENCE}|\bverle(?:nen|ent|ning)|verkrij|aanvra(?:gen|ag)\b|naturalisat|\bBRP\b|burgerzaken|paspoorten"
    r"|uitgifte|verstrek|vaststellen|registr"
)
CANDIDATE = (
    r"\b(?:kandida(?:at|ten)|professional|je bent|u bent|jij bent|ben je|bent u|medewerker|collega|sollicitant|iemand"
    r"|wie|inschrijver|candidate|you are)"
)
_AGE = r"(?:1[6-9]|[2-7]\d)"
_TO = r"(?:en|and|to|-|–)"
_AGES = rf"{_AGE}\s*{_TO}\s*(?:de\s+)?{_AGE}"
_OLD = r"(?:jaar oud|years old|years of age)"
_SHORT = r"(?!\s*(?:maanden|dagen|weken|months|days|%|procent))"
_AT_MOST = (
    r"(?:maximaal|minimaal|minstens|hoogstens|ten minste|ten hoogste|tussen de|tussen|at least|at most|between|over"
    r"|under)"
)
_OLDER = r"(?:niet ouder dan|jonger dan|ouder dan|no older than|younger than|older than)"
_YOUNG = r"(?:jonge?|jeugdige?|young(?:er)?)"
_GAP = rf"(?:,?\s+(?:(?:en|and)\s+)?(?!{_TARGET}\b)[^\W\d_]+){{0,2}},?\s+(?:(?:en|and)\s+)?"
_GROUP = r"(?:team|teams|club|ploeg|clubje|teamverband)"
_ROLE = (
    r"(?:kandida\w+|collega\w*|medewerker|professional|adviseur|projectleider|consulent|secretaris|begeleider|jurist"
    r"|\w*coach|\w*manager|candidates?|colleagues?|consultant|professionals?)"
)
_PEOPLE = (
    r"(?:collega(?:'?s)?|hond(?:en)?|kandida(?:at|ten)|professionals?|medewerkers?|talent(?:en)?|kracht(?:en)?|adviseurs?"
    r"|projectleiders?|secretaris(?:sen)?|jurist(?:en)?|consulent(?:en)?|beleidsmedewerkers?|specialist(?:en)?"
    r"|colleagues?|candidates?|hires?|person|persoon)"
)
_SEEK = (
    r"(?:zoek(?:en|t)?|gezocht|gevraagd|op zoek naar|looking for|seeking|bij voorkeur|voorkeur (?:gaat uit naar|voor)"
    r"|liefst|preferably|zien graag|willen graag)"
)
_BOTH = r"mannelijke? (?:en|of|als) vrouwelijke?|vrouwelijke? (?:en|of|als) mannelijke?|male (?:and|or) female"
_PERSONAL = r"(?:pasfoto|foto|geboortedatum|leeftijd|nationaliteit|geslacht|burgerlijke staat|photo|date of birth)"

DIRECT: tuple[Phrase, ...] = (
    _phrase(rf"\b{_YOUNG}{_GAP}{_GROUP}\b"),
    _phrase(rf"\b{_GROUP}\s+(?:is|zijn)\s+(?:\w+\s+)?(?:jong|young)\b"),
    _phrase(rf"\b{_YOUNG}{_GAP}{_PEOPLE}\b", GUIDING),
    _phrase(
        rf"\b{_SEEK}\b[^.]{{0,40}}?\b(?:een|naar|an?|for)\s+{_YOUNG}\b(?!\s+(?:\w+\s+)?{_TARGET}\b)"
        r"(?!\s+(?:en|and)\s+(?:oud|old))(?!-)"
    ),
    _phrase(
        r"\b(?:je bent|ben je|ben jij|bent u|u bent|jij bent|kandidaat is|you are)\s+(?:een\s+)?(?:jonge?|young)\b"
        r"(?!\s+(?:van geest|at heart))"
    ),
    _phrase(r"^(?:jong|young)(?:,|\s+(?:en|and)\s+(?!oud|old))"),
    _phrase(
        r"\b(?:(?:maximale|minimale|maximum|minimum) )?(?:leeftijd\w*|age)\b(?: limit| range)?"
        rf"[^.;]{{0,30}}?\b{_AGE}\b{_SHORT}",
        TARGET, THINGS, r"gemiddelde|average|pensioen|AOW",
    ),
    _phrase(
        rf"{CANDIDATE}\b[^.;]{{0,40}}\b{_AT_MOST}\s+{_AGE}(?:\s*{_TO}\s*(?:de\s+)?{_AGE})?\s+(?:jaar|years?)"
        r"(?:\s+(?:oud|old|of age))?\s*(?:[.,;)]|$|\s(?:en|and|of)\b)",
        EXPERIENCE, TARGET,
    ),
    _phrase(rf"{CANDIDATE}\b[^.;]{{0,40}}\b{_OLDER}\s+{_AGE}\b{_SHORT}", TARGET),
    _phrase(rf"^{_OLDER}\s+{_AGE}\b{_SHORT}", TARGET, THINGS),
    _phrase(rf"^(?:{_AT_MOST}|aged)\s+(?:{_AGES}|{_AGE})\s+{_OLD}\b", TARGET, THINGS),
    _phrase(rf"\b(?:tussen de|tussen|between|aged)\s+{_AGES}\s+{_OLD}\b", TARGET, THINGS),
    _phrase(rf"\b(?<!voor )(?<!onze )(?:mannelijke|vrouwelijke|male|female)\s+{_ROLE}\b", _BOTH),
    _phrase(
        rf"\b{_SEEK}\b[^.]{{0,40}}?\b(?:een|a)\s+(?:man|vrouw|dame|heer|jongeman|woman)\b(?!\s*/)(?!\s+(?:of|or)\b)"
    ),
    _phrase(
        r"\b(?:alleen|uitsluitend|only)\s+(?:mannen|vrouwen|dames|heren|men|women)\b",
        r"opvang|opgevangen|cliënt|doelgroep|shelter",
    ),
    _phrase(r"\b(?:geslacht|leeftijd|nationaliteit|sex|gender|nationality)\s*:", WORK),
    _phrase(
        r"\baccent(?:loos|loze|vrij|vrije|-free)\b"
        r"|\b(?:zonder|geen|without(?: an?)?)\s+(?:\w+\s+)?accent\b(?!\s+(?:op|on)\b)"
    ),
    _phrase(
        r"\b(?:nederlandse?|belgische|EU|europese)[- ]nationaliteit\b|\bnederlandse? paspoort\b|\bis nederlander\b"
        r"|\bautochto(?:on|ne)\b|\bdutch (?:nationality|citizen(?:ship)?|passport|national)\b",
        WORK, TARGET,
    ),
    _phrase(
        rf"\b(?:cv|curriculum vitae|profiel|resume)\b[^.;]{{0,80}}\b{_PERSONAL}\b",
        r"\bgeen\b|\bzonder\b|\bniet\b|\bnot?\b|without",
    ),
)  # fmt: skip
"""The ground itself is named: an error."""

_HOUSING = (
    r"woning|\bhuis\b|koop|huur|\blening|doorstrom|woonruimte|appartement|housing|first-time buyer|ondernem|\bmotor"
    r"|\bkit\b"
)
_LIVELY = (
    r"(?:\w*wijk|\w*stad|buurt|samenleving|gemeente|gemeenschap|regio|dorp|dorpen|kern|kernen|aanpak|start|campagne"
    r"|organisatie|omgeving|straat|binnenstad|economie|sessie|bijeenkomst|beweging|gebied|centrum|netwerk|plek|sfeer"
    r"|cultuur|inwoners|bewoners|ondernemers|vrijwilligers|city|community|region|neighbourhood|place|environment)"
)
_COUNT = (
    r"(?:\d{1,2}|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|one|two|three|four|five|six|seven|eight|ten)"
    r"(?:\s*\(\d{1,2}\))?"
)
_CEILING = (
    r"(?:maximaal|max\.?|hoogstens|ten hoogste|hooguit|niet meer dan|maximum of|maximum|at most|no more than"
    r"|not more than)"
)

INDIRECT: tuple[Phrase, ...] = (
    _phrase(
        r"\bnative(?:[- ]?(?:speaker|spreker)s?\b|\s+(?:dutch|english|nederlands\w*|engels\w*)\b"
        r"|[- ]?(?:level|niveau)\b)|\bmoedertaal(?:spreker|niveau)?\b|\bmother tongue\b",
        TARGET, r"\bNT2\b|near[- ]native",
    ),
    _phrase(
        rf"\b{_CEILING}\s+(?:\w+\s+)?{_COUNT}\s+(?:jaar|jaren|years?)'?(?:\s+of)?\s+"
        r"(?:(?:relevante|aantoonbare|recente|praktische|relevant|demonstrable|professional)\s+)*"
        r"(?:werk)?(?:ervaring|experience)\b",
        r"punten|points|\bpt\b|score|%",
    ),
    _phrase(
        r"\b(?<!self-)(?<!self )(?<!kick-)(?<!kick )starters?(?:functie|niveau|positie)?\b(?!-)",
        _HOUSING, r"\b(?:geen|niet) (?:\w+ )?(?:voor )?starters?|\bno starters?",
    ),
    _phrase(
        r"\b(?:net|pas|recent|onlangs)[- ]?afgestudeerde?n?\b|(?<!voortijdig )\bschoolverlater\b"
        r"|\b(?:recent|fresh) graduates?\b|\bdigital natives?\b",
        GUIDING,
    ),
    _phrase(
        rf"\benergieke?\b(?!,?\s+(?:(?:en\s+)?\w+\s+){{0,2}}{_LIVELY}\b)|\benergetic\b(?!\s+(?:\w+\s+)?{_LIVELY}\b)"
    ),
    _phrase(
        r"\bjong van geest\b|\byoung at heart\b|\b(?:jeugdige?|youthful)\s+(?:elan|enthousiasme|uitstraling|spirit)\b"
    ),
)  # fmt: skip
"""Neutral words that hit one group: a warning, for there may be a good reason."""
