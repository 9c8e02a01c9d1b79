#!/bin/sh
# Sets gouji up in .venv with its development tools and runs the tests on all cores: those that are
# fast, or with --all every one. Whatever else is given goes to pytest.
set -u
cd "$(dirname "$0")/.." || exit 1
. scripts/setup.sh
set_up "[dev]"
which=--fast
for argument; do
  shift
  if [ "$argument" = --all ]; then which=; else set -- "$@" "$argument"; fi
done
exec .venv/bin/python -m pytest -n auto --maxprocesses 8 --dist loadfile --no-loadscope-reorder $which "$@"
