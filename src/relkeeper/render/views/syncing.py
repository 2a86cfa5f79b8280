"""What keeping a folder in step did or would do, one line for each contact or file."""

from relkeeper.render.view import Column, Table

VIEW = Table(
    columns=(
        Column("Side", lambda row, today: row.side, style="dim"),
        Column("Done", lambda row, today: row.done),
        Column("Contact", lambda row, today: row.name, style="bold", flexible=True, wraps=True),
        Column("Fields", lambda row, today: ", ".join(row.fields), flexible=True, wraps=True),
        Column("File", lambda row, today: row.file, style="dim", flexible=True, from_width=80),
    ),
    empty="There is nothing to do.",
)
