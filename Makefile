# Every target works from a fresh checkout; `make ci` is what the continuous integration runs.
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: setup check test ci wheel benchmark bundle lock readme docs

setup: $(BIN)/ruff

$(BIN)/ruff: pyproject.toml
	python3 -m venv $(VENV)
	$(BIN)/pip install -q -e '.[dev]'
	touch $@

check: setup
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/yamllint --strict rules

test: setup
	$(BIN)/python -m pytest -q

ci:
	CI=true .ci/run

wheel: setup
	$(BIN)/python -m build --outdir dist

# The folder for an office without network, in dist/; needs the package index.
bundle: setup
	$(BIN)/pip install -q -e '.[bundle]'
	$(BIN)/python bundle/make_bundle.py

lock: setup
	$(BIN)/pip install -q -e '.[bundle]'
	$(BIN)/python bundle/make_lock.py

benchmark: setup
	$(BIN)/python benchmarks/measure.py

readme: setup
	$(BIN)/python docs/readme.py

docs: setup
	$(BIN)/python docs/schemas.py
	$(BIN)/python docs/rules.py
	$(BIN)/python docs/precision.py
	$(BIN)/python docs/readme.py
