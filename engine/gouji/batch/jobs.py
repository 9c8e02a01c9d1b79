"""What is to be graded: the files of a folder, an archive or a manifest, by name."""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from gouji.batch.files import File, Files, files_in
from gouji.batch.manifest import NOT_LISTED, Listed, Manifest, manifest_of, read_manifest
from gouji.errors import DocumentError, UnreadableFile, UsageError
from gouji.reading.archives import is_archive
from gouji.records import dataclass

_LISTS = (".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".et", ".ods")
"""Sheets, whatever is in them: no report is one."""
_MOST_TRIED = 20
_MOST_TOLD = 5


@dataclass(frozen=True, slots=True)
class Job:
    """One report to grade. ``name`` is what the user is told: its path below what was given.

    ``read`` gives its bytes. ``error`` is set where the file cannot even be opened.
    """

    name: str
    read: Callable[[], bytes]
    listed: Listed = NOT_LISTED
    error: DocumentError | None = None


@dataclass(frozen=True, slots=True)
class Jobs:
    """All of them in the order of their names, and the agencies that filed nothing.

    ``roster`` has the rows of a manifest that names no files: reports are matched with them by
    the agencies, once they are read.
    """

    jobs: tuple[Job, ...]
    absent: tuple[Listed, ...] = ()
    notes: tuple[str, ...] = ()
    roster: tuple[Listed, ...] = ()


@contextmanager
def jobs_in(
    source: Path,
    *,
    manifest: Path | None = None,
    files: Path | None = None,
    apart: Path | None = None,
) -> Iterator[Jobs]:
    """Give the jobs of a folder, an archive, a manifest or a single file.

    A ``manifest`` may stand beside a folder or an archive, or in it; ``files`` is where those lie
    that the manifest ``source`` lists, if not in its own folder. What lies below ``apart`` is no
    report. Raises :class:`UsageError` for a manifest that is wrong, :class:`UnreadableFile` where
    there is nothing to grade.
    """
    if source.is_file() and is_list(source.name):
        if manifest is not None:
            raise UsageError(f"{source} 已经是清单，不能再用 --list 另写一份")
        source, manifest, chosen = files or source.parent, source, files is not None
    elif files is not None:
        raise UsageError("--files 只和清单一起用：gouji grade 清单 --files 文件夹或压缩包")
    else:
        chosen = True
    if not source.exists():
        raise UnreadableFile(f"{source}：没有这个文件或文件夹")
    with ExitStack() as stack:
        try:
            there = stack.enter_context(files_in(source, apart))
            jobs = _jobs(there, source, manifest, chosen=chosen)
        except DocumentError as error:
            raise UnreadableFile(f"{source}：{error}") from None
        yield jobs


def is_list(name: str) -> bool:
    """Tell whether a file is a sheet, by its name."""
    return name.lower().endswith(_LISTS)


def _jobs(files: Files, source: Path, manifest: Path | None, *, chosen: bool) -> Jobs:
    """Return the jobs; what is at hand and not in a manifest is told.

    All files that were ``chosen`` for it are at hand, else those in the folders of its files.
    """
    if manifest is None:
        found = _in_archive(files) if is_archive(source) else None
        return _listed(files, *found, chosen=True) if found else _unlisted(files)
    if manifest.is_file():
        return _listed(files, str(manifest), read_manifest(manifest), "", chosen=chosen)
    inside = files.named(str(manifest))
    if inside.error is not None:
        raise UsageError(f"{manifest}：没有这个清单文件，{source} 里也没有")
    return _listed(
        files, inside.name, manifest_of(inside.name, inside.read()), inside.name, chosen=True
    )


def _in_archive(files: Files) -> tuple[str, Manifest, str] | None:
    """Return the one manifest in an archive with its name, told in its notes."""
    found = []
    sheets = [file for file in files.all if is_list(file.name) and file.error is None]
    for file in sheets[:_MOST_TRIED]:
        try:
            manifest = manifest_of(file.name, file.read())
        except (UsageError, DocumentError):
            continue
        found.append((file.name, manifest))
    if len(found) != 1:
        return None
    ((name, manifest),) = found
    told = f"按压缩包里的清单 {name} 评定；要用别的清单，请用 --list 写明"
    return name, Manifest(manifest.listed, (told, *manifest.notes)), name


def _unlisted(files: Files) -> Jobs:
    jobs = _reports(files.all)
    lists = [file.name for file in files.all if is_list(file.name)]
    return Jobs(jobs, notes=tuple(_of_lists(lists)))


def _reports(files: Sequence[File]) -> tuple[Job, ...]:
    return tuple(
        Job(file.name, file.read, error=file.error) for file in files if not is_list(file.name)
    )


def _of_lists(names: Sequence[str]) -> Iterator[str]:
    if names:
        yield f"{_told(names)} 是表格，没有当作报告；要按清单评定，请在命令里写 --list 清单"


def _told(names: Sequence[str]) -> str:
    shown = "、".join(names[:_MOST_TOLD])
    return shown + (f" 等 {len(names)} 个文件" if len(names) > _MOST_TOLD else "")


def _listed(files: Files, name: str, manifest: Manifest, beside: str, *, chosen: bool) -> Jobs:
    if not manifest.names_files:
        reports = _reports(files.all)
        if not reports:
            raise UnreadableFile("除清单外没有文件")
        return Jobs(reports, notes=manifest.notes, roster=manifest.listed)
    jobs: dict[str, Job] = {}
    for listed in manifest.listed:
        if listed.path is not None:
            file = files.named(listed.path, beside)
            if file.name in jobs:
                raise UsageError(
                    f"{listed.at}：{file.name} 在{jobs[file.name].listed.at}已经写过，"
                    "一份报告只能写一行"
                )
            jobs[file.name] = Job(file.name, file.read, listed, file.error)
    absent = tuple(listed for listed in manifest.listed if listed.path is None)
    at_hand = files.all if chosen else files.beside(jobs)
    notes = (*manifest.notes, *_left_out(at_hand, jobs, name))
    return Jobs(tuple(jobs[name] for name in sorted(jobs)), absent, notes)


def _left_out(files: Iterable[File], jobs: Container[str], name: str) -> Iterator[str]:
    """Yield a note on files that the manifest does not list."""
    left = [f.name for f in files if f.name not in jobs and not is_list(f.name)]
    if left:
        yield f"清单 {name} 里没有写、因而没有评定的文件：{_told(left)}"
