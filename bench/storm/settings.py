"""The settings of the product, as they are."""

from openinhuur.config.settings import *  # noqa: F403 (all of them: that is what is measured)
