"""How often, when last, when next: the SQL that overdue, list, show and the echo of log share.

A contact's own cadence beats those of its tags, of which the shortest counts; without either the default of the
settings holds (`:default_cadence`, NULL for none). Who was never contacted counts from the day of being added. A snooze
may move the due date to a later day, never to an earlier one. Dates are local `YYYY-MM-DD`.
"""

# The tables that the expressions below read: c is the contact, t the tag whose cadence it borrows.
CONTACT_AND_TAG = """
    contact c LEFT JOIN tag t ON c.cadence_days IS NULL AND t.id = (
        SELECT k.id FROM contact_tag ct JOIN tag k ON k.id = ct.tag_id
        WHERE ct.contact_id = c.id AND k.cadence_days IS NOT NULL ORDER BY k.cadence_days, k.key LIMIT 1
    )
"""
CADENCE_DAYS = "coalesce(c.cadence_days, t.cadence_days, :default_cadence)"
# Of a large book few have a cadence unless the settings give one to all: they are looked up, and nobody else is asked.
_WITH_CADENCE = """c.id IN (
    SELECT id FROM contact WHERE cadence_days IS NOT NULL
    UNION
    SELECT ct.contact_id FROM tag k CROSS JOIN contact_tag ct ON ct.tag_id = k.id WHERE k.cadence_days IS NOT NULL
)"""
CADENCE_FROM = """
    CASE WHEN c.cadence_days IS NOT NULL THEN 'own' WHEN t.id IS NOT NULL THEN 'tag'
         WHEN :default_cadence IS NOT NULL THEN 'default' END"""
CADENCE_TAG = "t.name"
LAST_ON = "(SELECT max(on_date) FROM participant WHERE contact_id = c.id AND counts)"


def due_on(last: str, added: str, cadence: str, snoozed: str) -> str:
    """The SQL of a due date from the SQL of its parts."""
    return f"max(date(coalesce({last}, {added}), '+' || {cadence} || ' days'), coalesce({snoozed}, ''))"


def days_overdue(due: str) -> str:
    """The SQL of days past the due date; negative while it is still to come. `:today` is the local date."""
    return f"CAST(julianday(:today) - julianday({due}) AS INTEGER)"


def keeping(default_cadence: int | None) -> str:
    """The SQL condition that a contact has a cadence, with this one in the settings."""
    return _WITH_CADENCE if default_cadence is None else "1"


def wears_all(tag_count: int, contact: str = "c.id") -> str:
    """The SQL condition that a contact wears every one of the tags bound to `:tag0`, `:tag1`, ... (as folded keys)."""
    return "".join(
        f" AND EXISTS (SELECT 1 FROM contact_tag ct JOIN tag k ON k.id = ct.tag_id"
        f" WHERE ct.contact_id = {contact} AND k.key = :tag{number})"
        for number in range(tag_count)
    )


def tag_values(tags: tuple[str, ...]) -> dict[str, str]:
    """What to bind for `wears_all`."""
    return {f"tag{number}": tag for number, tag in enumerate(tags)}
