"""Facts in running text: one small reader per fact, each looking at one sentence."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from openinhuur.domain.written_call import GAccountShares
from openinhuur.importing import values
from openinhuur.importing.cv import cv_rules
from openinhuur.importing.dates import find_moments
from openinhuur.importing.fields import Facts, tie_break, working_days
from openinhuur.importing.sentences import Sentence

WEIGHT_UNIT = r"(?:%|procent\b|punten\b|points\b)"
PAST = re.compile(
    r"(?i)afgelopen|in the (?:last|past)|overeenkomst|ervaring|experience|proeftijd|opzegtermijn|notice|factu|betal"
)


def facts_in(sentence: Sentence) -> Iterator[Facts]:
    """What the sentence says, by every reader."""
    for read in READERS:
        facts = read(sentence.text)
        if facts:
            yield facts


def _number(text: str) -> Facts:
    match = re.search(
        r"(?i:\b(?:kenmerk|referentie(?:nummer)?|aanvraagnummer|aanvraag met nummer|reference(?: number)?))\s*:?\s*"
        r"(?P<number>(?=[\w./-]*\d)[A-Za-z0-9][\w/-]*(?:\.[\w/-]+)*)",
        text,
    )
    return {"number": match["number"]} if match and not find_moments(match[0]) else {}


def _self_employed(text: str) -> Facts:
    term = r"zzp|zelfstandigen? zonder personeel|zelfstandigen?\s+(?:professional|ondernemer)|freelance|self-employed"
    return _allowed(text, term, "self_employed_allowed")


def _payroll(text: str) -> Facts:
    return _allowed(text, "payroll", "payroll_allowed")


def _allowed(text: str, term: str, key: str) -> Facts:
    """May it or not: by the part of the sentence that names it, else by the whole sentence."""
    if not re.search(term, text, re.IGNORECASE):
        return {}
    parts = [part for part in re.split(r"[,;]|\b(?:maar|but|terwijl)\b", text) if re.search(term, part, re.IGNORECASE)]
    for words in (re.sub(term, " ", part, flags=re.IGNORECASE) for part in (parts[0], text)):
        if re.search(r"(?i)\bniet (?:alleen|uitsluitend)", words):
            continue
        answer = values.yes_or_no(words)
        if answer is not None:
            return {key: answer}
    return {}


def _vog(text: str) -> Facts:
    if not re.search(r"(?i)\bVOG\b|verklaring omtrent (?:het )?gedrag|certificate of (?:good )?conduct", text):
        return {}
    needless = (
        r"(?i)(?:geen|zonder) (?:\w+ )?(?:VOG|verklaring)\b(?! he)"
        r"|(?:niet|not) (?:nodig|vereist|verplicht|van toepassing|required|needed)"
    )
    return {"vog": not re.search(needless, text)}


def _g_account(text: str) -> Facts:
    if not re.search(r"(?i)g-?\s?rekening|g-account", text):
        return {}
    facts: dict[str, object] = {}
    shares = list(re.finditer(r"(\d{1,3}(?:[.,]\d+)?)\s*(?:%|procent)", text))
    begin = 0
    for position, share in enumerate(shares):
        end = shares[position + 1].start() if position + 1 < len(shares) else len(text)
        part = (
            text[begin : share.end()]
            if re.search(r"(?i)\bSNA\b|normering", text[begin : share.end()])
            else text[begin:end]
        )
        begin = share.end()
        if not re.search(r"(?i)\bSNA\b|normering|anders|overige|otherwise|\bniet\b", part):
            continue
        without = re.search(r"(?i)\bniet\b|\bgeen\b|zonder|anders|overige|otherwise|\bnot\b|without", part)
        facts["g_account.other" if without else "g_account.sna"] = values.decimal(share[1])
    return facts


def _broker_fee(text: str) -> Facts:
    if not re.search(
        r"(?i)\bfee\b|in rekening|bemiddeling|brokers?\b|afdracht|opslag|inhuurvergoeding|charges?\b", text
    ):
        return {}
    if not re.search(r"(?i)per (?:\w+ )?uur|per (?:\w+ )?hour|/uur", text):
        return {}
    amount = values.euros(text)
    return {"broker_fee_per_hour": amount} if amount is not None and amount < 50 else {}


def _max_rate(text: str) -> Facts:
    rate = r"(?:uur)?tarief\w*|hourly rate|\brate\b|plafond"
    most = r"maxim\w+|max\.?|niet hoger|ten hoogste|plafond\w*|hoogstens|at most|not exceed|up to|hooguit|bovengrens"
    if not (re.search(rf"(?i)\b(?:{rate})", text) and re.search(rf"(?i)\b(?:{most})", text)):
        return {}
    amount = values.euros(text)
    return {"max_rate": amount} if amount is not None and amount >= 15 else {}


def _cv(text: str) -> Facts:
    if not re.search(r"(?i)\bcv(?:'?s)?\b|curriculum|referentie|\bresume\b|references", text):
        return {}
    facts = dict(cv_rules(text))
    if not re.search(
        r"(?i)\b(?:in|het)\s+(?:het\s+)?(?:nederlands|engels|dutch|english)\b|(?:nederlands|engels)talig", text
    ):
        facts.pop("cv.language", None)
    return facts


def _shortlist(text: str) -> Facts:
    text = values.in_digits(text)
    people = (
        r"(?:\w+ ){0,2}?(?:kandidaten|cv'?s|professionals|inschrijvingen|inschrijvers|aanbiedingen|candidates|bids"
        r"|profielen)"
    )
    sent = (
        r"(?:voorgedragen|voorgelegd|doorgestuurd|voorgesteld|geselecteerd|aangeboden aan de opdrachtgever|shortlist"
        r"|presented|forwarded)"
    )
    for pattern in (
        r"\btop[ -](\d{1,2})\b",
        rf"\b(\d{{1,2}}) {people}\s+(?:die|met|that|with|who)\b[^.]{{0,60}}(?:best|hoogst|highest|meeste)",
        r"\b(\d{1,2}) (?:best|hoogst|highest)[- ]?\w*",
        r"\b(?:beste|hoogst scorende|best scorende|best scoring) (\d{1,2})\b",
        rf"\bselectie (?:van )?(?:de )?(\d{{1,2}}) {people}",
        rf"\b(\d{{1,2}}) {people}\b[^.]{{0,60}}\b{sent}",
        rf"\b(?:draagt|legt|presents|forwards|stuurt)\b[^.]{{0,40}}\b(\d{{1,2}}) {people}",
        r"\bshortlist (?:van|of|met|with)[^.\d]{0,30}(\d{1,2})\b",
    ):
        match = re.search(pattern, text, re.IGNORECASE)
        if match and not re.search(r"(?i)(?:minimaal|ten minste|at least)\s*$", text[: match.start(1)]):
            return {"shortlist_size": int(match[1])}
    return {}


def _min_invited(text: str) -> Facts:
    text = values.in_digits(text)
    if not re.search(r"(?i)uitgenodigd|uitnodig|\bnodig(?:t|en)\b.*\buit\b|\binvite|gesprekken", text):
        return {}
    match = re.search(
        r"(?i)\b(?:minimaal|min\.|ten ?minste|minstens|at least|minimum of)\s*(\d{1,2})\b(?=\s*(?:[).,]|$"
        r"|(?:\w+ ){0,3}(?:kandidaten|candidates|worden|uit\b|are)))",
        text,
    )
    return {"min_invited": int(match[1])} if match else {}


def _min_interviewers(text: str) -> Facts:
    text = values.in_digits(text)
    if not re.search(r"(?i)gesprek|interview", text):
        return {}
    match = re.search(
        r"(?i)\b(?:minimaal|min\.|ten ?minste|minstens|at least|met|door|by"
        r"|with)\s+(\d{1,2})\s+(?:\w+ ){0,2}?(?:vertegenwoordigers"
        r"|interviewers|gesprekspartners|commissieleden|medewerkers|beoordelaars|personen|leden"
        r"|representatives|people|persons|assessors)",
        text,
    )
    return {"min_interviewers": int(match[1])} if match else {}


def _tie_break(text: str) -> Facts:
    equal = re.search(
        r"(?i)gelijke?\s+(?:\w+)?(?:score|stand|aantal punten|eindscore|puntenaantal)|ex aequo|equal (?:score"
        r"|points)|\bties?\b|\btied\b"
        r"|gelijk (?:scoren|eindigen|aantal)|even hoog|zelfde (?:score|aantal punten)",
        text,
    )
    found = tie_break(text[: equal.start()] + text[equal.end() :]) if equal else None
    return {"tie_break": found} if found else {}


def _stage_weights(text: str) -> Facts:
    if re.search(r"(?i)btw|vat\b|rekening|omzetbelasting|g-account", text) or not re.search(WEIGHT_UNIT, text):
        return {}
    facts: dict[str, object] = {}
    for key, name in (
        ("price_weight", r"prijs|(?:uur)?tarief|price|rate"),
        ("interview_weight", r"(?:selectie)?gesprek|interview"),
    ):
        match = re.search(
            rf"(?i)\b(?:{name})\b(?:(?!kwaliteit|quality|prijs|tarief|interview"
            rf"|gesprek)[^.%\d,;]){{0,40}}?(\d{{1,2}})\s*{WEIGHT_UNIT}",
            text,
        ) or re.search(
            rf"(?i)(\d{{1,2}})\s*{WEIGHT_UNIT}\s*(?:op |voor |for |on )?(?:de |het |the )?(?:{name})\b", text
        )
        if match:
            facts[key] = Decimal(match[1])
    return facts


def _dps(text: str) -> Facts:
    named = re.search(r"(?i)dynamisch(?:e)? aankoop\s?systeem|dynamic purchasing system", text) or re.search(
        r"\b(?:DAS|DPS)\b", text
    )
    return {"dps": not re.search(r"(?i)\b(?:niet|geen|buiten|not|outside)\b", text)} if named else {}


def _scale(text: str) -> Facts:
    match = re.search(r"(?i)\b(?:functie|salaris)?(?:schaal|scale)\s+(1?\d[a-z]?)\b(?!\s*(?:tot|van|punten))", text)
    return {"salary_scale": match[1]} if match else {}


def _positions(text: str) -> Facts:
    words = re.sub(r"(?i)\b(?:een|één|a|one)\b", " ", text)
    match = re.search(
        r"(?i)\b(?:op zoek naar|zoeken(?: wij)?|zoekt|looking for|seeks|inhuur van"
        r"|behoefte aan)\s+(\d{1,2})\s+(?!jaar|uur|maanden|dagen|%)[a-z]",
        values.in_digits(words),
    )
    return {"positions": int(match[1])} if match else {}


def _working_days(text: str) -> Facts:
    about = re.search(
        r"(?i)werkdag|aanwezig|uitgevoerd|kantoor|inzetbaar|working days|on site|on-site|werkzaam|gewerkt", text
    )
    days = working_days(text) if about and not find_moments(text) else None
    return {"working_days": days} if days else {}


def _hours(text: str) -> Facts:
    found = None if PAST.search(text) else values.weekly_hours(text)
    return {"hours_per_week": found} if found else {}


def _duration(text: str) -> Facts:
    if PAST.search(text):
        return {}
    match = re.search(
        r"(?i)\b(?:duur|looptijd|periode|duration|term|duurt|loopt|lasts|voor|for)\s+(?:(?:van|is|bedraagt|of"
        r"|de|een|in eerste instantie"
        r"|initieel|vooralsnog|eerste)\s+)*(?:\w+\s+){0,2}?((?:\w+\s*\(\d+\)|\w+)\s+(?:maanden|jaar|maand"
        r"|months|years?))\b",
        text,
    )
    months = (
        values.duration(match[1])
        if match and re.search(r"(?i)opdracht|inhuur|inzet|assignment|contract|looptijd|duur|lasts", text)
        else None
    )
    return {"duration_months": months} if months else {}


def _extensions(text: str) -> Facts:
    if not re.search(r"(?i)verleng|exten", text) or PAST.search(text):
        return {}
    match = values.REST_OF_DURATION.search(text)
    rest = (
        text[match.start() :] if match and not any(p.search(values.in_digits(text)) for p in values.OPTIONS) else text
    )
    found = values.extensions(rest) if re.search(r"\d|\w+maal|een|één|twee|drie|two|one", rest) else None
    return {"extensions": found} if found else {}


def shares(facts: Facts) -> GAccountShares:
    """Both shares of the G-account from their parts."""
    sna, other = facts.get("g_account.sna"), facts.get("g_account.other")
    return GAccountShares(sna if isinstance(sna, Decimal) else None, other if isinstance(other, Decimal) else None)


READERS: tuple[Callable[[str], Facts], ...] = (
    _number, _self_employed, _payroll, _vog, _g_account, _broker_fee, _max_rate, _cv, _shortlist, _min_invited,
    _min_interviewers, _tie_break, _stage_weights, _dps, _scale, _positions, _working_days, _hours, _duration,
    _extensions,
)  # fmt: skip
# What is asked of the candidate tells something of the call too; the rest of the readers would misread it.
READERS_OF_ITEMS: tuple[Callable[[str], Facts], ...] = (
    _self_employed,
    _payroll,
    _vog,
    _g_account,
    _max_rate,
    _cv,
    _hours,
)
