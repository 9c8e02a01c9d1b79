# Sets up gouji's own environment in .venv; sourced by try.sh and test.sh, safe to repeat.
# usage: . scripts/setup.sh EXTRAS    (EXTRAS may be empty, or like "[dev]")

say() { printf '%s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }

NO_PYTHON="没有找到 Python 3.11 或 3.12，请先安装其中一个，再运行一次。"

find_python() {
  for candidate in ${GOUJI_PYTHON:-} python3.12 python3.11 python3 python; do
    if "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 12))' 2>/dev/null; then
      command -v "$candidate"
      return 0
    fi
  done
  return 1
}

check_tools() {
  "$1" -c 'import ensurepip, venv' 2>/dev/null ||
    stop "缺少 Python 的 venv 组件，请先安装（Debian/Ubuntu：apt-get install python3-venv），再运行一次。"
  command -v cc >/dev/null 2>&1 || command -v gcc >/dev/null 2>&1 || command -v clang >/dev/null 2>&1 ||
    stop "缺少 C 编译器，规则引擎 durable-rules 需要编译，请先安装（Debian/Ubuntu：apt-get install gcc），再运行一次。"
  "$1" -c 'import os, sys, sysconfig; sys.exit(not os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h")))' ||
    stop "缺少 Python 头文件（Python.h），请先安装（Debian/Ubuntu：apt-get install python3-dev），再运行一次。"
}

set_up() {
  extras=$1
  stamp=.venv/.gouji-$(printf '%s' "$extras" | tr -dc 'a-z')
  if [ -x .venv/bin/gouji ] && [ -e "$stamp" ] && [ ! pyproject.toml -nt "$stamp" ]; then
    return 0
  fi
  python=$(find_python) || stop "$NO_PYTHON"
  check_tools "$python"
  say "正在准备 gouji 的运行环境（.venv，约一分钟）……"
  [ -x .venv/bin/python ] || "$python" -m venv .venv || stop "建立 .venv 失败。"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check -e ".$extras" >.venv/install.log 2>&1 ||
    stop "安装失败，多半是网络或软件源的问题，详情见 .venv/install.log。"
  touch "$stamp"
}
