"""Where the program begins: `relkeeper`, `rk` and `python -m relkeeper`.

A command lives for a moment and makes next to no cycles: looking for them while modules load is a tenth of its time.
The collector is off before anything else is imported, which is why the import stands in the function; what runs for
long (`import`) turns it on again. At the end Python looks for cycles once more, in all that was loaded: a fifth of the
time of `log`, for memory that goes back anyway. What is frozen it leaves out. A shell that greets with what was shown
today already is not made to wait for the command line at all.
"""

import atexit
import gc
import sys


def main() -> None:
    """Run the command line."""
    gc.disable()
    atexit.register(gc.freeze)
    try:
        if "--once-per-day" in sys.argv:
            from relkeeper.desktop import shown

            if shown.already(sys.argv[1:]):
                sys.exit(0)
        from relkeeper.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
