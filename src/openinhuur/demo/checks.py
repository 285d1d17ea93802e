"""Whether the files of a case agree with each other: a list of small checks, each telling all it finds."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openinhuur.demo.case import Case, CaseBid, CaseInterview

_REQUIREMENTS = range(1, 7)
_AWARD_CRITERIA = range(7, 13)
_SELECTION_CRITERIA = range(1, 3)
_COMPETENCES = range(1, 6)


def contradictions(case: "Case") -> Iterator[str]:
    """Every way in which the case contradicts itself, as a sentence with its place."""
    for check in _CHECKS:
        yield from check(case)


def _keys_are_unique(case: "Case") -> Iterator[str]:
    for kind, keys in (
        ("person", [person.key for person in case.people]),
        ("supplier", [supplier.key for supplier in case.suppliers]),
        ("bid", [bid.key for bid in case.bids]),
        ("score of bid", [score.bid for score in case.scores]),
        ("interview of bid", [interview.bid for interview in case.interviews]),
    ):
        yield from (f"{kind} {key} occurs {n} times" for key, n in Counter(keys).items() if n > 1)


def _references_resolve(case: "Case") -> Iterator[str]:
    people = {person.key for person in case.people}
    suppliers = {supplier.key for supplier in case.suppliers}
    bids = {bid.key for bid in case.bids}
    named = [
        ("organisation", suppliers | {"buyer", "desk"}, [person.organisation for person in case.people]),
        ("supplier", suppliers, [bid.supplier for bid in case.bids]),
        ("supplier", suppliers, [question.supplier for question in case.questions]),
        ("bid", bids, [finding.bid for finding in case.not_met]),
        ("bid", bids, [score.bid for score in case.scores]),
        ("bid", bids, [selection.bid for selection in case.selections]),
        ("bid", bids, [bid for round_ in case.rounds for bid in round_.invited]),
        ("bid", bids, [interview.bid for interview in case.interviews]),
        ("person", people, [case.clarification.written_by, case.clarification.published_by]),
        ("person", people, [finding.by for finding in case.not_met]),
        ("person", people, [score.by for score in case.scores]),
        ("person", people, [round_.decided_by for round_ in case.rounds]),
        ("person", people, [grade.interviewer for held in case.interviews for grade in held.score]),
    ]
    for kind, known, used in named:
        yield from (f"there is no {kind} {key}" for key in sorted(set(used) - known))


def _suppliers_have_a_contact(case: "Case") -> Iterator[str]:
    reached = {person.organisation for person in case.people}
    yield from (f"supplier {s.key}: nobody to write to" for s in case.suppliers if s.key not in reached)


def _bids_are_whole(case: "Case") -> Iterator[str]:
    for bid in case.bids:
        yield from (f"bid {bid.key}: {problem}" for problem in _problems_of(bid))


def _problems_of(bid: "CaseBid") -> Iterator[str]:
    if sorted(bid.requirement_claims) != list(_REQUIREMENTS):
        yield "claims must answer requirements 1 to 6"
    if [claim.number for claim in bid.criterion_claims] != list(_AWARD_CRITERIA):
        yield "claims must answer award criteria 7 to 12, in order"
    yield from (
        f"claim {claim.number} points at page {claim.page} of {bid.cv.pages}"
        for claim in bid.criterion_claims
        if not 1 <= claim.page <= bid.cv.pages
    )
    moments = [version.at for version in bid.submissions]
    if not moments:
        yield "was never submitted"
    if any(later <= earlier for earlier, later in pairwise(moments)):
        yield "submissions are not in order of time"
    if bid.withdrawn_at and moments and bid.withdrawn_at <= moments[-1]:
        yield "was withdrawn before it was submitted"
    if moments and bid.submissions[-1].hourly_rate is not None:
        yield "the last submission has the rate of the bid, and names none itself"


def _assessments_are_whole(case: "Case") -> Iterator[str]:
    ended = {finding.bid for finding in case.not_met}
    pages = {bid.key: bid.cv.pages for bid in case.bids}
    for score in case.scores:
        if score.bid in ended:
            yield f"bid {score.bid} got points after it had failed a requirement"
        for kind, numbers in (("points", score.points), ("reasons", score.reasons)):
            if sorted(numbers) != list(_AWARD_CRITERIA):
                yield f"bid {score.bid}: {kind} must cover award criteria 7 to 12"
        for number, reason in score.reasons.items():
            named = [int(page) for page in re.findall(r"[Pp]agina (\d+)", reason)]
            if not named or max(named) > pages.get(score.bid, 0):
                yield f"bid {score.bid}: reason {number} must point at a page that the CV has"


def _selection_is_whole(case: "Case") -> Iterator[str]:
    compared = {selection.bid for selection in case.selections}
    found = [(selection.bid, selection.criterion) for selection in case.selections]
    if sorted(found) != sorted((bid, number) for bid in compared for number in _SELECTION_CRITERIA):
        yield "each bid on the shortlist needs one text for each selection criterion"
    invited = [bid for round_ in case.rounds for bid in round_.invited]
    yield from (f"bid {bid} was invited without a comparison" for bid in invited if bid not in compared)
    yield from (f"bid {bid} was invited twice" for bid, n in Counter(invited).items() if n > 1)


def _interviews_are_whole(case: "Case") -> Iterator[str]:
    invited = {(round_.number, bid) for round_ in case.rounds for bid in round_.invited}
    held = {(interview.round, interview.bid) for interview in case.interviews}
    yield from (f"bid {bid}: invited in round {n}, no interview" for n, bid in sorted(invited - held))
    yield from (f"bid {bid}: interviewed in round {n}, not invited" for n, bid in sorted(held - invited))
    for interview in case.interviews:
        yield from (f"interview of bid {interview.bid}: {problem}" for problem in _gaps_in(interview))


def _gaps_in(interview: "CaseInterview") -> Iterator[str]:
    interviewers = {grade.interviewer for grade in interview.score}
    if len(interviewers) < 2:
        yield "needs at least two interviewers"
    found = sorted((grade.interviewer, grade.competence) for grade in interview.score)
    if found != sorted((person, number) for person in interviewers for number in _COMPETENCES):
        yield "each interviewer grades each competence once"
    if [consensus.competence for consensus in interview.consensus] != list(_COMPETENCES):
        yield "needs a consensus on competences 1 to 5, in order"


_CHECKS: tuple[Callable[["Case"], Iterator[str]], ...] = (
    _keys_are_unique,
    _references_resolve,
    _suppliers_have_a_contact,
    _bids_are_whole,
    _assessments_are_whole,
    _selection_is_whole,
    _interviews_are_whole,
)
