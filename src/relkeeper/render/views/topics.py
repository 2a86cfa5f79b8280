"""What one contact knows about."""

from relkeeper.render.view import Column, Table
from relkeeper.render.views.experts import EVIDENCE, times

VIEW = Table(
    columns=(
        Column("Knows about", lambda row, today: row.topic, style="bold", wraps=True, least=8),
        Column(
            "Talked about",
            lambda row, today: times(row.mentions, row.last_on, today),
            wraps=True,
            least=8,
            optional=True,
        ),
        EVIDENCE,
    ),
    empty="Nothing is said of what anybody knows.",
)
