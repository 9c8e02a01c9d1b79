#!/bin/sh
# Sets gouji up in .venv with its development tools and runs the tests.
set -u
cd "$(dirname "$0")/.." || exit 1
. scripts/setup.sh
set_up "[dev]"
exec .venv/bin/python -m pytest "$@"
