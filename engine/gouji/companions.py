"""Finds and reads what stands beside a report: last year's, its members', its peers'."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from gouji.errors import DocumentError, UsageError
from gouji.facts.filing import filing
from gouji.model.context import Context, Member
from gouji.model.filing import Filing
from gouji.model.report import Report
from gouji.reading.lists import list_text

MAX_MEMBERS = 2_000
_MANIFESTS = (".json", ".csv")

Tell = Callable[[str], None]


def companions(
    read: Callable[[Path], Report],
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


def _last_years(path: Path, read: Callable[[Path], Report]) -> Filing:
    try:
        return filing(read(path))
    except DocumentError as error:
        raise type(error)(f"{path}：{error}") from None


def _try(path: Path, read: Callable[[Path], Report], tell: Tell) -> Filing | None:
    try:
        return filing(read(path))
    except DocumentError as error:
        tell(f"{path}：{error}")
        return None


def _members(manifest: Path, read: Callable[[Path], Report], tell: Tell) -> Iterator[Member]:
    listed = list(_listed(manifest))
    if not listed:
        raise UsageError(f"{manifest}：没有列出任何成员单位")
    if len(listed) > MAX_MEMBERS:
        raise UsageError(f"{manifest}：成员单位超过 {MAX_MEMBERS} 个")
    for agency, path in listed:
        yield Member(agency, _try(path, read, tell))


def _listed(manifest: Path) -> Iterator[tuple[str, Path]]:
    """Yield agency and path of every member: from JSON, CSV, or all files of a folder."""
    if manifest.is_dir():
        files = sorted(p for p in manifest.rglob("*") if p.is_file() and p.name[0] not in ".~")
        yield from ((path.stem, path) for path in files if path.suffix not in _MANIFESTS)
        return
    text = list_text(manifest)
    rows = (
        _from_json(text, manifest) if text.lstrip().startswith("{") else _from_csv(text, manifest)
    )
    for agency, name in rows:
        yield agency, manifest.parent / name


def _from_json(text: str, manifest: Path) -> Iterator[tuple[str, str]]:
    try:
        members = json.loads(text)["members"]
        yield from [(str(member["agency"]), str(member["path"])) for member in members]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise UsageError(
            f'{manifest}：成员清单应写成 {{"members": [{{"agency": "…", "path": "…"}}]}}'
        ) from None


def _from_csv(text: str, manifest: Path) -> Iterator[tuple[str, str]]:
    rows = csv.DictReader(io.StringIO(text))
    if not {"agency", "path"} <= set(rows.fieldnames or ()):
        raise UsageError(f"{manifest}：成员清单要有 agency 和 path 两列")
    for row in rows:
        if row["path"]:
            yield row["agency"] or row["path"], row["path"]
