"""Brings a database to the schema that this gouji knows."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from gouji.errors import UsageError
from gouji.store.writing import writing

VERSION_TABLE = "gouji_version"
"""Names the revision of the schema; not alembic's own name, for a database may be shared."""


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Migrate the database to ``revision``; raises :class:`UsageError` where it is newer.

    Several may try at once: the first migrates, the others find it done.
    """
    config = Config()
    config.set_main_option("script_location", "gouji.store:migrations")
    script = ScriptDirectory.from_config(config)
    with engine.connect() as connection:
        if _current(connection) == script.get_current_head():
            return
    with writing(engine) as connection:
        current = _current(connection)
        if current is not None and current not in {r.revision for r in script.walk_revisions()}:
            raise UsageError("这个历史记录是新版的 gouji 建立的，请先升级 gouji 再打开")
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def _current(connection: Connection) -> str | None:
    context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
    return context.get_current_revision()
