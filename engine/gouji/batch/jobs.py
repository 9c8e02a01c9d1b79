"""What is to be graded: the files of a folder, an archive or a manifest, by name."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from gouji.batch.manifest import NOT_LISTED, Listed, read_manifest
from gouji.errors import DocumentError, UnreadableFile, UsageError
from gouji.reading.inputs import Input, opened

_MANIFEST = ".csv"


@dataclass(frozen=True, slots=True)
class Job:
    """One report to grade. ``name`` is what the user is told: its path below what was given.

    ``error`` is set where the file cannot even be opened.
    """

    name: str
    path: Path
    listed: Listed = NOT_LISTED
    error: DocumentError | None = None


@dataclass(frozen=True, slots=True)
class Jobs:
    """All of them in the order of their names, and the agencies that filed nothing."""

    jobs: tuple[Job, ...]
    absent: tuple[Listed, ...] = ()
    notes: tuple[str, ...] = ()


@contextmanager
def jobs_in(path: Path) -> Iterator[Jobs]:
    """Give the jobs of a folder, an archive, a manifest or a single file.

    What an archive holds lies in a folder that goes at the end. Raises :class:`UsageError` for a
    manifest that is wrong, :class:`UnreadableFile` where there is nothing to grade.
    """
    if not path.exists():
        raise UnreadableFile(f"{path}：没有这个文件或文件夹")
    if path.suffix.lower() == _MANIFEST and path.is_file():
        yield _listed(path)
        return
    with opened([path]) as inputs:
        jobs = tuple(sorted((_job(item, path) for item in inputs), key=lambda job: job.name))
        if len(jobs) == 1 and jobs[0].error is not None and jobs[0].path == path:
            raise UnreadableFile(f"{path}：{jobs[0].error}")
        lists = [job.name for job in jobs if job.name.lower().endswith(_MANIFEST)]
        notes = tuple(
            f"{name} 是清单，没有当作报告；要按它评定，请把它写在命令里" for name in lists
        )
        yield Jobs(tuple(job for job in jobs if job.name not in lists), notes=notes)


def _job(item: Input, root: Path) -> Job:
    name = item.name.removeprefix(f"{root}/") if item.name != str(root) else root.name
    return Job(name, item.path, error=item.error)


def _listed(manifest: Path) -> Jobs:
    read = read_manifest(manifest)
    jobs: dict[str, Job] = {}
    for listed in read.listed:
        if listed.path is not None:
            name = _name(listed.path, manifest.parent)
            if name in jobs:
                raise UsageError(f"{manifest}：{name} 写了两次，一份报告只能写一行")
            error = None if listed.path.is_file() else UnreadableFile("没有这个文件")
            jobs[name] = Job(name, listed.path, listed, error)
    absent = tuple(listed for listed in read.listed if listed.path is None)
    return Jobs(tuple(jobs[name] for name in sorted(jobs)), absent, read.notes)


def _name(path: Path, root: Path) -> str:
    return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)
