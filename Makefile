# make demo   set up and run the main job on the sample reports
# make test   set up and run every check and test
# Needs nothing but Python 3.11+ with venv, make and a Python package index.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	if command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	then echo $$p; break; fi; done)
VENV := .venv
BIN := $(VENV)/bin
OUT := demo-output
PIP := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: demo test check lint types layers tests bench samples templates quality clean wheel
.DEFAULT_GOAL := demo

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed (python3 --version)"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) install --quiet --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@ $(VENV)/.run

demo: $(VENV)/.run
	@mkdir -p $(OUT)
	$(BIN)/wenzhi analyze data/samples -f table
	$(BIN)/wenzhi analyze data/samples -f json -o $(OUT)/profiles.json
	$(BIN)/wenzhi analyze data/samples -f html -o $(OUT)/report.html
	@echo "Open $(OUT)/report.html in a browser; $(OUT)/profiles.json holds the complete profiles."

test: lint types layers tests

check: lint types layers

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

layers: $(VENV)/.dev
	$(BIN)/lint-imports

tests: $(VENV)/.dev
	$(BIN)/python -m pytest -n 2

bench: $(VENV)/.dev
	$(BIN)/python -m tests.benchmarks

quality: $(VENV)/.dev
	$(BIN)/python -m tests.quality

samples: $(VENV)/.dev
	$(BIN)/python -m tests.builders.samples

templates: $(VENV)/.dev
	$(BIN)/python -m tests.builders.letter_templates

wheel: $(VENV)/.dev
	rm -rf dist
	$(BIN)/python -m build --wheel

clean:
	rm -rf $(VENV) $(OUT) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
