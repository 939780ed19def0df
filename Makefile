# make run     starts Dossier: the Discord bot, or the chat in the terminal where there is no token
# make ask     answers one question: make ask Q="Who is Captain Renault?"
# make test    runs every check and every test

PYTHON ?= python3
# On Linux the plain torch of the package index brings several gigabytes of CUDA along, so its CPU
# build is asked for by name.
TORCH_VERSION = $(shell sed -n 's/^torch==//p' constraints.txt)
TORCH ?= torch==$(TORCH_VERSION)$(if $(filter Linux,$(shell uname -s)),+cpu)

BIN := .venv/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet --quiet
# What is typed reaches the program as it was typed, dollar signs and quotation marks included.
export QUESTION := $(value Q)

.PHONY: help run ask test install install-test lint types contracts format clean

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

run: .venv/.ready
	@$(BIN)/dossier run

ask: .venv/.ready
	@$(BIN)/dossier ask -- "$$QUESTION"

test: lint types contracts
	@$(BIN)/python -m pytest

install: .venv/.ready

install-test: .venv/.ready-test

lint: .venv/.ready-test
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .

types: .venv/.ready-test
	@$(BIN)/mypy

contracts: .venv/.ready-test
	@$(BIN)/lint-imports --no-cache > .venv/contracts.log || { cat .venv/contracts.log; exit 1; }

format: .venv/.ready-test
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format --quiet .

clean:
	rm -rf .venv index/built

.venv/.ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Dossier needs Python 3.11 or newer; name one: make PYTHON=python3.11"; exit 1; }
	@echo "Setting up .venv, once (about a minute) ..."
	@test -x $(BIN)/pip || $(PYTHON) -m venv .venv
	@$(PIP) install -c constraints.txt '$(TORCH)' || { \
		echo "pip found no CPU build of torch here. Point it at PyTorch's CPU index (see"; \
		echo "https://pytorch.org/get-started/locally/) with PIP_EXTRA_INDEX_URL=..., or accept"; \
		echo "the large default build: make $(MAKECMDGOALS) TORCH=torch==$(TORCH_VERSION)"; exit 1; }
	@$(PIP) install -c constraints.txt -e .
	@touch $@

.venv/.ready-test: .venv/.ready
	@$(PIP) install -c constraints.txt -e '.[test]'
	@touch $@
