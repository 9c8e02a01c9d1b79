"""What pages depend on: the site, who asks, and a form that came from one of our pages."""

from typing import Annotated

from fastapi import Depends
from starlette.datastructures import FormData
from starlette.requests import Request

from gouji.web.site import Caller, Site, Visitor, site_of
from gouji.web.uploads import received_form

Here = Annotated[Site, Depends(site_of)]
"""The site that serves the request."""


def _visitor(request: Request, site: Here) -> Visitor:
    return site.visitor(request)


def _office(request: Request, site: Here) -> Visitor:
    return site.office(request)


def _program(request: Request, site: Here) -> Caller:
    return site.caller(request)


Program = Annotated[Caller, Depends(_program)]
"""Which other program asks; those without a token do not get further."""

SignedIn = Annotated[Visitor, Depends(_visitor)]
"""Who asks; those who have not signed in do not get further."""

Office = Annotated[Visitor, Depends(_office)]
"""Who asks, if they may see the history."""


async def _form(request: Request, site: Here) -> FormData:
    form = await received_form(request)
    site.check_form(request.state.session, form)
    return form


OwnForm = Annotated[FormData, Depends(_form)]
"""A form from a page of the same session; name it after who may send it."""


def text_of(form: FormData, field: str) -> str:
    """Return what was written in ``field``, without space around it."""
    value = form.get(field)
    return value.strip() if isinstance(value, str) else ""
