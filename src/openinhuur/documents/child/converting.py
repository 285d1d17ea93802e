"""Becomes LibreOffice, after taking away the network, the files of others and all that making one PDF does not need."""

import os
import resource
from pathlib import Path

from openinhuur.documents.child.confinement import cut_off
from openinhuur.documents.child.folders import keep_to
from openinhuur.documents.child.limits import GRACE_S, hold

MEMORY_BYTES = 4 * 1024**3
CPU_SECONDS = 50
OPEN_FILES = 512
FILE_BYTES = 128 * 1024**2
READ_ONLY = ("/usr/bin", "/usr/lib", "/usr/lib64", "/usr/libexec", "/usr/share", "/bin", "/lib", "/lib64", "/etc")
SOCKETS = ("/tmp", "/var/tmp")  # noqa: S108 (LibreOffice makes one there to find itself)
DEVICES = ("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom")


def become(command: list[str]) -> None:
    """Run the command in the place of this process; the folder it stands in is its own."""
    hold(resource.RLIMIT_AS, MEMORY_BYTES)
    hold(resource.RLIMIT_CPU, CPU_SECONDS, grace=GRACE_S)
    hold(resource.RLIMIT_NOFILE, OPEN_FILES)
    hold(resource.RLIMIT_FSIZE, FILE_BYTES)
    hold(resource.RLIMIT_CORE, 0)
    own = str(Path(command[0]).resolve().parents[1])  # …/libreoffice/program/soffice
    keep_to(read=(*READ_ONLY, own), use=(str(Path.cwd()),), devices=DEVICES, sockets=SOCKETS)
    cut_off()
    os.execv(command[0], command)  # noqa: S606 (a list, and no shell)
