"""Fields of both kinds, private or not, under changes."""

import pytest

from relkeeper.drafts import ContactDraft
from relkeeper.errors import NotFoundError
from relkeeper.rules.revising import ContactChanges, revised

ADA = ContactDraft("Ada", fields=(("tea", "green"), ("size", "m")), private_fields=(("diet", "strict"),), notes="open")


@pytest.mark.parametrize(
    ("changes", "fields", "private_fields"),
    [
        (ContactChanges(), ADA.fields, ADA.private_fields),
        (
            ContactChanges(private_fields=[("Tea", "none")]),
            (("size", "m"),),
            (("diet", "strict"), ("Tea", "none")),
        ),
        (ContactChanges(fields=[("DIET", "any")]), (*ADA.fields, ("DIET", "any")), ()),
        (ContactChanges(private_fields=[("diet", "any")]), ADA.fields, (("diet", "any"),)),
        (ContactChanges(remove_fields=["Diet"]), ADA.fields, ()),
        (ContactChanges(remove_fields=["tea"]), (("size", "m"),), ADA.private_fields),
        (
            ContactChanges(remove_fields=["tea"], private_fields=[("tea", "x")]),
            (("size", "m"),),
            (("diet", "strict"), ("tea", "x")),
        ),
    ],
)
def test_a_field_is_of_the_kind_it_was_last_set_as(
    changes: ContactChanges, fields: tuple[tuple[str, str], ...], private_fields: tuple[tuple[str, str], ...]
) -> None:
    new = revised(ADA, changes)
    assert (new.fields, new.private_fields) == (fields, private_fields)


def test_a_field_of_neither_kind_cannot_be_removed() -> None:
    with pytest.raises(NotFoundError, match="no field 'shoes'"):
        revised(ADA, ContactChanges(remove_fields=["shoes"]))


def test_private_notes_stand_beside_the_others() -> None:
    new = revised(ADA, ContactChanges(private_notes="hush"))
    assert (new.notes, new.private_notes) == ("open", "hush")
    assert revised(new, ContactChanges(private_notes="")).private_notes == ""
