"""How refusals and errors are told: a page to people, an object to programs, never a traceback."""

import logging
import sqlite3
from http import HTTPStatus
from urllib.parse import quote

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import Scope

from gouji.errors import GoujiError, HistoryError
from gouji.web.full import is_full
from gouji.web.refusals import Refusal, SignInNeeded
from gouji.web.templating import environment

_log = logging.getLogger(__name__)
_API = "/api/"
_SETTINGS = "服务器的设置有问题，已经记录，请告诉管理员"
_HISTORY = "历史记录暂时用不了，已经记录，请稍后再试或者告诉管理员"


def answer(scope: Scope, refusal: Refusal) -> Response:
    """Return what is sent for ``refusal``."""
    headers = refusal.headers()
    if scope["path"].startswith(_API):
        if refusal.status == HTTPStatus.UNAUTHORIZED:
            headers["WWW-Authenticate"] = "Bearer"
        return JSONResponse(refusal.told(), refusal.status, headers)
    page = environment().get_template("refusal.html")
    text = page.render(sentence=refusal.sentence, status=int(refusal.status))
    return HTMLResponse(text, refusal.status, headers)


def add_handlers(app: FastAPI) -> None:
    """Let ``app`` tell every error in our words."""
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _wrong_value)
    app.add_exception_handler(GoujiError, _own_error)
    app.add_exception_handler(OSError, _system_error)
    app.add_exception_handler(sqlite3.OperationalError, _system_error)
    app.add_exception_handler(Exception, internal)


def _refused(request: Request, error: Exception) -> Response:
    if not isinstance(error, Refusal):
        raise error
    is_page = not request.url.path.startswith(_API)
    if isinstance(error, SignInNeeded) and is_page:
        wanted = request.url.path if request.method == "GET" else "/"
        return RedirectResponse(f"/login?next={quote(wanted)}", HTTPStatus.SEE_OTHER)
    return answer(request.scope, error)


def _http_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    return answer(request.scope, Refusal(error.status_code))


def _wrong_value(request: Request, error: Exception) -> Response:
    wrong = error.errors() if isinstance(error, RequestValidationError) else []
    field = str(wrong[0]["loc"][-1]) if wrong else None
    return answer(request.scope, Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, field=field))


def _own_error(request: Request, error: Exception) -> Response:
    """Tell that the server lacks something; what and where is for its log alone."""
    _log.error("%s: %s", request.url.path, error)
    sentence = _HISTORY if isinstance(error, HistoryError) else _SETTINGS
    return answer(request.scope, Refusal(HTTPStatus.SERVICE_UNAVAILABLE, sentence))


def _system_error(request: Request, error: Exception) -> Response:
    if not is_full(error):
        raise error
    _log.error("%s: %s", request.url.path, error)
    return answer(request.scope, Refusal(HTTPStatus.INSUFFICIENT_STORAGE))


def internal(request: Request, _: Exception) -> Response:
    """Tell that there is a fault of ours; what it is stands in the log."""
    return answer(request.scope, Refusal(HTTPStatus.INTERNAL_SERVER_ERROR))
