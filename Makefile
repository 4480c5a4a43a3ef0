# `make` lists the targets. `make check` and `make test` are the whole set-up.

# What "now" means for the claims in this repository. Pinned, so that the same claims give the same reports on any day;
# `make check AS_OF=2027-01-31` asks for another day.
AS_OF = 2026-11-22

# The folder with the documents' texts, for checking quotes; left out where it does not exist.
DOCUMENTS ?= $(or $(CHECKER_DOCUMENTS),../shared/documents)
documents = $(if $(wildcard $(DOCUMENTS)/.),--documents '$(DOCUMENTS)')

PYTHON ?= python3
BIN = .venv/bin
installed = .venv/.installed
installed_dev = .venv/.installed-dev
installed_bench = .venv/.installed-bench
installed_release = .venv/.installed-release

.DEFAULT_GOAL = help
.PHONY: help setup check test quick lint format generate schemas pages picture figures languages bench reliability release lowest clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

setup: $(installed)  ## build .venv, where pyproject.toml or constraints.txt changed

# PIP_CONSTRAINT reaches the build backend too; the option -c would not.
install = PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable

$(BIN)/python:
	@$(PYTHON) -c 'import sys; v = sys.version_info; v >= (3, 11) or sys.exit("checker needs Python 3.11 or newer, \
	$(PYTHON) is %d.%d: name a newer one, as in make PYTHON=python3.12" % v[:2])'
	$(PYTHON) -m venv .venv

$(installed): pyproject.toml constraints.txt | $(BIN)/python
	$(install) '.[all]'
	@touch $@

$(installed_dev): $(installed)
	$(install) '.[dev]'
	@touch $@

$(installed_release): $(installed)
	$(install) '.[release]'
	@touch $@

$(installed_bench): $(installed)
	$(install) '.[bench]'
	@touch $@

# Claims that disagree are what the job is there to find, so they do not fail it (--exit-zero); a fault in the files (2),
# an unfinished run (3) or a crash does.
check: setup  ## check claims/ and write reports/
	@mkdir -p reports
	$(BIN)/checker check claims --as-of $(AS_OF) $(documents) --exit-zero \
	    --output json=reports/findings.json --output markdown=reports/report.md --output html=reports/report.html
	@echo 'The report: reports/report.html (for a browser), reports/report.md, reports/findings.json'

test: $(installed_dev)  ## run every test, as CI does
	CHECKER_CLONE=1 $(BIN)/python -m pytest --numprocesses 2 $(TESTS)

QUICK ?= tests/model tests/rules tests/reasons tests/literals tests/test_house.py

quick: $(installed_dev)  ## the tests of rules, reasons and values, under a minute
	$(BIN)/python -m pytest --quiet $(QUICK)

lint: $(installed_dev)  ## style, types, layers and circles
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/pyrefly check
	$(BIN)/lint-imports

format: $(installed_dev)  ## put files into the house style
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

generate: schemas pages picture figures check  ## write every generated file anew

schemas: setup
	$(BIN)/python -m checker.schemas

pages: setup  # the rule catalogue and those of docs/ that say that they are made from code
	$(BIN)/python -m checker.report.pages

picture: setup  # the one that the README shows
	$(BIN)/checker timeline occupation-of-japan end --as-of $(AS_OF) --svg docs/occupation.svg > /dev/null

figures: setup  # the page of the long runs, from what they left in benchmarks/figures
	$(BIN)/python benchmarks/reliability.py

languages: $(installed_dev)  ## take over what CLDR says of the languages of documents
	$(BIN)/python -m tests.languages.from_cldr

SIZE ?= 1000000

bench: $(installed_bench)  ## measure beside peers, a quarter of an hour; SIZE=10000000 for more rows
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/mutations.py claims tests/corpora/*/claims
	$(if $(documents),$(BIN)/python benchmarks/drafts.py '$(DOCUMENTS)')
	$(BIN)/python benchmarks/news.py
	$(BIN)/python benchmarks/joint.py
	$(BIN)/python benchmarks/report.py
	$(BIN)/python benchmarks/systematic.py 200
	$(BIN)/python benchmarks/truth.py 20
	$(BIN)/python benchmarks/claims_yaml.py
	$(BIN)/python benchmarks/elections.py
	$(BIN)/python benchmarks/large_file.py
	$(BIN)/python benchmarks/wikibase.py --items 1000
	$(BIN)/python benchmarks/screening.py --rows $(SIZE) --moving 0.1
	$(BIN)/python benchmarks/bulk.py --rows $(SIZE)
	$(BIN)/python benchmarks/peers.py --rows 1000 100000

# Each long run is a target of its own, and leaves its figures for docs/reliability.md.
reliability: $(installed_dev)  ## the long runs, for hours: everything that docs/reliability.md shows
	$(MAKE) --no-print-directory figures

# What a plain installation holds is listed (CycloneDX) from one that was made of the wheel.
release: $(installed_release)  ## dist/: the wheel and the source, checked and installed, and a list of what they bring
	rm -rf dist build/plain
	PIP_CONSTRAINT=constraints.txt $(BIN)/python -m build --outdir dist .
	$(BIN)/twine check --strict dist/*.whl dist/*.tar.gz
	$(PYTHON) -m venv build/plain
	PIP_CONSTRAINT=constraints.txt build/plain/bin/python -m pip install --quiet --disable-pip-version-check dist/*.whl
	build/plain/bin/checker check claims --as-of $(AS_OF) --exit-zero --format badge > /dev/null
	$(BIN)/cyclonedx-py environment --output-reproducible --output-file dist/checker.cdx.json build/plain

lowest: $(installed_release)  ## some tests with the lowest versions of libraries that pyproject.toml admits
	$(BIN)/uv venv --quiet --clear build/lowest
	$(BIN)/uv pip install --quiet --python build/lowest/bin/python --resolution lowest-direct '.[all]'
	$(BIN)/uv pip install --quiet --python build/lowest/bin/python --constraint constraints.txt \
	    babel edtf hypothesis num2words openpyxl pint pytest
	PYTHONPATH=. build/lowest/bin/python -m pytest --quiet $(filter-out tests/test_house.py,$(QUICK)) \
	    tests/readers tests/relations tests/test_cli.py

clean:  ## remove what can be built again
	rm -rf .venv build dist .hypothesis .import_linter_cache .pytest_cache .ruff_cache
	find checker tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
