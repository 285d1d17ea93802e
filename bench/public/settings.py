"""The settings of the product, with the clock of the bench and the bare view beside it."""

from openinhuur.config.settings import *  # noqa: F403 (all of them: that is what is measured)

CLOCK = "bench.public.clock.now"
ROOT_URLCONF = "bench.public.urls"
