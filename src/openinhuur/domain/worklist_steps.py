"""Part of the work list: closing a step waits for suppliers who may still mend their bid, or for a lot."""

from dataclasses import replace
from datetime import datetime

from openinhuur.domain.worklist import CallWork, Task, Todo


def as_it_waits(todo: Todo, call: CallWork, *, at: datetime) -> Todo:
    """The next thing of the desk; or what has to come before it can be done.

    Step 1 is not closed while a term to mend a bid runs. A lot to which bidders were invited closes step 2; it is
    drawn at the announced moment or later (R13).
    """
    if todo.task is Task.CLOSE_STEP_1 and call.repairs_due_at is not None and at < call.repairs_due_at:
        return replace(todo, task=Task.AWAIT_REPAIRS, due_at=call.repairs_due_at)
    if todo.task is Task.CLOSE_STEP_2 and call.lot_draws_at is not None:
        if at < call.lot_draws_at:
            return Todo(Task.LOT, todo.about, todo.key, due_at=call.lot_draws_at)
        return Todo(Task.DRAW_LOT, todo.about, todo.key, due_at=todo.due_at, since_at=call.lot_draws_at)
    return todo
