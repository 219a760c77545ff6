"""Every sentence for an id or a code, as plain literals for lupdate; `ui/text.py` is the door."""
