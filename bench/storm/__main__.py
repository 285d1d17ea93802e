"""``python -m bench.storm``: exits with 1 when a figure is not reached or a promise is not kept."""

import sys

from rich.console import Console

from bench.storm import measuring

if __name__ == "__main__":
    sys.exit(bool(measuring.main(Console())))
