"""What is served: the product as it is."""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.storm.settings"

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
