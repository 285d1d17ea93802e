"""The worker: does what is queued, e-mails above all, until it is told to stop.

Any number may run, on any number of machines; they share the queue in the database. A worker that loses the
database starts again by itself; what a killed worker had in hand is done by another (`cli.tasks.take_back`).
"""

import asyncio
import logging
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from typing import IO, Final

import django
from django.conf import settings
from procrastinate import PsycopgConnector
from procrastinate.connector import BaseConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.utils import connector_params
from procrastinate.jobs import DEFAULT_QUEUE

PAUSE: Final = 5.0
"""Seconds before it starts again."""

LOOK_EVERY: Final = 1.0
"""Seconds between two looks at the queue, for what was put off; what is new is told by the database at once."""

log = logging.getLogger(__name__)


class Connector(PsycopgConnector):
    """The worker's own connections to the queue; what a task queues goes in the transaction of that task."""

    def get_sync_connector(self) -> BaseConnector:
        """Tasks are ordinary functions: they queue through Django's connection, as pages do."""
        return DjangoConnector()


def run(*, lifeline: IO[bytes] | None = None) -> None:
    """Work until Ctrl-C or SIGTERM, or until the other end of ``lifeline`` is closed. The job in hand is finished."""
    asyncio.run(_until_stopped(lifeline))


@contextmanager
def beside() -> Generator[None]:
    """A worker in a process of its own for as long as the block lasts, or for as long as this process lives."""
    with subprocess.Popen([sys.executable, "-m", __name__], stdin=subprocess.PIPE):  # leaving closes it and waits
        yield


async def _until_stopped(lifeline: IO[bytes] | None) -> None:
    stopped, loop = asyncio.Event(), asyncio.get_running_loop()

    def was_cut(line: IO[bytes]) -> None:
        loop.remove_reader(line)  # else it calls again and again
        stopped.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    if lifeline:
        loop.add_reader(lifeline, was_cut, lifeline)
    stopping = asyncio.create_task(stopped.wait())
    while not stopped.is_set():
        working = asyncio.create_task(_work())
        await asyncio.wait([working, stopping], return_when=asyncio.FIRST_COMPLETED)
        working.cancel()  # which lets the job in hand be finished
        [outcome] = await asyncio.gather(working, return_exceptions=True)
        if not stopped.is_set():
            log.error("the worker stopped and starts again: %r", outcome)
            with suppress(TimeoutError):
                await asyncio.wait_for(stopped.wait(), PAUSE)


async def _work() -> None:
    from openinhuur.cli.tasks import put_back_stalled  # noqa: PLC0415 (only a worker has tasks by the clock)
    from openinhuur.letters.sending import MAIL  # noqa: PLC0415 (needs Django to be set up)

    connector = Connector(kwargs=connector_params(), min_size=1, max_size=4)
    with app.replace_connector(connector):
        async with app.open_async():
            await put_back_stalled(app.job_manager)
            await app.run_worker_async(
                queues=[DEFAULT_QUEUE, MAIL] if settings.HAS_MAIL else [DEFAULT_QUEUE],
                fetch_job_polling_interval=LOOK_EVERY,
                install_signal_handlers=False,
                delete_jobs="successful",
            )


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches us too, but who started us says when to stop
    django.setup()
    run(lifeline=sys.stdin.buffer)
