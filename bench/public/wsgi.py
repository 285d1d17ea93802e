"""What is served: the product as it is, and beside it in the same processes a bare view to measure it against."""

import os
from collections.abc import Callable, Iterable
from typing import Any, Final

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.public.settings"

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.test.utils import override_settings

BARE: Final = "/bare/"
product = get_wsgi_application()
with override_settings(MIDDLEWARE=[]):
    bare = WSGIHandler()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """The bare view has addresses of its own, no middleware, and the same database."""
    if environ["PATH_INFO"] != BARE:
        return product(environ, start_response)
    return bare(environ, start_response)
