"""Serving on this machine, until Ctrl-C."""

import socket
from pathlib import Path
from typing import Final

from openinhuur.domain.errors import Refusal

HOST: Final = "127.0.0.1"
THREADS: Final = 64
"""Of each server process: nearly all of them wait for what is still being sent."""


class PortInUse(Refusal):
    """Something else listens there. Fields: ``port``."""


def check_port(port: int) -> None:
    """Refuse a port that cannot be listened on, before anything else is done.

    Raises:
        PortInUse.
    """
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((HOST, port))
        except (OSError, OverflowError):
            raise PortInUse(port=port) from None


def serve(port: int, *, processes: int = 1) -> None:
    """Serve until Ctrl-C; a process that falls over is started again."""
    from granian.constants import Interfaces  # noqa: PLC0415 (only serving needs the server)
    from granian.log import LogLevels  # noqa: PLC0415
    from granian.server import Server  # noqa: PLC0415

    Server(
        "openinhuur.config.wsgi:application",
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        respawn_failed_workers=True,
        blocking_threads=THREADS,
        working_dir=Path.cwd(),
        log_level=LogLevels.error,
    ).serve()
