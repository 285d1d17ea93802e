"""A clock that begins at the moment of the bench and goes as fast as any other, the same in all server processes."""

import os
import time
from datetime import datetime, timedelta
from typing import Final

from bench.public.data import NOW

STARTED: Final = "OPENINHUUR_BENCH_STARTED"


def now() -> datetime:
    """What time it is in the bench."""
    passed = timedelta(milliseconds=int(1000 * (time.time() - float(os.environ[STARTED]))))
    return NOW + passed
