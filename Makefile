# `make` alone lists what can be made. Every target sets up what it needs.

BUILD_PACKAGES := libjansson-dev libdeflate-dev zlib1g-dev pkg-config
TEST_PACKAGES := python3 python3-venv nodejs node-ws iproute2
PYTHON := $(CURDIR)/.venv/bin/python
SCENARIO ?= Scenarios/echo.json
SECONDS ?= 60

.DEFAULT_GOAL := help
.PHONY: help run test build lint format bench gates sanitize packages install clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## Run Scenarios/echo.json against the embedded echo server (SCENARIO=FILE for another)
	.build/release/muster run $(SCENARIO)

test: packages .venv/ready ## Run all tests
	MUSTER_PYTHON=$(PYTHON) swift test --no-parallel

build: packages ## Build the muster command, optimised
	swift build -c release --product muster

lint: packages ## Check the format of every source file
	swift format lint --strict --recursive --parallel Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources

format: packages ## Format every source file
	swift format --in-place --recursive --parallel Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources

bench: packages ## Measure the figures and write them to Benchmarks/README.md (some minutes; wants two idle cores)
	swift build -c release --package-path Benchmarks
	Benchmarks/.build/release/Figures --write Benchmarks/README.md

gates: packages ## Check the counts that must not grow: allocations per message in steady state
	swift build -c release --package-path Benchmarks
	Benchmarks/.build/release/Figures --gates

sanitize: packages .venv/ready ## Run the tests of the memory-touching modules under the address and thread sanitizers
	Scripts/sanitize

install: build ## Install the muster command to PREFIX (default /usr/local)
	install -D .build/release/muster $(or $(PREFIX),/usr/local)/bin/muster

clean: ## Remove everything that was built or installed here
	rm -rf .build .build-* Benchmarks/.build .venv

packages:
	@Scripts/install-packages $(BUILD_PACKAGES)

.venv/ready: Tests/requirements.txt
	@Scripts/install-packages $(TEST_PACKAGES)
	python3 -m venv --clear .venv
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --requirement Tests/requirements.txt
	touch $@
