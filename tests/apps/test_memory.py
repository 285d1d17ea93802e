"""A server process keeps the memory it had for the next file."""

import subprocess
import sys

IN_A_PROCESS_OF_ITS_OWN = """
import gc, resource
from openinhuur.installation import memory

def faults_of(times):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(times):
        bytearray(2_000_000) + bytearray(1)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before

assert memory.keep()
assert gc.get_freeze_count()
faults_of(5)
assert faults_of(50) < 500, "each of them asks the system for its pages again"
"""


def test_what_was_used_for_one_file_is_used_for_the_next() -> None:
    subprocess.run([sys.executable, "-c", IN_A_PROCESS_OF_ITS_OWN], check=True)
