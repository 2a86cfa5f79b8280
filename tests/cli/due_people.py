"""People of whom something is due, for the tests of what tells so."""

from pathlib import Path

from tests.conftest import Run


def keep(run: Run, book_path: Path, made: list[bytes], birthday: str) -> None:
    """Ada is late, 样张三 is due today and has that birthday, and there is a follow-up. `made` keeps the book, once made."""
    if made:
        book_path.parent.mkdir(parents=True)
        book_path.write_bytes(made[0])
        return
    run("add 'Ada Example' --every 2w")
    run("log ada 'about the garden' --outcome 'she sends the deck' --via call --when 2026-10-26")
    run("add 样张三 --every 1m")
    run("log 样张三 毕业聚会 --when 2026-10-22")
    run(f"occasion add 样张三 birthday {birthday}")
    run("follow-up add ada 'send the seeds' --due 2026-11-24")
    made.append(book_path.read_bytes())
