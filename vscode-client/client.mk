# The VS Code extension: included by the Makefile at the top, and usable alone: make -f vscode-client/client.mk vsix
PYTHON ?= python3
E2E_CACHE ?= .e2e
CLIENT := vscode-client
NODE_BIN := $(E2E_CACHE)/node/bin
# Node.js of the pinned version first, for npm and what it starts.
WITH_NODE := PATH="$(abspath $(NODE_BIN)):$$PATH"
NPM_LOG := $(abspath $(E2E_CACHE))/npm-install.log
VSIX := $(CLIENT)/tfscope.vsix

CLIENT_SOURCES := $(shell find $(CLIENT)/src -name '*.ts' 2>/dev/null) $(CLIENT)/package.json $(CLIENT)/esbuild.mjs
SERVER_SOURCES := $(shell find server/tfscope docs/rules -not -name '*.pyc' -type f 2>/dev/null)

.PHONY: vsix vscode client-test e2e e2e-install e2e-ready e2e-timing pictures

$(NODE_BIN)/node: requirements/node.txt $(CLIENT)/scripts/install_node.sh
	@PYTHON="$(PYTHON)" $(CLIENT)/scripts/install_node.sh $(E2E_CACHE)/node
	@touch -h $@

$(CLIENT)/node_modules/.package-lock.json: $(CLIENT)/package-lock.json $(NODE_BIN)/node
	@echo "Installing what the extension is built with" >&2
	@cd $(CLIENT) && $(WITH_NODE) npm ci --ignore-scripts --no-audit --no-fund >$(NPM_LOG) 2>&1 || \
		{ echo "npm could not install it; the last lines of $(NPM_LOG) say why:" >&2; tail -n 5 $(NPM_LOG) >&2; exit 1; }
	@touch $@

$(CLIENT)/bundled/run_server.py: $(SERVER_SOURCES) requirements/bundled.txt $(CLIENT)/scripts/bundle_server.py $(CLIENT)/scripts/run_server.py
	$(PYTHON) $(CLIENT)/scripts/bundle_server.py
	@touch $@

$(VSIX): $(CLIENT_SOURCES) $(CLIENT)/bundled/run_server.py $(CLIENT)/node_modules/.package-lock.json \
		$(wildcard $(CLIENT)/media/* $(CLIENT)/walkthrough/* $(CLIENT)/images/*) $(CLIENT)/README.md $(CLIENT)/CHANGELOG.md $(CLIENT)/.vscodeignore
	cd $(CLIENT) && $(WITH_NODE) node esbuild.mjs
	find $(CLIENT)/bundled -name __pycache__ -prune -exec rm -r {} +
	cd $(CLIENT) && $(WITH_NODE) npx vsce package --no-dependencies --allow-missing-repository --no-rewrite-relative-links --out $(notdir $@)

# The extension as one file, with the server inside.
vsix: $(VSIX)
	@$(PYTHON) $(CLIENT)/scripts/check_vsix.py $(VSIX)

# Types, style and logic of the client.
client-test: $(CLIENT)/node_modules/.package-lock.json
	cd $(CLIENT) && $(WITH_NODE) npm run --silent check && $(WITH_NODE) npm run --silent test

# Installs what client-test and e2e need, and builds nothing: when it fails, something is missing here.
e2e-ready: $(CLIENT)/node_modules/.package-lock.json e2e-install

e2e-install:
	@PYTHON="$(PYTHON)" tests/e2e/install.sh $(E2E_CACHE) --with-system

# The extension in a real VS Code, and the server in Neovim and Emacs. Screens and logs land in e2e-output/.
# E2E_ONLY='rename|hover' runs the scenarios whose sentences match; E2E_BREAK breaks the server first (tests/e2e/README.md).
e2e: export E2E_TIMEOUT := $(or $(E2E_TIMEOUT),$(if $(E2E_BREAK),20,120))
e2e: $(VSIX) e2e-install
	@$(if $(E2E_BREAK),$(PYTHON) tests/e2e/break.py "$(E2E_BREAK)" $(VSIX) e2e-output/broken)
	@E2E_CACHE="$(E2E_CACHE)" E2E_PYTHON="$(PYTHON)" E2E_BREAK="$(E2E_BREAK)" $(WITH_NODE) node --test --test-concurrency=2 \
		$(if $(E2E_ONLY),--test-name-pattern="$(E2E_ONLY)") "tests/e2e/scenarios/*.test.mjs"

# Puts the screenshots that the last `make e2e` took where the README of the extension and docs/features.md show them.
pictures:
	@cp -Rv e2e-output/pictures/. .

# From opening a window to the first squiggle, and what of it is the server's.
e2e-timing: $(VSIX) e2e-install
	@E2E_CACHE="$(E2E_CACHE)" E2E_PYTHON="$(PYTHON)" $(WITH_NODE) node tests/e2e/timing.mjs

# The examples in a real VS Code in the browser, until Ctrl+C.
vscode: $(VSIX) e2e-install
	@E2E_CACHE="$(E2E_CACHE)" E2E_PYTHON="$(PYTHON)" $(WITH_NODE) node tests/e2e/open.mjs
