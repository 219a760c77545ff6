"""Gives programs that Labeler opens the system's libraries, not the bundled ones.

The start of the frozen program points the loader at its own folder by an environment variable.
That has been read by now; a browser or file manager that inherits it would load our libraries.
"""

import os

for _name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"):
    _before = os.environ.pop(f"{_name}_ORIG", None)
    if _before:
        os.environ[_name] = _before
    else:
        os.environ.pop(_name, None)
