"""Shuts the door of this process, with the filter of system calls that Linux has (seccomp).

After `shut_the_door` the kernel answers "not permitted" to everything but working in memory, reading and writing
what is open already, and leaving: no file is opened, no socket, no process. `cut_off` is for a program that needs
more: it takes the network away, and the way to programs that run already. Where the machine has no such filter
both say so; the limits hold all the same.
"""

import ctypes
import errno
import platform
import struct
from typing import ClassVar, Final

NO_NEW_PRIVILEGES, SET_FILTER, WITH_PROGRAM = 38, 22, 2  # prctl
LOAD, IF_EQUAL, IF_AT_LEAST, ANSWER = 0x20, 0x15, 0x35, 0x06  # instructions of the filter
ALLOW, REFUSE, KILL = 0x7FFF0000, 0x00050000 | errno.EPERM, 0x80000000
NUMBER_AT, MACHINE_AT, FIRST_ARGUMENT_AT = 0, 4, 16  # where the filter finds what is asked (struct seccomp_data)
OTHER_NUMBERING = 0x40000000  # x32: the same calls under other numbers
SAME_MACHINE = 1  # the family of sockets that have no network (AF_UNIX)

MACHINES: Final = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
"""The kinds of machine whose numbers we know, and how the kernel marks them (linux/audit.h)."""

WORKING: Final = {
    "read": (0, 63),
    "write": (1, 64),
    "close": (3, 57),
    "fstat": (5, 80),
    "lseek": (8, 62),
    "mmap": (9, 222),
    "mprotect": (10, 226),
    "munmap": (11, 215),
    "brk": (12, 214),
    "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139),
    "sched_yield": (24, 124),
    "mremap": (25, 216),
    "madvise": (28, 233),
    "getpid": (39, 172),
    "exit": (60, 93),
    "gettimeofday": (96, 169),
    "sigaltstack": (131, 132),
    "gettid": (186, 178),
    "futex": (202, 98),
    "clock_gettime": (228, 113),
    "exit_group": (231, 94),
    "tgkill": (234, 131),
    "getrandom": (318, 278),
}
"""What working in memory needs, with its number on each kind of machine (asm/unistd.h)."""

REACHING: Final = {
    "connect": (42, 203),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "io_uring_setup": (425, 425),
}
"""What leads to other programs; making a socket is looked at more closely."""

SOCKET: Final = (41, 198)


class _Program(ctypes.Structure):
    _fields_: ClassVar = [("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p)]


def shut_the_door() -> bool:
    """From here on only memory, and what is open already; false where the machine cannot do this."""
    which = _which()
    if which is None:
        return False
    listed = [step for numbers in WORKING.values() for step in _if_called(numbers[which], ALLOW)]
    return _install([*_beginning(), *listed, _step(ANSWER, REFUSE)])


def cut_off() -> bool:
    """From here on nothing reaches out of this process and what it starts; false where the machine cannot do this."""
    which = _which()
    if which is None:
        return False
    listed = [step for numbers in REACHING.values() for step in _if_called(numbers[which], REFUSE)]
    sockets = [
        _step(IF_EQUAL, SOCKET[which], otherwise=3),
        _step(LOAD, FIRST_ARGUMENT_AT),
        _step(IF_EQUAL, SAME_MACHINE, then=1),
        _step(ANSWER, REFUSE),
        _step(ANSWER, ALLOW),
    ]
    return _install([*_beginning(), *listed, *sockets])


def _which() -> int | None:
    """Where the numbers of this kind of machine stand in the tables."""
    machines = list(MACHINES)
    return machines.index(platform.machine()) if platform.machine() in machines else None


def _beginning() -> list[bytes]:
    """Another kind of machine ends the process, another numbering is refused; then the number is at hand."""
    return [
        _step(LOAD, MACHINE_AT),
        _step(IF_EQUAL, MACHINES[platform.machine()], then=1),
        _step(ANSWER, KILL),
        _step(LOAD, NUMBER_AT),
        _step(IF_AT_LEAST, OTHER_NUMBERING, otherwise=1),
        _step(ANSWER, REFUSE),
    ]


def _if_called(number: int, answer: int) -> list[bytes]:
    return [_step(IF_EQUAL, number, otherwise=1), _step(ANSWER, answer)]


def _step(code: int, value: int, *, then: int = 0, otherwise: int = 0) -> bytes:
    """One instruction; ``then`` and ``otherwise`` are how many next ones are skipped."""
    return struct.pack("HBBI", code, then, otherwise, value)


def _install(steps: list[bytes]) -> bool:
    program = b"".join(steps)
    kept = ctypes.create_string_buffer(program, len(program))
    given = _Program(len(steps), ctypes.addressof(kept))
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    if prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        return False
    return not prctl(SET_FILTER, WITH_PROGRAM, ctypes.byref(given), 0, 0)
