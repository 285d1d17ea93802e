"""Words for what is done while bids are judged: a part of `codes`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

JUDGING_EVENTS: Final[Mapping[str, "StrPromise"]] = {
    "assessors.assigned": _("Bids assigned to assessors"),
    "lot.drawn": _("Lot drawn"),
    "lot.invited": _("Bidders invited for a lot"),
    "lot.turn-taken": _("Turn at the lot taken"),
    "points.agreed": _("Points agreed by the assessors"),
    "points.given": _("Points given"),
    "requirement.judged": _("Requirement judged"),
    "scores.finished": _("Bid finished by an assessor"),
    "scores.reopened": _("Bid reopened by an assessor"),
    "scores.settled": _("Points of the only assessor counted"),
}
