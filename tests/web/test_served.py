"""A real server with real workers, asked as browsers and programs ask."""

import io
import json
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote
from zipfile import ZipFile

import httpx
import pytest
from docx import Document
from jsonschema import Draft202012Validator
from pypdf import PdfReader
from servekit import (
    ROOT,
    TOKEN,
    TOKENS,
    Limits,
    Settings,
    accounts_file,
    csrf,
    get,
    send_in,
    served,
    sign_in,
    until,
    visiting,
)

from gouji.cli import run
from reportkit import FAULTS, make
from reportkit.renderers import RENDERERS

WUZHONG = (ROOT / "fixtures/wuzhong-2024.pdf").read_bytes()
WUZHONG_OFD = (ROOT / "fixtures/wuzhong-2024.ofd").read_bytes()
CLEAN = (ROOT / "fixtures/clean-2024.txt").read_bytes()
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with accounts and a token; what is sent in lies in a directory of its own."""
    folder = tmp_path_factory.mktemp("served")
    settings = Settings(
        accounts=accounts_file(folder),
        tokens=TOKENS,
        data=folder / "data",
        limits=Limits(workers=1),
    )
    with served(settings) as address:
        yield address


@pytest.fixture
def staff(address: str) -> Iterator[httpx.Client]:
    with visiting(address) as visitor:
        sign_in(visitor, "张三")
        yield visitor


def test_a_pdf_is_audited_and_all_files_open(staff: httpx.Client) -> None:
    path = send_in(staff, "吴忠 2024.pdf", WUZHONG)
    page = staff.get(path).text
    assert "吴忠市公安局 2024年" in page
    assert "把表三「（七）总计」行「其他」列的 3 改为 0。" in page
    files = dict(re.findall(r'href="(/audits/\w+/files/([\w.]+))"', page))
    got = {name: staff.get(url) for url, name in files.items()}
    assert sorted(got) == ["annotated.pdf", "audit.json", "checklist.docx", "report.html"]
    audit = got["audit.json"].json()
    assert ("R412", "t3.column:other") in {(f["code"], f["locus"]) for f in audit["findings"]}
    assert audit["document"]["path"] == "吴忠 2024.pdf"
    annotated = PdfReader(io.BytesIO(got["annotated.pdf"].content))
    assert len(annotated.pages) == audit["document"]["pages"]
    assert any("/Annots" in p for p in annotated.pages)
    work = Document(io.BytesIO(got["checklist.docx"].content))
    assert "吴忠市公安局" in "\n".join(p.text for p in work.paragraphs)
    assert staff.get(f"{path}/files/notice.docx").status_code == 404
    assert got["report.html"].text == staff.get(f"{path}/report").text
    disposition = got["annotated.pdf"].headers["Content-Disposition"]
    saved_as = quote("吴忠 2024-批注.pdf")
    assert disposition == f"attachment; filename=\"___2024-__.pdf\"; filename*=UTF-8''{saved_as}"


def test_an_ofd_is_audited_and_marked(staff: httpx.Client) -> None:
    """Its pages stand in the report, and who signed it is told what marking breaks."""
    path = send_in(staff, "吴忠 2024.ofd", WUZHONG_OFD)
    page = staff.get(path).text
    assert "把表三「（七）总计」行「其他」列的 3 改为 0。" in page
    assert "原文，问题处有批注（OFD）" in page
    assert "电子签章" not in page
    marked = staff.get(f"{path}/files/annotated.ofd")
    assert marked.headers["Content-Type"] == "application/ofd"
    assert b"Doc_0/Annotations.xml" in marked.content
    assert staff.get(f"{path}/report").text.count("data:image/svg+xml;base64,") == 3
    assert 'accept=".pdf,.ofd,' in staff.get("/").text
    assert "原件有 1 个电子签章" in staff.get(send_in(staff, "a.ofd", signed(WUZHONG_OFD))).text


def signed(data: bytes) -> bytes:
    """The same OFD with a signature."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as source, ZipFile(out, "w") as package:
        for name in source.namelist():
            text = source.read(name)
            if name == "OFD.xml":
                place = b"<ofd:Signatures>S.xml</ofd:Signatures></ofd:DocBody>"
                text = text.replace(b"</ofd:DocBody>", place)
            package.writestr(name, text)
        package.writestr("S.xml", '<Signatures><Signature ID="1" BaseLoc="a.xml"/></Signatures>')
    return out.getvalue()


