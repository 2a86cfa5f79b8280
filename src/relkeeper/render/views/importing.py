"""What an import does to contacts, one line each."""

from relkeeper.render.view import Column, Table

VIEW = Table(
    columns=(
        Column("Done", lambda row, today: row.done),
        Column("Contact", lambda row, today: row.name, style="bold", flexible=True, wraps=True),
    ),
    empty="There is nothing to change.",
)
