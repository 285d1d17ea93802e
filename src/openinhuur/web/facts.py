"""The facts of a call in words: plain values in, one readable line out."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from openinhuur.domain.money import Money
from openinhuur.web.templatetags import shown
from openinhuur.wording import codes
from openinhuur.wording.codes import FEE_PAYERS, LANGUAGES, WEEKDAYS

CHOICES: Final = {
    "cv_rules_broken": "cv_rules_broken",
    "tie": "tie_across_cut",
    "scores": "scores_by",
    "rejections": "rejections_sent",
}
"""The field of a draft whose choices word a fact."""

YES_OR_NO: Final = {
    "vog": (gettext_lazy("required"), gettext_lazy("not required")),
    "direction": (
        gettext_lazy("the work is done under the direction of the buyer; a self-employed person cannot be offered"),
        gettext_lazy("the work is not done under the direction of the buyer"),
    ),
    "bid_count": (gettext_lazy("is shown to the desk and the buyer"), gettext_lazy("is not shown to anybody")),
    "incumbent": (gettext_lazy("can take part"), gettext_lazy("cannot take part")),
    "blind": (
        gettext_lazy("who assesses sees no name, contact details, photo or date of birth until the points are closed"),
        gettext_lazy("who assesses sees who the candidate is"),
    ),
    "rate_is_published": (gettext_lazy("is published"), gettext_lazy("is not published")),
    "price_in_ties": (
        gettext_lazy("no points; with equal points the lowest hourly rate goes first"),
        gettext_lazy("no points"),
    ),
}


class Fact(Protocol):
    """A code of `openinhuur.wording.codes.FACTS` with its value."""

    @property
    def code(self) -> str: ...
    @property
    def value(self) -> object: ...


def worded(fact: Fact) -> str:
    """The value of a fact as a person would write it; a shape that is not known is shown as it is."""
    match fact.code, fact.value:
        case code, bool(is_so):
            text = _yes_or_no(code, is_so=is_so)
        case "start", "asap":
            text = _("as soon as possible")
        case _, date() as day:
            text = shown.day(day)
        case "duration", int(months):
            text = _months(months)
        case "extensions", (int(times), int(months)):
            text = _("%(times)s × %(months)s") % {"times": times, "months": _months(months)}
        case "hours", (int() | Decimal()) as hours:
            text = _("%(hours)s hours a week") % {"hours": shown.points(hours)}
        case "working_days", tuple(days):
            text = _days(days)
        case (("cv" | "cv_rules_broken" | "tie" | "scores" | "rejections" | "chain"), _):
            text = _rule(fact)
        case (("fee" | "g_account" | "rate" | "price" | "interview"), _):
            text = _money(fact)
        case _:
            text = _plain(fact.value)
    return text


def _yes_or_no(code: str, *, is_so: bool) -> str:
    so, not_so = YES_OR_NO.get(code, YES_OR_NO["vog"])
    return str(so if is_so else not_so)


def _rule(fact: Fact) -> str:
    match fact.code, fact.value:
        case "cv", (int() | None as pages, str(language), int(references)):
            return _cv(pages, language, references)
        case ("cv_rules_broken" | "tie" | "scores" | "rejections") as code, str(choice):
            return str(codes.words(f"{CHOICES[code]}.{choice}", "draft_choice"))
        case "chain", (int(agreements), int(months), int(gap), date() as counted_on):
            return _chain(agreements, months, gap, counted_on)
    return _plain(fact.value)


def _cv(pages: int | None, language: str, references: int) -> str:
    said = [
        ngettext("at most %(pages)s page", "at most %(pages)s pages", pages) % {"pages": pages} if pages else "",
        _("in %(language)s") % {"language": LANGUAGES.get(language, language)} if language else "",
        ngettext("at least %(references)s reference", "at least %(references)s references", references)
        % {"references": references}
        if references
        else "",
    ]
    return ", ".join(one for one in said if one)


def _money(fact: Fact) -> str:
    match fact.code, fact.value:
        case "rate", (Decimal() | None as highest, bool(travel), bool(fee)):
            return _rate(highest, has_travel=travel, has_fee=fee)
        case "price", (Decimal() as weight, str(formula), lowest, highest):
            return _price(weight, formula, lowest, highest)
        case "interview", (Decimal() as weight, Decimal() | None as threshold):
            return _interview(weight, threshold)
        case _, ((int() | Decimal()) as registered, (int() | Decimal()) as other):
            return _("%(registered)s of the invoice when in the SNA register, otherwise %(other)s") % {
                "registered": shown.percentage(registered),
                "other": shown.percentage(other),
            }
        case _, ((Decimal() | Money()) as amount, str(payer)):
            return str(FEE_PAYERS.get(payer, "%(amount)s")) % {"amount": shown.money(amount)}
    return _plain(fact.value)


def _rate(highest: Decimal | None, *, has_travel: bool, has_fee: bool) -> str:
    said = [
        _("at most %(amount)s without VAT") % {"amount": shown.money(highest)} if highest else _("without VAT"),
        _("travel included") if has_travel else _("travel not included"),
        _("fee of the hiring desk included") if has_fee else _("fee of the hiring desk not included"),
    ]
    return ", ".join(said)


def _price(weight: Decimal, formula: str, lowest: object, highest: object) -> str:
    points, text = shown.in_points(weight), str(codes.words(f"price_formula.{formula}", "draft_choice")).lower()
    if formula == "relative" or lowest is None:
        after = _("When a bid drops out after the ranking, nothing is computed again.")
        if isinstance(highest, Decimal):
            text = _("%(formula)s, none at %(highest)s") % {"formula": text, "highest": shown.money(highest)}
        return f"{points}: {text}. {after}"
    if isinstance(lowest, Decimal) and isinstance(highest, Decimal):
        rates = {"points": points, "lowest": shown.money(lowest), "highest": shown.money(highest)}
        if formula == "logarithmic":
            return _("%(points)s: all of them at %(lowest)s, none at %(highest)s, logarithmic in between") % rates
        return _("%(points)s: all of them at %(lowest)s, none at %(highest)s") % rates
    return f"{points}: {text}"


def _interview(weight: Decimal, threshold: Decimal | None) -> str:
    points = shown.in_points(weight)
    if threshold is None:
        return points
    return _("%(points)s, of which at least %(threshold)s") % {
        "points": points, "threshold": shown.points(threshold),
    }  # fmt: skip


def _chain(agreements: int, months: int, gap: int, counted_on: date) -> str:
    return _(
        "From %(agreements)s agreements that are together %(months)s or longer, with at most %(gap)s between them,"
        " counted on %(day)s, a candidate cannot be offered."
    ) % {
        "agreements": agreements,
        "months": _months(months),
        "gap": _months(gap),
        "day": shown.day(counted_on),
    }


def _months(months: int) -> str:
    return ngettext("%(count)s month", "%(count)s months", months) % {"count": months}


def _days(days: Sequence[str]) -> str:
    week = list(WEEKDAYS)
    names = [str(WEEKDAYS[day]) for day in days]
    is_one_run = len(days) > 2 and list(days) == week[week.index(days[0]) : week.index(days[0]) + len(days)]
    return _("%(first)s to %(last)s") % {"first": names[0], "last": names[-1]} if is_one_run else ", ".join(names)


def _plain(value: object) -> str:
    if isinstance(value, tuple | list):
        return ", ".join(_plain(one) for one in value)
    return shown.points(value) if isinstance(value, int | Decimal) else str(value)
