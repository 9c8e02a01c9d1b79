#!/bin/sh
# Makes one archive that installs gouji where there is no network and no compiler:
# dist/gouji-VERSION-PLATFORM-pyXY.tar.gz, for machines like this one with the same Python.
# usage: sh scripts/bundle.sh [EXTRAS]    EXTRAS like "office"; "core" for none; else "web,ocr"
set -u
cd "$(dirname "$0")/.." || exit 1
. scripts/setup.sh
choose_python
exec "$python" scripts/bundle/make.py "${1:-web,ocr}"
