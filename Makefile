# The words of the project. Each installs what it needs first, once.
SHELL := /bin/sh
RELEASE := -c release -Xswiftc -cross-module-optimization
PROGRAM := .build/release/piquant
PYTHON := .cache/python/bin/python3
FUZZ_SECONDS ?= 60
export SWIFT_BACKTRACE ?= enable=no

.PHONY: build demo serve test test-swift test-browser test-interop lint format docs bench fuzz clean

.cache/bootstrap: scripts/bootstrap
	scripts/bootstrap
	@touch $@

.cache/bootstrap-tests: scripts/bootstrap
	scripts/bootstrap tests
	@touch .cache/bootstrap $@

build: .cache/bootstrap
	swift build $(RELEASE) --product piquant

demo: build
	$(PROGRAM) demo $(ARGUMENTS)

serve: build
	$(PROGRAM) serve $(ARGUMENTS)

test: test-swift test-interop test-browser

test-swift: .cache/bootstrap-tests
	swift build --build-tests --explicit-target-dependency-import-check error
	scripts/test-swift

test-interop: .cache/bootstrap-tests build
	$(PYTHON) Tests/Interop/run.py --program $(PROGRAM)
	$(PYTHON) Tests/Interop/openapi.py --program $(PROGRAM) --examples 3

test-browser: .cache/bootstrap-tests build
	$(PYTHON) Tests/Browser/run.py --program $(PROGRAM)

lint: .cache/bootstrap
	scripts/lint

format: .cache/bootstrap
	swift format --in-place --recursive --parallel Sources Tests Package.swift

docs: .cache/bootstrap
	scripts/docs

bench: .cache/bootstrap-tests
	scripts/bench

fuzz: .cache/bootstrap-tests
	scripts/fuzz $(FUZZ_SECONDS)

clean:
	rm -rf .build Benchmarks/.build
