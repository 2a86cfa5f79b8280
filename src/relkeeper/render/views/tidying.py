"""What could be tidier."""

from relkeeper.render.view import Column, Table

VIEW = Table(
    columns=(
        Column(
            "Contact", lambda row, today: f"{row.contact.name} (#{row.contact.id})", style="bold", wraps=True, least=12
        ),
        Column("What", lambda row, today: row.field, style="dim", wraps=True, least=8),
        Column("Is", lambda row, today: row.before, flexible=True, wraps=True),
        Column("Becomes", lambda row, today: row.after or "(goes)", flexible=True, wraps=True),
        Column("Why", lambda row, today: row.reason, flexible=True, wraps=True),
    ),
    empty="Everything is tidy.",
)
