# make demo   opens the review page with a sample questionnaire drafted
# make test   passes the tests
# make check  the long runs as well: kills, fuzzing (ten minutes of it with atheris, where that is installed), LibreOffice
# Both make .venv and install what they need; with it in place nothing is installed again.
SHELL := /bin/bash
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
  command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
READY := .venv/.installed
TESTDATA := $(abspath ../shared)
ifneq ($(wildcard $(TESTDATA)/corpus),)
export QBOT_TESTDATA ?= $(TESTDATA)
endif

# make picture  takes the picture of the README from the real page
# make bench  all figures beside what else could be used, in one run; writes BENCHMARKS.md
.PHONY: demo test check bench lint lock samples picture clean

demo: $(READY)
	@$(BIN)/python samples/demo.py

test: $(READY)
	$(BIN)/python -m pytest -m "not long"

check: $(READY)
	$(BIN)/python -m pytest -m "long or not long"

bench: $(READY)
	$(BIN)/python tests/tools/bench.py

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@if [ -d node_modules ]; then node_modules/.bin/tsc -p . && $(BIN)/python tests/tools/vendor_assets.py --check; \
	  else echo "The review screen's types were not checked: run npm ci --ignore-scripts for that"; fi

picture: $(READY)
	$(BIN)/python tests/tools/picture.py

samples: $(READY)
	$(BIN)/python samples/make_samples.py

lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --extra dev pyproject.toml -o requirements.lock

clean:
	rm -rf .venv node_modules dist build .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(READY): pyproject.toml requirements.lock
	@test -n "$(PYTHON)" || { echo "qbot needs Python 3.11 or newer, and none was found. Install it, or say PYTHON=/path/to/python3.11"; exit 1; }
	@echo "Making .venv and installing what qbot needs (once) ..."
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q qbot  # an installed package has its byte-code; without it a start takes twice as long
	@touch $@
