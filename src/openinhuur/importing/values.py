"""One small function per kind of value: the words of a person to a value, or None when they are not understood."""

import re
from decimal import Decimal
from functools import lru_cache

from openinhuur.domain.written_call import Extensions, HoursRange

NUMBER_WORDS = {
    "een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9,
    "tien": 10, "elf": 11, "twaalf": 12, "vijftien": 15, "achttien": 18, "twintig": 20, "vierentwintig": 24,
    "zesendertig": 36, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "eighteen": 18, "twenty": 20,
}  # fmt: skip
_WORDS = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
NUMBER_WORD = re.compile(
    rf"\b(?P<word>{_WORDS})(?P<times>maal)?\b(?:\s*\((?P<digits>\d{{1,2}})\))?(?![-'])", re.IGNORECASE
)
# Words that are numbers only before something that is counted: "een", "ten minste", "in acht nemen".
DOUBTFUL = {"een", "ten", "one", "acht"}
COUNTED = re.compile(
    r"(?i)\s*(?:keer|x\b|×|jaar|jaren|maand|week|weken|dagen|uur|periode|verleng|opti|referent|professional"
    r"|kandida|pagina"
    r"|cv|candidate|month|year|page|reference|extension|best|people|person|interviewers|gesprekspartner"
    r"|vertegenwoordiger|beoordelaar)"
)
TIMES = r"(?:x|×|\*|maal|keer|times)"
UNIT = r"(?P<unit>maand(?:\(?en\)?)?|mnd(?:en)?|months?|month\(s\)|jaar|jaren|jr|years?|yrs?)\b"
DURATION = re.compile(rf"(?<![\d.,])(?P<count>\d{{1,3}})\s*{UNIT}", re.IGNORECASE)
REST_OF_DURATION = re.compile(r"\b(?:optie|verleng|uitloop|extension|extend|option|met (?:de )?mogelijkheid)", re.I)
OPTIONS = (
    re.compile(
        rf"(?P<times>\d{{1,2}})\s*{TIMES}[\s,:(]*(?:\w+\s+){{0,4}}?(?:max(?:imaal"
        rf"|\.)?\s*)?(?P<count>\d{{1,2}})\s*{UNIT}",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?P<times>\d{1,2})\s*(?:opties?|verleng\w*|mogelijkhe\w+|extensions?|options?|periode[ns]?)\b[^\d]{0,60}?"
        rf"(?P<count>\d{{1,2}})\s*{UNIT}",
        re.IGNORECASE,
    ),
)
NOTHING = re.compile(
    r"(?i)\s*(?:-+|–|—|/|n\.?\s?v\.?\s?t\.?|niet van toepassing|geen(?: \w+)?|none|n/?a|not applicable|nee"
    r"|no)\s*\.?\s*$"
)
OPEN = re.compile(
    r"(?i)\b(?:nog niet bekend|onbekend|n\.?\s?t\.?\s?b|(?:nog|nader) te bepalen|nader overeen|in overleg"
    r"|t\.?b\.?d|unknown"
    r"|to be determined|nader(?:e)? in te vullen|volgt|marktconform\w*|market rate|mogelijk|mogelijkheid|ja"
    r"|yes|possible)\b"
)
AMOUNT = r"(?P<whole>\d{1,3}(?:[. ]\d{3})+|\d{1,6})(?:,(?P<cents>\d{1,2})(?!\d)|\.(?P<dots>\d{2})(?!\d))?(?:,[-–]+)?"
EUROS = re.compile(rf"(?:€|\beuro?\b|\bEUR\b)\s*{AMOUNT}", re.IGNORECASE)
EUROS_AFTER = re.compile(rf"(?<![\d.,]){AMOUNT}\s*(?:euro\b|€|EUR\b)", re.IGNORECASE)
BARE_AMOUNT = re.compile(rf"(?<![\d.,]){AMOUNT}(?![\d%])")
HOURS_RANGE = re.compile(
    r"(?<![\d.,x×])(?P<low>\d{1,2}(?:[.,]\d{1,2})?)\s*(?:uur|u|uren|hours|hrs)?\s*(?:per week\s*)?"
    r"(?:-|–|/|à|a|tot(?:\s+en\s+met)?|t/m|of|to|or|until)\s*(?:max(?:imaal|\.)?\s*)?(?P<high>\d{1,2}(?:[.,]\d{1,2})?)"
    r"(?=\s*(?:uur|u\b|uren|hours|hrs|per|p/?w|\(|$|\.|;|,|upw))",
    re.IGNORECASE,
)
HOURS_BETWEEN = re.compile(
    r"\bmin(?:imaal|\.)?\s*(?P<low>\d{1,2})\s*(?:uur|u)?\s*(?:,|en|-|–|/|tot)*\s*max(?:imaal"
    r"|\.)?\s*(?P<high>\d{1,2})\b",
    re.IGNORECASE,
)
HOURS_ONE = re.compile(
    r"(?<![\d.,x×])(?P<many>\d{1,2}(?:[.,]\d{1,2})?)\s*(?:uur|uren|u\b|u/w|upw|hours?|hrs)"
    r"(?!\s*(?:per|/|p/)\s*(?:dag|maand|day|month|d\b|m\b))",
    re.IGNORECASE,
)
HOURS_BARE = re.compile(
    r"(?<![\d.,x×])(\d{1,2}(?:[.,]\d{1,2})?)(?![\d.,]|\s*(?:x|×|dagen|dag|days?|fte|uur per (?:maand|dag)))",
    re.IGNORECASE,
)
AT_LEAST = re.compile(r"(?i)\b(?:min(?:imaal|imum|\.)?|ten ?minste|vanaf|at least|minimum)\s*$")
AT_MOST = re.compile(r"(?i)\b(?:max(?:imaal|imum|\.)?|ten hoogste|hooguit|tot|at most|up to)\s*$")
EDUCATION = re.compile(r"(?i)\b(vmbo|mbo|havo|vwo|hbo|wo|universitair|academisch|university|phd)(?=[\b\W\d+]|$)")
SCALE = re.compile(
    r"(?i)(?:schaal|scale|^)\s*:?\s*(?P<scale>\d{1,2}[a-z]?\b(?:\s*(?:/|-|of|t/m"
    r"|en)\s*(?:schaal\s*)?\d{1,2}[a-z]?\b)?)"
)
NEGATIVE = re.compile(
    r"(?i)\b(?:niet|geen|géén|nee|no|not|uitgesloten|nooit|excluded|false|zonder|never|onmogelijk|cannot)\b"
)
POSITIVE = re.compile(
    r"(?i)\b(?:ja|yes|true|wel|toegestaan|mogelijk|welkom|allowed|welcome|possible|permitted|akkoord|mag|mogen|kunnen"
    r"|may|vereist\w*|verplicht\w*|required|nodig|waar)\b"
)
DOUBLE_NEGATIVE = re.compile(r"(?i)\bniet (?:uitgesloten|onmogelijk)|not excluded")


