"""The description of the interface: OpenAPI as JSON, and a plain page of our own to read it."""

from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from gouji.version import __version__
from gouji.web.access import Here

router = APIRouter(include_in_schema=False)

_TITLE = "勾稽：政府信息公开工作年度报告审核接口"
_ABOUT = (
    "把年度报告送来，返回审核结果：哪里有问题、依据、怎么改、得多少分。"
    "服务器设有口令时，请求头里要写 Authorization: Bearer 口令。"
    '出错时返回 {"error": "一句话", "code": "供程序判断的词", "field": "填错的字段，或者 null"}；'
    "没有列出的字段不接受。数字一律是字符串，与原文分毫不差。"
)
_TYPES = {
    "string": "文字",
    "integer": "整数",
    "number": "数",
    "boolean": "是否",
    "null": "null",
    "array": "列表",
    "object": "对象",
}
_OBJECTS = {
    "AuditList": "存着的审核",
    "AuditJson": "一份报告的审核结果",
    "CauseInfo": "一处病因：要改的格，和它解释的问题",
    "CellInfo": "一格：value 是准确的数，raw 是原文写法，page、bbox 是位置（左上角起，单位点）",
    "ChangeInfo": "要改的一格，从多少改成多少；to 为 null 表示勾稽关系定不出来",
    "DeductionInfo": "一项扣分，及其缘由",
    "Diagnosis": "一组最少的改动，改了各表就都平；unique 表示没有别的同样少的改法",
    "DocumentInfo": "送审的文件",
    "EvidenceInfo": "读到了什么，在哪里",
    "Finding": "一个问题（或一项要人工核对的事项）",
    "LayerInfo": "加在自带规则上的一套规则",
    "ListedAudit": "存着的一份审核",
    "Problem": "为什么不办",
    "ReportInfo": "哪个机关、哪一年、格式的哪一版",
    "Result": "一份文件的结果",
    "Results": "全部结果",
    "RulesInfo": "用的规则和评分标准，及其指纹",
    "ScoreInfo": "得分：high = 满分 − 各项扣分，low = high − 没读出的可能扣分",
    "Unread": "没有读出的内容",
    "VerdictCounts": "各种判定的个数",
    "WaivedInfo": "已豁免的问题，及其理由",
}


def described(app: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI description of ``app``, in Chinese."""
    schema = get_openapi(title=_TITLE, version=__version__, description=_ABOUT, routes=app.routes)
    components = schema["components"]
    for name, model in components["schemas"].items():
        model.pop("description", None)
        if name in _OBJECTS:
            model["description"] = _OBJECTS[name]
    components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    schema["security"] = [{"token": []}]
    return schema


@router.get("/api/openapi.json")
def openapi_json(request: Request) -> Response:
    """Give the description to programs."""
    return JSONResponse(described(request.app))


@router.get("/api/docs")
def openapi_page(request: Request, site: Here) -> Response:
    """Show the description to people, without a script from elsewhere."""
    return site.page(request, "api.html", {"schema": described(request.app), "types": _TYPES})
