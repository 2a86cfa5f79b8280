"""What one contact knows about."""

from relkeeper.render.view import Column, Table
from relkeeper.render.views.experts import EVIDENCE, TALKED_ABOUT

VIEW = Table(
    columns=(
        Column("Knows about", lambda row, today: row.topic, style="bold", wraps=True, least=8),
        TALKED_ABOUT,
        EVIDENCE,
    ),
    empty="Nothing is said of what anybody knows.",
)
