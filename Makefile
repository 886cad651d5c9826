# `make` alone lists the targets. Each target that needs Python sets up its own virtual environment first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Through hooks/guide/__main__.py, which says in one message what stops a program; a program of ours is $(GUIDE).ROOM.MODULE.
RUN := PYTHONPATH=hooks $(BIN)/python -m guide
GUIDE := $(RUN) guide
BENCH := PYTHONPATH=hooks:tests $(BIN)/python -m bench
SITE := site
export NO_MKDOCS_2_WARNING = 1
# Set but empty is as good as not set: mkdocs.yml has its own values for the first two, and the commit gives the third.
$(foreach name,SITE_URL REPO_URL SOURCE_DATE_EPOCH,$(if $(strip $($(name))),,$(eval unexport $(name))))

.DEFAULT_GOAL := help
.PHONY: FORCE help site rollback serve compressed serve-nginx check lint test pictures translations translated example fields links fuzz audit bench bench-peers lock clean
.DELETE_ON_ERROR:

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 22

# What the environment was made for. In another place, or with another Python, nothing in it works: it is made anew.
$(VENV)/.made-for: FORCE
	@made_for="$$($(PYTHON) -c 'import sys; print(sys.version.split()[0], sys.base_prefix)') $(abspath $(VENV))" || exit; \
	test "$$(cat $@ 2>/dev/null)" = "$$made_for" || { \
		rm -rf $(VENV) && $(PYTHON) -m venv $(VENV) && printf '%s\n' "$$made_for" > $@; }
FORCE:

# A stamp for each lock file: a second run installs nothing.
$(VENV)/.site: requirements.txt $(VENV)/.made-for
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
	@$(GUIDE).mkdocs_site.build $(SITE)

serve: $(VENV)/.site ## preview on a local address; reloads when a file changes, and tells in the page what is wrong
	@$(GUIDE).mkdocs_site.preview $(if $(filter command% environment%,$(origin PORT)),'$(PORT)')

compressed: $(VENV)/.site ## build the site with gzip and Brotli files beside the others, for a server of your own
	@$(GUIDE).mkdocs_site.build $(SITE) --precompress

rollback: $(VENV)/.site ## show the site before the last build again; once more: back to the last one
	@$(GUIDE).mkdocs_site.build $(SITE) --back

PORT ?= 8080
serve-nginx: compressed ## serve the site with nginx (installed by you) as it will be published, on PORT of this machine
	@$(GUIDE).mkdocs_site.nginx_server $(SITE) --port '$(PORT)'

check: $(VENV)/.node ## check what has been written: data, links, languages, spelling and more
	@$(RUN) checks/main.py

lint: $(VENV)/.node ## check the program: style, types and rules
	$(BIN)/ruff format --check hooks checks tests
	$(BIN)/ruff check hooks checks tests
	$(BIN)/mypy
	PYTHONPATH=hooks $(BIN)/lint-imports
	$(BIN)/pytest -q tests/unit

test: $(VENV)/.node ## run every check and test
	$(BIN)/ruff format --check hooks checks tests
	$(BIN)/ruff check hooks checks tests
	$(BIN)/mypy
	PYTHONPATH=hooks $(BIN)/lint-imports
	$(BIN)/pytest --numprocesses=auto --maxprocesses=4 --dist=loadfile --no-loadscope-reorder

pictures: $(VENV)/.test site ## take pictures of each kind of page into pictures/, to look at; KIND=map: only those with it in their address
	@PYTHONPATH=hooks:tests $(BIN)/python tests/pictures.py $(SITE) pictures $(KIND)
	@$(BIN)/python tests/pictures_office.py $(SITE) pictures $(KIND)

translations: $(VENV)/.site ## print which translations are fresh, stale, missing or orphaned
	@$(GUIDE).editing.ledger

translated: $(VENV)/.site ## mark a translation as checked: FILE=docs/en/steps/vision.md, FILE=examples/ID or FILE=ALL
	@$(GUIDE).editing.ledger $(or $(FILE),$(error say which: make translated FILE=docs/en/steps/vision.md))

example: $(VENV)/.site ## ask for a new example and put it into data/examples.yaml
	@$(GUIDE).editing.interview

fields: $(VENV)/.site ## write the form for a new example, which is made from data/schema
	@$(GUIDE).editing.issue_form

links: $(VENV)/.test ## check every link to other sites and write what was found into data/links.yaml; needs the internet
	@$(GUIDE).editing.link_check

fuzz: $(VENV)/.test ## try damaged and hostile inputs on a copy of the project (N=500 of them, SEED=1; ONLY=7: the seventh alone)
	PYTHONPATH=hooks:tests $(BIN)/python -m fuzz --count $(or $(N),500) --seed $(or $(SEED),1) $(if $(ONLY),--only $(ONLY))

audit: $(VENV)/.node ## look for known vulnerabilities in the locked packages; needs the internet
	@PATH="$(abspath $(BIN)):$$PATH" $(BIN)/python tests/audit.py

bench: $(VENV)/.test ## print CPU time and memory of builds beside plain MkDocs (an hour; REPEAT=1: a quarter)
	$(BENCH).builds --repeat $(or $(REPEAT),5)
	$(BENCH).finder
	$(BENCH).search

bench-peers: $(VENV)/.test ## print the same builds by Hugo, Zensical and Eleventy, fetched from their registries
	$(BENCH).peers

lock: $(VENV)/.test ## lock the newest allowed versions, with hashes
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --upgrade \
		pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --upgrade \
		pyproject.toml --group test -c requirements.txt -o requirements-test.txt
	cd tests && PATH="$(abspath $(BIN)):$$PATH" npm update --package-lock-only --ignore-scripts --no-audit --no-fund --silent

clean: ## remove what was built and installed
	rm -rf $(SITE) .build pictures $(VENV) tests/node_modules .mypy_cache .ruff_cache .pytest_cache
	find hooks checks tests -name __pycache__ -prune -exec rm -rf {} +
