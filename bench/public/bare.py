"""The floor: a view that reads 20 rows and renders them, and does nothing else."""

from functools import cache
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.template import engines

from bench.public.data import NOW
from openinhuur.calls.models import Call

PAGE: Final = """<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><title>Calls</title></head><body><table>
{% for row in rows %}<tr><td>{{ row.number }}</td><td>{{ row.title }}</td><td>{{ row.buyer__name }}</td>
<td>{{ row.region }}</td><td>{{ row.hours_per_week }}</td><td>{{ row.closes_at }}</td></tr>
{% endfor %}</table></body></html>
"""
COLUMNS: Final = ("number", "title", "buyer__name", "region", "hours_per_week", "closes_at")


def bare(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (Django's shape)
    """The 20 calls that close first."""
    rows = Call.objects.filter(published_at__isnull=False, closes_at__gt=NOW).order_by("closes_at").values(*COLUMNS)
    body = _template().render({"rows": rows[:20]}).encode()
    return HttpResponse(body, headers={"Content-Length": str(len(body))})


@cache
def _template() -> Any:
    return engines["django"].from_string(PAGE)
