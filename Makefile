# kg needs Python 3.11 or newer and make; all else is fetched into .venv.
#
#   make demo    the seed article as a graph, and answers to a few questions
#   make test    all checks

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --no-input --disable-pip-version-check
SOURCES := kg tests training $(wildcard benchmarks)
QUESTIONS := posts partner-regions agreements-by-level participant-counts financing

.DEFAULT_GOAL := help
.PHONY: help demo test lint types pytest chromium virtuoso clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(VENV)/.installed ## Build the seed article's graph into build/ and ask it a few questions
	@$(BIN)/kg build seeds --out build
	@for question in $(QUESTIONS); do echo; echo "kg query $$question"; $(BIN)/kg query $$question || exit 1; done
	@echo; echo "Open build/graph.html in a browser; ask more with $(BIN)/kg query --list"

test: chromium virtuoso lint types pytest ## Install what tests need, the browser included, and run all checks

lint: $(VENV)/.tested
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)

types: $(VENV)/.tested
	$(BIN)/mypy

pytest: $(VENV)/.tested
	$(BIN)/python -m pytest

clean: ## Remove what was built, .venv included
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find kg tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "kg needs Python 3.11 or newer: name one with make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "Python's venv is missing: install it with apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(PIP) --editable .
	@touch $@

$(VENV)/.tested: pyproject.toml | $(VENV)/bin/python
	$(PIP) --editable '.[test]'
	@touch $@ $(VENV)/.installed

# The page is tested in a real browser: a Chromium of the system, or the one that KG_CHROMIUM names.
chromium:
	@if [ -n "$$KG_CHROMIUM" ] || command -v chromium google-chrome >/dev/null 2>&1; then exit 0; fi; \
	if ! command -v apt-get >/dev/null; then echo "No Chromium: install one, or name it in KG_CHROMIUM" >&2; exit 1; fi; \
	if [ "$$(id -u)" = 0 ]; then root=; elif command -v sudo >/dev/null; then root=sudo; else \
	  echo "No Chromium, and no rights to install it: run apt-get install chromium as root" >&2; exit 1; fi; \
	export DEBIAN_FRONTEND=noninteractive; echo "Installing Chromium"; \
	$$root apt-get update -qq && $$root apt-get install -y -qq --no-install-recommends chromium >/dev/null

# Stores on a server are tested against a real one. Without rights to install it these tests are skipped, and say so.
virtuoso:
	@if command -v virtuoso-t >/dev/null || ! command -v apt-get >/dev/null || [ "$$(id -u)" != 0 ]; then exit 0; fi; \
	export DEBIAN_FRONTEND=noninteractive; echo "Installing Virtuoso"; \
	apt-get update -qq && apt-get install -y -qq --no-install-recommends virtuoso-opensource-7-bin >/dev/null
