"""`python -m docs.making` writes the made pages; with `--check` it ends with 1 and names those that differ.

A file in a made folder that no page is made for any more is removed, and named by --check.
"""

import argparse
import sys

from docs.making import pages


def main() -> int:
    """Write or check; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m docs.making", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; end with 1 if a page differs")
    if not parser.parse_args().check:
        pages.write()
        return 0
    differing = pages.differing()
    for path in differing:
        sys.stdout.write(f"{path} is not what the code says; run: {pages.MAKE}\n")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
