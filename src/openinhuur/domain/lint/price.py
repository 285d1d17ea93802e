"""Checks on money: what others bid is no part of a price's points (R26), and taking part costs nothing (R40)."""

import re
from collections.abc import Iterator

from openinhuur.domain.call import FeePayer
from openinhuur.domain.lint.finding import Finding, Severity
from openinhuur.domain.lint.passages import Sentence, sentences
from openinhuur.domain.written_call import WrittenCall

_OTHERS = r"(?:laagste|hoogste|gemiddelde|lowest|highest|average)"
_PRICE = (
    r"(?:(?:aangeboden|ingediende|geldige|geoffreerde|offered|valid|hourly)\s+)*(?:\w*(?:prijs|tarief)|price|rate|bid)"
)
OTHERS = re.compile(rf"(?i){_OTHERS}")
RELATIVE = re.compile(
    rf"(?i)\b{_OTHERS}\s+{_PRICE}\)?\s*(?:[/÷]|gedeeld door|divided by)"
    rf"|[/÷−–-]\s*\(?\s*(?:de |het |the )?{_OTHERS}\s+{_PRICE}\b"
    rf"|(?:ten opzichte van|in verhouding tot|relatief aan|vergeleken met|relative to|compared (?:to|with)|against)\s+"
    rf"(?:de |het |the )?{_OTHERS}\s+{_PRICE}\b"
    rf"|\b{_OTHERS}\s+{_PRICE}\s+(?:\w+\s+){{0,4}}?(?:krijgt|ontvangt|scoort|behaalt|verkrijgt|receives|gets|scores)\s+"
    r"(?:\w+\s+){0,2}?(?:maxim\w+|alle|full|all|\d+)\s*(?:\w+\s+)?(?:punten|score|points)"
)
_SUPPLIER = (
    r"(?:(?:winnende|gegunde|geselecteerde|successful|winning)\s+)?"
    r"(?:leverancier|opdrachtnemer|inschrijver|aanbieder|supplier|contractor|bidder|tenderer)s?\b"
)
CHARGED = re.compile(
    r"(?i)\b(?:in rekening(?: gebracht| brengt| brengen)?|doorbelast|gefactureerd|charged?|billed?|invoiced?)\b"
    rf"[^.]{{0,40}}?\b(?:bij|aan|to)\s+(?:de |het |the )?{_SUPPLIER}"
    rf"|\b{_SUPPLIER}[^.]{{0,40}}?\b(?:betaalt|betalen|draagt|vergoedt|is verschuldigd|pays?|owes)\b"
    r"|\b(?:voor rekening van|betaald door|ten laste van|verschuldigd door|paid by|borne by)\s+"
    rf"(?:de |the )?{_SUPPLIER}"
    r"|\bleveranciersfee\b"
)
FEE = re.compile(
    r"(?i)\bfee\b|leveranciersfee|bemiddelings(?:kosten|vergoeding)|transactie(?:kosten|vergoeding)"
    r"|(?:deelname|inschrijf|toelatings|aansluit|platform)kosten|inhuurvergoeding|broker fee"
    r"|(?:€|\beur\b|\beuro\b)\s*[\d.,]*[^.]{0,30}per (?:gewerkt |gefactureerd )?uur in rekening"
)
NOT = re.compile(r"(?i)\b(?:geen|niet|nooit|no|not|never|zonder|without)\b")


def relative_price(call: WrittenCall) -> Iterator[Finding]:
    """R26: points for the price that depend on the bids of others: whoever drops out turns the order round."""
    if call.facts.price_formula == "relative":
        lines = call.places.get("price_formula", call.places.get("price_weight", ()))
        yield Finding("relative-price", Severity.WARNING, lines, "price_formula")
        return
    for sentence in sentences(call):
        if OTHERS.search(sentence.text) and (match := RELATIVE.search(sentence.text)):
            lines = sentence.lines(match.start(), match.end())
            yield Finding("relative-price", Severity.WARNING, lines, sentence.key)


def fee_on_participant(call: WrittenCall) -> Iterator[Finding]:
    """R40: a supplier in a purchasing system pays nothing for it, also not by the hour. Info: who pays is open."""
    facts = call.facts
    if facts.dps is False or facts.fee_payer is FeePayer.BUYER:
        return
    charged = [sentence for sentence in sentences(call) if _charges(sentence)]
    for sentence in charged:
        yield _fee(Severity.WARNING, sentence.lines(), sentence.key)
    if charged or facts.broker_fee_per_hour is None or facts.broker_fee_per_hour == 0:
        return
    severity = Severity.WARNING if facts.fee_payer is FeePayer.SUPPLIER else Severity.INFO
    yield _fee(severity, call.places.get("broker_fee_per_hour", ()), "broker_fee_per_hour")


def _charges(sentence: Sentence) -> bool:
    text = sentence.text
    return bool(FEE.search(text) and CHARGED.search(text) and not NOT.search(text))


def _fee(severity: Severity, lines: tuple[int, ...], key: str | None) -> Finding:
    return Finding("fee-on-participant", severity, lines, key)
