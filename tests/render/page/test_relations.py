"""Relations: all in the list, and in the drawing as many people as can be told apart."""

from relkeeper.render.page.relations import relations
from relkeeper.reports.contacts import ContactRow
from relkeeper.reports.page import PersonRow, TieRow, Words
from tests.render.page.test_markup import read


def person(number: int) -> PersonRow:
    contact = ContactRow(number, f"u{number}", f"Sample {number}", "", "", (), (), (), None, None, None, None, False)
    return PersonRow(contact, None, Words(), (0,) * 12, (), (), (), ())


def test_of_a_crowd_those_with_the_most_relations_are_drawn() -> None:
    people = [person(number) for number in range(1, 101)]
    ties = [TieRow(number, number + 1, "friend") for number in range(1, 100)] + [TieRow(100, 50, "friend")]
    page = read(relations(ties, people))
    assert sum(tag == "circle" for tag, _ in page.elements) <= 60
    assert "Drawn are the 60 people with the most relations, of 100." in page.text
    assert page.text.partition("All relations")[2].count(": friend ") == 100


def test_of_few_people_all_are_drawn() -> None:
    page = read(relations([TieRow(1, 2, "spouse")], [person(1), person(2)]))
    assert sum(tag == "circle" for tag, _ in page.elements) == 2
    assert "Drawn are" not in page.text