def test_the_notice_is_for_the_office_alone(address: str) -> None:
    with visiting(address) as visitor:
        sign_in(visitor, "王科长")
        path = send_in(visitor, "吴忠 2024.pdf", WUZHONG)
        assert f"{path}/files/notice.docx" in visitor.get(path).text
        notice = Document(io.BytesIO(visitor.get(f"{path}/files/notice.docx").content))
        assert "重新公布更正后的报告" in "\n".join(p.text for p in notice.paragraphs)


def test_the_report_is_locked_down(staff: httpx.Client) -> None:
    path = send_in(staff, "a.txt", CLEAN)
    answer = staff.get(f"{path}/report")
    policy = answer.headers["Content-Security-Policy"]
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; img-src data:; "
        r"form-action 'none'; frame-ancestors 'none'; base-uri 'none'; sandbox",
        policy,
    )
    assert answer.headers["Cache-Control"] == "no-store"


def test_what_the_page_tells_is_what_the_command_line_tells(
    staff: httpx.Client, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "wuzhong.pdf"
    source.write_bytes(WUZHONG)
    run(["audit", str(source), "--format", "json"])
    told = json.loads(capsys.readouterr().out)
    path = send_in(staff, "wuzhong.pdf", WUZHONG)
    audit = staff.get(f"{path}/files/audit.json").json()
    told["document"]["path"] = audit["document"]["path"]
    told["keys"]["judging"] = audit["keys"]["judging"]  # it holds the path, as the document does
    assert audit == told


def test_last_years_report_and_the_date_are_judged_too(staff: httpx.Client) -> None:
    before, after = make(1, year=2023), make(1, year=2024)
    text = RENDERERS["txt-tabs"]
    path = send_in(
        staff, "2024.txt", text(after), published="2025-06-01", body="department",
        files={"previous": ("2023.txt", text(before))},
    )  # fmt: skip
    audit = staff.get(f"{path}/files/audit.json").json()
    assert "D001" in {f["code"] for f in audit["findings"]}
    assert audit["by_rule"]["Y801"]["pass"] + audit["by_rule"]["Y801"]["fail"] > 0
    unreadable = send_in(staff, "2024.txt", text(after), files={"previous": ("2023.txt", b"\0")})
    assert "上年的报告读不了：文件是空的" in staff.get(unreadable).text


def test_a_corrected_draft_is_compared_with_the_one_before(staff: httpx.Client) -> None:
    content = make(3)
    wrong = FAULTS["sum_row_new"].plant(content).content
    old = send_in(staff, "old.docx", RENDERERS["docx"](wrong))
    new = send_in(staff, "new.docx", RENDERERS["docx"](content))
    page = staff.get(new).text
    assert old.split("/")[-1] in page
    compared = staff.get(f"{new}/compare", params={"earlier": old.split("/")[-1]})
    assert compared.url.path == f"{new}/compare/{old.split('/')[-1]}"
    assert "已改好的问题" in compared.text
    assert "新出现的问题" not in compared.text


def test_several_files_are_sent_at_once_and_each_has_its_say(staff: httpx.Client) -> None:
    files = [("files", ("好.txt", CLEAN)), ("files", ("坏.pdf", b"%PDF-1.4 broken"))]
    answer = staff.post("/audits", data={"csrf": csrf(staff, "/")}, files=files)
    assert answer.url.path == "/audits"
    until(lambda: not staff.get("/audits/state").json()["pending"])
    page = staff.get("/audits").text
    assert "好.txt" in page
    assert re.search(r"坏\.pdf.*?没有审成：</span>[^<]*PDF", page, re.DOTALL)


def test_nobody_else_sees_an_audit(staff: httpx.Client, address: str) -> None:
    path = send_in(staff, "secret.txt", CLEAN)
    assert staff.get(path).status_code == 200
    token = csrf(staff, path)
    for name in ("lisi", "王科长"):
        with visiting(address) as other:
            sign_in(other, name)
            assert "secret.txt" not in other.get("/audits").text
            for end in ("", "/state", "/report", "/files/audit.json", f"/compare/{path[8:]}"):
                assert other.get(path + end).status_code == 404
            for end in ("/keep", "/delete"):
                own = {"csrf": csrf(other, "/")}
                assert other.post(path + end, data=own).status_code == 404
                assert other.post(path + end, data={"csrf": token}).status_code == 403
    with visiting(address) as program:
        number = path.removeprefix("/audits/")
        assert program.get(f"/api/audits/{number}", headers=BEARER).status_code == 404
    assert staff.get(path).status_code == 200


def test_an_audit_is_deleted_when_its_owner_says_so(staff: httpx.Client) -> None:
    path = send_in(staff, "a.txt", CLEAN)
    kept = staff.post(f"{path}/keep", data={"csrf": csrf(staff, path)})
    assert "保留 7 天" not in kept.text
    gone = staff.post(f"{path}/delete", data={"csrf": csrf(staff, path)})
    assert gone.url.path == "/audits"
    assert path not in gone.text
    assert staff.get(path).status_code == 404


HOSTILE = [
    "<script>alert(1)</script>.txt",
    '"><img src=x onerror=alert(1)>.txt',
    "../../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "/etc/passwd\r\nSet-Cookie: a=b",
    "{{ 7*7 }}{% raw %}.txt",
    "a\u202etxt.exe",
    "名" * 300,
    "'; DROP TABLE audits; --",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_name_stays_text(staff: httpx.Client, name: str) -> None:
    path = send_in(staff, name, CLEAN)
    for page in (staff.get(path).text, staff.get("/audits").text, staff.get(f"{path}/report").text):
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "\u202e" not in page
    report = staff.get(f"{path}/files/report.html")
    disposition = report.headers["Content-Disposition"]
    assert re.fullmatch(
        r"attachment; filename=\"[\w.-]+\"; filename\*=UTF-8''[\w%.~-]+", disposition
    )
    assert "Set-Cookie" not in report.headers
    shown = staff.get(f"{path}/files/audit.json").json()["document"]["path"]
    assert not set(shown) & set("/\\\r\n")
    assert len(shown) <= 120


def test_script_in_a_document_stays_text(staff: httpx.Client) -> None:
    attack = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    text = CLEAN.decode().replace("2024年", f"2024年{attack}", 1).replace("0", f"0{attack}", 1)
    page = CLEAN.decode().replace("<", "&lt;")
    html = f"<html><body><pre>{page}</pre>{attack}<p>&lt;script&gt;alert(3)&lt;/script&gt;</p></body></html>"
    for name, data in (("a.txt", text.encode()), ("a.html", html.encode())):
        path = send_in(staff, name, data)
        for shown in (staff.get(path), staff.get(f"{path}/report"), staff.get("/audits")):
            assert "<script>alert" not in shown.text
            assert "<img src=x" not in shown.text


def test_what_no_reader_takes_is_refused_in_a_sentence(staff: httpx.Client) -> None:
    cases = {
        "空的": b"",
        "不像": "今天天气很好，我们去公园。".encode(),
        "损坏": b"%PDF-1.7\n1 0 obj<</Length 10>>stream",
        "zip": b"PK\x03\x04" + b"\0" * 100,
        "乱码": bytes(range(256)) * 40,
    }
    for name, data in cases.items():
        page = staff.get(send_in(staff, name, data)).text
        assert "这份文件没有审成" in page
        sentence = re.search(r"</bdi></p>\n<p>([^<]+)。</p>", page)
        assert sentence
        assert re.search(r"[\u4e00-\u9fff]", sentence[1])
        assert not re.search(r"Traceback|/tmp|\.py|Error", page)


def test_programs_send_files_and_get_audits(address: str) -> None:
    schema = json.loads((ROOT / "engine/gouji/schema/audit.schema.json").read_text())
    with visiting(address) as program:
        files = [("files", ("wuzhong.pdf", WUZHONG)), ("files", ("坏.pdf", b"%PDF-1.4"))]
        answer = program.post("/api/audits", files=files, headers=BEARER)
        assert answer.status_code == 200
        good, bad = answer.json()["audits"]
        Draft202012Validator(schema).validate(good["audit"])
        assert (good["name"], good["error"]) == ("wuzhong.pdf", None)
        assert (bad["name"], bad["audit"]) == ("坏.pdf", None)
        assert "PDF" in bad["error"]
        again = program.get(f"/api/audits/{good['id']}", headers=BEARER)
        assert again.json() == good["audit"]
        refused = program.get(f"/api/audits/{bad['id']}", headers=BEARER)
        assert (refused.status_code, refused.json()) == (
            422,
            {"error": bad["error"], "code": "not_processed", "field": None},
        )
        alone = program.post("/api/audits", files=files[1:], headers=BEARER)
        assert [alone.status_code, *(alone.json()[key] for key in ("error", "code", "field"))] == [
            422,
            bad["error"],
            "not_processed",
            None,
        ]
        assert [one["name"] for one in alone.json()["audits"]] == ["坏.pdf"]
        assert program.get(f"/api/audits/{good['id']}").status_code == 401


def test_the_description_of_the_interface_holds_what_it_does(address: str) -> None:
    with visiting(address) as program:
        described = program.get("/api/openapi.json").json()
        assert described["openapi"].startswith("3.1")
        assert set(described["paths"]) == {"/api/audits", "/api/audits/{number}"}
        post = described["paths"]["/api/audits"]["post"]
        fields = post["requestBody"]["content"]["multipart/form-data"]["schema"]["properties"]
        assert set(fields) == {"files", "previous", "published", "body"}
        assert {"200", "401", "413", "415", "422", "429", "503", "504"} <= set(post["responses"])
        waits = {
            (path, method, status)
            for path, methods in described["paths"].items()
            for method, operation in methods.items()
            for status, response in operation["responses"].items()
            if "Retry-After" in response.get("headers", {})
        }
        assert waits == {
            ("/api/audits", "post", "429"),
            ("/api/audits", "post", "503"),
            ("/api/audits/{number}", "get", "202"),
        }
        problem = described["components"]["schemas"]["Problem"]
        assert set(problem["properties"]) == {"error", "code", "field", "audits"}
        texts = re.findall(
            r'"(?:summary|description)":\s*"([^"]*)"', json.dumps(described, ensure_ascii=False)
        )
        assert len(texts) > 20
        assert [t for t in texts if not re.search(r"[\u4e00-\u9fff]", t)] == []
        page = program.get("/api/docs").text
        assert "openapi.json" in page
        assert "AuditJson" in page


def test_a_sender_who_goes_away_leaves_nothing_behind(address: str, staff: httpx.Client) -> None:
    host, port = address.removeprefix("http://").split(":")
    before = staff.get("/audits").text
    for sent in (
        b"",
        b'--x\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\nyy',
    ):
        with socket.create_connection((host, int(port))) as gone:
            gone.sendall(
                f"POST /api/audits HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Length: 5000\r\n"
                f"Authorization: Bearer {TOKEN}\r\n"
                "Content-Type: multipart/form-data; boundary=x\r\n\r\n".encode()
                + sent
            )
    assert staff.get("/audits").text == before


def test_a_large_file_is_refused_before_it_is_sent(address: str) -> None:
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as sender:
        sender.sendall(
            f"POST /audits HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Length: 100000001\r\n\r\n".encode()
        )
        answer = b""
        while b"</html>" not in answer and (more := sender.recv(65_536)):
            answer += more
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert "一次合计不超过 100 MB" in answer.decode()


def test_what_lies_in_a_directory_outlives_the_server(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data", limits=Limits(workers=1))
    with served(settings) as address, visiting(address) as visitor:
        path = send_in(visitor, "a.txt", CLEAN)
        cookies, told = visitor.cookies, visitor.get(f"{path}/report").text
    with served(settings) as address, visiting(address) as stranger:
        assert stranger.get(path).status_code == 404
        assert get(f"{address}{path}/report", cookies=cookies).text == told
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700
