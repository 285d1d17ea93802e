"""How to mend what the linter found, and where its rules come from: code → text in the reader's language.

Sources are English; the Dutch stands in the catalogue of the web room. A code without a way to mend it fails a test.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from openinhuur.domain.lint import SOURCES, Source

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

MENDING: Final[Mapping[str, "StrPromise"]] = {
    "answers-late": _(
        "Publish the answers earlier or move the deadline. If there is a reason for haste, write it down."
    ),
    "criteria-without-points": _("Give every award criterion its points, 100 for all stages together."),
    "date-order": _("Put the dates in order: questions, answers, deadline, invitations, interviews, start."),
    "discrimination-direct": _("Take the words out. Describe what the work asks, not who does it."),
    "discrimination-indirect": _(
        "Name the level or the skill itself (“Dutch at level C1”), or write down why it is needed."
    ),
    "duplicate-word": _("Take one of the two words out."),
    "fee-on-participant": _("Let the buyer pay the fee, and say so in the call."),
    "header-body-mismatch": _("Choose which of the two is right, and change the other."),
    "hours-mismatch": _("Name the same hours everywhere, or say which part of the hours is meant."),
    "impossible-date": _("Fill in a date that exists."),
    "kept-as-text": _("Nothing to do, unless a fact of the call stands in it."),
    "left-open": _("Fill in what is known; suppliers calculate with it."),
    "missing-equivalence": _("Add “or equivalent”, or ask for the level instead of the diploma."),
    "missing-field": _("Add it to the call."),
    "missing-heading": _("Refer to the heading as it stands in the text, or add the heading."),
    "not-computable": _(
        "State numbers and the day from which is counted back. What cannot be answered with yes or no is an award"
        " criterion, with points."
    ),
    "not-understood": _("Write the value so that it can be read in one way, or fill it in yourself."),
    "overlap-requirement-criterion": _(
        "Keep it as a requirement, or give points only for what goes further than the requirement."
    ),
    "relative-price": _("Take a fixed range: points between a lowest and a highest rate that you publish beforehand."),
    "standstill-after-start": _("Let the work start after the standstill, shorten it, or move the interviews forward."),
    "standstill-length": _("State the number of days, and from which day they are counted."),
    "start-in-past": _("Choose a start after the standstill, or “as soon as possible”."),
    "suitability-in-call-off": _("Take it out of the call: ask for it once, when the supplier is admitted."),
    "template-text": _("Fill in what belongs there, or take the words out."),
    "tender-period": _("Move the deadline, or send the call earlier."),
    "time-missing": _("Add the time, for instance 09:00."),
    "unknown-line": _("Nothing to do, unless a fact of the call stands in it."),
    "unweighted-stage": _(
        "Publish weights for this stage, or let the points of the earlier step decide and use this one as a threshold."
    ),
    "weekday-mismatch": _("Correct the weekday or the date."),
    "weights-sum": _("Change the points so that all stages together are 100."),
    "year-missing": _("Add the year."),
}
"""Every code of a finding, with what to do about it."""

ACTS: Final[Mapping[str, "StrPromise"]] = {
    "aanbestedingswet": _("Aanbestedingswet 2012"),
    "advice-615": _("Advice 615 of the Commissie van Aanbestedingsexperts"),
    "age-act": _("Wet gelijke behandeling op grond van leeftijd bij de arbeid"),
    "directive-2014-24": _("Directive 2014/24/EU"),
    "equal-treatment-act": _("Algemene wet gelijke behandeling"),
    "lianakis": _("Court of Justice, C-532/06 (Lianakis)"),
    "regulation-1182-71": _("Regulation 1182/71"),
    "remedies-directive": _("Directive 89/665/EEC"),
    "succhi-di-frutta": _("Court of Justice, C-496/99 P (Succhi di Frutta)"),
}
RULINGS: Final = {"lianakis", "succhi-di-frutta"}


def suggestion(code: str, language: str) -> str:
    """How to mend a finding of this code, in ``language`` (nl, en)."""
    with translation.override(language):
        return str(MENDING[code])


def reasons(code: str, language: str) -> list[str]:
    """Where the rule comes from, one text per source; empty for what the reader found."""
    with translation.override(language):
        return [_named(source) for source in SOURCES.get(code, ())]


def _named(source: Source) -> str:
    act = str(ACTS[source.act])
    if not source.article:
        return act
    if source.act in RULINGS:
        return str(_("%(act)s, paragraph %(number)s")) % {"act": act, "number": source.article}
    return str(_("%(act)s, art. %(article)s")) % {"act": act, "article": source.article}
