"""What has to be made from the sources before pages can be served: texts and styles."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from openinhuur.installation import assets, catalogues


def build() -> Path:
    """Compile the catalogue, fetch the styles, collect the static files; quick when nothing changed.

    Raises:
        StylesNotFetched.
    """
    catalogues.build()
    assets.build()
    call_command("collectstatic", interactive=False, verbosity=0)
    return Path(settings.STATIC_ROOT)
