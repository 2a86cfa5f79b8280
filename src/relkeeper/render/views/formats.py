"""The formats that can be brought in, and where the export is found."""

from relkeeper.render.view import Column, Table

VIEW = Table(
    columns=(
        Column("Format", lambda row, today: row.name, style="bold"),
        Column("What", lambda row, today: row.title, flexible=True, wraps=True),
        Column("Files", lambda row, today: " ".join(row.endings), wraps=True, from_width=100),
        Column(
            "Where the export is found",
            lambda row, today: f"{row.where} (read by {row.package})" if row.package else row.where,
            style="dim",
            flexible=True,
            wraps=True,
        ),
    ),
    empty="",
)
