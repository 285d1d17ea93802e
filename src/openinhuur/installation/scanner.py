"""The setting of the virus scanner: where a ClamAV daemon listens."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from openinhuur.domain.errors import Refusal
from openinhuur.installation import env

NAME, EXAMPLE = "OPENINHUUR_CLAMAV", "127.0.0.1:3310"


class ScannerAddressWrong(Refusal):
    """OPENINHUUR_CLAMAV is not where a ClamAV daemon can listen. Fields: ``name`` (of the setting), ``example``."""


@dataclass(frozen=True, slots=True)
class Scanner:
    """Where it listens: a host and a port, or a socket in the file system."""

    host: str = ""
    port: int = 0
    socket: str = ""


def scanner() -> Scanner | None:
    """Read OPENINHUUR_CLAMAV: ``host:port``, or the path of a socket.

    Raises:
        ScannerAddressWrong.
    """
    text = env.text(NAME)
    if not text:
        return None
    if text.startswith("/"):
        return Scanner(socket=text)
    try:
        parts = urlsplit(f"//{text}")
        host, port = parts.hostname, parts.port
    except ValueError:
        raise ScannerAddressWrong(name=NAME, example=EXAMPLE) from None
    if not host or not port or parts.netloc != text or "@" in text:
        raise ScannerAddressWrong(name=NAME, example=EXAMPLE)
    return Scanner(host=host, port=port)
