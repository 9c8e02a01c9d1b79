"""The interface for other systems: files in, audits out."""

import asyncio
import json
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from gouji.model.audit import AuditJson
from gouji.model.nearest import nearest
from gouji.web.access import Here, Program
from gouji.web.desk import Sender
from gouji.web.pages.check import admitted, take
from gouji.web.products import AUDIT
from gouji.web.refusals import CODES, FIELD_CODES, Refusal, code_for
from gouji.web.shelf import Record, State
from gouji.web.site import Caller, Site
from gouji.web.uploads import shown_name

_NOT_YET = "还没有审核完，请过一会儿用编号来取"
_RETRY_AFTER = {"Retry-After": "5"}

_WAIT = {
    "Retry-After": {"description": "过几秒再试", "required": True, "schema": {"type": "integer"}}
}
_FILES, _TEXTS = ("files", "previous"), ("published", "body")

_FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["files"],
                    "additionalProperties": False,
                    "properties": {
                        "files": {
                            "type": "array",
                            "items": {"type": "string", "format": "binary"},
                            "description": "要审核的年度报告，一份或几份",
                        },
                        "previous": {
                            "type": "string",
                            "format": "binary",
                            "description": "上年的报告，用来核对两年的衔接；只能用于一份报告",
                        },
                        "published": {
                            "type": "string",
                            "format": "date",
                            "description": "公布日期（如 2025-01-20），用来核对期限；只能用于一份",
                        },
                        "body": {
                            "type": "string",
                            "enum": ["government", "office", "department", "town", "zone"],
                            "description": "机关的种类，不写时按名称判断；只能用于一份报告",
                        },
                    },
                }
            }
        },
    }
}


class Result(BaseModel):
    """What became of one file: an audit, or a sentence that says why there is none."""

    id: str = Field(description="编号，可凭它在保留期内再取")
    name: str = Field(description="文件名")
    audit: AuditJson | None = Field(default=None, description="审核结果；没有时为 null")
    error: str | None = Field(default=None, description="为什么没有结果，一句话")
    code: str | None = Field(default=None, description="为什么没有结果，供程序判断的词")


class Results(BaseModel):
    """One result for each file, in the order sent."""

    audits: list[Result] = Field(description="每份文件一个结果，次序与送来的相同")


class ListedAudit(BaseModel):
    """One of a program's own audits."""

    id: str = Field(description="编号")
    name: str = Field(description="文件名")
    state: State = Field(description="pending 还没有审完，done 审完了，refused 没有审成")
    made: datetime = Field(description="送来的时间")
    expires: datetime | None = Field(description="到期删除的时间；没有审完时为 null")


class AuditList(BaseModel):
    """A program's own audits."""

    audits: list[ListedAudit] = Field(description="新的在前")


class Problem(BaseModel):
    """Why a request was refused."""

    error: str = Field(description="为什么不办，一句话")
    code: str = Field(
        description="为什么不办，供程序判断的词",
        json_schema_extra={"enum": [*sorted({*CODES.values(), *FIELD_CODES, "refused"})]},
    )
    field: str | None = Field(default=None, description="哪个字段不对；不是字段的问题时为 null")
    audits: list[Result] = Field(default=[], description="一份也没有审成时，各份的结果")


def _problem(sentence: str, *, wait: bool = False) -> dict[str, Any]:
    told = {"model": Problem, "description": sentence}
    return told | {"headers": _WAIT} if wait else told


router = APIRouter(prefix="/api")


@router.post(
    "/audits",
    summary="送审一份或几份报告，等审核完后返回结果",
    description="几份里只要有一份审核成功，状态就是 200，其余各份的 error 说明原因；"
    "全都不成时，状态是第一份的。",
    response_model=Results,
    response_description="每份文件的审核结果",
    openapi_extra=_FORM,
    responses={
        400: _problem("请求的写法不对"),
        401: _problem("没有写口令，或者口令不对"),
        408: _problem("文件传得太慢，没有传完"),
        413: _problem("文件太大或者太多"),
        415: _problem("请求不是 multipart/form-data"),
        422: _problem("文件读不了、不是年度报告，填写的内容不对，或者有没有列出的字段"),
        429: _problem(
            "送得太频繁、自己排队或者存着的太多，或者口令错得太多，请按 Retry-After 的秒数等一等",
            wait=True,
        ),
        503: _problem(
            "排队的文件太多，请按 Retry-After 的秒数等一等；或者服务器重启，请再交一次", wait=True
        ),
        504: _problem("到时间还没有审核完"),
        507: _problem("服务器的磁盘满了"),
    },
)
async def audit_files(request: Request, site: Here, caller: Program) -> Response:
    """Audit files while their sender waits."""
    limits = site.settings.limits
    sender = Sender(caller.owner, caller.client, limits.interface_seconds, people=False)
    form = await admitted(request, site, sender)
    _check_fields(request, form)
    records = await run_in_threadpool(take, site, sender, form)
    await asyncio.wait(
        [asyncio.create_task(_finished(site, record)) for record in records],
        timeout=limits.job_seconds * 2,
    )
    told = await run_in_threadpool(lambda: [_told(site, caller, record) for record in records])
    status = next((code for code, _ in told if code == HTTPStatus.OK), told[0][0])
    content: dict[str, Any] = {"audits": [result for _, result in told]}
    if status != HTTPStatus.OK:
        content |= {"error": told[0][1]["error"], "code": told[0][1]["code"], "field": None}
    headers = _RETRY_AFTER if status == HTTPStatus.SERVICE_UNAVAILABLE else {}
    return JSONResponse(content, status, headers)


