"""Where each check comes from: code → the articles, with the address of the act.

>>> [(one.act, one.article) for one in SOURCES["answers-late"]]
[('aanbestedingswet', '2.54')]
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """An article of an act, or a paragraph of a ruling. ``act`` is a key of `ACTS`; empty ``article``: all of it."""

    act: str
    article: str = ""

    @property
    def url(self) -> str:
        """Where the act can be read."""
        return ACTS[self.act]


ACTS: Mapping[str, str] = {
    "aanbestedingswet": "https://wetten.overheid.nl/BWBR0032203",
    "advice-615": "https://www.commissievanaanbestedingsexperts.nl/documenten/adviezen/2021/06/18/advies-615",
    "age-act": "https://wetten.overheid.nl/BWBR0016185",
    "directive-2014-24": "http://data.europa.eu/eli/dir/2014/24/oj",
    "equal-treatment-act": "https://wetten.overheid.nl/BWBR0006502",
    "lianakis": "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:62006CJ0532",
    "regulation-1182-71": "http://data.europa.eu/eli/reg/1971/1182/oj",
    "remedies-directive": "http://data.europa.eu/eli/dir/1989/665/oj",
    "succhi-di-frutta": "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:61999CJ0496",
}
"""Acts and rulings, with their address."""

CLEAR = (Source("succhi-di-frutta", "111"), Source("directive-2014-24", "18(1)"))
"""Clear, precise and unequivocal, so that everybody reads the same."""
WEIGHTED = (Source("directive-2014-24", "67(5)"), Source("aanbestedingswet", "2.115"))
EQUAL = (Source("age-act", "3, 4"), Source("equal-treatment-act", "5, 6"), Source("directive-2014-24", "18(1)"))

SOURCES: Mapping[str, tuple[Source, ...]] = {
    "answers-late": (Source("aanbestedingswet", "2.54"),),
    "criteria-without-points": WEIGHTED,
    "date-order": CLEAR,
    "discrimination-direct": EQUAL,
    "discrimination-indirect": EQUAL,
    "duplicate-word": CLEAR,
    "fee-on-participant": (Source("directive-2014-24", "34(9)"),),
    "header-body-mismatch": CLEAR,
    "hours-mismatch": CLEAR,
    "missing-equivalence": (Source("directive-2014-24", "42, 58"), Source("directive-2014-24", "18(1)")),
    "missing-heading": CLEAR,
    "not-computable": CLEAR,
    "overlap-requirement-criterion": (Source("directive-2014-24", "67(4)"), *CLEAR[:1]),
    "relative-price": (Source("directive-2014-24", "67(4)"), Source("directive-2014-24", "18(1)")),
    "standstill-after-start": (Source("aanbestedingswet", "2.127, 2.131"), Source("remedies-directive", "2a, 2b")),
    "standstill-length": (Source("aanbestedingswet", "2.127, 2.130"), Source("remedies-directive", "2a(2)")),
    "start-in-past": CLEAR,
    "suitability-in-call-off": (Source("advice-615"), Source("directive-2014-24", "34(2), 58")),
    "template-text": CLEAR,
    "tender-period": (Source("directive-2014-24", "34(2)(b)"), Source("regulation-1182-71", "3")),
    "unweighted-stage": (*WEIGHTED, Source("lianakis", "38")),
    "weekday-mismatch": CLEAR,
    "weights-sum": WEIGHTED,
}
"""Every code of a check, with where the rule comes from."""
