"""A mail server in a process of its own: ``python server.py PORT FOLDER``; each mail it takes is a file in the folder.
Each connection is a line in the file ``greetings``.

How it answers depends on whom the mail is for: ``busy@`` is put off the first time, ``unknown@`` is refused, and
``slow@`` is taken at once and, the first time, never answered.
"""

import asyncio
import sys
from itertools import count
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

FOR_EVER = 3600.0


class Desk:
    """Takes mails in and puts them in the folder, under the name of whom they are for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.known: set[str] = set()
        self.numbers = count()

    async def handle_EHLO(  # noqa: N802 (the library's name)
        self, _server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        with (self.folder / "greetings").open("ab") as greetings:
            greetings.write(b"EHLO\n")
        return responses

    async def handle_RCPT(  # noqa: N802 (the library's name)
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address.startswith("unknown@"):
            return "550 5.1.1 nobody of that name"
        if address.startswith("busy@") and self.is_first(address):
            return "451 4.7.1 come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 (as above)
        address = envelope.rcpt_tos[0]
        name = address.partition("@")[0]
        unfinished = self.folder / f"{name}-{next(self.numbers)}.part"
        unfinished.write_bytes(f"Return-Path: <{envelope.mail_from}>\n".encode() + (envelope.content or b""))
        unfinished.rename(unfinished.with_suffix(".eml"))
        if name == "slow" and self.is_first(address):
            await asyncio.sleep(FOR_EVER)
        return "250 OK"

    def is_first(self, address: str) -> bool:
        if address in self.known:
            return False
        self.known.add(address)
        return True


async def serve(port: int, folder: Path) -> None:
    desk = Desk(folder)
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(desk, hostname="localhost", enable_SMTPUTF8=True), "127.0.0.1", port
    )
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), Path(sys.argv[2])))