@router.get(
    "/audits",
    summary="列出用这个口令送来、还存着的审核",
    description="只有自己的：每个口令看得到用它送来的。",
    response_description="各份的编号和状态",
    responses={401: _problem("没有写口令，或者口令不对")},
)
def own_audits(site: Here, caller: Program) -> AuditList:
    """List what a program sent in."""
    return AuditList(audits=[_listed(record) for record in site.desk.shelf.of(caller.owner)])


@router.get(
    "/audits/{number}",
    summary="凭编号取一份审核结果",
    description="编号是送审时答复里的 id；到期后删除，不再能取。",
    response_model=AuditJson,
    response_description="审核结果",
    responses={
        202: _problem("还没有审核完，请过一会儿再取", wait=True),
        401: _problem("没有写口令，或者口令不对"),
        404: _problem("没有这个编号，或者已经过期删除"),
        422: _problem("文件读不了，或者不是年度报告"),
    },
)
def audit_again(site: Here, caller: Program, number: str) -> Response:
    """Return an audit made earlier."""
    record = site.desk.shelf.find(caller.owner, number)
    if record.state == "pending":
        return JSONResponse(
            Refusal(HTTPStatus.ACCEPTED, _NOT_YET).told(), HTTPStatus.ACCEPTED, _RETRY_AFTER
        )
    if record.state == "refused":
        raise Refusal(record.status, record.sentence)
    content = site.desk.shelf.file(record, AUDIT).read_bytes()
    return Response(content, media_type="application/json")


@router.delete(
    "/audits/{number}",
    summary="删除一份审核和它的文件，排队的和正在审的也行",
    description="删除以后不再能取。",
    status_code=HTTPStatus.NO_CONTENT,
    response_description="已经删除",
    responses={
        401: _problem("没有写口令，或者口令不对"),
        404: _problem("没有这个编号，或者已经删除"),
        422: _problem("编号的写法不对"),
    },
)
def delete_audit(site: Here, caller: Program, number: str) -> None:
    """Delete an audit and its files at once."""
    site.desk.delete(site.desk.shelf.find(caller.owner, number))


def _check_fields(request: Request, form: FormData) -> None:
    """Refuse what would be passed over in silence: unknown fields, files as text, a second one."""
    known = (*_FILES, *_TEXTS)
    for name in (*request.query_params, *form):
        if name in request.query_params or name not in known:
            hint = nearest(name, known)
            raise _wrong(f"表单里不能有「{shown_name(name)}」这个字段{hint}", name, "unknown_field")
    for name, value in form.multi_items():
        if value != "" and isinstance(value, str) is (name in _FILES):
            raise _wrong(f"「{name}」应该是{'文件' if name in _FILES else '文字'}", name)
        if name != "files" and len(form.getlist(name)) > 1:
            raise _wrong(f"「{name}」只能有一个", name)


def _wrong(sentence: str, field: str, code: str = "") -> Refusal:
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return Refusal(status, sentence, field=shown_name(field), code=code)


def _listed(record: Record) -> ListedAudit:
    return ListedAudit(
        id=record.id,
        name=record.name,
        state=record.state,
        made=datetime.fromtimestamp(record.made, UTC),
        expires=(
            None if record.state == "pending" else datetime.fromtimestamp(record.expires, UTC)
        ),
    )


async def _finished(site: Site, record: Record) -> None:
    future = site.desk.finished(record)
    if future is not None:
        await asyncio.wait([asyncio.wrap_future(future)])


def _told(site: Site, caller: Caller, taken: Record) -> tuple[int, dict[str, Any]]:
    """Return the status and the result of one file."""
    record = site.desk.shelf.find(caller.owner, taken.id)
    result: dict[str, Any] = {"id": record.id, "name": record.name}
    if record.state != "done":
        pending = record.state == "pending"
        status = HTTPStatus.GATEWAY_TIMEOUT if pending else record.status
        code = code_for(HTTPStatus.ACCEPTED if pending else status)
        error = _NOT_YET if pending else record.sentence
        return status, result | {"audit": None, "error": error, "code": code}
    audit = json.loads(site.desk.shelf.file(record, AUDIT).read_bytes())
    return HTTPStatus.OK, result | {"audit": audit, "error": None, "code": None}
