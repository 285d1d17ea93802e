"""What a session proves: who signed in, from which browser, and with how many factors."""

import hashlib
import time
from typing import Final

from allauth.account.authentication import get_authentication_records
from django.contrib.auth import logout
from django.http import HttpRequest

BROWSER: Final = "browser"
ORGANISATION: Final = "organisation"
PLAYED: Final = "played"
BEGAN: Final = "began"
"""Keys in the session: its browser, the organisation acted for, a part in the played case, its beginning."""

JUST_NOW: Final = 300.0  # seconds


def begin(request: HttpRequest, *, played: bool = False) -> None:
    """Bind a session that has just begun to this browser."""
    request.session[BROWSER] = _browser(request)
    request.session[PLAYED] = played
    request.session[BEGAN] = time.time()


def has_just_begun(request: HttpRequest) -> bool:
    """Whether somebody signed in a moment ago."""
    return time.time() - float(request.session.get(BEGAN, 0)) < JUST_NOW


def end_when_stolen(request: HttpRequest) -> bool:
    """End a session that goes on in another browser than it began in. Whether that was so.

    A thief who imitates the browser is not stopped here; asking for the password again before every change of
    the account, and twelve hours as the longest a session lives, is what stops them.
    """
    if not request.user.is_authenticated or request.session.get(BROWSER) == _browser(request):
        return False
    logout(request)
    return True


def has_second_factor(request: HttpRequest) -> bool:
    """Whether this session was begun, or confirmed later, with a second factor or a passkey."""
    if request.session.get(PLAYED):
        return True
    if not request.user.is_authenticated:
        return False
    return any(one.get("method") == "mfa" for one in get_authentication_records(request, request.user))


def _browser(request: HttpRequest) -> str:
    return hashlib.sha256(request.META.get("HTTP_USER_AGENT", "").encode()).hexdigest()[:32]
