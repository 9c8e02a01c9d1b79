#!/bin/sh
# Sets gouji up in .venv and shows what it does: on two samples, or as the self-check page.
# usage: sh scripts/try.sh [web]
set -u
cd "$(dirname "$0")/.." || exit 1
. scripts/setup.sh

case ${1:-} in
  web)
    shift
    set_up "[web]"
    say "自查网页在本机上打开，可以把 fixtures/ 里的样本放上去试一试。"
    exec .venv/bin/gouji serve "$@"
    ;;
  "") set_up "" ;;
  *) stop "用法：sh scripts/try.sh（审核两份样本），或者 sh scripts/try.sh web（打开自查网页）" ;;
esac

told=$(.venv/bin/gouji audit fixtures/clean-2024.pdf fixtures/zhongwei-2024.pdf)
status=$?
printf '%s\n' "$told"
# Findings (1) are what the second sample is for.
[ "$status" -le 1 ] || exit "$status"

cat <<EOF

小结：审核了两份样本，第一份没有问题，第二份有问题，依据和改法见上。
$(printf '%s\n' "$told" | sed -n 's/^得分/  得分/p')

接下来：
  .venv/bin/gouji audit 报告.pdf      审核自己的报告（PDF、Word、网页、文件夹、zip）
  .venv/bin/gouji audit fixtures/wuzhong-2024.pdf    看怎样指出最可能写错的一格
  sh scripts/try.sh web               打开自查网页，只有本机能访问
  .venv/bin/gouji --help              全部命令；说明在 README.zh-CN.md 和 docs/
EOF
