# make run, make test, make bench, make chaos: each installs what it needs first. Only Python 3.11+ and make must be there.
PYTHON ?= python3
PORT ?= 8000
HOST ?= 127.0.0.1
DATA ?= .data
CORES ?= 2
CUTS ?= 10000
SEED ?= 1
STEPS ?= 400
DB ?= sqlite
VENV := .venv
MISSING := .cache/browsers-missing
BIN := $(VENV)/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)
export FLASK_APP := app
export DATA
# Where it is set, every process would compile everything anew: hundreds of processes, in make test.
unexport PYTHONDONTWRITEBYTECODE

# Tests write and sync to disk all the time and keep nothing of it: in memory, where there is room for that.
ROOM_IN_MEMORY_KB := $(shell df --output=avail /dev/shm 2>/dev/null | tail -n 1)
SCRATCH := $(shell [ "$(or $(ROOM_IN_MEMORY_KB),0)" -gt 6000000 ] 2>/dev/null && echo /dev/shm || echo "$${TMPDIR:-/tmp}")
unit postgres journeys: export TMPDIR := $(SCRATCH)

.PHONY: install run test lint types unit postgres phone browsers journeys bench chaos demo-city large-rescue screenshots clean

install: $(VENV)/installed static/vendor/installed inspect_app/translations/en/LC_MESSAGES/messages.mo

$(VENV)/installed: requirements.txt
	test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

static/vendor/installed: package.json package-lock.json static/fetch-vendor.mjs $(VENV)/installed
	$(BIN)/npm ci --no-audit --no-fund --ignore-scripts --loglevel=error
	$(BIN)/npm run --silent vendor
	touch $@

inspect_app/translations/en/LC_MESSAGES/messages.mo: inspect_app/translations/en/LC_MESSAGES/messages.po $(VENV)/installed
	$(BIN)/pybabel --quiet compile -d inspect_app/translations

# The calls to paired offices run beside the server: its shell becomes gunicorn, and they end when it has ended.
run: install
	@mkdir -p $(DATA)
	@$(BIN)/flask db upgrade 2>>$(DATA)/migrations.log
	@$(BIN)/flask demonstration load
	@$(BIN)/flask catalogue publish
	@$(BIN)/flask demonstration show --url http://$(HOST):$(PORT)
	@$(BIN)/flask exchange run --beside $$$$ & \
	exec $(BIN)/gunicorn --bind $(HOST):$(PORT) --worker-class gthread --workers $${WORKERS:-2} --threads 8 \
	    --no-control-socket --timeout 120 --graceful-timeout 20 --log-level warning app:app

# Everything, in the order in which a fault is cheapest to find. Some 16 minutes on two cores, with installing; 15 are wanted.
test: install
	$(MAKE) --no-print-directory -j3 lint types phone browsers
	$(MAKE) --no-print-directory unit
	$(MAKE) --no-print-directory postgres
	$(MAKE) --no-print-directory journeys

lint: install
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --quiet --check .

types: install
	$(BIN)/mypy
	$(BIN)/npm run --silent types

unit: install
	$(BIN)/python -m pytest tests --ignore tests/browser --ignore tests/bench -n $(CORES)
	@command -v soffice >/dev/null || \
	    printf '\n!! NOT TESTED: no Word paper was opened in LibreOffice. Install libreoffice-writer-nogui and run make test again. !!\n'

# The record on the other database: what is stored, done and synced.
postgres: install
	$(BIN)/python -m pytest tests/store tests/actions tests/sync tests/test_backup.py tests/test_evidence.py \
	    tests/test_ledger_stamps.py -n $(CORES) --postgres

phone: install
	$(BIN)/npm test --silent

browsers: install
	$(BIN)/python -m tests.browser.machine

journeys: browsers
	BROWSERS_MISSING=$$(cat $(MISSING)) $(BIN)/python -m pytest tests/browser -n $(CORES)
	@if [ -s $(MISSING) ]; then \
	    printf '\n!! NOT TESTED: no journey ran in %s. Install it (README, "Browsers") and run make test again. !!\n' "$$(cat $(MISSING))"; \
	fi

bench: install browsers
	$(BIN)/python -m tests.bench

# 26 simulated phones, bad lines and a server that is killed: CUTS faults by SEED, on DB=sqlite or postgresql.
# The last line is one JSON object; it fails when anything was lost, doubled or spoilt. A short one is in make test.
chaos: install
	@$(BIN)/python -m tests.chaos --cuts $(CUTS) --seed $(SEED) --database $(DB)

# City, Songjiang and Minhang as real servers (the city on PostgreSQL, city and Minhang by files only), killed by SEED.
# They hand each other leads, questions, standards and figures. The last line is one JSON object; it fails when a message was
# lost, doubled or left without its receipt, or when anything reads differently on its two sides.
demo-city: install
	@$(BIN)/python -m tests.city --seed $(SEED) --steps $(STEPS)

# A rescue file of 300 photos and 1 GB, from a real browser into the office: how long it takes, what the page needs.
large-rescue: install browsers
	LARGE_RESCUE=1 $(BIN)/python -m pytest tests/browser/test_large_rescue.py -s

# The pictures of the README and the guides, by driving the real app.
screenshots: install browsers
	$(BIN)/python -m tests.screenshots

clean:
	rm -rf $(VENV) node_modules static/vendor .cache
