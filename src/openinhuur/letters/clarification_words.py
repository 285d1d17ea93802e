"""The words of a nota van inlichtingen, in Dutch: all questions with their answers, the same for everybody (R12).

What was asked and answered is quoted, without who asked it; what the paper adds is fixed text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from openinhuur.wording import formats

NL = "nl"


@dataclass(frozen=True, slots=True)
class Answered:
    """A question in the words in which it is published, with its answer.

    Attributes:
        also: the same question in other words.
        correction: the number of the correction that the answer speaks of.
        earlier: the number of the clarification that answered it before.
    """

    number: int
    text: str
    answer: str
    also: tuple[str, ...] = ()
    correction: int | None = None
    earlier: int | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """Questions about one thing; ``title`` is empty for those about nothing in particular."""

    title: str
    questions: tuple[Answered, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """One clarification of a call."""

    number: str
    title: str
    buyer: str
    desk: str
    clarification: int
    closes_at: datetime
    subjects: tuple[Subject, ...]


def subject(said: Round) -> str:
    """What the paper is called."""
    return f"Nota van inlichtingen {said.clarification}"


def words(said: Round, *, at: datetime) -> dict[str, object]:
    """Everything the template puts on paper."""
    return {
        "language": NL,
        "subject": subject(said),
        "reference": f"Aanvraag {said.number}, nota van inlichtingen {said.clarification}",
        "page_word": "bladzijde",
        "sender": said.desk,
        "call": f"Aanvraag {said.number}: {said.title}",
        "facts": [
            ["Opdrachtgever", said.buyer],
            ["Inhuurdesk", said.desk],
            ["Gepubliceerd op", formats.moment(at, NL)],
            ["Inschrijven kan tot", formats.moment(said.closes_at, NL)],
        ],
        "opening": _opening(said),
        "sections": [_section(one) for one in said.subjects],
        "answer_word": "Antwoord",
        "also_word": "Ook gevraagd",
    }


def _opening(said: Round) -> list[str]:
    who = "Iedereen krijgt dezelfde vragen en antwoorden op hetzelfde moment. Wie een vraag stelde, staat er niet bij."
    part = f"Deze nota hoort bij aanvraag {said.number}. Wat erin staat, geldt voor alle inschrijvers."
    return [who, part]


def _section(one: Subject) -> dict[str, object]:
    return {"title": one.title, "questions": [_question(question) for question in one.questions]}


def _question(one: Answered) -> dict[str, object]:
    return {
        "title": f"Vraag {one.number}",
        "text": _paragraphs(one.text),
        "also": list(one.also),
        "answer": _paragraphs(one.answer),
        "notes": _notes(one),
    }


def _notes(one: Answered) -> Sequence[str]:
    found = []
    if one.earlier is not None:
        found.append(f"Deze vraag is eerder beantwoord, in nota van inlichtingen {one.earlier}.")
    if one.correction is not None:
        found.append(f"De aanvraag is hierop aangepast: zie correctie {one.correction} bij de aanvraag.")
    return found


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
