"""Finds and reads what stands beside a report: last year's, its members', its peers'."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from gouji.errors import DocumentError, UsageError
from gouji.model.context import Context, Member
from gouji.model.filing import Filing
from gouji.reading.limits import MAX_SHEET_BYTES

MAX_MEMBERS = 2_000
_MANIFESTS = (".json", ".csv", ".xlsx")

Tell = Callable[[str], None]


def companions(
    read: Callable[[Path], Filing],
    tell: Tell,
    *,
    previous: Path | None = None,
    published: date | None = None,
    members: Path | None = None,
    peers: Sequence[Path] = (),
    body: str | None = None,
) -> Context:
    """Return the context of a report; ``body`` is its kind of body where a person gives it.

    A member or a peer that cannot be read is told in one sentence and counts as unread. Raises
    :class:`DocumentError` where last year's report cannot be read, :class:`UsageError` for a
    manifest that is none.
    """
    return Context(
        previous=_last_years(previous, read) if previous else None,
        published=published,
        members=tuple(_members(members, read, tell)) if members else (),
        peers=tuple(peer for path in peers if (peer := _try(path, read, tell)) is not None),
        body=body,
    )


def _last_years(path: Path, read: Callable[[Path], Filing]) -> Filing:
    try:
        return read(path)
    except DocumentError as error:
        raise type(error)(f"{path}：{error}") from None


def _try(path: Path, read: Callable[[Path], Filing], tell: Tell) -> Filing | None:
    try:
        return read(path)
    except DocumentError as error:
        tell(f"{path}：{error}")
        return None


def _members(manifest: Path, read: Callable[[Path], Filing], tell: Tell) -> Iterator[Member]:
    listed = list(_listed(manifest, tell))
    if not listed:
        raise UsageError(f"{manifest}：没有列出任何成员单位")
    if len(listed) > MAX_MEMBERS:
        raise UsageError(f"{manifest}：成员单位超过 {MAX_MEMBERS} 个")
    for agency, path in listed:
        yield Member(agency, _try(path, read, tell))


def _listed(manifest: Path, tell: Tell) -> Iterator[tuple[str, Path]]:
    """Yield agency and path of every member: from JSON, a sheet, or all files of a folder."""
    if manifest.is_dir():
        files = sorted(p for p in manifest.rglob("*") if p.is_file() and p.name[0] not in ".~")
        yield from ((path.stem, path) for path in files if path.suffix.lower() not in _MANIFESTS)
        return
    json_text = _json_text(manifest)
    rows = _from_json(json_text, manifest) if json_text else _from_sheet(manifest, tell)
    for agency, name in rows:
        yield agency, manifest.parent / name


def _json_text(manifest: Path) -> str | None:
    """Return what is in ``manifest`` if that is JSON; whatever is wrong, the sheet's reader says.

    A byte order mark may stand before it, as Windows writes it.
    """
    try:
        with manifest.open("rb") as file:
            text = file.read(MAX_SHEET_BYTES).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None
    return text if text.lstrip().startswith("{") else None


def _from_json(text: str, manifest: Path) -> Iterator[tuple[str, str]]:
    try:
        members = json.loads(text)["members"]
        yield from [(str(member["agency"]), str(member["path"])) for member in members]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise UsageError(
            f'{manifest}：成员清单应写成 {{"members": [{{"agency": "…", "path": "…"}}]}}'
        ) from None


def _from_sheet(manifest: Path, tell: Tell) -> Iterator[tuple[str, str]]:
    from gouji.sheets import read_sheet
    from gouji.sheets.words import WORDS

    sheet = read_sheet(manifest, WORDS, needed=("agency", "path"))
    for note in sheet.notes:
        tell(note)
    for row in sheet.rows:
        name = row.text("path")
        if name:
            path = name if (manifest.parent / name).exists() else name.replace("\\", "/")
            yield row.name("agency") or path, path
