# make run     starts Dossier: the Discord bot, or the chat in the terminal where there is no token
# make ask     answers one question: make ask Q="Who is Captain Renault?"
# make test    runs every check and every test
# make reranker makes a small language model that helps the ranking (93 MB are downloaded)
# make mutants changes the core, one change at a time, and counts what no test sees (an hour)
# make audit   asks PyPI for known weaknesses of what is pinned
# make release builds wheel and sdist into dist/, and tries the wheel in an environment of its own
# make licences, make sbom   list the packages with their licences, for people and for programs

PYTHON ?= python3
# On Linux the plain torch of the package index brings several gigabytes of CUDA along, so its CPU
# build is asked for by name.
TORCH_VERSION = $(shell sed -n 's/^torch==//p' constraints.txt)
TORCH ?= torch==$(TORCH_VERSION)$(if $(filter Linux,$(shell uname -s)),+cpu)
# Where it is to be had, if pip does not find it where it looks.
TORCH_INDEX ?= https://download.pytorch.org/whl/cpu
TORCH_FROM = { $(1) install -c constraints.txt '$(TORCH)' 2> /dev/null \
	|| $(1) install -c constraints.txt --extra-index-url $(TORCH_INDEX) '$(TORCH)'; }

BIN := .venv/bin
TOOLS := .venv-tools/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet --quiet
TRIAL = "$$folder/venv/bin/pip" --disable-pip-version-check --quiet --quiet
# An environment does not survive being moved: one that was made elsewhere is made anew.
READY := .venv/.ready-$(shell pwd | cksum | cut -d ' ' -f 1)
# What is typed reaches the program as it was typed, dollar signs and quotation marks included.
export QUESTION := $(value Q)

.PHONY: help run ask test install install-test lint types contracts format reranker mutants audit licences sbom release clean

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

run: $(READY)
	@$(BIN)/dossier run

ask: $(READY)
	@$(BIN)/dossier ask -- "$$QUESTION"

# Two processes have a core each: with threads beside that, they would wait for one another.
test: lint types contracts
	@OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 --dist loadfile

install: $(READY)

install-test: $(READY)-test

lint: $(READY)-test
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .

types: $(READY)-test
	@$(BIN)/mypy

contracts: $(READY)-test
	@$(BIN)/lint-imports --no-cache > .venv/contracts.log || { cat .venv/contracts.log; exit 1; }

format: $(READY)-test
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format --quiet .

reranker: $(READY)
	@$(BIN)/python deploy/reranker.py

mutants: $(READY)-test
	@$(PIP) install -c constraints.txt -e '.[mutants]'
	@$(BIN)/mutmut run
	@$(BIN)/mutmut results

# Without --strict what could not be looked up would count as sound.
audit: .venv-tools/.ready
	@$(TOOLS)/pip-audit --strict --disable-pip --no-deps --progress-spinner off -r constraints.txt

# tld leaves the choice between the MPL and the GPL; we take the MPL.
licences: $(READY) .venv-tools/.ready
	@$(TOOLS)/pip-licenses --python=$(BIN)/python --from=mixed --order=license
	@$(TOOLS)/pip-licenses --python=$(BIN)/python --from=mixed --ignore-packages tld \
		--partial-match --fail-on 'GPL;GNU General Public;Affero' > .venv-tools/licences.log

sbom: $(READY) .venv-tools/.ready
	@mkdir -p dist
	@$(TOOLS)/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible \
		-o dist/sbom.cdx.json $(BIN)/python
	@echo "Wrote dist/sbom.cdx.json."

# The wheel is tried far from the checkout, so that it has nothing but what it brings.
release: .venv-tools/.ready
	@rm -rf build dist/dossier-*
	@$(TOOLS)/pyproject-build --outdir dist > .venv-tools/release.log 2>&1 \
		|| { cat .venv-tools/release.log; exit 1; }
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT \
		&& echo "Trying the wheel in an environment of its own (about a minute) ..." \
		&& $(PYTHON) -m venv "$$folder/venv" && $(call TORCH_FROM,$(TRIAL)) \
		&& $(TRIAL) install -c constraints.txt dist/dossier-*.whl \
		&& mkdir "$$folder/trial" && cp -R seeds "$$folder/trial/seeds" && cd "$$folder/trial" \
		&& ../venv/bin/dossier --version \
		&& ../venv/bin/dossier ask "Who is Captain Renault?" > answer.txt \
		&& grep -q "Shocked, shocked" answer.txt && test -d index/built \
		&& mv seeds elsewhere && ../venv/bin/dossier sources --seeds elsewhere --index other > list.txt \
		&& grep -q renault list.txt
	@ls dist/dossier-*

clean:
	rm -rf .venv .venv-tools index/built dist mutants

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Dossier needs Python 3.11 or newer; name one: make PYTHON=python3.11"; exit 1; }
	@echo "Setting up .venv, once (about a minute) ..."
	@test -e $@ || $(PYTHON) -m venv --clear .venv
	@$(call TORCH_FROM,$(PIP)) || { \
		echo "No CPU build of torch can be had here. Where $(TORCH_INDEX)"; \
		echo "cannot be reached, name an index that has it (make $(MAKECMDGOALS) TORCH_INDEX=...),"; \
		echo "or accept the large default build (... TORCH=torch==$(TORCH_VERSION))."; exit 1; }
	@$(PIP) install -c constraints.txt -e .
	@touch $@

$(READY)-test: $(READY)
	@$(PIP) install -c constraints.txt -e '.[test]'
	@touch $@

.venv-tools/.ready: tools.txt
	@test -x $(TOOLS)/pip || $(PYTHON) -m venv .venv-tools
	@$(TOOLS)/pip --disable-pip-version-check --quiet --quiet install -r tools.txt
	@touch $@
