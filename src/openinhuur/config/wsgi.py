"""The entry of a web server: ``granian --interface wsgi --blocking-threads 64 openinhuur.config.wsgi:application``."""

import os

from django.core.wsgi import get_wsgi_application

from openinhuur.installation import memory, production
from openinhuur.installation.turns import AT_ONCE
from openinhuur.web.received import received_first

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openinhuur.config.settings")
production.check_site()
application = received_first(get_wsgi_application(), at_once=AT_ONCE)
memory.keep()
