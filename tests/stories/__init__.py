"""Stories: the real window on a real X server, driven with mouse and keys, judged by the files."""
