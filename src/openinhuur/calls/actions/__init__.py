"""Every write to a call."""

from openinhuur.calls.actions.publishing import publish
from openinhuur.calls.actions.questions import answer, ask
from openinhuur.calls.actions.writing import NewCall, NewRequirement, write

__all__ = ["NewCall", "NewRequirement", "answer", "ask", "publish", "write"]
