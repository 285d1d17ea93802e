"""What may never meet the public: the demo, tracebacks, and cookies signed with a key nobody chose."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings

from openinhuur.domain.errors import Refusal
from openinhuur.installation import env

AT_HOME = {"localhost", "127.0.0.1", "::1", "[::1]", "testserver"}


class DemoIsPublic(Refusal):
    """The demo lets everybody be anybody, so it is not served at a public address. Fields: ``host``."""


class DebugIsPublic(Refusal):
    """Error pages with everything on them are not served at a public address. Fields: ``host``."""


class SecretKeyMissing(Refusal):
    """At a public address cookies are signed with a key of one's own. Fields: ``host``, ``name``."""


def check_site() -> None:
    """Refuse to start this site, as it is set up, where others could come in while the house is open.

    Raises:
        DemoIsPublic, DebugIsPublic, SecretKeyMissing.
    """
    check(
        demo=settings.DEMO,
        debug=settings.DEBUG,
        has_secret_key=bool(env.text("OPENINHUUR_SECRET_KEY")),
        hosts=settings.ALLOWED_HOSTS,
        address=settings.PUBLIC_ADDRESS,
    )


def check(*, demo: bool, debug: bool, has_secret_key: bool, hosts: Iterable[str], address: str) -> None:
    """Refuse what may not meet the public.

    Args:
        hosts: the names that are served; address: where others reach the site.

    Raises:
        DemoIsPublic, DebugIsPublic, SecretKeyMissing.
    """
    named = [*hosts, urlsplit(address).hostname or ""]
    public = next((host for host in named if host and host not in AT_HOME), None)
    if public is None:
        return
    if demo:
        raise DemoIsPublic(host=public)
    if debug:
        raise DebugIsPublic(host=public)
    if not has_secret_key:
        raise SecretKeyMissing(host=public, name="OPENINHUUR_SECRET_KEY")
