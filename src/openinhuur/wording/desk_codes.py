"""Words for the codes of the hiring desk, answering and judging: more tables for `openinhuur.wording.codes`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Words = Mapping[str, "StrPromise"]

ASSESSORS: Final[Words] = {
    "not-declared": pgettext_lazy("assessor", "Has not declared yet"),
    "free": pgettext_lazy("assessor", "No relation: may judge"),
    "waits": pgettext_lazy("assessor", "Has a relation: waits for a decision"),
    "allowed": pgettext_lazy("assessor", "May judge all the same"),
    "barred": pgettext_lazy("assessor", "Does not judge"),
}

QUESTION_STATES: Final[Words] = {
    "asked": pgettext_lazy("question", "To be answered"),
    "answered": pgettext_lazy("question", "Answer written"),
    "offered": pgettext_lazy("question", "Waits for a second person"),
    "published": pgettext_lazy("question", "Published"),
}

REQUIREMENT_STATES: Final[Words] = {
    "met": pgettext_lazy("requirement", "Met"),
    "not-met": pgettext_lazy("requirement", "Not met"),
    "proposed-met": pgettext_lazy("requirement", "A rule proposes: met"),
    "proposed-not-met": pgettext_lazy("requirement", "A rule proposes: not met"),
    "look": pgettext_lazy("requirement", "A rule shows something: look"),
    "open": pgettext_lazy("requirement", "To be judged"),
}

DEFECTS: Final[Words] = {
    "too-few-references": pgettext_lazy("defect", "Too few references"),
    "cv-too-long": pgettext_lazy("defect", "The CV is too long"),
    "cv-without-text": pgettext_lazy("defect", "The CV has no text that can be read"),
    "cv-other-language": pgettext_lazy("defect", "The CV is in another language"),
    "cv-not-readable": pgettext_lazy("defect", "The CV cannot be read"),
}
"""What can be mended after the deadline (`domain.repair.REPAIRABLE`)."""

REPAIR_FIELDS: Final[Words] = {"references": _("the references"), "cv": _("the CV")}
"""In which fields."""

DESK_TABLES: Final[Mapping[str, Words]] = {
    "assessor": ASSESSORS,
    "requirement_state": REQUIREMENT_STATES,
    "question_state": QUESTION_STATES,
    "defect": DEFECTS,
    "repair_field": REPAIR_FIELDS,
}
