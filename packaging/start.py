"""Where the frozen program begins: worker processes first, then the command line."""

import multiprocessing
import os
import sys

if __name__ == "__main__":
    multiprocessing.freeze_support()  # a worker ends here
    for name in ("stdout", "stderr"):  # None in a windowed program on Windows
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115

    from labeler.cli import main

    sys.exit(main())
