"""What is wrong with the file."""

from relkeeper.render.view import Column, Table

VIEW = Table(
    columns=(
        Column("What is wrong", lambda row, today: row.what, style="bold", flexible=True, wraps=True),
        Column("What to do", lambda row, today: row.do, flexible=True, wraps=True),
    ),
    empty="Nothing is wrong.",
)
