# `make run` opens the dashboard, `make test` runs everything that CI runs. Each sets up what it needs.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test format bench evaluate encoder torture fuzz demo screenshots clean

run: $(VENV)/.ready
	$(BIN)/python -m ui.serve

test: $(VENV)/.ready-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest -n 2 --dist loadfile

format: $(VENV)/.ready-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.ready-dev
	$(BIN)/python -m benchmarks

# Minutes: finds the calibration anew and prints how the engine does on the words of people it has not seen.
evaluate: $(VENV)/.ready
	$(BIN)/python -m analytics.themes.calibrate

# Minutes: imports killed at random moments, a hundred times.
torture: $(VENV)/.ready-dev
	$(BIN)/python -m benchmarks.torture

# Eight minutes: four of texts changed so that they reach new lines of the readers, four of workbooks, Parquet, Word and
# PDF changed with their frame whole; a failing file is kept in .cache/fuzz.
fuzz: $(VENV)/.ready-dev
	$(BIN)/python -m tests.fuzz

# Minutes: teaches the sentence encoder anew (PyTorch), after which `make evaluate` is due.
encoder: $(VENV)/.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-encoder.txt
	$(BIN)/python -m analytics.themes.distilling

demo: $(VENV)/.ready
	$(BIN)/python -m analytics demo demo-log.csv

screenshots: $(VENV)/.ready-dev
	$(BIN)/python -m tests.browser.screenshots docs/screenshots

clean:
	rm -rf $(VENV) .cache .pytest_cache .mypy_cache .ruff_cache

# The stamp files make the set-up run once, again only when the pins change, and offline afterwards.
$(VENV)/.ready: requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/python -m analytics themes prepare
	touch $@

$(VENV)/.ready-dev: requirements-dev.txt $(VENV)/.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@
