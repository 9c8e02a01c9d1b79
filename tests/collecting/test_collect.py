"""A whole run: from a list of addresses to a folder that can be graded."""

import csv
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from sitekit import WORDING, Reply, Request, Web, html, moved, visitor
from sitesystems import article, listing, report, report_page

from gouji.batch.jobs import jobs_in
from gouji.cli import run
from gouji.collecting.collect import Collection
from gouji.collecting.folder import Folder, stems
from gouji.collecting.kept import run_in
from gouji.collecting.outputs import Outcome
from gouji.collecting.rows import Address, read_addresses
from gouji.errors import UsageError
from waiting import PATIENCE

ROOT = Path(__file__).parents[2]
HOSTS = ("a.gov.cn", "b.gov.cn", "c.gov.cn")


def title(agency: str) -> str:
    return f"{agency}2024年政府信息公开工作年度报告"


def agencies(site: Web, count: int) -> list[Address]:
    """Rows for ``count`` agencies on three hosts, of which each third has a page, a file, a list."""
    rows = []
    for n in range(count):
        agency, host = f"清梧市第{n}局", HOSTS[n % 3]
        rows.append(
            Address(
                f"第 {n + 2} 行", site.url(f"/{n}/", host), agency, "清梧市人民政府", None, 2024
            )
        )
        page = article(title(agency), f'<a href="a.docx">{title(agency)}.docx</a>')
        pages = (
            {f"/{n}/": html(report_page(agency))},
            {f"/{n}/": html(page), f"/{n}/a.docx": Reply(report("docx", agency))},
            {
                f"/{n}/": html(listing([("1.html", title(agency), "")])),
                f"/{n}/1.html": html(page),
                f"/{n}/a.docx": Reply(report("docx", agency)),
            },
        )
        site.add(pages[n // 3 % 3], host)
    return rows


def collected(
    site: Web, rows: Sequence[Address], folder: Path, *, anew: bool = True
) -> tuple[Outcome, ...]:
    with run_in(folder, anew=anew) as kept:
        return Collection(rows, folder, visitor(site, kept), WORDING).run()[0]


def table(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def test_what_a_run_leaves(site: Web, tmp_path: Path) -> None:
    rows = [
        *agencies(site, 7),
        Address("第 9 行", site.url("/none", "a.gov.cn"), "清梧市某局"),
        Address("第 10 行", "", "清梧市甲局"),
    ]
    collected(site, rows, tmp_path)
    files = [
        f"{title(f'清梧市第{n}局')}{suffix}"
        for n, suffix in enumerate([".html"] * 3 + [".docx"] * 4)
    ]
    dates = ["2025-01-20"] * 3 + ["2025-01-17"] * 4
    assert table(tmp_path / "manifest.csv") == [
        ["文件", "机关", "上级", "种类", "年度", "公布日期"],
        *(
            [file, f"清梧市第{n}局", "清梧市人民政府", "", "2024", day]
            for n, (file, day) in enumerate(zip(files, dates, strict=True))
        ),
    ]
    assert table(tmp_path / "failures.csv") == [
        ["行", "机关", "网址", "原因"],
        ["第 9 行", "清梧市某局", site.url("/none", "a.gov.cn"), "没有这个网页（404）"],
        ["第 10 行", "清梧市甲局", "", "清单里没有写网址"],
    ]
    assert [row[:4] for row in table(tmp_path / "sources.csv")[4:5]] == [
        [files[3], "清梧市第3局", site.url("/3/", "a.gov.cn"), site.url("/3/a.docx", "a.gov.cn")]
    ]
    assert {p.name for p in tmp_path.iterdir()} == {
        *files,
        ".collect",
        "manifest.csv",
        "sources.csv",
        "failures.csv",
    }
    assert (tmp_path / files[3]).read_bytes() == report("docx", "清梧市第3局")


def test_the_same_web_gives_the_same_bytes(site: Web, tmp_path: Path) -> None:
    rows = agencies(site, 12)
    for folder in ("one", "two"):
        collected(site, rows, tmp_path / folder)
    collected(site, rows, tmp_path / "two")
    assert content(tmp_path / "one") == content(tmp_path / "two")


def test_a_stopped_run_goes_on_and_gives_the_same(site: Web, tmp_path: Path) -> None:
    rows = agencies(site, 12)
    collected(site, rows, tmp_path / "whole")
    asked = len([r for r in site.log if r.path != "/robots.txt"])
    site.log.clear()

    steps = iter(range(100))

    def step(_failed: bool) -> None:
        if next(steps) == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), run_in(tmp_path / "cut") as kept:
        Collection(rows, tmp_path / "cut", visitor(site, kept), WORDING, step=step).run()
    collected(site, rows, tmp_path / "cut")
    paths = [(r.host, r.path) for r in site.log if r.path != "/robots.txt"]
    assert content(tmp_path / "cut") == content(tmp_path / "whole")
    assert (len(paths), len(set(paths))) == (asked, asked)


def test_only_what_failed_is_fetched_again(site: Web, tmp_path: Path) -> None:
    rows = agencies(site, 6)
    broken = site.pages.pop(("a.gov.cn", "/0/"))
    assert [o.reason for o in collected(site, rows, tmp_path)] == ["没有这个网页（404）", *[""] * 5]
    site.pages["a.gov.cn", "/0/"] = broken
    site.log.clear()
    assert [o.reason for o in collected(site, rows, tmp_path, anew=False)] == [""] * 6
    assert [r.path for r in site.log] == ["/robots.txt", "/0/"]


def test_a_page_that_led_to_nothing_is_asked_for_again(site: Web, tmp_path: Path) -> None:
    rows = agencies(site, 6)
    good = site.pages["a.gov.cn", "/0/"]
    site.add(
        {"/0/": moved("/login"), "/login": html("<title>登录</title><input type=password>")},
        "a.gov.cn",
    )
    assert collected(site, rows, tmp_path)[0].reason == "给出的是登录页，要登录才能看"
    site.pages["a.gov.cn", "/0/"] = good
    site.log.clear()
    assert [o.reason for o in collected(site, rows, tmp_path, anew=False)] == [""] * 6
    assert [r.path for r in site.log] == ["/robots.txt", "/0/"]


def test_a_row_that_is_there_twice_counts_once(site: Web, tmp_path: Path) -> None:
    rows = agencies(site, 2)
    twice = [*rows, replace(rows[0], at="第 9 行")]
    assert [o.reason for o in collected(site, twice, tmp_path)] == ["", "", "与第 2 行重复"]


def test_the_folder_itself_can_be_graded(site: Web, tmp_path: Path) -> None:
    collected(site, agencies(site, 3), tmp_path)
    with jobs_in(tmp_path) as jobs:
        assert [Path(job.name).suffix for job in jobs.jobs] == [".html"] * 3


def test_a_page_that_breaks_the_reader_costs_one_row(site: Web, tmp_path: Path) -> None:
    rows = agencies(site, 3)
    site.add({"/0/": html("<div>" * 5000)}, "a.gov.cn")
    reasons = [o.reason for o in collected(site, rows, tmp_path)]
    assert reasons == ["网页读不了：网页嵌套超过 1000 层，不像一份年度报告", "", ""]


def test_what_people_put_there_stays(site: Web, tmp_path: Path) -> None:
    rows = agencies(site, 4)
    theirs = tmp_path / f"{title('清梧市第3局')}.docx"
    theirs.write_bytes(b"stamped")
    collected(site, rows, tmp_path)
    again = [row[0] for row in table(tmp_path / "manifest.csv")[1:]]
    outputs = content(tmp_path)
    assert theirs.read_bytes() == b"stamped"
    assert again[3] == f"{title('清梧市第3局')}-2.docx"
    (tmp_path / "manifest.csv").write_bytes(b"mine")
    before = content(tmp_path)
    collected(site, rows, tmp_path)
    after = content(tmp_path)
    assert {name: after.pop(name) for name in {*after} - {*before}} == {
        "manifest-2.csv": outputs["manifest.csv"]
    }
    assert after == before


def test_a_report_that_comes_in_another_format_replaces_the_old_one(
    site: Web, tmp_path: Path
) -> None:
    rows = agencies(site, 1)
    collected(site, rows, tmp_path)
    site.add({"/0/": Reply(report("docx", "清梧市第0局"))}, "a.gov.cn")
    collected(site, rows, tmp_path)
    assert [p.suffix for p in tmp_path.glob("清梧*")] == [".docx"]


STEMS = {
    ("清梧市水利局", "清梧市教育局"): ["清梧市水利局", "清梧市教育局"],
    ("A", "a", "b"): ["A-d4395f7a", "a-768c39eb", "b"],
    ("../../etc/passwd", "CON<>|"): ["_.._etc_passwd", "CON_"],
}


@pytest.mark.parametrize("titles", STEMS)
def test_names_of_files(titles: tuple[str, ...]) -> None:
    assert stems([(name, f"http://a.cn/{n}") for n, name in enumerate(titles)]) == STEMS[titles]


def test_a_ledger_that_was_cut_off(tmp_path: Path) -> None:
    Folder(tmp_path).put("甲", ".pdf", b"1")
    ledger = tmp_path / ".collect" / ".files.jsonl"
    ledger.write_bytes(ledger.read_bytes() + b'["\xe4')
    folder = Folder(tmp_path)
    assert [folder.put("甲", ".pdf", b"2"), folder.put("乙", ".pdf", b"3")] == ["甲.pdf", "乙.pdf"]
    assert [
        json.loads(line)[0] for line in ledger.read_text("utf-8", "replace").split("\n")[:1]
    ] == ["甲.pdf"]


def test_the_list(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(
        "清梧市年报网址一览表\n单位名称;主管部门;网址;年度\n清梧市 水利局;清梧市人民政府;www.qw.gov.cn/nb;2024年\n".encode(
            "gb18030"
        )
    )
    rows, notes = read_addresses(path)
    assert rows == (
        Address("第 3 行", "www.qw.gov.cn/nb", "清梧市水利局", "清梧市人民政府", None, 2024),
    )
    assert notes == ()
    path.write_text("机关\n清梧市水利局\n", encoding="utf-8")
    with pytest.raises(UsageError, match="没有「网址」一列"):
        read_addresses(path)


# the command, with the clock of the machine and addresses of loopback as hosts


def served(site: Web, n: int) -> str:
    return f"http://127.0.0.1:{site.port}/{n}/"


def list_of(site: Web, folder: Path, count: int) -> Path:
    lines = ["网址,机关"]
    for n in range(count):
        agency = f"清梧市第{n}局"
        site.add({f"/{n}/": html(report_page(agency))}, "127.0.0.1")
        lines.append(f"{served(site, n)},{agency}")
    path = folder / "list.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_the_command(site: Web, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = list_of(site, tmp_path, 1)
    output = tmp_path / "out"
    assert run(["collect", str(source), "--year", "2024", "--output", str(output)]) == 3
    reason = "127.0.0.1 不是公网地址，不取；确是本单位内网的网站，请加 --allow-private"
    assert capsys.readouterr().out.split("\n") == [
        f"没有取到：第 2 行 清梧市第0局：{reason}",
        "取到 0 份，没有取到 1 份",
        f"报告从哪里来，见 {output}/sources.csv",
        f"评定请运行：gouji grade {output}/manifest.csv",
        "",
    ]
    assert (
        run(["collect", str(source), "--year", "2024", "--output", str(output), "--allow-private"])
        == 0
    )
    assert capsys.readouterr().out.split("\n")[0] == "取到 1 份，没有取到 0 份"


WRONG = {
    ("--contact", "办公室"): "--contact 只能写邮箱或网址，不能有汉字",
    ("--proxy",): "写了 --proxy，但环境变量 HTTPS_PROXY、HTTP_PROXY 里没有写代理",
    ("--year", "24"): "--year 的值不对，应为 2008 到 2099 的整数。用法请看 gouji collect --help",
}


@pytest.mark.parametrize("options", WRONG)
def test_what_cannot_be(
    options: tuple[str, ...], site: Web, tmp_path: Path,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)
    assert (
        run(["collect", str(list_of(site, tmp_path, 1)), "--output", str(tmp_path / "o"), *options])
        == 2
    )
    assert capsys.readouterr().err == f"{WRONG[options]}\n"


def test_a_killed_process_asks_for_nothing_twice(site: Web, tmp_path: Path) -> None:
    source = list_of(site, tmp_path, 3)
    reached, gone = threading.Event(), threading.Event()
    last = site.pages["127.0.0.1", "/1/"]

    def hold(request: Request) -> Reply:
        reached.set()
        gone.wait(PATIENCE)  # an answer would let it go on before it is killed
        return last if isinstance(last, Reply) else last(request)

    site.add({"/1/": hold}, "127.0.0.1")
    command = [
        sys.executable,
        "-m",
        "gouji",
        "collect",
        str(source),
        "--output",
        str(tmp_path / "o"),
        "--allow-private",
    ]
    command[1:3] = ["-c", "from gouji.cli import main; main()"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "engine")}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as killed:
        assert reached.wait(PATIENCE)
        killed.send_signal(signal.SIGKILL)
        killed.wait()
        gone.set()
    assert site.asked("127.0.0.1") == ["/0/", "/1/"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, site.asked("127.0.0.1")) == (0, ["/0/", "/1/", "/1/", "/2/"])
    assert len(table(tmp_path / "o" / "manifest.csv")) == 4
