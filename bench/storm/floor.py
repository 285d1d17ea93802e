"""The floor: it takes the same body, hashes it, writes it to a file, and commits one row. Nothing else."""

import asyncio
import hashlib
import os
import uuid
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final

from psycopg_pool import AsyncConnectionPool

FOLDER: Final = "OPENINHUUR_STORM_FOLDER"
DATABASE: Final = "OPENINHUUR_STORM_DATABASE"
ADDRESS: Final = "/floor/"
TABLE: Final = """
CREATE TABLE IF NOT EXISTS storm_floor (id uuid PRIMARY KEY, sha256 text, came_at timestamptz DEFAULT now())
"""
CONNECTIONS: Final = 16

_pool: AsyncConnectionPool | None = None


async def application(
    scope: dict[str, Any],
    receive: Callable[[], Awaitable[dict[str, Any]]],
    send: Callable[[dict[str, Any]], Awaitable[None]],
) -> None:
    """One submission, kept."""
    if scope["type"] != "http":
        return
    parts = []
    while True:
        message = await receive()
        parts.append(message.get("body", b""))
        if not message.get("more_body"):
            break
    body = b"".join(parts)
    name = uuid.uuid4()
    await asyncio.to_thread(_write, Path(os.environ[FOLDER]) / name.hex, body)
    pool = await _opened()
    async with pool.connection() as connection:
        await connection.execute(
            "INSERT INTO storm_floor (id, sha256) VALUES (%s, %s)", [name, hashlib.sha256(body).hexdigest()]
        )
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


def _write(path: Path, body: bytes) -> None:
    with path.open("xb") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())


async def _opened() -> AsyncConnectionPool:
    global _pool  # noqa: PLW0603 (one for each process)
    if _pool is None:
        _pool = AsyncConnectionPool(os.environ[DATABASE], min_size=1, max_size=CONNECTIONS, open=False)
        await _pool.open()
    return _pool
