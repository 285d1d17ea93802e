"""Steps 3 and 4: the buyer invites the best of the shortlist and interviews them (R4, R5).

Each interviewer scores every competence alone before any consensus is possible. One insufficient
competence makes a bid not awardable, whatever the total. When nobody passes, step 3 comes again with the
rest of the same shortlist.
"""

from collections.abc import Collection, Mapping
from enum import Enum

from openinhuur.domain.errors import Refusal


class Grade(Enum):
    """How a competence was shown in the interview, from low to high."""

    INSUFFICIENT = "insufficient"
    SUFFICIENT = "sufficient"
    GOOD = "good"
    EXCELLENT = "excellent"


class TooFewInvited(Refusal):
    """Fewer are invited than the call says. Fields: ``invited``, ``minimum``."""


class SingleInterviewUnexplained(Refusal):
    """Only one bid is left: one interview may do, but the minutes say why (R4). Fields: ``bid``."""


class NotOnShortlist(Refusal):
    """Only bids of the shortlist can be invited. Fields: ``bids``."""


class AlreadyInvited(Refusal):
    """Who was interviewed is not invited again. Fields: ``bids``."""


class RoundUndecided(Refusal):
    """The round before has candidates without an outcome, or one who passed. Fields: ``round``."""


class ComparisonMissing(Refusal):
    """Shortlisted bids that are passed over without a word on each selection criterion. Fields: ``bids``."""


class InterviewsOpen(Refusal):
    """Somebody was invited and has no outcome yet: agree on it, or record that it was not held. Fields: ``bids``."""


class TooFewInterviewers(Refusal):
    """An interview is scored by more people. Fields: ``interviewers``, ``minimum``."""


class ScoredAlready(Refusal):
    """An interviewer's own grade stands once given. Fields: ``competence``."""


class ConsensusTooEarly(Refusal):
    """An interviewer has not scored every competence yet. Fields: ``missing``."""


class NotSufficientOnAll(Refusal):
    """A competence is insufficient: the bid cannot be awarded (R5). Fields: ``competences``."""


class InterviewMissing(Refusal):
    """The bid has no agreed grades for all competences yet. Fields: ``competences``."""


def check_selection(
    invited: Collection[str],
    *,
    shortlist: Collection[str],
    interviewed: Collection[str],
    minimum: int,
    reason: str,
) -> None:
    """The buyer invites at least ``minimum`` bids of the shortlist that were not interviewed before.

    When only one is left, one may be invited with a reason (R4).

    Raises:
        NotOnShortlist, AlreadyInvited, TooFewInvited, SingleInterviewUnexplained.
    """
    if strangers := set(invited) - set(shortlist):
        raise NotOnShortlist(bids=", ".join(sorted(strangers)))
    if again := set(invited) & set(interviewed):
        raise AlreadyInvited(bids=", ".join(sorted(again)))
    left = set(shortlist) - set(interviewed)
    if len(left) == 1 and set(invited) == left:
        if not reason.strip():
            raise SingleInterviewUnexplained(bid=next(iter(left)))
        return
    if len(set(invited)) < minimum:
        raise TooFewInvited(invited=len(set(invited)), minimum=minimum)


def check_consensus(
    scored: Mapping[str, Collection[str]], *, competences: Collection[str], minimum_interviewers: int
) -> None:
    """A consensus is possible once enough interviewers have each scored every competence alone.

    Args:
        scored: interviewer → the competences they scored.
        competences: all competences of the call.
        minimum_interviewers: how many must have scored.

    Raises:
        TooFewInterviewers, ConsensusTooEarly.
    """
    if len(scored) < minimum_interviewers:
        raise TooFewInterviewers(interviewers=len(scored), minimum=minimum_interviewers)
    missing = [
        f"{interviewer}: {competence}"
        for interviewer in sorted(scored)
        for competence in competences
        if competence not in scored[interviewer]
    ]
    if missing:
        raise ConsensusTooEarly(missing="; ".join(missing))


def passed(agreed: Mapping[str, Grade], *, competences: Collection[str]) -> bool | None:
    """Whether every competence is at least sufficient; None while grades are missing (never a guess)."""
    if any(competence not in agreed for competence in competences):
        return None
    return all(agreed[competence] is not Grade.INSUFFICIENT for competence in competences)


def check_awardable(agreed: Mapping[str, Grade], *, competences: Collection[str]) -> None:
    """A bid can be awarded when it was graded at least sufficient on every competence (R5).

    Raises:
        InterviewMissing, NotSufficientOnAll.
    """
    missing = [competence for competence in competences if competence not in agreed]
    if missing:
        raise InterviewMissing(competences=", ".join(missing))
    failed = [name for name in competences if agreed[name] is Grade.INSUFFICIENT]
    if failed:
        raise NotSufficientOnAll(competences=", ".join(failed))


def check_next_round(outcomes: Mapping[str, bool | None], *, round_number: int) -> None:
    """Step 3 comes again only when nobody invited so far has passed (R5).

    Raises:
        RoundUndecided: somebody passed, or an interview has no outcome yet.
    """
    if any(outcome is not False for outcome in outcomes.values()):
        raise RoundUndecided(round=round_number)
