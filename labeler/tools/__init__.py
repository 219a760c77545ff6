"""The tools, in the order they are offered."""

TOOLS: tuple[str, ...] = ()
