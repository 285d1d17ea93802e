"""A call in a list, drawn once for all lists that it stands in."""

from decimal import Decimal
from functools import cache, lru_cache
from typing import Final

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openinhuur.domain.call import Phase
from openinhuur.flow.queries.call_rows import CallRow
from openinhuur.web.outlines import piece
from openinhuur.web.templatetags import parts, shown
from openinhuur.wording import codes

FACT: Final = "<div><dt>{}</dt><dd>{}</dd></div>"


@lru_cache(maxsize=10_000)
def card(row: CallRow, left: str, said_in: str) -> SafeString:
    """A call by all that is shown of it.

    Args:
        left: the time that is left, in words.
        said_in: the language that is switched on.
    """
    is_open, moment = row.phase is Phase.OPEN, shown.moment(row.closes_at)
    closing = _("Bid before %(moment)s") if is_open else "" if left else _("Bidding closed on %(moment)s")
    texts = {
        "buyer": row.buyer,
        "number": row.number,
        "badge": _badge(row.phase, said_in),
        "address": reverse("web:call", args=[row.number]),
        "title": row.title,
        "closing": closing % {"moment": moment} if closing else "",
        "left": left,
        "facts": _facts(row.hours_per_week, row.duration_months, row.region, row.education, said_in),
    }
    return piece("web/calls/row.html", is_open=is_open, has_closing=bool(closing)).filled(texts)


@lru_cache(maxsize=5_000)
def _facts(per_week: Decimal, months: int, region: str, education: str, _language: str) -> SafeString:
    facts = {
        "hours": _("%(hours)s a week") % {"hours": shown.points(per_week)},
        "duration": ngettext("%(months)s month", "%(months)s months", months) % {"months": months},
        "region": region,
        "education": education,
    }
    return format_html_join("", FACT, ((codes.words(name, "fact"), fact) for name, fact in facts.items() if fact))


@cache
def _badge(phase: Phase, _language: str) -> SafeString:
    return render_to_string("web/parts/phase.html", parts.phase(phase))
