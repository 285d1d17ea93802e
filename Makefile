# The whole developer interface. A fresh machine needs Python 3.11 (or newer) and make, nothing else.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
ARGS ?=

.PHONY: demo test check bench bench-storm serve build clean help

help:
	@echo "make demo    play the example case and serve it (ARGS=--no-serve plays and stops)"
	@echo "make test    all tests"
	@echo "make check   lint, types, import contracts, migrations, texts, sizes"
	@echo "make bench   benchmarks, as ratios against a stated limit"
	@echo "make bench-storm  a thousand bids at one deadline, with and without processes killed in the middle"
	@echo "make serve   serve without the demo"
	@echo "make clean   throw away what was made from the sources; what is kept in var/ stays"

demo: $(READY)
	@$(BIN)/openinhuur demo $(ARGS)

test: build
	@echo "== tests"
	@$(BIN)/python -m pytest --numprocesses=auto $(ARGS)

check: build
	@$(BIN)/python scripts/check.py

bench: build
	@$(BIN)/python -m bench $(ARGS)

bench-storm: build
	@$(BIN)/python -m bench.storm

serve: build
	@$(BIN)/openinhuur serve $(ARGS)

build: $(READY)
	@echo "== texts and styles"
	@$(BIN)/python -m openinhuur.installation.catalogues
	@$(BIN)/python -m openinhuur.installation.assets

# Three steps, each with a reason when it fails: the environment, uv (from the lock), everything else (from the lock).
$(READY): requirements/app.txt requirements/dev.txt requirements/uv.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ". Say which one to use: make PYTHON=python3.11")'
	@echo "== environment in $(VENV)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@echo "== packages, as locked"
	@$(BIN)/uv pip sync --python $(BIN)/python --require-hashes requirements/uv.txt requirements/app.txt requirements/dev.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $(READY)

clean:
	rm -rf $(VENV) build node_modules .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
