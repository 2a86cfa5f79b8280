"""A small book in which something is to be found in every place, and what a search for it brings back first.

Its people do not exist.
"""

from pathlib import Path

from tests.conftest import Run

_LINES = (
    "add 'Ada Example' -a Ace -p '+1 212 555 0101' -e ada@example.org --handle telegram:stamp_fan -t work --org 'Sample Mills' --notes 'Collects stamps.'",
    "add 'Grace Sampleton' -p '(212) 555-0102' -t friends --met 'at the pottery fair' --field 'shoe size=39' --introduced-by 'Ada Example'",
    "add 曾小样 -p '+86 138 0013 8000' --notes '喜歡圍棋'",
    "add 单样本",
    "add 仇示例",
    "add 翟例子",
    "add 張樣品 --title 經理",
    "add 'José Münster-Probe' -e jose@post.example",
    "add 'Olga Oldfriend' --notes 'Moved to Utrecht.'",
    "contact archive olga",
    "log ada 'send the deck' --when 2026-11-18 --via email --outcome 'she wants the quarterly numbers'",
    "log grace 'the deck was sent' --when 2026-11-19 --via call",
    "log grace 'tea in the garden' --when 2026-03-01 --via meeting --place 'Blue Teapot, Utrecht'",
    "log 曾小样 討論報價單 --when 2026-10-01 --via wechat --outcome 下周再聯繫",
    "log 单样本 '他说报价太高，要再谈' --when 2026-10-02 --via 电话",
    "log ada 'Ｆｕｌｌ ｗｉｄｔｈ words, and a Crème brûlée' --when 2025-05-05",
    "log ada 'her operation' --when 2026-11-01 --private --outcome 'the surgeon is Dr. Placeholder'",
    "log grace 'her cousin answers at 212.555.0155' --when 2026-09-09",
    "log ada 'lunch' --with grace --when 2026-08-08 --via meeting",
    "log ada 'long talk' --when 2024-02-02 --via video --outcome 'we plan the regatta'",
    "note grace 'a book on bees' --kind gift --when 2026-07-07",
    "follow-up add ada 'return the umbrella' --due 2026-12-01",
    "follow-up add grace 'ask about the biopsy' --due 2026-12-02 --private",
    "contact knows ada 'tax law, Rust'",
    "add 'Uwe Koenrad' --notes 'knows C by heart'",
    "log uwe 'he moved' --when 2026-06-06",
    "contact knows uwe C++",
    "contact knows 仇示例 C#",
    "contact relate 单样本 同事 仇示例",
    "contact relate uwe wife 翟例子",
    "contact relate ada child grace",
    "add 'Walter Fixture' --notes 'secret diagnosis' --private",
)  # fmt: skip


def keep(run: Run, book_path: Path, made: list[bytes]) -> None:
    """Write the book, or what it was when it was `made` first."""
    if made:
        book_path.parent.mkdir(parents=True, exist_ok=True)
        book_path.write_bytes(made[0])
        book_path.chmod(0o600)
        return
    for line in _LINES:
        run(line)
    Path("contract.txt").write_text("The lessee pays for the boiler.\n", encoding="utf-8")
    Path("xray.txt").write_text("A fracture of the wrist.\n", encoding="utf-8")
    run("attach ada contract.txt")
    run("log ada 'her X-ray' --when 2026-11-02 --private --attach xray.txt")
    made.append(book_path.read_bytes())
