"""Every setting the environment can give, with its default; the list in docs/operations.md is held against it."""

import os
import secrets
import tempfile
import tomllib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from openinhuur.domain.errors import Refusal

ROOT = Path(__file__).resolve().parents[3]

NAMES = {
    "DATABASE_URL": "postgresql://user:password@host:port/name of your own server; unset: the embedded one",
    "OPENINHUUR_VAR": "folder for what the product keeps on disk (default: var/)",
    "OPENINHUUR_DEMO": "1 shows the played case and lets everybody sign in as anybody of it; never for real use",
    "OPENINHUUR_DEBUG": "1 shows the whole error on the page; refused at a public address",
    "OPENINHUUR_PAGES_IN_MEMORY": "how many megabytes of public pages each server process keeps (default: 64; 0: none)",
    "OPENINHUUR_PROXIES": "how many reverse proxies of your own stand before the site (default: 0)",
    "OPENINHUUR_SECRET_KEY": "signs cookies and encrypts second factors; unset: a key kept in OPENINHUUR_VAR, "
    "refused at a public address",
    "OPENINHUUR_HOSTS": "host names that may be served, separated by commas (default: localhost)",
    "OPENINHUUR_ADDRESS": "where others reach the site, for links in e-mails (default: http://localhost:8000)",
    "OPENINHUUR_MAIL": "smtp://, smtps:// or smtp+starttls:// user:password@host:port; unset: no e-mail is sent",
    "OPENINHUUR_MAIL_FROM": "who e-mails come from: Name <box@example.org>; needed when OPENINHUUR_MAIL is set",
    "OPENINHUUR_MAIL_BOUNCES": "where mail servers report what they could not deliver: bounces@example.org "
    "(default: the address of OPENINHUUR_MAIL_FROM)",
    "OPENINHUUR_OIDC_FILE": "TOML file with the OpenID Connect providers people may sign in with (default: none)",
    "OPENINHUUR_CLAMAV": "where a ClamAV daemon listens: host:port, or the path of its socket (default: none is asked)",
    "OPENINHUUR_SEALED_FOLDER": "folder for the ciphertexts of bids (default: in OPENINHUUR_VAR)",
    "OPENINHUUR_VAULT_KEY_FILE": "file with the key that wraps the keys of vaults (default: in OPENINHUUR_VAR)",
}


class DatabaseAddressWrong(Refusal):
    """DATABASE_URL is not a PostgreSQL address. Fields: ``problem``."""


class DatabaseUnreachable(Refusal):
    """Nothing answers at DATABASE_URL, or it refuses us. Fields: ``reason``."""


class ProvidersNotReadable(Refusal):
    """OPENINHUUR_OIDC_FILE is not there, or not what it should be. Fields: ``path``, ``problem``."""


class FolderNotWritable(Refusal):
    """The product may not write where it must. Fields: ``path``."""


def text(name: str, default: str = "") -> str:
    """A setting of NAMES as text."""
    if name not in NAMES:
        raise KeyError(name)
    return os.environ.get(name, "").strip() or default


def megabytes(name: str, default: int) -> int:
    """A setting of NAMES that is a whole number of megabytes, in bytes."""
    return int(text(name, str(default))) * 1_000_000


def var_folder() -> Path:
    """Where data, keys and locks are kept. Made when first asked for."""
    return Path(text("OPENINHUUR_VAR", str(ROOT / "var"))).resolve()


@dataclass(frozen=True, slots=True)
class DatabaseAddress:
    """A PostgreSQL database as Django wants to know it."""

    host: str
    port: str
    name: str
    user: str
    password: str
    options: dict[str, str]


def database_address(url: str) -> DatabaseAddress:
    """Read ``postgresql://user:password@host:port/name?sslmode=…``.

    Raises:
        DatabaseAddressWrong: another scheme, or no database name.
    """
    from psycopg import ProgrammingError  # noqa: PLC0415 (reading a request needs no database driver)
    from psycopg.conninfo import conninfo_to_dict  # noqa: PLC0415

    if urlsplit(url).scheme not in {"postgres", "postgresql"}:
        raise DatabaseAddressWrong(problem="postgresql://…")
    try:
        parts = {name: str(value) for name, value in conninfo_to_dict(url).items()}
    except ProgrammingError as error:
        raise DatabaseAddressWrong(problem=str(error).strip()) from None
    if not parts.get("dbname"):
        raise DatabaseAddressWrong(problem="…/name")
    return DatabaseAddress(
        host=parts.pop("host", ""),
        port=parts.pop("port", ""),
        name=parts.pop("dbname"),
        user=parts.pop("user", ""),
        password=parts.pop("password", ""),
        options=parts,
    )


def check_reachable(address: DatabaseAddress) -> None:
    """Try the database once, so that a wrong address is one clear sentence.

    Raises:
        DatabaseUnreachable.
    """
    import psycopg  # noqa: PLC0415 (reading a request needs no database driver)

    try:
        psycopg.connect(text("DATABASE_URL"), connect_timeout=5).close()
    except psycopg.OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        raise DatabaseUnreachable(reason=reason.replace(address.password or "\0", "…")) from None


def identity_providers(path: str) -> list[dict[str, object]]:
    """The OpenID Connect providers of a TOML file, as the sign-in library wants them: see docs/operations.md.

    Raises:
        ProvidersNotReadable.
    """
    if not path:
        return []
    try:
        found = tomllib.loads(Path(path).read_text(encoding="utf-8"))["provider"]
        return [
            {
                "provider_id": one["id"],
                "name": one["name"],
                "client_id": one["client_id"],
                "secret": one["client_secret"],
                "settings": {"server_url": one["address"]},
            }
            for one in found
        ]
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise ProvidersNotReadable(path=path, problem=f"{type(error).__name__}: {error}") from None


def kept_secret(path: Path, *, size: int = 32) -> bytes:
    """The random bytes kept in ``path`` (readable by its owner only), made at first use.

    Raises:
        FolderNotWritable: there is no such file and it cannot be made.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            _write_once(path, secrets.token_hex(size))
        return bytes.fromhex(path.read_text())
    except OSError:
        raise FolderNotWritable(path=str(path.parent)) from None


def _write_once(path: Path, text: str) -> None:
    """Whole or not at all, and never over what somebody else wrote first."""
    with tempfile.NamedTemporaryFile("w", dir=path.parent) as file:  # readable by its owner only
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(file.name, path)
