"""One line of a work list: in words, with the page where it is done; and how an own bid stands."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django import template
from django.urls import reverse

from openinhuur.domain.worklist import MOMENTS, Task, Todo
from openinhuur.wording import codes

register = template.Library()

PAGES: Final[Mapping[Task, str]] = {
    Task.PUBLISH: "call",
    Task.PUBLISH_DRAFT: "publish-draft",
    Task.MEND_DRAFT: "draft",
    Task.CHOOSE_SEALING: "keyholders",
    Task.DECIDE_WITHDRAWAL: "withdraw-call",
    Task.PUBLISH_CORRECTION: "correction",
    Task.ANSWER: "answers",
    Task.CHECK_ANSWERS: "check-answers",
    Task.RESOLVE_INTEREST: "assessors",
    Task.SEE_TO_MAIL: "outbox",
    Task.OPEN: "opening",
    Task.READ: "opening",
    Task.DECIDE_DOUBLE: "opening",
    Task.CHECK_BLIND: "blind",
    Task.JUDGE: "requirements",
    Task.ASK_REPAIR: "repairs",
    Task.AWAIT_REPAIRS: "repairs",
    Task.CLOSE_STEP_1: "requirements",
    Task.SCORE: "desk",
    Task.CLOSE_STEP_2: "together",
    Task.LOT: "lot",
    Task.DRAW_LOT: "lot",
    Task.DECIDE_SCORE_CORRECTION: "score-corrections",
    Task.INVITE: "matrix",
    Task.INTERVIEW: "interviews",
    Task.GRADE: "interviews",
    Task.AGREE: "interviews",
    Task.AWARD: "interviews",
    Task.SEND_LETTERS: "interviews",
    Task.DECIDE_OBJECTION: "letters",
    Task.STANDSTILL: "letters",
    Task.SIGN: "letters",
    Task.APPROVE_HOURS: "contract",
    Task.INVOICE: "invoices",
    Task.INVOICE_FEE: "invoices",
    Task.NOTIFY_AWARDS: "notices",
    Task.DECIDE_ADMISSION: "admission",
    Task.AWAIT_DECLARATION: "admission",
    Task.REPAIR_ADMISSION: "admission",
    Task.DECLARE_ANEW: "add-paper",
    Task.REPLACE_PAPER: "passport",
    Task.CONFIRM_BID: "confirm-bids",
    Task.MEND_BID: "mend-bid",
    Task.ASK_QUESTIONS: "questions",
    Task.REPLACE_BID: "start-bid",
    Task.OBJECT: "letters",
    Task.WRITE_HOURS: "contract",
}
"""Where something is done, or can be seen."""
OWN: Final = frozenset({"passport", "add-paper", "notices", "outbox", "keyholders"})
"""Pages that are always about one's own company: their address needs nothing."""
ABOUT: Final[Mapping[Task, str]] = {Task.REPLACE_PAPER: "paper", Task.SEE_TO_MAIL: "mail"}
"""What is named by a code: the table of its words."""
WITHOUT_NUMBER: Final = frozenset({"admission", "draft", "publish-draft", "mend-bid"})
"""Pages of something that has no number to read."""

OWN_BID_LOOKS: Final[Mapping[str, tuple[str, str]]] = {
    "sealed": ("lock", "neutral"),
    "withdrawn": ("cross", "inactive"),
    "late": ("warning", "warning"),
    "call-withdrawn": ("cross", "inactive"),
    "judging": ("scales", "neutral"),
    "stopped": ("cross", "inactive"),
    "lapsed": ("warning", "warning"),
    "set-aside": ("cross", "inactive"),
    "rejected": ("cross", "inactive"),
    "awarded": ("check", "valid"),
    "contracted": ("pen", "valid"),
}
"""Icon and tone of each state."""


@register.inclusion_tag("web/work/todo.html")
def todo(one: Todo, at: datetime) -> dict[str, object]:
    """What waits, on what, how much of it, and until when."""
    page = PAGES[one.task]
    address = reverse(f"web:{page}", args=[] if page in OWN else [one.key])
    return {
        "todo": one,
        "at": at,
        "about": codes.words(one.about, ABOUT[one.task]) if one.task in ABOUT else one.about,
        "is_paper": one.task is Task.REPLACE_PAPER,
        "number": "" if page in {*OWN, *WITHOUT_NUMBER} else one.key,
        "address": f"{address}?state={one.key}" if one.task is Task.SEE_TO_MAIL else address,
        "count": _count(one),
        "is_late": one.is_late(at=at),
        "is_moment": one.task in MOMENTS,
    }


@register.inclusion_tag("web/work/own-bid.html")
def own_bid(state: str) -> dict[str, str]:
    """Where an own bid stands: a word with an icon."""
    icon, tone = OWN_BID_LOOKS[state]
    return {"state": state, "icon_name": icon, "tone": tone}


def _count(one: Todo) -> str:
    if not one.total or one.task not in codes.TABLES["task_count"]:
        return ""
    return str(codes.words(one.task, "task_count")) % {"done": one.done, "total": one.total}
