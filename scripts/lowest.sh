#!/bin/sh
# Runs the fast tests with every library at the lowest version that pyproject.toml allows and that
# comes ready for the Python in use, in .venv-lowest; whatever is given goes to pytest.
set -u
cd "$(dirname "$0")/.." || exit 1
. scripts/setup.sh
choose_python
here=.venv-lowest
rm -rf "$here"
"$python" -m venv "$here" || stop "建立 $here 失败。"
# Nothing is compiled but the rule engine: an old release that is none for this Python is passed by.
{
  "$here/bin/python" -m pip install --quiet --disable-pip-version-check uv &&
    "$here/bin/uv" pip install --quiet --python "$here/bin/python" --resolution lowest-direct \
      --only-binary :all: --no-binary durable-rules --no-binary gouji -e ".[dev]"
} >"$here/install.log" 2>&1 || stop "安装失败，详情见 $here/install.log。"
exec "$here/bin/python" -m pytest -n auto --maxprocesses 8 --dist loadfile --fast "$@"
