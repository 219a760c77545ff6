"""What lies in the disk image and how its window looks; dmgbuild runs this as its settings."""

from pathlib import Path

# dmgbuild puts `defines` here: what -D gives on its command line
app = Path(defines["app"])  # noqa: F821
licence = defines["licence"]  # noqa: F821

format = "ULFO"  # lzfse: smaller than UDZO and opened faster, since macOS 10.11
# The licence is a file, not a question before opening: MIT asks for no consent, and a question
# would stop `hdiutil attach` in scripts.
files = [str(app), (licence, "LICENSE.txt")]
symlinks = {"Applications": "/Applications"}

window_rect = ((200, 200), (560, 340))
default_view = "icon-view"
icon_size = 96
text_size = 13
background = None
icon_locations = {app.name: (140, 130), "Applications": (420, 130), "LICENSE.txt": (280, 240)}
