"""What every template may show: the state of the site, who looks, and the menu."""

from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.http import HttpRequest

from openinhuur.domain.roles import ANYONE
from openinhuur.web.menu import menu

if TYPE_CHECKING:
    from openinhuur.web.requests import Request


def site(request: HttpRequest) -> dict[str, object]:
    """``demo``, ``actor``, ``standing``, ``at`` and ``menu``."""
    is_ready = hasattr(request, "actor")
    return {
        "demo": settings.DEMO,
        "actor": getattr(request, "actor", ANYONE),
        "standing": getattr(request, "standing", None),
        "at": getattr(request, "at", None),
        "menu": menu(cast("Request", request)) if is_ready else [],
    }
