"""Limits first, then the parts the job needs, then the door is shut, and only then the file is looked at."""

import json
import os
import sys

from openinhuur.documents.child import converting, limits
from openinhuur.documents.child.answers import Answer, Refused
from openinhuur.documents.child.confinement import shut_the_door


def main() -> None:
    """One file in, one answer out; or, to convert, another program in the place of this one."""
    name, *rest = sys.argv[1:]
    if name == "convert":
        converting.become(rest)
    job = limits.JOBS[name]
    limits.set_for(job)
    content = sys.stdin.buffer.read()
    work = job.work()
    is_shut = shut_the_door()
    answer = _answer(work, content)
    if sum(len(blob) for blob in answer.blobs) > job.output_bytes - limits.ROOM_FOR_WORDS:
        answer = Answer({"refused": "too-big"})
    head = {**answer.head, "shut": is_shut, "blobs": [len(blob) for blob in answer.blobs]}
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + b"".join(answer.blobs))
    sys.stdout.buffer.flush()
    os._exit(0)  # nothing is tidied up: what was read may have left the libraries in any state


def _answer(work: limits.Work, content: bytes) -> Answer:
    try:
        return work(content)
    except Refused as refusal:
        return Answer({"refused": refusal.reason})
    except MemoryError:
        return Answer({"refused": "unpacks-too-big"})
    except RecursionError:
        return Answer({"refused": "too-complex"})


if __name__ == "__main__":
    main()
