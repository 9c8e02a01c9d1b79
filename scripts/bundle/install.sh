#!/bin/sh
# Installs gouji from this folder: needs Python, no network and no compiler.
# usage: sh install.sh [DIRECTORY]    by default ~/gouji-VERSION; one that has gouji is renewed
set -u
here=$(cd "$(dirname "$0")" && pwd) || exit 1
. "$here/bundle.env"

say() { printf '%s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }

find_python() {
  problem="没有找到 ${GOUJI_PYTHON:-Python $PYTHON}，请先安装，再运行一次。"
  for python in ${GOUJI_PYTHON:-"python$PYTHON" python3 python}; do
    command -v "$python" >/dev/null 2>&1 || continue
    # What cannot even read the check is too old; what was said before stands.
    said=$("$python" "$here/check.py" 2>/dev/null) && return 0
    problem=${said:-$problem}
  done
  stop "$problem"
}

# What this has installed before, or has begun to.
is_ours() {
  [ -x "$1/bin/gouji" ] || { [ -e "$1/pyvenv.cfg" ] && [ -e "$1/install.log" ]; }
}

find_python
target=${1:-$HOME/gouji-$VERSION}
if is_ours "$target"; then
  # Links to the Python of before would be kept.
  rm -f "$target"/bin/python*
elif [ -e "$target" ] && [ -n "$(ls -A "$target")" ]; then
  stop "$target 里已有别的内容，请换一个目录：sh install.sh 目录"
fi
say "正在把 gouji $VERSION 装到 $target，约半分钟……"
"$python" -m venv --without-pip "$target" || stop "不能在 $target 建立运行环境，请换一个目录。"
log="$target/install.log"
# Whatever is set for pip on this machine (mirrors, a user's directory) must not matter here.
env -u PIP_TARGET -u PIP_USER -u PIP_PREFIX -u PYTHONPATH PIP_CONFIG_FILE=/dev/null \
  PIP_DISABLE_PIP_VERSION_CHECK=1 "$target/bin/python" "$(echo "$here"/wheels/pip-*.whl)/pip" install \
  --no-index --find-links "$here/wheels" --no-cache-dir --require-hashes --force-reinstall \
  -r "$here/requirements.txt" >"$log" 2>&1 ||
  stop "安装没有成功，多半是安装包没有拷全，或者磁盘已满；详情见 $log。"
"$target/bin/gouji" --version >>"$log" 2>&1 || stop "装上了，但不能运行；详情见 $log。"

say "gouji $VERSION 已装在 $target（附加组件：$EXTRAS）。"
say "审核一份报告：$target/bin/gouji audit 报告.pdf"
say "试审样本：$target/bin/gouji audit $here/samples/wuzhong-2024.pdf"
case ",$EXTRAS," in *,web,*) say "开自查网页：$target/bin/gouji serve";; esac
command -v soffice >/dev/null 2>&1 ||
  say "提示：没有找到 LibreOffice，读不了 DOC、WPS、RTF、ODT；其他格式不受影响。"
if command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list :lang=zh 2>/dev/null)" ]; then exit 0; fi
say "提示：没有找到中文字体，没有嵌入字体的 PDF 在自查网页的页面图上会缺字；审核结果不受影响。"
