"""The templates of the server's own pages; whatever they show is escaped."""

from datetime import datetime
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from gouji.model.bodies import BODIES
from gouji.reporting.wording import SEVERITIES, grade_text, score_text
from gouji.web.accounts import ROLES


@cache
def environment() -> Environment:
    """Return the templates; an unknown name in one is an error."""
    made = Environment(
        loader=PackageLoader("gouji.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(severities=SEVERITIES, roles=ROLES, bodies=BODIES)
    made.globals.update(score_text=score_text, grade_text=grade_text)
    made.filters["moment"] = moment
    return made


def moment(when: float | datetime) -> str:
    """Return a point in time as people here write it, by the local clock."""
    local = datetime.fromtimestamp(when).astimezone() if isinstance(when, float) else when
    return local.astimezone().strftime("%Y-%m-%d %H:%M")
