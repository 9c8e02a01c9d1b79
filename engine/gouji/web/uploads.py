"""Files as browsers and programs send them: bounded, and their names not believed."""

import re
import shutil
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

from gouji.reporting.media.printable import printable
from gouji.web.refusals import Refusal
from gouji.web.settings import Limits

_FIELDS = 20
_FIELD_BYTES = 20_000
_COPIED_AT_ONCE = 1_000_000
_LONGEST_NAME = 120
_FOLDERS = re.compile(r"[/\\]")


async def received(request: Request, limits: Limits) -> FormData:
    """Read a form with files; raises :class:`Refusal` for one with too many files or fields.

    The bytes of the whole are bounded by :class:`gouji.web.guards.Guards`.
    """
    _check_kind(request, "multipart/form-data")
    try:
        # Last year's file comes on top of those to be audited.
        return await request.form(
            max_files=limits.request_files + 1, max_fields=_FIELDS, max_part_size=_FIELD_BYTES
        )
    except HTTPException as error:
        if "files" in error.detail:
            raise _too_many(limits) from None
        raise Refusal(HTTPStatus.BAD_REQUEST) from None
    except ClientDisconnect:
        raise Refusal(HTTPStatus.BAD_REQUEST) from None  # nobody hears it; it is no fault of ours


async def received_form(request: Request) -> FormData:
    """Read a form without files; one that is written as if it had some is not read at all."""
    _check_kind(request, "application/x-www-form-urlencoded")
    try:
        return await request.form(max_fields=_FIELDS, max_part_size=_FIELD_BYTES)
    except (HTTPException, ClientDisconnect):
        raise Refusal(HTTPStatus.BAD_REQUEST) from None


def _check_kind(request: Request, wanted: str) -> None:
    """Refuse a body of another kind; where there is none, there is nothing to refuse."""
    headers = request.headers
    is_empty = "transfer-encoding" not in headers and headers.get("content-length", "0") == "0"
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != wanted and not (is_empty and not kind):
        raise Refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)


def sent_files(form: FormData, field: str, limits: Limits) -> list[UploadFile]:
    """Return the files of ``field``, those not chosen left out; refuses one that is too large."""
    files = [f for f in form.getlist(field) if isinstance(f, UploadFile) and f.filename]
    if len(files) > limits.request_files:
        raise _too_many(limits)
    for file in files:
        if (file.size or 0) > limits.file_bytes:
            most = limits.file_bytes // 1_000_000
            sentence = f"{shown_name(file.filename)}：文件超过 {most} MB 的上限"
            raise Refusal(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE, sentence, field=field, code="too_large"
            )
    return files


def saving(file: UploadFile) -> Callable[[Path], None]:
    """Return what writes ``file`` to a path of ours, as often as it is asked to."""

    def save(path: Path) -> None:
        file.file.seek(0)
        with path.open("xb") as target:
            shutil.copyfileobj(file.file, target, _COPIED_AT_ONCE)

    return save


def shown_name(name: str | None) -> str:
    """Return a file's name as it may be shown: no folders, nothing invisible, not too long."""
    last = _FOLDERS.split(name or "")[-1]
    shown = printable(last).strip()
    return shown[:_LONGEST_NAME] or "未命名的文件"


def _too_many(limits: Limits) -> Refusal:
    sentence = f"一次最多送 {limits.request_files} 份文件，请分几次送"
    return Refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, sentence)
