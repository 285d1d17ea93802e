"""What has to be made from the sources before pages can be served: texts and styles."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from openinhuur.installation import assets, catalogues


def build() -> Path:
    """Compile the catalogue, fetch the styles, collect the static files; each only when something changed.

    So a command that starts beside a server takes no file away from it.

    Raises:
        StylesNotFetched.
    """
    catalogues.build()
    assets.build()
    collected = Path(settings.STATIC_ROOT)
    stamp = collected.with_name("collected.stamp")
    wanted = _fingerprint()
    if not (collected.is_dir() and stamp.exists() and stamp.read_text() == wanted):
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(wanted)
    return collected


def _fingerprint() -> str:
    """Of every file that is collected, by its name and what is in it."""
    found = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda one: one[0]):
            found.update(name.encode() + hashlib.sha256(Path(storage.path(name)).read_bytes()).digest())
    return found.hexdigest()
