# Two commands: `make run` and `make test`. Everything else serves them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
READY := $(VENV)/.ready
export RAPPORT_DATA ?= var

.PHONY: run install test test-sqlite test-postgresql check fix bench pins test-long coach-scores clean

## A running site with a believable demo network: prints the address and how to sign in.
run: $(READY)
	@$(BIN)/rapport serve --demo

## The virtual environment in .venv; `.venv/bin/rapport` is the command line.
install: $(INSTALLED)

$(READY): pyproject.toml requirements/run.txt
	@$(PYTHON) -c 'import sys; sys.exit("Rapport needs Python 3.11 or newer.") if sys.version_info < (3, 11) else None'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements/run.txt -e .
	@touch $@

$(INSTALLED): $(READY) requirements/dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements/dev.txt -e '.[dev]'
	@touch $@

## All gates and all tests, on SQLite, on PostgreSQL from the wheel, and in a real Chromium.
test: check test-sqlite test-postgresql

test-sqlite: $(INSTALLED)
	@tools/run_tests sqlite

test-postgresql: $(INSTALLED)
	@tools/run_tests postgresql

## The long forms of the race, kill and fuzz tests, with the same code.
test-long: $(INSTALLED)
	TESTS_LONG=1 tools/run_tests sqlite
	TESTS_LONG=1 tools/run_tests postgresql

## The gates, as a list.
check: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/djlint --lint src --quiet
	$(BIN)/python tools/sizes.py
	$(BIN)/rapport manage makemigrations --check --dry-run
	$(BIN)/rapport openapi --check docs/openapi.json

fix: $(INSTALLED)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

## The quick forms of the benches; their long forms and figures: docs/guides/speed.md, scale.md.
bench: $(INSTALLED)
	$(BIN)/python bench/reach.py --facts --cards --size small --pages 50 --rounds 2 --seconds 0.5
	$(BIN)/python bench/pages.py --size small --threads 500 --pages 40 --rounds 1
	$(BIN)/python bench/inbox.py --messages 5000 --threads 500 --pages 40 --rounds 1 --queries 5

## The scores of the coach's signals: with COACH_DATA=folder on all held-out texts, else on the tests' sample.
coach-scores: $(INSTALLED)
	$(BIN)/python tools/train_coach $(COACH_DATA) --scores

## Write the pinned versions anew, from two fresh environments (see docs/decisions/0004).
pins:
	rm -rf .venv-pins
	$(PYTHON) -m venv .venv-pins
	.venv-pins/bin/python -m pip install --quiet --only-binary=:all: .
	.venv-pins/bin/python -m pip freeze | grep -iv '^rapport' > requirements/run.txt
	.venv-pins/bin/python -m pip install --quiet --only-binary=:all: -c requirements/run.txt '.[dev]'
	.venv-pins/bin/python -m pip freeze | grep -iv '^rapport' > requirements/dev.txt
	rm -rf .venv-pins

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
