"""The label formats that are read and written."""

FORMATS: tuple[str, ...] = ()
