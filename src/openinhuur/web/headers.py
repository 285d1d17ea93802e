"""What a browser is told about every page beside the content security policy: which of its powers we never use."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse

PERMISSIONS: Final = ", ".join([
    *(f"{power}=()" for power in (
        "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "hid", "magnetometer", "microphone",
        "midi", "payment", "serial", "usb",
    )),
    "publickey-credentials-create=(self)",  # to sign in with a passkey
    "publickey-credentials-get=(self)",
])  # fmt: skip


def permissions(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Neither we nor anything that slips in may use a camera, a microphone, or where somebody is."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers["Permissions-Policy"] = PERMISSIONS
        return response

    return middleware
