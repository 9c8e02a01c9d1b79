"""The style sheets, the one script and the icon, all from this server."""

from functools import cache
from http import HTTPStatus
from importlib.resources import files

from fastapi import APIRouter
from starlette.responses import Response

from gouji.web.refusals import Refusal

router = APIRouter(include_in_schema=False)

_FILES = {
    "base.css": ("gouji.reporting.media", "templates/base.css", "text/css"),
    "web.css": ("gouji.web", "static/web.css", "text/css"),
    "web.js": ("gouji.web", "static/web.js", "text/javascript"),
    "icon.svg": ("gouji.web", "static/icon.svg", "image/svg+xml"),
}


@router.get("/static/{name}")
def static_file(name: str) -> Response:
    """Give one of the files above; there are no others."""
    if name not in _FILES:
        raise Refusal(HTTPStatus.NOT_FOUND)
    content, kind = _content(name)
    return Response(content, media_type=kind, headers={"Cache-Control": "public, max-age=3600"})


@cache
def _content(name: str) -> tuple[bytes, str]:
    package, path, kind = _FILES[name]
    return files(package).joinpath(path).read_bytes(), kind
