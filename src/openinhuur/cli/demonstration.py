"""The demo: makes everything ready, plays the example case, shows the outcome and serves it."""

import fcntl
import shutil
from collections.abc import Generator
from contextlib import ExitStack, contextmanager

from django.conf import settings
from django.core.management import call_command
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import override
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from openinhuur.cli import server
from openinhuur.cli.build import build
from openinhuur.cli.main import language, start_database
from openinhuur.cli.summary import summary
from openinhuur.demo import today
from openinhuur.demo.play import Play
from openinhuur.domain.errors import Refusal
from openinhuur.installation import databases, env, production
from openinhuur.installation.databases import DatabaseInUse
from openinhuur.journal.models import Entry

FOLDER = env.ROOT / "examples" / "30534"


class DemoRunning(Refusal):
    """Another demo is running here. Fields: ``folder``."""


def run(*, port: int, serve: bool) -> None:
    """Play, show, and serve until Ctrl-C.

    Raises:
        DemoRunning, DemoIsPublic, PortInUse, DatabaseInUse, and whatever starting the database refuses.
    """
    console = Console()
    with ExitStack() as stack:
        stack.enter_context(override(language()))
        stack.enter_context(_alone())
        if serve:
            production.check_site()
            server.check_port(port)
        number = _play(console, stack)
        console.print(summary(number, address=f"http://localhost:{port}" if serve else None))
        if serve:
            console.print(_("Stop with Ctrl-C."))
            server.serve(port)
            console.print(_("Stopped."))


@contextmanager
def _alone() -> Generator[None]:
    """One demo at a time: a lock that goes when the process does."""
    folder = env.var_folder()
    env.kept_secret(folder / "vault.key")
    with (folder / "demo.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DemoRunning(folder=str(folder)) from None
        yield


def _play(console: Console, stack: ExitStack) -> str:
    """Returns the number of the played call."""
    play = Play.of(FOLDER)
    ready = [
        (_("Texts and styles"), build),
        (_("The database starts"), lambda: _start_afresh(stack)),
        (_("The tables are made"), lambda: call_command("migrate", verbosity=0)),
    ]
    with _progress(console) as progress:
        steps = [*play.steps(), (_("And today"), lambda: today.go_on(play, at=import_string(settings.CLOCK)()))]
        task = progress.add_task("", total=len(ready) + len(steps))
        for name, step in ready:
            progress.update(task, description=name)
            step()
            progress.advance(task)
        if _was_played(play):
            progress.update(task, completed=len(ready) + len(steps), description=_("Played before"))
            return play.number
        for name, played in steps:
            progress.update(task, description=name)
            progress.console.print(f"  [green]✓[/] {name}: {played()}", highlight=False)
            progress.advance(task)
        progress.update(task, description=_("Played"))
    return play.number


def _start_afresh(stack: ExitStack) -> None:
    """The database of the demo, empty; and none of the files that its bids were sealed into."""
    start_database(stack, afresh=True)
    if databases.is_our_own() and not env.text("OPENINHUUR_SEALED_FOLDER"):
        shutil.rmtree(settings.SEALED_FOLDER, ignore_errors=True)


def _was_played(play: Play) -> bool:
    """Whether a database of one's own holds the whole case already; an empty one is played in."""
    if databases.is_our_own() or not Entry.objects.exists():
        return False
    if not Entry.objects.filter(event="invoice.issued", subject=f"call:{play.number}").exists():
        raise DatabaseInUse(name=env.database_address(env.text("DATABASE_URL")).name)
    return True


def _progress(console: Console) -> Progress:
    return Progress(
        SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=console
    )
