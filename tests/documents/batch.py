"""Many files through the child in one start of Python: ``python -I batch.py FOLDER``.

For each file a process is forked off, which then runs the child's own `main`, with its own limits and its own shut
door; only the start of Python and its imports are shared. How each ended is written to ``ended.json``.
"""

import json
import os
import sys
import time
from pathlib import Path

from openinhuur.documents.child import __main__ as child
from openinhuur.documents.child import limits

WALL_CLOCK_S = 20
SHARED_S = 0.002


def main(folder: Path) -> None:
    for job in limits.JOBS.values():
        job.work()
    ended = {path.stem: run(path) for path in sorted(folder.glob("*.given"))}
    (folder / "ended.json").write_text(json.dumps(ended))


def run(path: Path) -> int:
    """The exit status of one file, as `subprocess` tells it."""
    number, job = path.stem.split("-")
    pid = os.fork()
    if not pid:
        os.dup2(os.open(path, os.O_RDONLY), 0)
        os.dup2(os.open(path.with_suffix(".answered"), os.O_WRONLY | os.O_CREAT), 1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        sys.argv = [number, job]
        try:
            child.main()
        finally:
            os._exit(1)
    until = time.monotonic() + WALL_CLOCK_S
    while time.monotonic() < until:
        found, status = os.waitpid(pid, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status)
        time.sleep(SHARED_S)
    os.kill(pid, 9)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
