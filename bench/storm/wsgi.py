"""What is served: the product as it is."""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.storm.settings"

from openinhuur.config.wsgi import application

__all__ = ["application"]