@lru_cache(maxsize=4096)
def in_digits(text: str) -> str:
    """Number words as digits, and halves of years in months.

    >>> in_digits("Twee (2) maal zes (6) maanden"), in_digits("driemaal een half jaar")
    ('2 maal 6 maanden', '3 maal 6 maanden')
    """
    text = re.sub(r"(?i)\btwice\b", "2 times", re.sub(r"(?i)\b(?:once|eenmalig)\b", "1 times", text))
    text = re.sub(r"(?i)\b(?:een )?half ?jaar\b", "6 maanden", text)
    text = re.sub(r"(?i)\banderhalf jaar\b", "18 maanden", text)

    def digits(match: re.Match[str]) -> str:
        word = match["word"].lower()
        number = NUMBER_WORDS[word]
        if word in DOUBTFUL and not (match["times"] or match["digits"] or COUNTED.match(text, match.end())):
            return match[0]
        if match["digits"] and int(match["digits"]) != number:
            return match[0]
        return f"{number} maal" if match["times"] else str(number)

    return NUMBER_WORD.sub(digits, text)


def is_nothing(text: str) -> bool:
    """Whether the words say that there is none ("-", "n.v.t.", "Geen maximum", "Nee")."""
    return bool(NOTHING.match(text))


def is_open(text: str) -> bool:
    """Whether the words leave it open ("Mogelijk maar nog niet bekend", "in overleg")."""
    return bool(OPEN.search(text))


