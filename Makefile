# Every command of the project is one line here and one line in the README.
.PHONY: figures test lab bench stress prove lock
SHELL := /bin/bash
BIN := .venv/bin

figures: .venv/made  ## run every notebook, write every figure
	$(BIN)/bluebook figures

test: .venv/made  ## check the tables, the code, the notebooks and the figures
	$(BIN)/bluebook check
	JUPYTER_DEFAULT_PROVISIONER_NAME=bluebook-warm $(BIN)/python -m pytest -n 2 --dist loadfile --nbval tests notebooks

lab: .venv/made  ## open the notebooks in JupyterLab
	$(BIN)/jupyter lab notebooks

bench: .venv/made  ## time reruns side by side: papermill, and ours cold and warm (some 15 minutes)
	$(BIN)/python tests/bench_reruns.py
	$(BIN)/python tests/bench_sources.py

stress: .venv/made  ## 300 runs at 8 jobs: none lost, nothing left behind
	$(BIN)/python tests/stress.py

prove: .venv/made  ## plant hundreds of errors one at a time into a copy: each must be caught (some 20 minutes)
	PYTHONPATH=tests $(BIN)/python -m prove --jobs 2

lock:  ## compile requirements.txt anew from pyproject.toml
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	    --no-header --no-annotate --quiet --upgrade --output-file requirements.txt

# The environment, from the lock alone: made when missing or older than the lock, half-made ones are made again.
.venv/made: requirements.txt pyproject.toml
	rm -rf .venv
	python3 -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@
