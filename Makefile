.DEFAULT_GOAL := build
.NOTPARALLEL:

PREFIX ?= /usr/local
DESTDIR ?=
export PREFIX DESTDIR
export CARGO_TARGET_DIR := target

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 16

setup: ## Install what building and testing need
	@tools/setup

build: ## Build the release libraries
	cargo build --release

demo: setup build ## Seal, receive and show a callback of every platform, in C
	@examples/demo

test: setup lint build test-rust test-vectors test-c test-install test-docs test-cloudevents ## Run every check

test-rust:
	cargo test -q

test-vectors:
	.venv/bin/python tests/vectors/generate.py --check

test-c:
	tests/c/run

test-install:
	tests/install/run

test-docs:
	tests/docs/run

test-cloudevents:
	.venv/bin/python tests/cloudevents/run.py

lint: setup ## Check format and style
	cargo fmt --check
	cargo clippy --all-targets -q -- -D warnings
	shellcheck $(shell grep -rlE '^\#!.*\b(ba)?sh$$' .ci examples packaging tests tools)

header: ## Regenerate include/imhook.h
	IMHOOK_BLESS=1 cargo test --test header -q

vectors: setup ## Regenerate the test vectors and example callbacks
	.venv/bin/python tests/vectors/generate.py

bench: ## Measure receive against its floor, and every platform
	cargo bench --bench receive --bench platforms

install: ## Install under $(DESTDIR)$(PREFIX) what build made
	packaging/install

dist: ## Pack an archive and a wheel for hosts as old as glibc 2.17
	@tools/setup dist
	packaging/dist
	packaging/wheel

test-dist: dist ## Check them as a stranger, and that they are reproducible
	tests/dist/run
	tests/dist/wheel
	tests/dist/reproducible

clean: ## Remove what was built
	cargo clean

.PHONY: help setup build dist demo test test-dist test-rust test-vectors test-c test-install test-docs test-cloudevents lint header vectors bench install clean
