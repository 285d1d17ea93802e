"""A call in one line, for a feed, a calendar and whoever shares its address."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from openinhuur.domain.call import Phase
from openinhuur.opendata.published import Published, line
from openinhuur.wording import codes, formats


def of_call(call: Published, *, details: Sequence[str] = (), language: str) -> str:
    """'Gemeente Zoetermeer · 36 uur per week · Zuid-Holland · Inschrijven vóór maandag 29 juni 2026, 09.00 uur'.

    Args:
        details: what else to say, in words.
    """
    return " · ".join(line(part) for part in (call.buyer, *details, state(call, language=language)) if part)


def state(call: Published, *, language: str) -> str:
    """Until when one can bid, or where the call stands since."""
    with translation.override(language):
        if call.phase is Phase.OPEN:
            return before(call.closes_at, language=language)
        return str(codes.words(call.phase, "phase"))


def before(closes_at: datetime, *, language: str) -> str:
    """'Inschrijven vóór maandag 29 juni 2026, 09.00 uur'."""
    with translation.override(language):
        return _("Bid before %(moment)s") % {"moment": formats.moment(closes_at, language)}
