"""The docks, in the order they are laid out."""

DOCKS: tuple[str, ...] = ()