def duration(text: str) -> int | None:
    """Months; two different lengths in one text are not understood.

    >>> duration("6 maanden maanden"), duration("twaalf maanden (1 jaar)"), duration("6 tot 12 maanden")
    (6, 12, None)
    """
    text = REST_OF_DURATION.split(in_digits(text))[0]
    if re.search(rf"\d\s*(?:-|–|tot|à|of|to)\s*\d{{1,2}}\s*{UNIT}", text, re.IGNORECASE):
        return None
    if re.search(r"(?i)\d[.,]\d+\s*(?:jaar|maand|year|month)", text):
        return None
    lengths = {_months(match) for match in DURATION.finditer(text)}
    return lengths.pop() if len(lengths) == 1 else None


def extensions(text: str) -> Extensions | None:
    """How many options of how many months.

    >>> extensions("Ja, 2 maal 6 maanden"), extensions("maximaal 12 maanden")
    (Extensions(count=2, months=6), None)
    """
    text = in_digits(text).replace("maand(en)", "maanden")
    for pattern in OPTIONS:
        match = pattern.search(text)
        if match:
            return Extensions(int(match["times"]), _months(match))
    lengths = [_months(match) for match in DURATION.finditer(text)]
    unclear = re.search(r"(?i)max|totaal|telkens|steeds|elk|periodes|opties\b|meerdere|\btot\s+\d|up to|each", text)
    return Extensions(1, lengths[0]) if len(lengths) == 1 and not unclear else None


def hours(text: str) -> HoursRange | None:
    """Hours a week: one number, a range, or one end of it.

    >>> hours("32 - 36 uur"), hours("minimaal 24 uur")
    (HoursRange(min=Decimal('32'), max=Decimal('36')), HoursRange(min=Decimal('24'), max=None))
    """
    text = in_digits(text)
    match = HOURS_BETWEEN.search(text) or HOURS_RANGE.search(text)
    if match:
        low, high = decimal(match["low"]), decimal(match["high"])
        return HoursRange(low, high) if 0 < low <= high <= 60 else None
    bare = len(text.split()) <= 6  # in a sentence a number without a unit may be anything
    found = list(HOURS_ONE.finditer(text)) or (list(HOURS_BARE.finditer(text)) if bare else [])
    numbers = [decimal(one[1]) for one in found]
    if len(set(numbers)) != 1 or not 0 < numbers[0] <= 60:
        return None
    before = text[: found[0].start()]
    least = None if AT_MOST.search(before) else numbers[0]
    return HoursRange(least, None if AT_LEAST.search(before) else numbers[0])


def weekly_hours(text: str) -> HoursRange | None:
    """Hours a week inside running text or a title, only where the week is named ("32u/w", "36 uur per week")."""
    week = r"(?:uur|uren|u|hours?|hrs)?\s*(?:per week|p\.?/?\s?w\.?|/\s?w(?:eek)?|a week|in de week|wekelijks|upw)\b"
    number = r"\d{1,2}(?:[.,]\d{1,2})?"
    match = re.search(
        rf"(?i)((?:min(?:imaal|\.)?|max(?:imaal|\.)?|ten minste|at least)\s+)?(?<![\d.,]){number}"
        rf"(?:\s*(?:uur)?\s*(?:-|–|tot|à|t/m|of|to)\s*{number})?\s*{week}",
        in_digits(text),
    )
    return hours(re.sub(r"(?i)(\d)\s*(?:u|p)?\.?/?\s?w\.?$", r"\1 uur", match[0])) if match else None


