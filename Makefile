.DEFAULT_GOAL := build
.NOTPARALLEL:

PREFIX ?= /usr/local
DESTDIR ?=
export PREFIX DESTDIR
export CARGO_TARGET_DIR := target
export PATH := $(CURDIR)/.venv/toolchain:$(PATH)

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 16

setup: ## Install what building and testing need
	@tools/setup

build: ## Build the release libraries
	cargo build --release --locked

cli: ## Build the program target/release/imhook
	cargo build --profile cli --locked --features cli --bin imhook
	install -D target/cli/imhook target/release/imhook

demo: setup build ## Receive and show callbacks of every platform, in C and over HTTP
	@examples/demo

test: setup lint build cli test-rust test-vectors test-c test-cli test-faults test-install test-docs test-cloudevents test-python test-go test-conformance test-differential test-secrets test-instructions test-servers test-embed test-spark-small test-dist ## Run every check

test-rust:
	cargo test -q --locked --features cli
	cargo test -q --locked --manifest-path fuzz/Cargo.toml --no-default-features

test-vectors:
	.venv/bin/python tests/vectors/generate.py --check

test-c:
	tests/c/run

test-cli: cli ## Check the program
	tests/cli/run

test-faults: ## Check memory, stack and process around the library
	tests/faults/run

test-sanitizers: ## Run the C tests with everything under AddressSanitizer; takes a nightly Rust
	tests/faults/run sanitized_callers sanitized_library

test-install: cli
	tests/install/run

test-docs: cli
	tests/docs/run

test-cloudevents:
	.venv/bin/python tests/cloudevents/run.py

test-python: ## Check the Python binding
	cd bindings/python && ../../.venv/bin/ruff check -q . && ../../.venv/bin/ruff format -q --check . && ../../.venv/bin/mypy
	.venv/bin/python -m pytest bindings/python

test-go: build ## Test the Go binding, linked both ways
	tests/go/run

test-conformance:
	tests/conformance/run

test-differential: build ## Hold the crypto against other implementations, on random and on broken messages
	.venv/bin/python tests/differential/run.py

test-secrets: build ## Search the memory of a process for the keys of receivers that it has freed
	.venv/bin/python tests/secrets/run.py

test-instructions: build ## Count that no call tells where a tag or pad is wrong, nor costs more than its length
	.venv/bin/python tests/instructions/run.py

test-servers:
	tests/servers/run

test-embed: build ## Receive in C89, C++, PHP, LuaJIT, Java, Node and Ruby
	@tools/setup embed
	tests/embed/run.py

test-spark-small: build
	@tools/setup spark
	tests/spark/run

test-spark: build ## Test imhook.spark on executors of their own, and with a million records
	@tools/setup spark
	tests/spark/run --cluster

lint: setup ## Check format and style
	cargo fmt --check
	cargo clippy --all-targets --locked --features cli -q -- -D warnings
	cargo fmt --check --manifest-path fuzz/Cargo.toml
	cargo clippy --all-targets --locked -q --manifest-path fuzz/Cargo.toml --no-default-features -- -D warnings
	shellcheck $(shell grep -rlE '^\#!.*\b(ba)?sh$$' .ci examples fuzz/gather packaging tests tools)

header: ## Regenerate include/imhook.h
	IMHOOK_BLESS=1 cargo test --locked --test header -q

vectors: setup ## Regenerate the test vectors and example callbacks
	.venv/bin/python tests/vectors/generate.py

bench: ## Measure receive against its floor, and every platform
	cargo bench --locked --bench receive --bench platforms

bench-tenants: ## Measure what many credentials cost
	cargo bench --locked --bench tenants

bench-batch: ## Measure batches and an archive of MB=1000 megabytes, on one thread and two
	cargo bench --locked --bench batch -- $(or $(MB),1000)

bench-constant-time: ## Time the comparison of tags and the check of pads, with what differs at either end
	cargo bench --bench constant_time

bench-guard: setup build ## Count the instructions of the hot paths under callgrind, against their baseline
	.venv/bin/python -B benches/guard/run.py

bench-growth: setup build ## Count what longer and larger messages cost, for docs/growth.md
	.venv/bin/python -B benches/guard/growth.py

bench-python: build ## Measure what the Python binding adds to a call
	.venv/bin/python bindings/python/bench/run.py

bench-go: build ## Measure what the Go binding adds to a call
	PREFIX=$(CURDIR)/target/go-tests/prefix DESTDIR= packaging/install
	cd bindings/go && PKG_CONFIG_PATH=$(CURDIR)/target/go-tests/prefix/lib/pkgconfig \
		LD_LIBRARY_PATH=$(CURDIR)/target/go-tests/prefix/lib go run ./internal/bench

bench-size: ## Add up what the shared library is made of
	@benches/size.py

bench-peers: build ## Time the library beside what replaces it; write docs/performance.md
	@tools/setup bench
	.venv/bin/python benches/peers/run.py

audit: ## Check licences, sources, withdrawn versions and known vulnerabilities; says what it cannot check
	@tools/setup audit
	tools/audit

sbom: ## Write the CycloneDX bill of what the library is built from into dist/
	@tools/setup audit
	packaging/sbom

test-supply: ## Hold the SBOM against its schema, the build and Cargo.lock
	@tools/setup audit
	.venv/bin/python tests/supply/run.py

test-msrv: ## Compile the library with the oldest Rust that it promises
	tests/msrv/run

fuzz: ## Fuzz every target for SECONDS=60 each; TARGETS="wps yach" names some
	@tools/setup fuzz
	@fuzz/run

bench-spark: build ## Measure imhook.spark beside Python functions on one executor and on two; write docs/scale.md
	@tools/setup spark
	benches/spark/run

install: ## Install under $(DESTDIR)$(PREFIX) what build and cli made
	packaging/install

dist: ## Pack an archive and a wheel for hosts as old as glibc 2.17
	@tools/setup dist
	packaging/dist
	packaging/wheel

test-dist: dist
	tests/dist/run
	tests/dist/wheel

test-reproducible: dist ## Build archive and wheel again, elsewhere: the bytes must be the same
	tests/dist/reproducible

clean: ## Remove what was built
	cargo clean

.PHONY: help setup build test-spark test-spark-small bench-spark cli demo test test-rust test-vectors test-c test-cli test-faults test-sanitizers test-install test-docs test-cloudevents test-python test-go test-conformance test-differential test-secrets test-instructions test-servers test-embed lint header vectors bench bench-tenants bench-batch bench-constant-time bench-guard bench-growth bench-python bench-go bench-size bench-peers audit sbom test-supply test-msrv install fuzz dist test-dist test-reproducible clean
