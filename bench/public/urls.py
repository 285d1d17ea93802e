"""The addresses of the product, and the bare view beside them."""

from django.urls import path

from bench.public.bare import bare
from openinhuur.config.urls import *  # noqa: F403 (all of them: that is what is measured)
from openinhuur.config.urls import urlpatterns as product

urlpatterns = [path("bare/", bare), *product]
