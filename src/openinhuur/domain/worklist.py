"""The work list: what waits for somebody, the most urgent first.

    for_desk          the next thing the hiring desk does for a call      ┐  (and `worklist_said`: what is said of it)
                      (`worklist_steps`: what a step waits for)           │
    for_buyer         what the buyer decides on it                        ├─ from facts, counts and the clock
    for_interviewer   the interviews and grades of one interviewer        ┘
    in_order          all of it as one list

Nothing of it is stored: what waits follows from the timetable, the decisions taken and the clock (R9).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from openinhuur.domain.calendars import ONE_DAY, end_of_day
from openinhuur.domain.call import Milestones, Timetable

LAST = datetime.max.replace(tzinfo=UTC)


class Task(StrEnum):
    """What waits; of things that are due at the same moment, the first here comes first."""

    PUBLISH = "publish"
    PUBLISH_DRAFT = "publish-draft"
    MEND_DRAFT = "mend-draft"
    CHOOSE_SEALING = "choose-sealing"
    DECIDE_WITHDRAWAL = "decide-withdrawal"
    PUBLISH_CORRECTION = "publish-correction"
    ANSWER = "answer"
    CHECK_ANSWERS = "check-answers"
    RESOLVE_INTEREST = "resolve-interest"
    SEE_TO_MAIL = "see-to-mail"
    OPEN = "open"
    READ = "read"
    DECIDE_DOUBLE = "decide-double"
    CHECK_BLIND = "check-blind"
    JUDGE = "judge"
    ASK_REPAIR = "ask-repair"
    AWAIT_REPAIRS = "await-repairs"
    CLOSE_STEP_1 = "close-step-1"
    SCORE = "score"
    CLOSE_STEP_2 = "close-step-2"
    LOT = "lot"
    DRAW_LOT = "draw-lot"
    DECIDE_SCORE_CORRECTION = "decide-score-correction"
    INVITE = "invite"
    INTERVIEW = "interview"
    GRADE = "grade"
    AGREE = "agree"
    AWARD = "award"
    SEND_LETTERS = "send-letters"
    DECIDE_OBJECTION = "decide-objection"
    STANDSTILL = "standstill"
    SIGN = "sign"
    APPROVE_HOURS = "approve-hours"
    INVOICE = "invoice"
    INVOICE_FEE = "invoice-fee"
    NOTIFY_AWARDS = "notify-awards"
    DECIDE_ADMISSION = "decide-admission"
    AWAIT_DECLARATION = "await-declaration"
    REPAIR_ADMISSION = "repair-admission"
    DECLARE_ANEW = "declare-anew"
    REPLACE_PAPER = "replace-paper"
    CONFIRM_BID = "confirm-bid"
    MEND_BID = "mend-bid"
    ASK_QUESTIONS = "ask-questions"
    REPLACE_BID = "replace-bid"
    OBJECT = "object"
    WRITE_HOURS = "write-hours"


MOMENTS = frozenset({Task.INTERVIEW, Task.STANDSTILL, Task.AWAIT_REPAIRS, Task.LOT})
"""What nobody has to do: it comes at its moment."""


@dataclass(frozen=True, slots=True)
class Todo:
    """Something that waits for somebody.

    ``about`` and ``key`` say on what: a title or name to read, and the number to find it by. It is due before a
    moment (``due_at``) or on a day (``due_on``), or has no term. Of it, ``done`` of ``total`` is behind them.
    """

    task: Task
    about: str
    key: str
    due_at: datetime | None = None
    due_on: date | None = None
    since_at: datetime | None = None
    done: int = 0
    total: int = 0

    @property
    def late_from(self) -> datetime | None:
        """The first moment at which it is late; None: it has no term."""
        return end_of_day(self.due_on) if self.due_on else self.due_at

    def is_late(self, *, at: datetime) -> bool:
        """Whether its term has passed."""
        return self.late_from is not None and self.late_from <= at


@dataclass(frozen=True, slots=True)
class Interview:
    """An invited bid. ``grades``: person → how many competences they graded; ``passed``: None without an outcome."""

    candidate: str
    planned_at: datetime | None
    passed: bool | None
    grades: Mapping[int, int]
    agreed: int


@dataclass(frozen=True, slots=True)
class CallWork:
    """What the work on a call follows from. Bids are those that stand; ``cells`` are the points to be given.

    ``offered``: answers that wait for a second person; ``unanswered``: the questions without one.
    ``repairs_due_at``: the last term of who may still mend a bid; ``lot_draws_at``: the tied bidders are invited for.
    """

    number: str
    title: str
    timetable: Timetable
    done: Milestones
    unanswered: int = 0
    offered: int = 0
    correction_since: datetime | None = None
    withdrawal_since: datetime | None = None
    bids: int = 0
    unread: int = 0
    judged: int = 0
    scored: int = 0
    cells: int = 0
    steps_closed: frozenset[int] = frozenset()
    shortlist: int = 0
    competences: int = 0
    min_interviewers: int = 2
    interviews: tuple[Interview, ...] = ()
    objections_open: int = 0
    objections_upheld: int = 0
    start_on: date | None = None
    repairs_due_at: datetime | None = None
    lot_draws_at: datetime | None = None


def in_order(todos: Iterable[Todo]) -> list[Todo]:
    """The most urgent first: what is late, then by time left; what has no term comes last.

    >>> soon, later, some_day = date(2026, 7, 1), date(2026, 7, 2), None
    >>> [one.key for one in in_order(Todo(Task.SIGN, "", str(day), due_on=day) for day in (some_day, later, soon))]
    ['2026-07-01', '2026-07-02', 'None']
    """
    tasks = list(Task)
    return sorted(todos, key=lambda one: (one.late_from or LAST, tasks.index(one.task), one.about, one.key))


def for_desk(call: CallWork, *, at: datetime) -> Todo | None:
    """The next thing that the desk does for the call; None: nothing now.

    Its share is the time between the deadline and the day of the invitations: that day is the buyer's.
    """
    plan, done = call.timetable, call.done
    if plan.published_at is None:
        return Todo(Task.PUBLISH, call.title, call.number, due_at=plan.questions_close_at)
    if at < plan.closes_at or done.shortlisted_at is not None or done.withdrawn_at is not None:
        return None
    if (step := _judging(call)) is None:
        return None
    task, behind, total = step
    since = plan.closes_at if task is Task.OPEN else None
    until = end_of_day(plan.invitations_by_on - ONE_DAY)
    return Todo(task, call.title, call.number, due_at=until, since_at=since, done=behind, total=total)


def _judging(call: CallWork) -> tuple[Task, int, int] | None:
    """The next step of the desk after the deadline, with how much of it is done."""
    if call.done.opened_at is None:
        return None if is_held_back(call) else (Task.OPEN, 0, call.bids)
    if call.unread:
        return Task.READ, call.bids - call.unread, call.bids
    if 1 not in call.steps_closed:
        task = Task.JUDGE if call.judged < call.bids else Task.CLOSE_STEP_1
        return (task, call.judged, call.bids) if call.bids else None
    task = Task.SCORE if call.scored < call.cells else Task.CLOSE_STEP_2
    return (task, call.scored, call.cells) if call.cells else None


def is_held_back(call: CallWork) -> bool:
    """Whether something waits that could still change the call, so that its bids stay sealed (`opening`)."""
    return bool(call.unanswered or call.offered or call.correction_since or call.withdrawal_since)


def for_buyer(call: CallWork, *, at: datetime) -> list[Todo]:
    """What the buyer decides on the call, and the standstill that they wait for."""
    done, open_ones, found = call.done, call.objections_open, []
    if open_ones:
        found.append(Todo(Task.DECIDE_OBJECTION, call.title, call.number, total=open_ones))
    if done.signed_at is not None or done.withdrawn_at is not None:
        return found
    if done.decided_at is None:
        chosen = _choosing(call)
        return [*found, chosen] if chosen else found
    if done.letters_sent_at is None or done.standstill_ends_at is None:
        return [*found, Todo(Task.SEND_LETTERS, call.title, call.number, since_at=done.decided_at)]
    ends_at = done.standstill_ends_at
    if at < ends_at:
        found.append(Todo(Task.STANDSTILL, call.title, call.number, due_at=ends_at))
    elif not (open_ones or call.objections_upheld):
        found.append(Todo(Task.SIGN, call.title, call.number, due_on=call.start_on, since_at=ends_at))
    return found


def _choosing(call: CallWork) -> Todo | None:
    """To invite from the shortlist while nobody passed and somebody is left on it (R5), or to award."""
    outcomes = [one.passed for one in call.interviews]
    since = call.done.shortlisted_at
    if all(outcome is False for outcome in outcomes) and len(outcomes) < call.shortlist:
        due_on = None if outcomes else call.timetable.invitations_by_on
        return Todo(Task.INVITE, call.title, call.number, due_on=due_on, since_at=since, total=call.shortlist)
    return Todo(Task.AWARD, call.title, call.number) if None not in outcomes and True in outcomes else None


def for_interviewer(call: CallWork, person: int, *, at: datetime) -> list[Todo]:
    """The interviews that were planned, and the grades that this person can still give or agree on (R5)."""
    if call.done.decided_at is not None or call.done.withdrawn_at is not None:
        return []
    undecided = [one for one in call.interviews if one.passed is None]
    planned = [one for one in undecided if one.planned_at is not None and at < one.planned_at]
    now = [one for one in undecided if one not in planned]
    found = [Todo(Task.INTERVIEW, one.candidate, call.number, due_at=one.planned_at) for one in planned]
    to_grade = [one for one in now if not one.agreed and one.grades.get(person, 0) < call.competences]
    if to_grade:
        given = sum(one.grades.get(person, 0) for one in to_grade)
        found.append(Todo(Task.GRADE, call.title, call.number, done=given, total=len(to_grade) * call.competences))
    to_agree = [one for one in now if person in one.grades and _is_ready(one, call)]
    if to_agree:
        found.append(Todo(Task.AGREE, call.title, call.number, total=len(to_agree)))
    return found


def _is_ready(one: Interview, call: CallWork) -> bool:
    """Whether enough interviewers have graded, and each of them all competences."""
    return len(one.grades) >= call.min_interviewers and all(given == call.competences for given in one.grades.values())
