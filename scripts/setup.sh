# Sets up gouji's own environment in .venv; sourced by try.sh and test.sh, safe to repeat.
# usage: . scripts/setup.sh EXTRAS    (EXTRAS may be empty, or like "[dev]")

say() { printf '%s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }

# durable-rules 2.0.28 calls a function that Python 3.13 dropped; this is its successor. Earlier
# Pythons have both.
export CPPFLAGS="${CPPFLAGS:-} -DPyEval_CallObject=PyObject_CallObject"

find_python() {
  for candidate in ${GOUJI_PYTHON:-python3 python python3.14 python3.13 python3.12 python3.11}; do
    if "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null; then
      command -v "$candidate"
      return 0
    fi
  done
  return 1
}

# Says the command of this distribution that installs what is missing (python, venv, compiler,
# header); nothing where its package manager is not one of these. Debian's Python comes in parts.
install_command() {
  name=python3
  case $(basename "${python:-python3}") in python3.*) name=$(basename "$python") ;; esac
  if command -v apt-get >/dev/null 2>&1; then
    command="apt-get install" venv=$name-venv compiler="gcc libc6-dev" header=$name-dev
  elif command -v dnf >/dev/null 2>&1; then
    command="dnf install" venv=$name compiler=gcc header=$name-devel
  elif command -v yum >/dev/null 2>&1; then
    command="yum install" venv=$name compiler=gcc header=$name-devel
  elif command -v apk >/dev/null 2>&1; then
    command="apk add" name=python3 venv=python3 compiler="gcc musl-dev" header=python3-dev
  else
    return
  fi
  for part; do
    case $part in
      python) package=$name ;;
      venv) package=$venv ;;
      compiler) package=$compiler ;;
      header) package=$header ;;
    esac
    case "$command " in *" $package "*) ;; *) command="$command $package" ;; esac
  done
  printf '，请先用管理员身份运行 %s' "$command"
}

no_python() {
  [ -z "${GOUJI_PYTHON:-}" ] ||
    stop "GOUJI_PYTHON 写的是 $GOUJI_PYTHON，它不是 Python 3.11 至 3.14，或者没有装；请改正，或者不写。"
  stop "没有找到 Python 3.11 至 3.14$(install_command python venv compiler header)；系统带的 Python 不是这几版的，另装一个，再运行一次。"
}

check_tools() {
  python=$1
  missing='' named=''
  lacks() { missing="$missing $1" named="$named${named:+、}$2"; }
  "$python" -c 'import ensurepip, venv' 2>/dev/null || lacks venv "Python 的 venv 组件"
  command -v cc >/dev/null 2>&1 || command -v gcc >/dev/null 2>&1 || command -v clang >/dev/null 2>&1 ||
    lacks compiler "C 编译器"
  "$python" -c 'import os, sys, sysconfig; sys.exit(not os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h")))' ||
    lacks header "Python 头文件（Python.h）"
  # shellcheck disable=SC2086 - words
  [ -z "$missing" ] || stop "缺少$named（规则引擎 durable-rules 需要编译）$(install_command $missing)，再运行一次。"
}

# Sets "python" to one that gouji can be installed for, or stops with what is missing.
choose_python() {
  python=$(find_python) || no_python
  check_tools "$python"
}

# pip keeps what it built: an engine that was built without CPPFLAGS comes back, and does not import.
check_engine() {
  .venv/bin/python -c 'import durable_rules_engine' 2>/dev/null ||
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-cache-dir --no-deps \
      --force-reinstall durable-rules==2.0.28 >>.venv/install.log 2>&1 &&
    .venv/bin/python -c 'import durable_rules_engine' 2>>.venv/install.log ||
    stop "规则引擎 durable-rules 编译后不能用，详情见 .venv/install.log。"
}

# Whether what was installed is what this checkout asks for, and still runs: the checkout may have
# been moved, the Python of the system renewed. Dates say nothing, an unpacked archive has old ones.
is_set_up() {
  [ -e "$stamp" ] && [ "$(cat pyproject.toml)" = "$(cat "$stamp")" ] &&
    .venv/bin/gouji --version >/dev/null 2>&1
}

set_up() {
  extras=$1
  stamp=.venv/.gouji-$(printf '%s' "$extras" | tr -dc 'a-z')
  if is_set_up; then return 0; fi
  choose_python
  say "正在准备 gouji 的运行环境（.venv，约一分钟）……"
  if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    # A link to a Python that is gone would be kept.
    rm -f .venv/bin/python*
    "$python" -m venv .venv || stop "建立 .venv 失败。"
  fi
  .venv/bin/python -m pip install --quiet --disable-pip-version-check -e ".$extras" >.venv/install.log 2>&1 ||
    stop "安装失败，多半是网络或软件源的问题，详情见 .venv/install.log。"
  check_engine
  cp pyproject.toml "$stamp"
}
