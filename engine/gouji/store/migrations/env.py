"""Runs the revisions on the connection it is given; see :mod:`gouji.store.schema`."""

from alembic import context

from gouji.store.schema import VERSION_TABLE
from gouji.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
)
with context.begin_transaction():
    context.run_migrations()
