"""Where the program begins: `relkeeper`, `rk` and `python -m relkeeper`.

A command lives for a moment and makes next to no cycles: looking for them while modules load is a tenth of its time.
The collector is off before anything else is imported, which is why the import stands in the function; what runs for
long (`import`) turns it on again.
"""

import gc


def main() -> None:
    """Run the command line."""
    gc.disable()
    from relkeeper.cli import main as run

    run()


if __name__ == "__main__":
    main()
