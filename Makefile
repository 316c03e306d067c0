# Two commands do everything: `make serve` and `make test`. `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help setup serve test check lint types imports content unit browser bench lock format translations clean

help: ## Say what each command does
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | awk -F '\t' '{printf "  make %-14s %s\n", $$1, $$2}'

$(VENV)/.ready: requirements-dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "SCORE Learn needs Python 3.11 or newer. Say which with: make serve PYTHON=python3.12")'
	@echo "Setting up the environment in $(VENV) (a minute or two, once) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@

setup: $(VENV)/.ready ## Make the environment from the hash-locked dependencies

serve: setup ## Migrate the database, load the content, start the server with a demo enterprise
	@$(BIN)/score serve --demo

test: setup ## Run everything: lint, types, imports, content, unit, web, both databases, browser
	@$(BIN)/python -m tests.everything

lint: setup ## ruff: style and likely mistakes
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: setup ## mypy --strict
	@$(BIN)/mypy

imports: setup ## import-linter: imports go down only
	@$(BIN)/lint-imports

content: setup ## Check everything the trainers wrote
	@$(BIN)/score content check

unit: setup ## The tests without a browser
	@$(BIN)/pytest -m "not browser"

browser: setup ## The tests in a real browser
	@$(BIN)/pytest -m browser

bench: setup ## Measure: ratios taken in one run, printed as a table
	@$(BIN)/python -m tests.bench

format: setup ## Let ruff put the code in order
	@$(BIN)/ruff check --fix . && $(BIN)/ruff format .

translations: setup ## Collect the words people see into app/i18n/locale
	@$(BIN)/python -m app.i18n.collect

lock: ## Lock the dependencies again (needs uv)
	uv pip compile pyproject.toml --universal --generate-hashes --no-emit-index-url --upgrade -q -o requirements.txt
	uv pip compile pyproject.toml --extra dev --universal --generate-hashes --no-emit-index-url --upgrade -q -o requirements-dev.txt

clean: ## Remove the environment and the caches (never the data)
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis *.egg-info
