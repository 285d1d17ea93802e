"""The command ``openinhuur``: Django's commands, with the embedded database running where one is needed.

A refusal becomes one sentence on stderr and exit status 1; wrong usage is 2; nothing is left half-done.
"""

import os
import sys
from contextlib import ExitStack

from openinhuur.domain.errors import Refusal
from openinhuur.installation import databases, embedded, env

WITHOUT_DATABASE = {"import", "lint", "receipt", "demo", "help", "version", "collectstatic"}
"""Commands that need no database, or (demo) start it themselves."""

TRY_LATER = 75
"""Exit status by which a mail server keeps what it pipes to ``openinhuur bounce``, and tries again (EX_TEMPFAIL)."""


def main() -> None:
    """Run the command line."""
    sys.exit(run(sys.argv))


def run(argv: list[str]) -> int:
    """Run one command; returns the exit status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openinhuur.config.settings")
    if argv[1:2] == ["demo"]:
        os.environ["OPENINHUUR_DEMO"] = "1"
    try:
        with ExitStack() as stack:
            _prepare(argv, stack)
            from django.core.management import execute_from_command_line  # noqa: PLC0415 (needs the settings)

            execute_from_command_line(argv)
    except Refusal as refusal:
        sys.stderr.write(f"{_sentence(refusal)}\n")
        return TRY_LATER if argv[1:2] == ["bounce"] else 1
    except KeyboardInterrupt:
        return 130
    return 0


def _let_go() -> None:
    """Close what is open to the database, before the server stops."""
    from django.db import connections  # noqa: PLC0415 (needs the settings)

    for connection in connections.all(initialized_only=True):
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined] # PostgreSQL's own


def _prepare(argv: list[str], stack: ExitStack) -> None:
    if len(argv) < 2 or argv[1] in WITHOUT_DATABASE or argv[1].startswith("-"):
        return
    env.kept_secret(env.var_folder() / "vault.key")
    start_database(stack, afresh=False)


def start_database(stack: ExitStack, *, afresh: bool) -> None:
    """The database answers until ``stack`` is left.

    Raises:
        DatabaseAddressWrong, DatabaseUnreachable, EmbeddedDatabaseFailed, FolderNotWritable, PathNotUsable.
    """
    if not databases.is_our_own():
        env.check_reachable(env.database_address(env.text("DATABASE_URL")))
        return
    sockets = stack.enter_context(embedded.running(env.var_folder() / "postgres"))
    name = "openinhuur_demo" if os.environ.get("OPENINHUUR_DEMO") == "1" else "openinhuur"
    databases.make(sockets, name, afresh=afresh)
    stack.callback(_let_go)


def language() -> str:
    """The language of the command line: Dutch, unless the environment asks for English."""
    asked = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return "en" if asked.startswith("en") else "nl"


def _sentence(refusal: Refusal) -> str:
    from django.conf import settings  # noqa: PLC0415 (a refusal may come before the settings)

    if not settings.configured:
        settings.configure(USE_I18N=True, INSTALLED_APPS=["openinhuur.web"], LANGUAGE_CODE=language())
    import django  # noqa: PLC0415

    django.setup()
    from openinhuur.wording.sentences import sentence  # noqa: PLC0415

    return sentence(refusal, language())
