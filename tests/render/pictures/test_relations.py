import math
import random
import time
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from relkeeper.render.pictures import relations_graph
from relkeeper.render.pictures.relations import labels, packing, places
from tests.render.pictures.reading import summary, texts, told

PAIRS = st.lists(
    st.tuples(st.integers(1, 15), st.integers(1, 15)).filter(lambda pair: pair[0] != pair[1]), max_size=25, unique=True
)


@given(PAIRS)
def test_groups_are_people_who_hang_together(pairs: list[tuple[int, int]]) -> None:
    found = places.groups(pairs)
    group_of = {person: number for number, members in enumerate(found) for person in members}
    assert sorted(group_of) == sorted({person for pair in pairs for person in pair})
    assert sum(map(len, found)) == len(group_of), "nobody is in two"
    assert all(group_of[one] == group_of[other] for one, other in pairs)


@given(PAIRS.filter(bool))
def test_nobody_stands_on_another(pairs: list[tuple[int, int]]) -> None:
    members = places.groups(pairs)[0]
    standing = places.of(members, [pair for pair in pairs if pair[0] in members])
    assert sorted(standing) == sorted(members)
    assert all(math.isfinite(abs(place)) for place in standing.values())
    assert all(abs(one - other) > 8 for one, other in combinations(standing.values(), 2))


@given(st.lists(st.tuples(st.floats(1, 900), st.floats(1, 300)), max_size=12))
def test_boxes_stand_beside_each_other_and_never_on_one_another(sizes: list[tuple[float, float]]) -> None:
    width, height, corners = packing.packed(sizes, 720)
    boxes = [(x, y, x + wide, y + high) for (x, y), (wide, high) in zip(corners, sizes, strict=True)]
    assert all(box[2] <= width + 0.01 and box[3] <= height + 0.01 for box in boxes)
    for one, other in combinations(boxes, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_names_keep_out_of_each_other_where_there_is_room() -> None:
    found, _ = labels.of({1: "Ada Example", 2: "样张三", 3: "Tom"}, {1: (0, 0), 2: (30, 0), 3: (60, 4)}, {})
    for one, other in combinations(found, 2):
        assert (
            one.box[2] <= other.box[0] or other.box[2] <= one.box[0]
            or one.box[3] <= other.box[1] or other.box[3] <= one.box[1]
        ), (one, other)  # fmt: skip


def test_a_kind_is_written_where_it_covers_nothing_and_always_told() -> None:
    _, near = labels.of({1: "Ada", 2: "Tom"}, {1: (0, 0), 2: (20, 0)}, {(1, 2): "grandparent"})
    _, far = labels.of({1: "Ada", 2: "Tom"}, {1: (0, 0), 2: (200, 100)}, {(1, 2): "grandparent"})
    assert (near, [label.text for label in far]) == ([], ["grandparent"])
    assert "grandparent of Ada: Tom" in told(relations_graph({1: "Ada", 2: "Tom"}, [(1, 2, "grandparent")]))


def test_only_people_with_relations_are_drawn() -> None:
    names = {1: "Ada Example", 2: "Tom Example", 3: "Grace Sampleton"}
    assert set(texts(relations_graph(names, [(1, 2, "spouse")]))) == {"Ada Example", "Tom Example", "spouse"}
    assert texts(relations_graph(names, [(1, 1, "self"), (1, 9, "unknown")])) == []


def test_two_relations_of_two_people_are_one_line_that_says_both() -> None:
    drawn = relations_graph({1: "Ada", 2: "Tom"}, [(1, 2, "spouse"), (2, 1, "manager")])
    assert "spouse of Ada: Tom; manager of Tom: Ada" in told(drawn)
    assert drawn.count('d="M') == 1
    assert summary(drawn) == "2 people, 2 relations: spouse of Ada: Tom; manager of Tom: Ada."


def test_the_picture_follows_from_the_relations_alone() -> None:
    pairs = [(1, 2, "friend"), (2, 3, "friend"), (3, 1, "friend"), (3, 4, "friend")]
    names = {number: f"Ada {number}" for number in range(1, 5)}
    turned = dict(reversed(names.items()))
    assert relations_graph(names, pairs) == relations_graph(turned, pairs)


def test_two_hundred_people_are_placed_soon() -> None:
    chance = random.Random(7)
    names = {number: f"Ada Example {number}" for number in range(200)}
    edges = [(number, chance.randrange(max(0, number - 12), number), "friend") for number in range(1, 200)]
    began = time.process_time()
    relations_graph(names, edges)
    assert time.process_time() - began < 2, "it takes 0.15 s on a machine at rest"
