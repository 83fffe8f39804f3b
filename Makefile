# Every command of the project is one line here and one line in the README.
.PHONY: figures check test test-newest site faults lab bench stress audit sbom fuzz prove cluster readers lock
SHELL := /bin/bash
PYTHON := python3
VENV := .venv$(if $(filter-out python3,$(PYTHON)),-$(notdir $(PYTHON)))
BIN := $(VENV)/bin

# The Python that makes an environment; if it is missing or too old, make says so and stops.
FAULT = $(shell $(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or print("is %d.%d" % sys.version_info[:2])' 2>/dev/null || echo "could not be run")
CHECKED_PYTHON = $(if $(strip $(FAULT)),$(error bluebook needs Python 3.11 or newer, and $(PYTHON) $(FAULT); \
    name another one, as in: make $(or $(firstword $(MAKECMDGOALS)),figures) PYTHON=python3.12))$(PYTHON)

figures: $(VENV)/made  ## run every notebook, write every figure
	$(BIN)/bluebook figures

check: $(VENV)/made  ## check the tables and the code in half a minute, before a commit
	$(BIN)/bluebook check
	$(BIN)/ruff check scripts tests notebooks
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2 --dist worksteal tests/record tests/test_house.py tests/test_make.py tests/ground tests/counts

test: $(VENV)/made  ## check the tables, the code, the notebooks and the figures
	$(BIN)/bluebook check
	$(BIN)/mypy
	JUPYTER_DEFAULT_PROVISIONER_NAME=bluebook-warm $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder --max-worker-restart 1 --durations 10 --nbval tests notebooks

test-newest:  ## run the suite against the newest releases of every dependency; tests/newest.yml lists what may fail
	$(CHECKED_PYTHON) -m venv --clear .venv-newest
	.venv-newest/bin/python -m pip install --quiet --disable-pip-version-check --upgrade -e '.[dev]'
	.venv-newest/bin/python tests/newest.py

faults: $(VENV)/made  ## kill each command that writes 100 times, and check that nothing is half-written (1 to 2 hours)
	$(BIN)/python tests/faults.py

lab: $(VENV)/made  ## open JupyterLab with a form: question, partner, period, language
	JUPYTER_DEFAULT_PROVISIONER_NAME=bluebook-warm JUPYTER_CONFIG_PATH="$(CURDIR)/.jupyter" $(BIN)/jupyter lab notebooks/00-start.ipynb --ServerApp.root_dir="$(CURDIR)" --LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate $(LAB)

site: $(VENV)/made  ## build the site to read: site/index.html
	$(BIN)/bluebook site

bench: $(VENV)/made  ## time reruns side by side (papermill, and ours cold and warm), imports, exports and growth (over half an hour)
	$(BIN)/python tests/bench_reruns.py
	$(BIN)/python tests/bench_sources.py
	$(BIN)/python tests/bench_record.py
	$(BIN)/python tests/bench_site.py
	$(BIN)/python tests/bench_coding.py
	$(BIN)/python tests/bench_export.py
	$(BIN)/python tests/bench_growth.py

stress: $(VENV)/made  ## 300 runs at 8 jobs: none is lost, nothing is left behind
	$(BIN)/python tests/stress.py

audit: $(VENV)/made  ## look up known vulnerabilities of every locked package
	$(BIN)/python tests/audit.py

sbom: $(VENV)/made  ## write bom.json, the inventory of every locked package (CycloneDX)
	$(BIN)/python -W ignore -m cyclonedx_py requirements --pyproject pyproject.toml --output-reproducible --validate --output-file bom.json requirements.txt

fuzz: $(VENV)/made  ## feed 10,000 corrupted inputs to every entry point: none may end in a traceback (several hours)
	BLUEBOOK_TRIES=$${BLUEBOOK_TRIES:-10000} $(BIN)/python -m pytest -n 2 -o faulthandler_timeout=0 tests/fuzz

prove: $(VENV)/made  ## plant more than 1,100 errors one at a time in a copy: each must be caught or explained
	PYTHONPATH=tests $(BIN)/python -m prove --jobs 2

# The weekly run; a test that can't run fails here, so that nothing is skipped unseen. Spark needs Java 17.
cluster: .venv-cluster/made  ## sweep on a dask scheduler with two workers and count in Spark, all on this machine
	BLUEBOOK_NO_SKIP=1 .venv-cluster/bin/python -m pytest -m cluster tests/runs/test_sweeps.py tests/sources

readers: .venv-readers/made  ## read the exports with Polars, ReadStat, Datasette, mlcroissant and others, in an environment of its own
	BLUEBOOK_NO_SKIP=1 .venv-readers/bin/python -m pytest -m readers tests/exports tests/releases

.venv-cluster/made .venv-readers/made: .venv-%/made: requirements.txt pyproject.toml
	rm -rf .venv-$*
	$(CHECKED_PYTHON) -m venv .venv-$*
	.venv-$*/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.txt
	.venv-$*/bin/python -m pip install --quiet --disable-pip-version-check -e '.[$(EXTRAS_$*)]'
	touch $@

EXTRAS_cluster := dask,spark
EXTRAS_readers := readers

lock:  ## update requirements.txt from pyproject.toml
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	    --no-header --no-annotate --quiet --upgrade --output-file requirements.txt

# The environment, from the lock alone: made when missing or older than the lock, half-made ones are made again. Another
# Python has one of its own: `make test PYTHON=python3.12`.
$(VENV)/made: requirements.txt pyproject.toml
	rm -rf $(VENV)
	$(CHECKED_PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

# axe-core for the browser tests, from its lock; without it those tests say that they were skipped.
tests/browser/node_modules: tests/browser/package-lock.json
	cd tests/browser && npm ci --no-audit --no-fund --ignore-scripts
	touch $@
