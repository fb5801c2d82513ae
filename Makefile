# make run, make test, make bench: each installs what it needs first. Only Python 3.11+ and make must be there.
PYTHON ?= python3
PORT ?= 8000
HOST ?= 127.0.0.1
DATA ?= .data
VENV := .venv
BIN := $(VENV)/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)
export FLASK_APP := app
export DATA

.PHONY: install run test lint types unit phone browser bench screenshots clean

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

run: install
	$(BIN)/flask db upgrade
	$(BIN)/flask demonstration load
	$(BIN)/flask catalogue publish
	$(BIN)/flask demonstration show --url http://$(HOST):$(PORT)
	$(BIN)/gunicorn --bind $(HOST):$(PORT) --worker-class gthread --workers $${WORKERS:-2} --threads 8 \
	    --timeout 120 --graceful-timeout 20 app:app
