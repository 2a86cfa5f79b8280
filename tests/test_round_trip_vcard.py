"""What is imported, exported as cards of either version, and imported into an empty book, makes an equal book.

Equal are the contacts as `store.loading.load` tells them; of what cards said besides, `rules.vcard.properties.key` is
compared. PRODID and REV are true of the card that they came from and stay behind; so does an N of somebody else (a card
of the corpus has five people's). A contact that had no UID has that of its card.
"""

import sqlite3
from collections import Counter
from collections.abc import Hashable, Iterator
from dataclasses import replace
from pathlib import Path
from shutil import copyfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.drafts import ContactDraft, OccasionDraft, PointDraft, PropertyDraft, RelationDraft
from relkeeper.importers import Reading, vcard
from relkeeper.importers.vcard.encoding import CardText, card_text
from relkeeper.importers.vcard.lines import Card, cards
from relkeeper.importers.vcard.properties import property_of
from relkeeper.rules import topics
from relkeeper.rules.private import OPT_OUTS
from relkeeper.rules.vcard import own
from relkeeper.rules.vcard.content_lines import header_of
from relkeeper.rules.vcard.names import one_line
from relkeeper.rules.vcard.properties import key
from relkeeper.store.loading import load
from tests.conftest import Run
from tests.exporters.rows import UID
from tests.exporters.vcards import read, written

CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "vcard"
FILES = sorted(CORPUS.iterdir()) if CORPUS.is_dir() else []
OF_ONE_CARD = {"PRODID", "REV"}
VERSIONS = pytest.mark.parametrize("version", ["3.0", "4.0"])

# Without white space at the ends, and without what our importer takes for a part of the notation.
text = st.text(st.sampled_from('aB ,;:\\"^%é样\U0001f600/.-'), min_size=1, max_size=40).map(one_line).filter(bool)
words = text.map(lambda value: f"w{value}")
blocks = st.lists(words, min_size=1, max_size=3).map("\n".join)
labels = st.sampled_from(
    ["", "work", "home,fax", "cell", "my own", "pref", "büro", "voice,cell", "x-a", "a,a", "a:b;c"]
)
kinds = st.sampled_from(["phone", "email", "url", "qq", "wechat", "skype", "im", "豆瓣"])
points = st.builds(PointDraft, kinds, words.filter(lambda value: ":" not in value), labels)
days = st.builds(
    OccasionDraft,
    st.sampled_from(["birthday", "anniversary", "name day", "Jahrestag"]),
    st.integers(1, 12),
    st.integers(1, 28),
    # 1604 is what phones write where there is no year.
    st.none() | st.integers(1, 9999).filter(lambda year: year != 1604),
)
lunar_days = st.builds(replace, days, calendar=st.just("chinese"), leap=st.booleans())
relations = st.builds(
    RelationDraft,
    st.sampled_from(
        ["spouse", "wife", "mother,friend", "manager", "related", "Chef", "old friend", "a^b", 'b"c', "x,y"]
    ),
    words,
)
values = st.text(st.sampled_from('aB ,;:\\\n"^é样='), max_size=30)
properties = st.builds(
    PropertyDraft,
    st.sampled_from(["X-OWN", "X/SLASH", "X-颜色", "TITLE", "ORG", "GENDER", "KIND", "X-RELKEEPER-FIELD", "GEO"]),
    values.map(lambda value: f"w{value}"),
    st.sampled_from(
        ["", "TYPE=a", "HOME;CHARSET=UTF-8", 'X-B="c:d";LANGUAGE=de', "TYPE=b,a;PREF=1", "ENCODING=b", "Ü=x"]
    ),
    st.sampled_from(["", "item1", "ü"]),
)
photos = st.builds(
    PropertyDraft,
    st.sampled_from(["PHOTO", "LOGO"]),
    st.sampled_from(["/9j/4AAQ", "iVBORw0KGgoA", "AAAA", "A-A", "https://example.org/a.jpg", "data:image/png;base64,AAAA"]),
    st.sampled_from(["", "ENCODING=b;TYPE=JPEG", "JPEG;BASE64", "VALUE=uri"]),
)  # fmt: skip


zones = st.builds(
    PropertyDraft,
    st.just("TZ"),
    st.sampled_from(["Asia/Tokyo", "America/New_York", "+0100", "nowhere"]),
    st.sampled_from(["", "TYPE=home", "VALUE=text"]),
)


expertise = st.builds(
    PropertyDraft,
    st.just("EXPERTISE"),
    st.sampled_from(["Rust", "rust", "tax law", "!"]),
    st.sampled_from(["LEVEL=expert", "LEVEL=beginner;INDEX=1"]),
)


def several(strategy: st.SearchStrategy[Hashable], most: int = 3) -> st.SearchStrategy[tuple[Hashable, ...]]:
    return st.lists(strategy, max_size=most).map(lambda found: tuple(dict.fromkeys(found)))


