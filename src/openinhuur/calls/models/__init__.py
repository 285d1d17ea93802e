"""The tables of calls: what is published (calls), what is being written (drafts), what is said about it (said)."""

from openinhuur.calls.models.alerts import Alert
from openinhuur.calls.models.calls import (
    AwardCriterion,
    Call,
    Competence,
    Numbered,
    Requirement,
    SelectionCriterion,
    TitleWord,
)
from openinhuur.calls.models.drafts import Draft, DraftChange, LintException
from openinhuur.calls.models.said import Clarification, Correction, InvitationToBid, Question, Withdrawal

__all__ = [
    "Alert",
    "AwardCriterion",
    "Call",
    "Clarification",
    "Competence",
    "Correction",
    "Draft",
    "DraftChange",
    "InvitationToBid",
    "LintException",
    "Numbered",
    "Question",
    "Requirement",
    "SelectionCriterion",
    "TitleWord",
    "Withdrawal",
]
