# `make` alone lists the targets. Each target that needs Python sets up its own virtual environment first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
GUIDE := PYTHONPATH=hooks $(BIN)/python -m guide
BENCH := PYTHONPATH=hooks:tests $(BIN)/python -m bench
SITE := site
NEW := .build/site
# The same commit gives the same bytes, whenever and wherever it is built (reproducible-builds.org/specs/source-date-epoch).
export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || date +%s)
export NO_MKDOCS_2_WARNING = 1

.DEFAULT_GOAL := help
.PHONY: help site serve compressed serve-nginx check lint test translations translated example fields links bench bench-peers lock clean
.DELETE_ON_ERROR:

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 22

# A stamp for each lock file: a second run installs nothing.
$(VENV)/.site: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.test: requirements-test.txt $(VENV)/.site
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt
	@touch $@

# Dictionaries, and checkers of the built pages that run in Node.js, which comes with requirements-test.txt.
$(VENV)/.node: tests/package-lock.json $(VENV)/.test
	cd tests && PATH="$(abspath $(BIN)):$$PATH" npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

site: $(VENV)/.site ## build the site into site/; a failed build leaves the last one as it was
	@rm -rf $(NEW) && mkdir -p $(NEW)
	@cp -al $(SITE)/. $(NEW) 2>/dev/null || true # where cp can link: what has not changed is kept
	$(BIN)/mkdocs build --strict --site-dir $(NEW)
	@rm -rf $(SITE) && mv $(NEW) $(SITE)
	@rmdir $(dir $(NEW)) 2>/dev/null || true # nginx may have its own there
	@echo "Done: open $(SITE)/index.html"

serve: $(VENV)/.site ## preview on a local address; reloads when a file changes, and tells in the page what is wrong
	@$(GUIDE).mkdocs_site.preview

compressed: $(VENV)/.site ## write gzip and Brotli doubles beside the files of site/, for a server of your own
	$(GUIDE).hosting.nginx $(SITE)

PORT ?= 8080
serve-nginx: site ## serve the site with nginx (installed by you) as it will be published, on PORT of this machine
	$(GUIDE).hosting.nginx $(SITE) --port $(PORT) --folder .build/nginx

check: $(VENV)/.node ## check what has been written: data, links, languages, spelling and more
	@$(BIN)/python checks/main.py

lint: $(VENV)/.test ## check the program: style, types and rules
	$(BIN)/ruff format --check hooks checks tests
	$(BIN)/ruff check hooks checks tests
	$(BIN)/mypy
	$(BIN)/pytest -q tests/unit

test: $(VENV)/.node ## run every check and test
	$(BIN)/ruff format --check hooks checks tests
	$(BIN)/ruff check hooks checks tests
	$(BIN)/mypy
	$(BIN)/pytest --numprocesses=auto --maxprocesses=4 --dist=loadfile --no-loadscope-reorder

translations: $(VENV)/.site ## print which translations are fresh, stale, missing or orphaned
	@$(GUIDE).editing.ledger

translated: $(VENV)/.site ## mark a translation as checked: FILE=docs/en/steps/vision.md, FILE=examples/ID or FILE=ALL
	@$(GUIDE).editing.ledger $(or $(FILE),$(error say which: make translated FILE=docs/en/steps/vision.md))

example: $(VENV)/.site ## ask for a new example and put it into data/examples.yaml
	@$(GUIDE).editing.interview

fields: $(VENV)/.site ## write what is made from data/schema: tables in CONTRIBUTING.md, the form for an example
	@$(GUIDE).editing.field_tables
	@$(GUIDE).editing.entry_form

links: $(VENV)/.test ## check every link to other sites and write what was found into data/links.yaml; needs the internet
	@$(GUIDE).editing.link_check

bench: $(VENV)/.test ## print CPU time and memory of builds beside plain MkDocs (an hour; REPEAT=1: a quarter)
	$(BENCH).builds --repeat $(or $(REPEAT),5)
	$(BENCH).finder
	$(BENCH).search

bench-peers: $(VENV)/.test ## print the same builds by Hugo, Zensical and Eleventy, fetched from their registries
	$(BENCH).peers

lock: $(VENV)/.test ## lock the newest allowed versions, with hashes
	$(BIN)/pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --upgrade \
		pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --upgrade \
		pyproject.toml --group test -c requirements.txt -o requirements-test.txt
	cd tests && PATH="$(abspath $(BIN)):$$PATH" npm update --package-lock-only --ignore-scripts --no-audit --no-fund --silent

clean: ## remove what was built and installed
	rm -rf $(SITE) .build $(VENV) tests/node_modules .mypy_cache .ruff_cache .pytest_cache
	find hooks checks tests -name __pycache__ -prune -exec rm -rf {} +
