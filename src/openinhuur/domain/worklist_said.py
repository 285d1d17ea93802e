"""Part of the work list: what the desk still has to say about a published call before its bids can be opened.

Answers, a second person's look at them, a correction and a withdrawal that wait. All of it holds back the opening.
"""

from datetime import date, datetime

from openinhuur.domain.worklist import CallWork, Task, Todo


def to_say(call: CallWork, *, at: datetime) -> list[Todo]:
    """What waits to be said. Answers follow once the last question could be asked (R12)."""
    plan, done = call.timetable, call.done
    found = to_decide(call)
    if plan.published_at is None or done.withdrawn_at is not None or done.opened_at is not None:
        return found
    if call.correction_since:
        since = call.correction_since
        found.append(Todo(Task.PUBLISH_CORRECTION, call.title, call.number, due_at=plan.closes_at, since_at=since))
    if at >= plan.questions_close_at:
        found += _answers(call)
    return found


def to_decide(call: CallWork) -> list[Todo]:
    """Whether the call is withdrawn, when somebody asks so: for the desk and for the buyer, also after the opening."""
    if call.withdrawal_since is None or call.timetable.published_at is None or call.done.withdrawn_at is not None:
        return []
    return [Todo(Task.DECIDE_WITHDRAWAL, call.title, call.number, since_at=call.withdrawal_since)]


def _answers(call: CallWork) -> list[Todo]:
    """To write, and to check; after the first round what is reported later is due before the deadline."""
    plan = call.timetable
    due_on: date | None = plan.answers_by_on if call.done.answered_at is None else None
    due_at = None if due_on else plan.closes_at
    since = plan.questions_close_at
    counted = ((Task.ANSWER, call.unanswered), (Task.CHECK_ANSWERS, call.offered))
    return [
        Todo(task, call.title, call.number, due_at=due_at, due_on=due_on, since_at=since, total=total)
        for task, total in counted
        if total
    ]
