"""Memory of a server process, kept for the next request.

The C library gives every large piece of memory back to the system at once, and asks for it anew for the next file of a
megabyte: a page of 4 KB at a time. On a virtual machine that takes longer than encrypting the file.
"""

import ctypes
import gc
from typing import Final

M_TRIM_THRESHOLD, M_TOP_PAD, M_MMAP_THRESHOLD = -1, -2, -3
LARGEST_KEPT: Final = 32 * 2**20
"""Larger pieces are given back at once; the most that glibc takes on 64 bits (mallopt(3))."""

MOST_FREE: Final = 64 * 2**20
"""So much stays with a process for what comes next."""

AT_A_TIME: Final = 4 * 2**20
MADE_BETWEEN: Final = 20_000
"""Objects that are made before it is looked which of them nobody uses; 700 without this."""


def keep() -> bool:
    """From here on, in this process; False: this C library cannot.

    What is there now, the program itself, is not looked through again for what nobody uses any more, and what comes
    less often: a request leaves little behind that is not thrown away at once.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(MADE_BETWEEN)
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):
        return False
    wanted = {M_MMAP_THRESHOLD: LARGEST_KEPT, M_TRIM_THRESHOLD: MOST_FREE, M_TOP_PAD: AT_A_TIME}
    return all(mallopt(name, value) for name, value in wanted.items())
