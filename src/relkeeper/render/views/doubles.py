"""Two contacts and why they may be one."""

from relkeeper.render.view import Column, Table
from relkeeper.reports.doubles import DoubleRow, Twin


def _called(twin: Twin) -> str:
    return f"#{twin.id} {twin.name}{' (archived)' if twin.archived else ''}"


def _why(row: DoubleRow) -> str:
    evidence = "; ".join(row.evidence)
    return f"{evidence}; but {', '.join(row.against)}" if row.against else evidence


VIEW = Table(
    columns=(
        Column("Score", lambda row, today: str(row.score), right=True),
        Column("One", lambda row, today: _called(row.contacts[0]), style="bold", wraps=True, least=20),
        Column("Other", lambda row, today: _called(row.contacts[1]), style="bold", wraps=True, least=20),
        Column("Why", lambda row, today: _why(row), flexible=True, wraps=True),
    ),
    empty="No two contacts look like one person.",
)
