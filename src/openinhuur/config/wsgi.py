"""The entry of a web server: ``granian --interface wsgi openinhuur.config.wsgi:application``."""

import os

from django.core.wsgi import get_wsgi_application

from openinhuur.installation import production

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openinhuur.config.settings")
production.check_site()
application = get_wsgi_application()
