"""Words of a question that would tell others who asked it (R12). It warns; a person decides what is published.

Directive 2014/24 art. 18(1) and 21: equal treatment, and what a supplier tells in confidence stays so.

>>> told_by("Wij van Sterk BV bieden Saskia Sterk aan.", company="Sterk BV", people=["Saskia Sterk"])
('Sterk', 'Saskia')
>>> told_by("Mag de kandidaat thuis werken?", company="Sterk BV")
()
"""

import re
from collections.abc import Iterable

from openinhuur.domain.errors import Refusal


class AskerTold(Refusal):
    """A question tells who asked; a person changes the words, or lets them stand. Fields: ``words``, ``field``."""


LONGEST_ORDINARY = 3
"""Parts of names of up to three letters are passed over: "de", "van" and "BV" are ordinary words."""

OF_MANY = frozenset({
    "advies", "adviesbureau", "adviseurs", "bedrijf", "beheer", "bestuur", "bureau", "consult", "consultancy",
    "consultants", "consulting", "detachering", "detacheringen", "diensten", "experts", "gemeente", "gemeenten",
    "groep",
    "group", "holding", "inhuur", "interim", "nederland", "nederlandse", "noord", "oost", "opleidingen", "overheid",
    "partners", "people", "personeel", "personeelsdiensten", "professionals", "projecten", "publiek", "recruitment",
    "search", "services", "solutions", "specialisten", "support", "talent", "uitzend", "uitzendbureau", "voor", "werk",
    "werving", "west", "works", "zuid",
})  # fmt: skip
"""Words in the names of many companies, that say nothing about one."""

LEGAL_FORMS = frozenset({"b", "v", "bv", "n", "nv", "cv", "vof", "ua"})

CONTACT = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.-]*\w"  # an e-mail address
    r"|\b(?:https?://|www\.)\S*\w"
    r"|(?:\+31|\b06)[ -]?(?:\d[ -]?){7,8}\d\b|\b0\d{2}[ -]?\d{7}\b|\b0\d{3}[ -]?\d{6}\b"  # a telephone number
    r"|\b\d{8}\b"  # a number of the trade register
)


def told_by(text: str, *, company: str, people: Iterable[str] = (), has_contacts: bool = True) -> tuple[str, ...]:
    """The words of a text that point at a company or its people, as they stand there, each once.

    Args:
        company: its name.
        people: the names of who acts for it.
        has_contacts: also addresses and numbers, of whomever; not in an answer, where they are those of the desk.
    """
    names = {part for name in (company, *people) for part in _parts(name)} - OF_MANY
    found = [(one.start(), one.group()) for one in CONTACT.finditer(text)] if has_contacts else []
    found += [(one.start(), one.group()) for one in re.finditer(r"\w+", text) if one.group().casefold() in names]
    if set(_parts(company)) <= OF_MANY and (whole := _whole(company).search(text)):
        found.append((whole.start(), whole.group()))
    told: dict[str, str] = {}
    for _, word in sorted(found):
        told.setdefault(word.casefold(), word)
    return tuple(told.values())


def _parts(name: str) -> list[str]:
    return [part for part in re.findall(r"\w+", name.casefold()) if len(part) > LONGEST_ORDINARY]


def _whole(name: str) -> re.Pattern[str]:
    """The name as a whole, for when each of its words is an ordinary one."""
    words = [re.escape(word) for word in re.findall(r"\w+", name) if word.casefold() not in LEGAL_FORMS]
    return re.compile(r"\b" + r"\W+".join(words) + r"\b" if words else r"(?!)", re.IGNORECASE)
