"""The title, and the buyer where no label names it."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from openinhuur.importing import values
from openinhuur.importing.dates import DATE
from openinhuur.importing.fields import Facts, is_short
from openinhuur.importing.labels import OTHER, field_of, section_of
from openinhuur.importing.lines import Line
from openinhuur.importing.pairs import pairs_of
from openinhuur.importing.sections import LISTS

GENERIC = re.compile(
    r"(?i)(?:inhuur|offerte|nadere |nieuwe |new )?\s?(?:aanvraag|uitvraag|offerteaanvraag|inhuuropdracht"
    r"|opdracht|vacature|concept|request|call"
    r"|hiring request|request for (?:proposals?|temporary staff|staff|quotation)|gezocht|wij zoeken|wanted"
    r"|application|assignment|inhuurdesk|inhuur|aanvraagformulier|inhuuraanvraag|openstaande opdracht)"
    r"(?:\s+(?:inhuur|externe inhuur|inhuur externen|inhuur personeel|externe inhuur personeel))?"
    r"(?:\s*(?:nr\.?|nummer|no\.?|number)?\s*:?\s*(?P<number>[A-Z0-9][\w./-]*\d[\w./-]*))?"
)
PREFIX = re.compile(GENERIC.pattern + r"\s*[:|–—-]\s+", re.IGNORECASE)
NUMBER_FIRST = re.compile(r"(?P<number>[A-Z]{0,5}[-/]?\d[\w/-]{2,})\s*[:|–—-]\s+(?=[A-Z])")
BODY = (
    r"(?P<kind>[Gg]emeente|[Pp]rovincie|[Ww]aterschap|[Hh]oogheemraadschap|[Vv]eiligheidsregio|[Oo]mgevingsdienst"
    r"|[Mm]inisterie van|[Mm]unicipality of|[Pp]rovince of|GGD|[Ww]erkorganisatie|[Mm]etropoolregio)"
)
NAME = (
    r"(?P<name>(?:'s-|'t )?[A-Z][\w'-]*(?:-[A-Z]\w+)*"
    r"(?:\s+(?:(?:aan den|aan de|op den|op|den|de|der|van|bij)\s+)?(?!De\b|Het\b|Een\b|The\b)[A-Z][\w'-]*){0,3})"
)
PUBLIC_BODY = re.compile(BODY + r"\s+" + NAME)
SMALL_JOIN = re.compile(r"\s+en\s+")


def title_of(lines: Sequence[Line]) -> tuple[str, Line, str | None] | None:
    """The title, its line and a number in it: the heading, or else the first line, before the facts."""
    candidates: list[Line] = []
    for index, line in enumerate(lines):
        if not line.cells:
            continue
        if section_of(line.text) in LISTS or (not line.level and _begins_facts(lines, index)):
            break
        if _may_be_title(line):
            candidates.append(line)
        if len(candidates) > 5 or (candidates and len(line.text.split()) > 30):
            break
    if not any(not GENERIC.fullmatch(line.text) for line in candidates):
        tops = [line for line in lines if line.level == 1 and _may_be_title(line)]
        strong = [line for line in lines[:25] if (line.level or line.strong) and _may_be_title(line)]
        candidates = tops[:1] or strong[:1]
    named = [line for line in candidates if not GENERIC.fullmatch(line.text.strip(" :."))]
    if not named:
        return None
    marked = [line for line in named if line.level]
    best = (
        min(marked, key=lambda line: line.level) if marked else next((line for line in named if line.strong), named[0])
    )
    title, number = without_prefix(best.text)
    return title, best, number


def without_prefix(text: str) -> tuple[str, str | None]:
    """A title without "Aanvraag 30534:" before it, and the number that stood there.

    >>> without_prefix("Uitvraag 2026-331: Functioneel beheerder"), without_prefix("Nieuwe opdracht – Jurist")
    (('Functioneel beheerder', '2026-331'), ('Jurist', None))
    """
    number = None
    while prefix := PREFIX.match(text) or NUMBER_FIRST.match(text):
        number = number or prefix["number"]
        text = text[prefix.end() :]
    return text.strip().rstrip(".:"), number


def number_in_heading(lines: Sequence[Line]) -> tuple[str, Line] | None:
    """The number in a heading like "Aanvraag 30534"."""
    for line in lines[:30]:
        match = GENERIC.fullmatch(line.text.strip(" :."))
        if match and match["number"] and line.marker is None:
            return match["number"], line
    return None


def _begins_facts(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    if any(pair.field for pair in pairs_of(line)):
        return True
    if field_of(line.text) is not None and len(line.cells) == 1:
        after = next((other for other in lines[index + 1 :] if other.cells), None)
        return after is not None and len(after.text.split()) <= 12
    return False


def _may_be_title(line: Line) -> bool:
    text = line.text
    if len(line.cells) != 1 or line.marker or not is_short(text, 16) or text.endswith((";", ",", ".", "?")):
        return False
    if (
        not any(char.isalpha() for char in text)
        or DATE.fullmatch(text)
        or re.search(r"(?i)https?:|www\.|@|\.nl\b|^pagina ", text)
    ):
        return False
    if section_of(text) in LISTS or field_of(text) or (section_of(text) == OTHER and line.level != 1):
        return False
    match = PUBLIC_BODY.fullmatch(text)
    return match is None


def facts_in_title(title: str) -> Facts:
    """Positions and hours that only the title names: "Projectleider (2x) 32u/w", "Twee (2) juristen"."""
    facts: dict[str, object] = {}
    text = values.in_digits(title)
    copies = re.search(r"(?i)(?<![\d.])(\d{1,2})\s*[x×](?!\s*\d)|\b[x×]\s?(\d{1,2})\b", text)
    several = re.match(r"\s*(\d{1,2})\s+[a-zA-Z]", text) if not re.match(r"(?i)\s*(?:een|one)\b", title) else None
    found = re.search(
        r"(?i)\((\d{1,2})(?:\s*(?:positions?|posities|professionals|personen|plaatsen|vacatures|kandidaten))?\)", title
    )
    people = re.search(
        r"(?i)\b(\d{1,2})\s+(?:professionals|kandidaten|personen|posities|positions|vacatures|plaatsen)\b", text
    )
    number = next((int(match[1] or match[2]) for match in (copies,) if match), None)
    if number is None and several and not re.match(r"(?i)\s*\d+\s*(?:uur|u\b|hours)", text):
        number = int(several[1])
    if number is None and people:
        number = int(people[1])
    if number is None and found:
        number = int(found[1])
    if number:
        facts["positions"] = number
    scale = re.search(r"(?i)\bschaal (\d{1,2}[a-z]?)\b", title)
    if scale:
        facts["salary_scale"] = scale[1]
    hours = values.weekly_hours(title) or (
        values.hours(title) if re.search(r"(?i)\d\s*(?:uur|u\b|hours)", title) else None
    )
    if hours:
        facts["hours_per_week"] = hours
    return facts


def buyer_in(texts: Iterable[tuple[int, str]]) -> tuple[str, tuple[int, ...]] | None:
    """The one public body that the running text names; None when it names none or more than one."""
    names: Counter[str] = Counter()
    places: dict[str, list[int]] = {}
    for number, text in texts:
        for match in PUBLIC_BODY.finditer(text):
            name = f"{match['kind'][0].upper()}{match['kind'][1:]} {match['name'].rstrip('.')}"
            name = re.sub(r"'s$", "", name)
            names[name] += 1
            places.setdefault(name, []).append(number)
    shortest = [name for name in names if not any(name != other and name.startswith(f"{other} ") for other in names)]
    if len(shortest) != 1:
        return None
    name = shortest[0]
    lines = sorted({number for key in names if key.startswith(name) for number in places[key]})
    return name, tuple(lines)
