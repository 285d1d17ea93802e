"""The entry of a web server: ``granian --interface wsgi --blocking-threads 64 openinhuur.config.wsgi:application``."""

import os
from typing import Final

from django.core.wsgi import get_wsgi_application

from openinhuur.installation import production
from openinhuur.web.received import received_first

AT_ONCE: Final = 4
"""So many requests each server process works on at the same moment: as many as it has connections to the database."""

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openinhuur.config.settings")
production.check_site()
application = received_first(get_wsgi_application(), at_once=AT_ONCE)
