"""The settings of e-mail: where it is handed over, who it comes from, and the address that its links lead to."""

from dataclasses import dataclass, field
from email.message import EmailMessage
from urllib.parse import SplitResult, unquote, urlsplit

from openinhuur.domain.errors import Refusal
from openinhuur.installation import env

PORTS = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}
"""The usual port of each way to hand mail over: in clear, in TLS from the start, in TLS once both agree."""

FROM = "Open Inhuur <noreply@localhost>"


class MailAddressWrong(Refusal):
    """A setting of e-mail is not what it should be. Fields: ``name`` (of the setting), ``example``."""


class PublicAddressWrong(Refusal):
    """OPENINHUUR_ADDRESS is not the address of a site. Fields: ``example``."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where e-mail is handed over, as Django wants to know it."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    has_tls: bool
    has_starttls: bool


def server() -> MailServer | None:
    """Read OPENINHUUR_MAIL: ``smtp://user:password@host:port``, ``smtps://…`` or ``smtp+starttls://…``.

    Raises:
        MailAddressWrong: another scheme, no host, half of a user and password, or more than an address.
    """
    url = env.text("OPENINHUUR_MAIL")
    if not url:
        return None
    parts, port = _split(url)
    is_right = parts.scheme in PORTS and parts.hostname and not (parts.path.strip("/") or parts.query or parts.fragment)
    if not is_right or bool(parts.username) != bool(parts.password):
        raise MailAddressWrong(name="OPENINHUUR_MAIL", example="smtp+starttls://user:password@mail.example.org:587")
    return MailServer(
        host=str(parts.hostname),
        port=port or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        has_tls=parts.scheme == "smtps",
        has_starttls=parts.scheme == "smtp+starttls",
    )


def sender() -> str:
    """Read OPENINHUUR_MAIL_FROM, which has to be there when mail is sent: ``Name <box@example.org>``.

    Raises:
        MailAddressWrong.
    """
    text = env.text("OPENINHUUR_MAIL_FROM", "" if env.text("OPENINHUUR_MAIL") else FROM)
    if not _box(text):
        raise MailAddressWrong(name="OPENINHUUR_MAIL_FROM", example="Inhuurdesk <inhuur@example.org>")
    return text


def bounces() -> str:
    """Read OPENINHUUR_MAIL_BOUNCES, to which mail servers report what they could not deliver: ``box@example.org``.

    Raises:
        MailAddressWrong.
    """
    text = env.text("OPENINHUUR_MAIL_BOUNCES") or _box(sender())
    if _box(text) != text:
        raise MailAddressWrong(name="OPENINHUUR_MAIL_BOUNCES", example="bounces@example.org")
    return text


def public_address() -> str:
    """Read OPENINHUUR_ADDRESS: where others reach the site, without a stroke at the end.

    Raises:
        PublicAddressWrong.
    """
    url = env.text("OPENINHUUR_ADDRESS", "http://localhost:8000").rstrip("/")
    parts, _ = _split(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query or parts.fragment:
        raise PublicAddressWrong(example="https://inhuur.example.org")
    return url


def _box(text: str) -> str:
    """The one address in a text, without the name; empty: there is none, or there are more."""
    letter = EmailMessage()
    letter["From"] = text.replace("\n", ",")
    boxes = letter["From"].addresses
    is_one = len(boxes) == 1 and boxes[0].username and boxes[0].domain
    return boxes[0].addr_spec if is_one else ""


def _split(url: str) -> tuple[SplitResult, int | None]:
    """The parts of an address, all empty when it cannot be taken apart; its password stays out of tracebacks."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return urlsplit(""), None
    return parts, port