@st.composite
def drafts(draw: st.DrawFn) -> ContactDraft:
    name = draw(words)
    fields = draw(st.dictionaries(words, words | st.just(""), max_size=4))
    public = draw(st.integers(0, len(fields)))
    maybe = words | st.just("")
    return ContactDraft(
        name=name,
        given_name=draw(maybe),
        family_name=draw(maybe),
        organization=draw(maybe),
        title=draw(maybe),
        pronouns=draw(maybe),
        how_we_met=draw(blocks | st.just("")),
        notes=draw(blocks | st.just("")),
        private_notes=draw(blocks | st.just("")),
        aliases=tuple(alias for alias in draw(several(words)) if alias != name),
        points=draw(several(points, 5)),
        tags=draw(several(words.filter(lambda tag: "," not in tag))),
        fields=tuple(fields.items())[:public],
        private_fields=tuple(fields.items())[public:],
        occasions=draw(several(days | lunar_days, 5)),
        relations=draw(several(relations)),
        properties=draw(several(properties | photos | zones | expertise)),
        cadence_days=draw(st.none() | st.integers(1, 36525)),
        archived=draw(st.booleans()),
        opt_outs=draw(st.just(()) | st.just(("no_greetings", "no_sensitive"))),
        uid=f"urn:uuid:{UID}",
        line=1,
        timezone=draw(st.sampled_from(["", "Europe/Paris", "UTC"])),
        topics=tuple(topics.distinct(draw(several(words | st.sampled_from(["Rust", "tax law"])))).values()),
    )


@given(drafts(), st.sampled_from(["3.0", "4.0"]))
def test_every_contact_comes_back_as_it_was(draft: ContactDraft, version: str) -> None:
    card = written(draft, version)
    assert max(len(line.encode()) for line in card.split("\r\n")) <= 75
    assert card.count("\n") == card.count("\r\n") == card.count("\r")
    (again,) = read(card)
    assert isinstance(again, ContactDraft)
    assert replace(again, properties=()) == replace(draft, properties=())
    assert Counter(map(key, again.properties)) == Counter(map(key, draft.properties))


def contacts_of(path: Path) -> list[ContactDraft]:
    with path.open("rb") as file:
        return [record for record in vcard.read(file, path.name, Reading()) if isinstance(record, ContactDraft)]


@VERSIONS
@pytest.mark.skipif(not FILES, reason="the corpus of real files is not here")
def test_nothing_of_real_cards_is_lost(version: str) -> None:
    lost: Counter[str] = Counter()
    for draft in (draft for path in FILES for draft in contacts_of(path)):
        (again, *_) = read(written(draft, version))
        assert isinstance(again, ContactDraft)
        of_the_file = {"properties": (), "uid": "", "line": 0}
        assert replace(again, **of_the_file) == replace(draft, **of_the_file), draft.name
        missing = Counter(map(key, draft.properties)) - Counter(map(key, again.properties))
        lost.update(kept.name for kept in draft.properties if key(kept) in missing)
    assert lost == {"REV": 36, "PRODID": 10, "N": 4}


def parameters_of(path: Path) -> dict[int, Counter[str]]:
    """The parameters of each card of a file by the line that it begins in, those of kept properties too.

    Types are told one by one, a preference and the service of a handle by one name in all versions.
    """
    with path.open("rb") as file:
        text = card_text(file, None)
        return {card.line: Counter(_parameters(card, text)) for card in cards(text.chunks(file))}


def _parameters(card: Card, text: CardText) -> Iterator[str]:
    for prop in filter(None, (property_of(line, card.version, text.codec, whole=text.whole) for line in card.lines)):
        header = header_of(";".join(prop.parts()[:2])) if prop.name == own.KEPT else prop.header
        yield from (f"TYPE={word.removeprefix('x-')}" if word != "pref" else "PREF" for word in header.types)
        for name, values in header.values.items():
            yield from (name.removeprefix("X-") if "SERVICE" in name else name for _ in values if name != "TYPE")


# How a value is written (CHARSET, ENCODING, VALUE), what is true of one file only (PID, ALTID), that the only value of its
# kind is preferred (PREF), the language of a name or point, how somebody else's name is sorted, types that a book takes
# no notice of, and those of what stands twice, of a NICKNAME and of a RELATED. A `data:` URI says the type of a file,
# the scheme of an IMPP in 4.0 its service.
STAYING = {
    "CHARSET", "ENCODING", "VALUE", "PID", "ALTID", "PREF", "LANGUAGE", "SORT-AS", "TYPE=voice", "TYPE=msg",
    "TYPE=text", "TYPE=email", "TYPE=work", "TYPE=fax", "TYPE=cell", "TYPE=home", "TYPE=image/jpeg",
}  # fmt: skip
STAY_BEHIND = {
    "3.0": STAYING | {"TYPE=co-worker"},
    "4.0": STAYING | {"TYPE=internet", "TYPE=jpeg", "TYPE=x509", "SERVICE-TYPE"},
}


