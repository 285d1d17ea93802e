"""Points and weights as they are printed beside a criterion, and the stages (price, interview) that have some."""

import re
from decimal import Decimal

from openinhuur.importing.values import decimal

_POINTS = r"(?:punt(?:en)?|pnt\.?|pt\.?|ptn|points?|p\b|pts?|%|procent|percent)"
_MOST = (
    r"(?:(?:max(?:imaal|imale score|imum|\.)?|weging|gewicht|weight|te behalen|score|wegingsfactor|up to)\s*[:=]?\s*)*"
)
BRACKETED = re.compile(
    rf"\s*[(\[]\s*{_MOST}(?P<points>\d{{1,3}}(?:[.,]\d{{1,2}})?)\s*{_POINTS}[^()\[\]]{{0,25}}[)\]]", re.I
)
AT_END = re.compile(
    rf"\s*[-–—:,;|(]?\s*{_MOST}(?P<points>\d{{1,3}}(?:[.,]\d{{1,2}})?)\s*{_POINTS}\s*(?:max(?:imaal"
    rf"|\.)?)?\s*[)\].;]*\s*$",
    re.I,
)
WEIGHT = re.compile(
    rf"\s*[-–(]?\s*(?:weging|gewicht|weegfactor|wegingsfactor|wegingspercentage|weight(?:ing)?|punten|points"
    rf"|max\.? (?:aantal )?punten"
    rf"|maximale score|maximum score|maximaal(?: aantal punten| te behalen punten)?|te behalen punten|score"
    rf"|maximum points)"
    rf"\s*[:=]?\s*(?P<points>\d{{1,3}}(?:[.,]\d{{1,2}})?)\s*{_POINTS}?\s*[).;]*\s*$",
    re.I,
)
ANYWHERE = re.compile(r"(?<![\d.,€])(?P<points>\d{1,3}(?:[.,]\d{1,2})?)\s*(?:punten|points)\b", re.I)
BAND = re.compile(r"[:=]\s*\d{1,3}(?:[.,]\d{1,2})?\s*(?:punten|points|pt)\.?;?$", re.I)
ONLY_POINTS = re.compile(rf"\(?\s*{_MOST}(?P<points>\d{{1,3}}(?:[.,]\d{{1,2}})?)\s*{_POINTS}?\s*\)?\.?;?$", re.I)
PRICE = re.compile(
    r"(?i)(?:de |het |the )?(?:(?:aangeboden|offered|inschrijf|hourly )\s*)?(?:prijs|tarief|uurtarief|price"
    r"|rate|inschrijfprijs|kosten)\b"
)
INTERVIEW = re.compile(
    r"(?i)(?:het |the )?(?:interview|gesprek|selectiegesprek|kennismakingsgesprek|kennismaking"
    r"|verificatiegesprek|mondelinge toelichting)\b"
)
GROUP = re.compile(
    r"(?i)(?:kwaliteit|quality|kwalitatieve (?:wensen|criteria)|subtotaal|wensen|gunningscriteria"
    r"|cv)(?:\s*\(.*\))?[\s:]*$"
)
TOTAL = re.compile(r"(?i)(?:totaal|total|som)\b.{0,30}$")


def take_points(text: str) -> tuple[str, Decimal | None]:
    """The text without its points, and the points.

    >>> take_points("Ervaring als jurist (maximaal 50 punten);"), take_points("Prijs 30%"), take_points("80% aanwezig")
    (('Ervaring als jurist', Decimal('50')), ('Prijs', Decimal('30')), ('80% aanwezig', None))
    """
    found = list(BRACKETED.finditer(text))
    explicit = [match for match in found if re.search(r"(?i)max|weging|gewicht|weight", match[0])] or found
    if explicit:
        match = explicit[-1]
        return closed(text[: match.start()] + text[match.end() :]), decimal(match["points"])
    bands = [decimal(match["points"]) for match in ANYWHERE.finditer(text)]
    end = AT_END.search(text) if len(bands) < 2 else None
    if end and end.start() > 0 and _is_weight(text[: end.start()], end[0]):
        return closed(text[: end.start()]), decimal(end["points"])
    return closed(text), max(bands) if bands else None


def _is_weight(before: str, words: str) -> bool:
    """A percentage at the end of a sentence ("beschikbaar voor 80%") is no weight."""
    if "%" not in words and "procent" not in words.lower():
        return True
    return (
        bool(re.match(r"\s*[-–—:,;|(]", words) or re.search(r"(?i)weging|gewicht|weight", words))
        or len(before.split()) <= 4
    )


def closed(text: str) -> str:
    """Without the sign that ends an item of a list; a full stop stays when the item is more sentences."""
    text = text.strip().rstrip(";,").rstrip()
    if text.endswith(".") and not re.search(r"[.!?]\s+[A-Z(]", text) and not re.search(r"\b\w\.\w\.$", text):
        text = text[:-1]
    return re.sub(r"\s+([,;.)])", r"\1", text).strip().rstrip(":-–").strip()
