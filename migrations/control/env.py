"""Runs this tree's revisions on the connection that `tenants.schema` gives."""

from alembic import context

connection = context.config.attributes["connection"]


def check_references(ctx, **_):  # type: ignore[no-untyped-def]
    """A rebuilt SQLite table must leave no reference broken; refused before the commit."""
    if ctx.connection.dialect.name == "sqlite":
        broken = ctx.connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise RuntimeError(f"broken references: {broken[:5]}")


context.configure(
    connection=connection,
    target_metadata=context.config.attributes.get("metadata"),
    transactional_ddl=True,
    transaction_per_migration=True,
    on_version_apply=check_references,
)
with context.begin_transaction():
    context.run_migrations()