@VERSIONS
@pytest.mark.skipif(not FILES, reason="the corpus of real files is not here")
def test_the_parameters_of_real_cards_that_stay_behind_are_these(version: str, tmp_path: Path) -> None:
    lost: Counter[str] = Counter()
    for path in FILES:
        said = parameters_of(path)
        for draft in contacts_of(path):
            (tmp_path / "card.vcf").write_text(written(draft, version), encoding="utf-8", newline="")
            (again,) = parameters_of(tmp_path / "card.vcf").values()
            labels = {f"TYPE={word}" for point in draft.points for word in point.label.split(",")}
            missing = said[draft.line] - again
            lost.update({name: count for name, count in missing.items() if name not in labels})
    print(f"vCard {version}:", ", ".join(f"{name} {count}" for name, count in lost.most_common()))  # noqa: T201
    assert set(lost) == STAY_BEHIND[version]


def book(path: Path) -> dict[str, tuple[object, ...]]:
    """The contacts of a book by the UID that their cards have, with cadence, whether archived, and what they refuse."""
    with sqlite3.connect(path) as db:
        columns = ", ".join(("id", "uid", "cadence_days", "archived", *OPT_OUTS))
        rows = {row[0]: row[1:] for row in db.execute(f"SELECT {columns} FROM contact")}
        found = {contact_id: load(db, contact_id) for contact_id in rows}
    db.close()
    uids = {contact_id: _uid(draft, rows[contact_id][0]) for contact_id, draft in found.items()}
    return {
        uids[contact_id]: (
            replace(draft, properties=(), relations=_linked(draft, uids)),
            _said(draft, rows[contact_id][0]),
            rows[contact_id][1:],
        )
        for contact_id, draft in found.items()
    }


def _uid(draft: ContactDraft, uid: str) -> str:
    return next((kept.value for kept in draft.properties if kept.name == "UID"), f"urn:uuid:{uid}")


def _linked(draft: ContactDraft, uids: dict[int, str]) -> tuple[RelationDraft, ...]:
    """The relations with whom they lead to by UID: numbers are a book's own."""
    return tuple(replace(known, contact_id=None, uid=uids.get(known.contact_id or 0, "")) for known in draft.relations)


def _said(draft: ContactDraft, uid: str) -> Counter[Hashable]:
    own = PropertyDraft("UID", _uid(draft, uid))
    return Counter(key(kept) for kept in draft.properties if kept != own and kept.name not in OF_ONE_CARD)


def there_and_back(run: Run, version: str, place: Path, more: str = "") -> tuple[object, object]:
    run(f"export vcard cards.vcf --version {version} --reveal --everyone {more}")
    run("--db other.db import cards.vcf")
    return book(place), book(Path("other.db"))


@VERSIONS
def test_a_book_that_was_typed_comes_back_equal(run: Run, home: Path, book_path: Path, version: str) -> None:
    run("add 'Ada Example' --email work:ada@example.org --phone '+1 212 555 0101' --org 'Engines Ltd' --tag friends "
        "--every 2w --met 'at the fair' --alias Addie --field 'coffee=flat white'")  # fmt: skip
    run("edit ada --private --notes 'between jobs' --field salary=low")
    run("add 样张三 --handle qq:12345 --tag friends --tag 数学 --introduced-by ada")
    run("add 'Grace Sampleton' --notes 'likes ships' --pronouns she/her --address 'home:1 Main St, Town'")
    run("contact relate grace 'old friend' ada --inverse 'young friend'")
    run("contact archive grace")
    run("contact consent 样张三 --no-sharing")
    run("log ada 'tea about the deck' --with grace")
    ours, theirs = there_and_back(run, version, book_path, "--with-entries")
    assert theirs == ours
    assert "likes ships" in str(ours)


REAL = [
    "knugi--contacts.vcf", "ezvcard--John_Doe_IPHONE.vcf", "ezvcard--John_Doe_EVOLUTION.vcf", "calcard--009.vcf",
    "ezvcard--gmail-list.vcf", "aosp--v40_sip.vcf", "folker--v2_1.vcf",
]  # fmt: skip


@VERSIONS
@pytest.mark.skipif(not FILES, reason="the corpus of real files is not here")
@pytest.mark.parametrize("name", REAL)
def test_a_book_of_real_cards_comes_back_equal(run: Run, home: Path, book_path: Path, version: str, name: str) -> None:
    copyfile(CORPUS / name, home / name)
    run(f"import {name}")
    ours, theirs = there_and_back(run, version, book_path)
    assert theirs == ours
