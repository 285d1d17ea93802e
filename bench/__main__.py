"""Benchmarks: each is timed against a floor in the same run, and the ratio against a stated limit.

Absolute times differ per machine; a ratio does not. ``python -m bench NAME…`` runs the named ones.
"""

import random
import sys
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from statistics import median
from time import perf_counter

from markdown_it import MarkdownIt
from rich.console import Console
from rich.table import Table

from bench.judging import measuring as judging
from bench.public import measuring
from openinhuur import importing
from openinhuur.domain.call import AwardCriterion
from openinhuur.domain.money import Money
from openinhuur.domain.ranking import Entry, TieAcrossCut, rank
from openinhuur.domain.scoring import SIX_STEPS, points_of, total

REQUEST = Path(__file__).resolve().parents[1] / "examples" / "30534" / "aanvraag-30534.md"
ROUNDS = 15


@dataclass(frozen=True, slots=True)
class Benchmark:
    """What is timed, the floor beside it, and how many times the floor it may take."""

    name: str
    timed: Callable[[], object]
    floor: Callable[[], object]
    floor_name: str
    limit: float


def ranking() -> Benchmark:
    """500 bids on 6 criteria: totals, order, cut and what broke ties, against sums and one sort."""
    weights = {"7": 25, "8": 10, "9": 25, "10": 20, "11": 15, "12": 5}
    criteria = [
        AwardCriterion(number, "", Decimal(weight), points_of(SIX_STEPS, Decimal(weight)))
        for number, weight in weights.items()
    ]
    dice = random.Random(30534)  # noqa: S311 (made-up bids, not secrets)
    bids = [
        (f"b{n:03}", {one.number: dice.choice(one.scale) for one in criteria}, Money.of(dice.randint(90, 130)))
        for n in range(500)
    ]

    def timed() -> object:
        entries = [Entry(bid, total(criteria, points), rate) for bid, points, rate in bids]
        return rank(entries, shortlist_size=10, tie_across_cut=TieAcrossCut.ALL_PASS)

    def floor() -> object:
        totals = [(-sum(points.values()), rate.amount, bid) for bid, points, rate in bids]
        return sorted(totals)

    return Benchmark("ranking 500 bids on 6 criteria", timed, floor, "sums and one sort in plain Python", 5)


def reading() -> Benchmark:
    """The example request from Markdown to facts and findings, against turning the same text into HTML."""
    content = REQUEST.read_bytes()
    parser = MarkdownIt()
    return Benchmark(
        "reading the request",
        lambda: importing.read(content, name=REQUEST.name),
        lambda: parser.render(content.decode()),
        "the same text to HTML by a Markdown parser",
        12,
    )


BENCHMARKS = {"ranking": ranking, "reading": reading}
PUBLIC = "public"
"""The public site under load: it has floors and limits of its own, and takes some minutes."""
JUDGING = "judging"
"""The overview of 500 judged bids, in a database of its own."""


def measured(benchmark: Benchmark) -> tuple[float, float]:
    """Median seconds of the benchmark and of its floor, taken in turn after a warm-up."""
    _seconds(benchmark.timed), _seconds(benchmark.floor)
    times = [(_seconds(benchmark.timed), _seconds(benchmark.floor)) for _ in range(ROUNDS)]
    return median(one for one, _ in times), median(one for _, one in times)


def _seconds(what: Callable[[], object]) -> float:
    started = perf_counter()
    what()
    return perf_counter() - started


def main(names: list[str]) -> int:
    """Run, show, and exit with 1 when a ratio is over its limit."""
    console = Console()
    names = names or [*BENCHMARKS, JUDGING, PUBLIC]
    table = Table("benchmark", "time", "floor", "ratio", "limit", "against")
    over = 0
    for name in (one for one in names if one in BENCHMARKS):
        benchmark = BENCHMARKS[name]()
        time, floor = measured(benchmark)
        ratio = time / floor
        over += ratio > benchmark.limit
        table.add_row(
            benchmark.name,
            f"{time * 1000:.2f} ms",
            f"{floor * 1000:.2f} ms",
            f"{ratio:.2f}{'' if ratio <= benchmark.limit else '  over'}",
            f"{benchmark.limit:g}",
            benchmark.floor_name,
        )
    if table.row_count:
        console.print(table)
    if JUDGING in names:
        over += judging.main(console)
    if PUBLIC in names:
        over += measuring.main(console)
    return bool(over)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
