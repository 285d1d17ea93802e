"""What the worker does of itself, done at once."""

from procrastinate.contrib.django.models import ProcrastinateJob

from openinhuur.bids import receipts


def tell_what_was_received() -> None:
    """The e-mails with the receipts of all bids that came in so far are written."""
    for job in ProcrastinateJob.objects.filter(task_name=receipts.tell.name).order_by("pk"):
        receipts.tell(**job.args)
