# `make` alone lists what can be made. Every target sets up what it needs.

BUILD_PACKAGES := libjansson-dev libdeflate-dev zlib1g-dev pkg-config
CODEC_PACKAGES := valgrind binutils
BENCH_PACKAGES := libwslay-dev python3 python3-venv
TEST_PACKAGES := python3 python3-venv nodejs node-ws iproute2 valgrind binutils
PYTHON := $(CURDIR)/.venv/bin/python
SCENARIO ?= Scenarios/echo.json
SECONDS ?= 60
BENCH_SOURCES := Benchmarks/Package.swift Benchmarks/Sources Benchmarks/SideBySide/Package.swift Benchmarks/SideBySide/Benchmarks Examples
FUZZ_SOURCES := Fuzzing/Package.swift Fuzzing/Sources
CODEC_RECORDS := $(CURDIR)/Benchmarks/SideBySide/.build/records.jsonl

.DEFAULT_GOAL := help
.PHONY: help run test build lint format bench bench-codec codec-baseline codec-check codec-example gates sanitize fuzz packages test-packages install clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## Run Scenarios/echo.json against the embedded echo server (SCENARIO=FILE for another)
	.build/release/muster run $(SCENARIO)

test: packages test-packages .venv/ready ## Run all tests
	MUSTER_PYTHON=$(PYTHON) Scripts/test

build: packages ## Build the muster command, optimised
	swift build -c release --product muster

lint: packages ## Check the format of every source file
	swift format lint --strict --recursive --parallel Package.swift Sources Tests $(BENCH_SOURCES) $(FUZZ_SOURCES)

format: packages ## Format every source file
	swift format --in-place --recursive --parallel Package.swift Sources Tests $(BENCH_SOURCES) $(FUZZ_SOURCES)

bench: packages ## Measure the figures and write them to Benchmarks/README.md (some minutes; wants two idle cores)
	swift build -c release --package-path Benchmarks
	Benchmarks/.build/release/Figures --write Benchmarks/README.md

bench-codec: packages Benchmarks/SideBySide/.venv/ready ## Measure codecs side by side and write them to Benchmarks/README.md (wants an idle machine)
	@Scripts/install-packages $(BENCH_PACKAGES)
	rm -f $(CODEC_RECORDS)
	MUSTER_PYTHON=$(CURDIR)/Benchmarks/SideBySide/.venv/bin/python MUSTER_RECORDS=$(CODEC_RECORDS) \
		MUSTER_WSLAY_VERSION=$$(dpkg-query -W -f '$${Version}' libwslay-dev) \
		swift package --package-path Benchmarks/SideBySide benchmark --no-progress --grouping benchmark
	swift build -c release --package-path Benchmarks --product Figures
	Benchmarks/.build/release/Figures --codecs $(CODEC_RECORDS) --write Benchmarks/README.md

# Counts only, which are the same on any machine with this toolchain: valgrind shows every processor with AVX2 as the same
# one. Not compression, whose instructions are zlib's and libdeflate's.
CODEC_TOOLCHAIN := $(shell swift --version 2>/dev/null | sed -nE 's/.*Swift version ([0-9.]+).*/\1/p')
CODEC_GATE := Benchmarks/Gates/$(CODEC_TOOLCHAIN)-$(shell uname -m).json
CODEC_COUNTS := .build/release/muster codec --counts-only --instructions
CODEC_ROWS := --seed 1 --exclude '*/deflate'

codec-baseline: build ## Count the codec's allocations and instructions, show what changed, and write the gate's file
	@Scripts/install-packages $(CODEC_PACKAGES)
	@mkdir -p $(dir $(CODEC_GATE))
	@if [ -f $(CODEC_GATE) ]; then $(CODEC_COUNTS) $(CODEC_ROWS) --complete --baseline $(CODEC_GATE) --out $(CODEC_GATE) || [ $$? -eq 99 ]; \
	else $(CODEC_COUNTS) $(CODEC_ROWS) --out $(CODEC_GATE); fi
	@echo "wrote $(CODEC_GATE)"

codec-check: build ## Hold the codec's allocations and instructions against the gate's file; fails if one is worse or not in it
	@Scripts/install-packages $(CODEC_PACKAGES)
	@[ -f $(CODEC_GATE) ] || { echo "$(CODEC_GATE): there are no counts for this toolchain; make codec-baseline writes them"; exit 1; }
	$(CODEC_COUNTS) $(CODEC_ROWS) --complete --baseline $(CODEC_GATE)

codec-example: packages ## Build and run Examples/CodecProfile: a codec of one's own
	swift build -c release --package-path Examples/CodecProfile
	Examples/CodecProfile/.build/release/CodecProfile --size 20 --size 1KiB --rounds 6

gates: build ## Check the counts that must not grow: allocations per message in steady state
	swift build -c release --package-path Benchmarks
	Benchmarks/.build/release/Figures --gates
	Scripts/gate-memory

sanitize: packages test-packages .venv/ready ## Run the tests of the memory-touching modules under the address and thread sanitizers
	Scripts/sanitize

fuzz: packages ## Fuzz all that reads bytes from elsewhere, SECONDS=60 each (TARGET=utf8 for one)
	SECONDS_EACH=$(SECONDS) Scripts/fuzz $(TARGET)

install: build ## Install the muster command to PREFIX (default /usr/local)
	install -D .build/release/muster $(or $(PREFIX),/usr/local)/bin/muster

clean: ## Remove everything that was built or installed here
	rm -rf .build .build-* .fuzzing Benchmarks/.build Benchmarks/SideBySide/.build Benchmarks/SideBySide/.venv Examples/CodecProfile/.build .venv

packages:
	@Scripts/install-packages $(BUILD_PACKAGES)

test-packages:
	@Scripts/install-packages $(TEST_PACKAGES)

Benchmarks/SideBySide/.venv/ready: Benchmarks/SideBySide/requirements.txt
	@Scripts/install-packages $(BENCH_PACKAGES)
	python3 -m venv --clear $(@D)
	$(@D)/bin/python -m pip install --quiet --disable-pip-version-check --requirement $<
	touch $@

.venv/ready: Tests/requirements.txt | test-packages
	python3 -m venv --clear .venv
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --requirement Tests/requirements.txt
	touch $@
