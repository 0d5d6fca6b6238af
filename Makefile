# One command each. Every target sets up what it needs first; see setup/bootstrap.
.PHONY: run setup test lint bench dataset lock format

python = .venv/bin/python

# make run, or make run FILE=scenario.ukvote
run: export UKVOTE_FILE = $(if $(findstring command,$(origin FILE)),$(value FILE))
run:
	@setup/bootstrap run
	@$(python) main.py $${UKVOTE_FILE:+"$$UKVOTE_FILE"}

setup:
	@setup/bootstrap test

test: lint
	$(python) -m pytest -q --ignore tests/bench

lint: setup
	$(python) -m ruff check .
	$(python) -m ruff format --check .
	$(python) -m mypy
	$(python) .venv/bin/lint-imports

bench: setup
	$(python) -m pytest -q -s tests/bench

# Makes resources/ anew from the official files in shared/data.
dataset: setup
	$(python) -m ukvote_gui.dataset_build

# Resolves the newest versions that pyproject.toml allows.
lock: setup
	@setup/lock

format: setup
	$(python) -m ruff check --fix .
	$(python) -m ruff format .
