"""Boxes to tick in lists and menus, which look as those of the other widgets do."""

from labeler.services.resources import resource
from labeler.ui import theme


def tick_boxes(part: str) -> str:
    """A style sheet for the boxes of `part`, such as "QListView::indicator"."""
    c = theme.colors()
    tick = resource(f"icons/tick_{'dark' if c.dark else 'light'}.svg").as_posix()
    return (
        f"{part} {{ width: 14px; height: 14px; background: {c.base};"
        f" border: 1px solid {c.quiet}; border-radius: 4px; }}"
        f"{part}:checked {{ background: {c.accent}; border-color: {c.accent};"
        f' image: url("{tick}"); }}'
    )
