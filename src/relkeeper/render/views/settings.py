"""The list of settings."""

from relkeeper.render.view import Column, Table

VIEW = Table(
    columns=(
        Column("Setting", lambda row, today: row.name, style="bold"),
        Column("Value", lambda row, today: row.value or "-", wraps=True),
        Column("From", lambda row, today: row.origin or "default", style="dim", wraps=True),
        Column(
            "What for", lambda row, today: f"{row.description} (for example {row.example})", flexible=True, wraps=True
        ),
    ),
    empty="",
)
