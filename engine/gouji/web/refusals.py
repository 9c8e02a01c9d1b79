"""What the server says when it does not do what it was asked: a status and one sentence."""

import math
from collections.abc import Mapping
from http import HTTPStatus

_SENTENCES = {
    HTTPStatus.BAD_REQUEST: "请求的写法不对，请从页面上重新操作",
    HTTPStatus.UNAUTHORIZED: "请先登录",
    HTTPStatus.FORBIDDEN: "没有权限做这件事",
    HTTPStatus.NOT_FOUND: "没有这一页，或者它已经过期删除",
    HTTPStatus.METHOD_NOT_ALLOWED: "这个地址不接受这种操作",
    HTTPStatus.REQUEST_TIMEOUT: "文件传得太慢，没有传完，请再试一次",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "传来的内容太大",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: (
        "这张表单的写法不对，请从页面上重新操作；程序请用 multipart/form-data"
    ),
    HTTPStatus.UNPROCESSABLE_ENTITY: "填写的内容不对，请检查后再提交",
    HTTPStatus.TOO_MANY_REQUESTS: "操作太频繁，请稍后再试",
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: "请求头太长，请清除本站的 cookie 后再试",
    HTTPStatus.INTERNAL_SERVER_ERROR: "程序内部出错，已经记录，请告诉管理员",
    HTTPStatus.SERVICE_UNAVAILABLE: "现在送审的文件太多，请稍后再试",
    HTTPStatus.INSUFFICIENT_STORAGE: "服务器的磁盘满了，这次没有存下来，请告诉管理员",
}


CODES: Mapping[int, str] = {
    HTTPStatus.ACCEPTED: "pending",
    HTTPStatus.BAD_REQUEST: "bad_request",
    HTTPStatus.UNAUTHORIZED: "unauthorized",
    HTTPStatus.FORBIDDEN: "forbidden",
    HTTPStatus.NOT_FOUND: "not_found",
    HTTPStatus.METHOD_NOT_ALLOWED: "method_not_allowed",
    HTTPStatus.REQUEST_TIMEOUT: "too_slow",
    HTTPStatus.CONFLICT: "conflict",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "too_large",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "unsupported_media_type",
    HTTPStatus.UNPROCESSABLE_ENTITY: "not_processed",
    HTTPStatus.TOO_MANY_REQUESTS: "too_many_requests",
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: "headers_too_large",
    HTTPStatus.INTERNAL_SERVER_ERROR: "internal_error",
    HTTPStatus.SERVICE_UNAVAILABLE: "unavailable",
    HTTPStatus.GATEWAY_TIMEOUT: "out_of_time",
    HTTPStatus.INSUFFICIENT_STORAGE: "storage_full",
}
"""What programs are told beside the sentence, by status; they may build on it."""
FIELD_CODES = ("missing_field", "unknown_field", "invalid_field")
"""What they are told where one field of a form is to blame."""


class Refusal(Exception):
    """A request that is refused with ``status`` and a sentence that its sender can act on.

    ``field`` is the field of a form that is to blame, ``code`` what is wrong with it.
    """

    def __init__(
        self,
        status: int,
        sentence: str = "",
        *,
        wait: float | None = None,
        field: str | None = None,
        code: str = "",
    ) -> None:
        self.status = status
        self.sentence = sentence or sentence_for(status)
        self.field = field
        self.code = code or ("invalid_field" if field else code_for(status))
        self.wait = wait
        """Seconds after which to try again."""
        super().__init__(self.sentence)

    def told(self) -> dict[str, str | None]:
        """Return what programs are told."""
        return {"error": self.sentence, "code": self.code, "field": self.field}

    def headers(self) -> dict[str, str]:
        """Return the headers that go with the refusal."""
        return {} if self.wait is None else {"Retry-After": str(max(1, math.ceil(self.wait)))}


class SignInNeeded(Refusal):
    """A page that only those who are signed in may see; browsers are led to the login."""

    def __init__(self) -> None:
        super().__init__(HTTPStatus.UNAUTHORIZED)


def code_for(status: int) -> str:
    """Return what programs are told of a status."""
    return CODES.get(status, "refused")


def sentence_for(status: int) -> str:
    """Return what is said of a status where there is nothing better to say."""
    try:
        return _SENTENCES[HTTPStatus(status)]
    except (KeyError, ValueError):
        return "这个请求无法处理"
