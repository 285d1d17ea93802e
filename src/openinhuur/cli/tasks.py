"""What a worker does by the clock. `settings.PROCRASTINATE_IMPORT_PATHS` names this file; only workers read it.

A task that has to be done every day is a function here, which reads the clock and calls one thing in `flow`:

    @app.periodic(cron="0 7 * * *")             # minute, hour, day, month, weekday; in UTC
    @app.task(name="calls.remind")              # the name is stored with the job: never rename it
    def remind(timestamp: int) -> None:         # the moment it was due, in seconds since 1970
        milestones.remind(at=import_string(settings.CLOCK)())

Each moment is queued once, however many workers there are. One that was missed by more than ten minutes, because no
worker ran, is skipped: so a task does what is due by now, and no deadline depends on it.
"""

from contextlib import suppress

from django.conf import settings
from django.utils.module_loading import import_string
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException
from procrastinate.manager import JobManager

from openinhuur.flow import alerts, daily, preparing


@app.periodic(cron="0 5 * * *")
@app.task(name="flow.daily")
def every_day(timestamp: int) -> None:  # noqa: ARG001 (periodic tasks get it)
    """Every morning, before the working day."""
    daily.do(at=import_string(settings.CLOCK)())


@app.periodic(cron="* * * * *")
@app.task(name="flow.alerts", queueing_lock="flow.alerts")
def tell_of_new_calls(timestamp: int) -> None:  # noqa: ARG001 (periodic tasks get it)
    """Every minute: e-mails to who keeps a search in which something is new."""
    alerts.tell(at=import_string(settings.CLOCK)())


@app.periodic(cron="* * * * *")
@app.task(name="flow.prepare_cvs", queueing_lock="flow.prepare_cvs")
def prepare_cvs(timestamp: int) -> None:  # noqa: ARG001 (periodic tasks get it)
    """Every minute: draw the pages of CVs that were opened."""
    preparing.prepare_cvs(at=import_string(settings.CLOCK)())


@app.periodic(cron="* * * * *")
@app.task(name="queue.take_back", queueing_lock="queue.take_back", pass_context=True)
async def take_back(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 (periodic tasks get it)
    """Every minute: put the jobs of workers that were killed back in the queue."""
    await put_back_stalled(context.app.job_manager)


async def put_back_stalled(queue: JobManager) -> None:
    """Put back what a worker had in hand when it was last heard of, more than half a minute ago."""
    for job in await queue.get_stalled_jobs():
        with suppress(ConnectorException):  # another worker was first
            await queue.retry_job(job)
