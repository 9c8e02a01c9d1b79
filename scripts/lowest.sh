#!/bin/sh
# Runs the fast tests with every library at the lowest version that pyproject.toml allows, in
# .venv-lowest; whatever is given goes to pytest. Those versions have wheels for Python 3.11 and
# 3.12 only: newer Pythons get newer ones.
set -u
cd "$(dirname "$0")/.." || exit 1
. scripts/setup.sh
for python in ${GOUJI_PYTHON:-} python3.11 python3.12 python3; do
  "$python" -c 'import sys; sys.exit(sys.version_info[:2] not in {(3, 11), (3, 12)})' 2>/dev/null && break
  python=
done
[ -n "$python" ] || stop "各部件的最低版本要用 Python 3.11 或 3.12 来试，没有找到。"
check_tools "$python"
here=.venv-lowest
rm -rf "$here"
"$python" -m venv "$here" || stop "建立 $here 失败。"
{
  "$here/bin/python" -m pip install --quiet --disable-pip-version-check uv &&
    "$here/bin/uv" pip install --quiet --python "$here/bin/python" --resolution lowest-direct -e ".[dev]"
} >"$here/install.log" 2>&1 || stop "安装失败，详情见 $here/install.log。"
exec "$here/bin/python" -m pytest -n auto --maxprocesses 8 --dist loadfile --fast "$@"