def euros(text: str, *, bare: bool = False) -> Decimal | None:
    """One amount in euros; of a range the highest, of more amounts the one that excludes VAT.

    >>> euros("€ 83,95 excl. btw"), euros("€ 80 - € 95,-"), euros("83,95", bare=True)
    (Decimal('83.95'), Decimal('95.00'), Decimal('83.95'))
    """
    found = list(EUROS.finditer(text)) or list(EUROS_AFTER.finditer(text))
    if not found and bare:
        found = list(BARE_AMOUNT.finditer(text))
    amounts = [_amount(match) for match in found]
    if len(set(amounts)) <= 1:
        return amounts[0] if amounts else None
    between = text[found[0].end() : found[1].start()]
    if len(found) == 2 and re.fullmatch(r"(?i)\s*(?:-|–|tot|en|t/m|to|and)\s*(?:max(?:imaal|\.)?)?\s*", between):
        return max(amounts)
    excluding = [_amount(match) for match in found if re.match(r"[^€]{0,15}\bex", text[match.end() :], re.I)]
    return excluding[0] if len(excluding) == 1 else None


def yes_or_no(text: str) -> bool | None:
    """Yes, no, or not clear. "Niet uitgesloten" is yes."""
    if DOUBLE_NEGATIVE.search(text):
        return True
    if NEGATIVE.search(text):
        return False
    return True if POSITIVE.search(text) else None


def whole(text: str) -> int | None:
    """The one whole number in the text.

    >>> whole("1."), whole("Twee (2)"), whole("1 of 2")
    (1, 2, None)
    """
    numbers = {int(number) for number in re.findall(r"(?<![\d.,])\d{1,4}(?![\d%]|[.,]\d)", in_digits(text))}
    return numbers.pop() if len(numbers) == 1 else None


def education(text: str) -> str | None:
    """The level or levels, in lower case.

    >>> education("HBO werk- en denkniveau"), education("HBO/WO"), education("MBO-4")
    ('hbo', 'hbo/wo', 'mbo')
    """
    names = {"universitair": "wo", "academisch": "wo", "university": "wo"}
    levels = [names.get(level.lower(), level.lower()) for level in EDUCATION.findall(text)]
    if not levels:
        bachelor, master = re.search(r"(?i)\bbachelor", text), re.search(r"(?i)\bmaster", text)
        levels = ["hbo"] * bool(bachelor and not master) + ["wo"] * bool(master and not bachelor)
    return "/".join(dict.fromkeys(levels)) or None


def scale(text: str) -> str | None:
    """The salary scale as printed ("12", "10A", "10/11")."""
    match = SCALE.search(text)
    return re.sub(r"(?i)\bschaal\s*", "", match["scale"]) if match else None


def percentage(text: str) -> Decimal | None:
    """The one percentage or number of points in the text."""
    found = {
        decimal(number) for number in re.findall(r"(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:%|procent|punten|pt|points)", text)
    }
    if not found and (bare := re.fullmatch(r"\s*(\d{1,3}(?:[.,]\d{1,2})?)\s*", text)):
        found = {decimal(bare[1])}
    number = found.pop() if len(found) == 1 else None
    return number if number is not None and number <= 100 else None


def decimal(text: str) -> Decimal:
    """A number with a comma or a dot before its decimals."""
    number = Decimal(text.replace(",", "."))
    return Decimal(int(number)) if number == int(number) else number


def _months(match: re.Match[str]) -> int:
    years = match["unit"].lower().startswith(("j", "y"))
    return int(match["count"]) * (12 if years else 1)


def _amount(match: re.Match[str]) -> Decimal:
    whole_part = re.sub(r"\D", "", match["whole"])
    cents = (match["cents"] or match["dots"] or "0").ljust(2, "0")
    return Decimal(f"{whole_part}.{cents}")
