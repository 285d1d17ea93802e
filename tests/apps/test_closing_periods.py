"""The word of the period in which a call closes is always among those that a search asks for."""

from datetime import timedelta

import pytest
from django.db import connection

from openinhuur.calls.closing_periods import EPOCH, PERIOD, ClosingPeriod, query

EDGE = EPOCH + 690 * PERIOD


@pytest.mark.django_db
@pytest.mark.parametrize("seconds", [-86_400, -1, -0.5, -0.4, -0.000001, 0, 0.4, 0.5, 86_400])
def test_a_search_from_or_until_a_deadline_asks_for_its_period(seconds):
    moment = EDGE + timedelta(seconds=seconds)
    word = ClosingPeriod.template % {"expressions": "%s::timestamptz"}
    for asked in (query(moment, moment), query(moment, moment + 2 * PERIOD), query(moment - 2 * PERIOD, moment)):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {word} @@ %s::tsquery", [moment, asked])
            assert cursor.fetchone() == (True,), asked


def test_too_many_periods_are_not_asked_for():
    assert query(EDGE, EDGE + 100 * PERIOD) is None
