"""Who takes part in a thread."""

from relkeeper.drafts import PersonDraft


class People(dict[str, PersonDraft]):
    """A person for each name; there is nothing else in the file to know them by."""

    def __missing__(self, name: str) -> PersonDraft:
        person = self[name] = PersonDraft(name)
        return person
