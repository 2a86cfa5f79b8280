"""What was said last, as SQL beside a row `d` with the `id` of a contact and the date `last_on` of the last contact.

Of a private entry only the date is told: others see mails of cron.
"""

ENTRY = """
    SELECT i.id FROM participant p JOIN interaction i ON i.id = p.interaction_id
    WHERE p.contact_id = d.id AND p.on_date = d.last_on AND p.counts ORDER BY i.at DESC, i.id DESC LIMIT 1
"""
"""The number of the last entry of that day."""


def told(expression: str) -> str:
    """The SQL of something of that entry, joined as `i`; NULL where the entry is private."""
    return f"iif(i.private, NULL, {expression})"
