"""Names of people nobody told us of, found in a Dutch text by `deduce`, where that is installed (the extra ``names``).

It needs 1.2 GB of memory, and two minutes at its very first start: so it is no part of the product, and runs in a
process of its own, for one text. What it finds is a proposal for the person who checks a blind CV.
"""

import json
import logging
import subprocess
import sys
from importlib.util import find_spec
from typing import Final

SECONDS: Final = 300
LONGEST: Final = 200_000
"""Signs of a text that are looked at."""

MOST: Final = 50
PROGRAM: Final = """
import json, logging, sys
logging.disable()
from deduce import Deduce
found = Deduce().deidentify(sys.stdin.read()).annotations
json.dump([one.text for one in found if one.tag == "persoon"], sys.stdout)
"""

log = logging.getLogger(__name__)


def is_possible() -> bool:
    """Whether this machine can find them."""
    return find_spec("deduce") is not None


def people_in(text: str) -> tuple[str, ...]:
    """Each name once, in the order of the alphabet; none where `deduce` is not installed, or when it fails."""
    if not is_possible():
        return ()
    asked = text[:LONGEST].encode()
    try:
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM], input=asked, capture_output=True, timeout=SECONDS, check=True
        )
        found = {" ".join(one.split()) for one in json.loads(done.stdout)}
    except (subprocess.SubprocessError, ValueError) as error:
        log.warning("deduce found nothing, for it failed: %s", error)
        return ()
    return tuple(sorted(one for one in found if one))[:MOST]
