"""Published calls to draw: plain values with the names that the drawings read."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal

from openinhuur.domain.call import Milestones, Phase, Timetable
from openinhuur.domain.money import Money
from openinhuur.domain.timeline import Moment, timeline
from openinhuur.opendata.published import Links

PUBLISHED = datetime(2026, 6, 16, 8, tzinfo=UTC)
CLOSES = datetime(2026, 6, 29, 7, tzinfo=UTC)
AT = datetime(2026, 6, 20, 10, tzinfo=UTC)
PLAN = Timetable(
    published_at=PUBLISHED,
    questions_close_at=datetime(2026, 6, 23, 7, tzinfo=UTC),
    answers_by_on=date(2026, 6, 25),
    closes_at=CLOSES,
    invitations_by_on=date(2026, 7, 1),
    interviews_from_on=date(2026, 7, 2),
)
HOSTILE = (
    "</script><script>alert(1)</script> & \"'<!-- ]]> "
    "#panic() *x* _y_ $z$ \\u{41} @ref `r` BEGIN:VEVENT;,\\n \x07\x1b\ufffe 😀 日本"
)
RATE = Money.of("110.00")


@dataclass(frozen=True, slots=True)
class Item:
    number: str
    text: str
    maximum: Decimal = Decimal(0)
    scale: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    code: str
    value: object


@dataclass(frozen=True, slots=True)
class Question:
    position: int
    text: str
    answer: str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    winner: str = "Sterk BV"
    received: int = 23
    stopped: tuple[tuple[str, int], ...] = (("requirement", 9), ("not_shortlisted", 9), ("not_chosen", 4))
    unmet: tuple[tuple[str, int], ...] = (("2", 5), ("other", 4))
    rate: Money | None = RATE
    decided_at: datetime = datetime(2026, 7, 7, 8, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Call:
    number: str = "30534"
    title: str = "Secretaris Domein Samenleving"
    buyer: str = "Gemeente Zoetermeer"
    desk: str = "Inhuurdesk Voorbeeld"
    category: str = "Bestuur"
    phase: Phase = Phase.OPEN
    published_at: datetime | None = PUBLISHED
    closes_at: datetime = CLOSES
    withdrawn_at: datetime | None = None
    changed_at: datetime = PUBLISHED
    region: str = "Zuid-Holland"
    education: str = "hbo"
    hours_per_week: Decimal = Decimal("36.00")
    duration_months: int = 6
    timeline: tuple[Moment, ...] = tuple(timeline(PLAN, Milestones(), at=AT))
    moved: dict[str, list[datetime]] = field(default_factory=dict)
    terms: tuple[Fact, ...] = (
        Fact("start", "asap"),
        Fact("hours", Decimal("36.00")),
        Fact("region", "Zuid-Holland"),
        Fact("education", "hbo"),
        Fact("positions", 1),
    )
    description: tuple[Section, ...] = (
        Section("De opdracht", "U bereidt vergaderingen voor.\n\n- U notuleert.\n- U bewaakt de actielijst."),
        Section("Het team", "Acht mensen.\nIn één huis."),
    )
    requirements: tuple[Item, ...] = (Item("1", "Een afgeronde opleiding, of gelijkwaardig."), Item("2", "Een VOG."))
    award_criteria: tuple[Item, ...] = (
        Item("7", "Ervaring bij een gemeente.", Decimal(60), (Decimal(0), Decimal("37.5"), Decimal(60))),
        Item("8", "Ervaring met notuleren.", Decimal(40), (Decimal(0), Decimal(40))),
    )
    selection_criteria: tuple[Item, ...] = (Item("1", "Soortgelijke opdrachten."),)
    competences: tuple[Item, ...] = (Item("1", "Verbindend."),)
    shortlist_size: int = 10
    min_invited: int = 2
    min_interviewers: int = 2
    standstill_days: int = 20
    outcome: Outcome | None = None


def call(**changed: object) -> Call:
    """The example call, with other values where asked."""
    return replace(Call(), **changed)  # type: ignore[arg-type] # a test's own fields


def done(at: datetime, **milestones: object) -> tuple[Moment, ...]:
    """Its timeline once these things have happened."""
    return tuple(timeline(PLAN, Milestones(**milestones), at=at))  # type: ignore[arg-type] # a test's own fields


def where(number: str) -> Links:
    """A site in English whose permanent addresses are Dutch."""
    return Links(f"https://inhuur.example.org/en/calls/{number}/", f"https://inhuur.example.org/aanvragen/{number}/")
