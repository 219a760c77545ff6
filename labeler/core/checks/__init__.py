"""The questions that can be asked of a whole dataset."""

CHECKS: tuple[str, ...] = ()
