import json
import stat
from pathlib import Path

import pytest

from gouji.errors import UsageError
from gouji.web.accounts import Accounts

PASSWORD = "ten letters or more"  # noqa: S105 - of no account outside the tests


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("accounts") / "accounts.json"
    made = Accounts(path)
    made.add("张三", "staff", PASSWORD)
    made.add("office@city", "office", PASSWORD)
    return path


@pytest.fixture(scope="module")
def accounts(kept: Path) -> Accounts:
    return Accounts(kept)


def test_the_file_is_private_and_holds_argon2_hashes(kept: Path) -> None:
    path = kept
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    kept = json.loads(path.read_text(encoding="utf-8"))["accounts"]
    assert [(a["name"], a["role"]) for a in kept] == [("office@city", "office"), ("张三", "staff")]
    assert all(a["hash"].startswith("$argon2id$") for a in kept)
    assert kept[0]["hash"] != kept[1]["hash"]
    assert PASSWORD not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "password", "role"),
    [
        ("张三", PASSWORD, "staff"),
        ("office@city", PASSWORD, "office"),
        ("张三", PASSWORD + " ", None),
        ("张三", "", None),
        ("李四", PASSWORD, None),
        ("", "", None),
    ],
)
def test_only_the_right_password_opens(
    accounts: Accounts, name: str, password: str, role: str | None
) -> None:
    found = accounts.check(name, password)
    assert (found and found.role) == role


def test_an_account_that_is_changed_or_removed_elsewhere_changes_at_once(
    kept: Path, tmp_path: Path
) -> None:
    path = tmp_path / "accounts.json"
    path.write_bytes(kept.read_bytes())
    accounts, other = Accounts(path), Accounts(path)
    assert other.add("张三", "office", "another password") is False
    assert accounts.check("张三", PASSWORD) is None
    assert accounts.find("张三") == other.find("张三")
    other.remove("张三")
    assert accounts.find("张三") is None
    assert [a.name for a in accounts.all()] == ["office@city"]


@pytest.mark.parametrize(
    ("name", "role", "password", "said"),
    [
        ("a/b", "staff", PASSWORD, "账号名"),
        ("", "staff", PASSWORD, "账号名"),
        ("x" * 41, "staff", PASSWORD, "账号名"),
        ("a\nb", "staff", PASSWORD, "账号名"),
        ("a", "root", PASSWORD, "没有「root」这种身份"),
        ("a", "staff", "short", "密码须有 10 到 200 个字符"),
        ("a", "staff", "x" * 201, "密码须有 10 到 200 个字符"),
    ],
)
def test_what_cannot_be_an_account_is_refused(
    accounts: Accounts, name: str, role: str, password: str, said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        accounts.add(name, role, password)
    assert len(accounts.all()) == 2


@pytest.mark.parametrize(
    "text", ["", "{}", '{"accounts": 1}', '{"accounts": [{"name": "a"}]}', "[]", "\udcff"]
)
def test_a_file_that_is_none_is_said_in_a_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "accounts.json"
    path.write_text(text, encoding="utf-8", errors="surrogateescape")
    with pytest.raises(UsageError, match="不是账号文件"):
        Accounts(path).all()


def test_a_role_nobody_knows_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "accounts.json"
    path.write_text('{"accounts": [{"name": "a", "role": "root", "hash": ""}]}')
    with pytest.raises(UsageError, match="不认识的身份"):
        Accounts(path).all()
    with pytest.raises(UsageError, match="打不开"):
        Accounts(tmp_path / "absent.json").all()
    with pytest.raises(UsageError, match="没有「a」这个账号"):
        Accounts(tmp_path / "absent.json").remove("a")
