"""A time of a video as it is read from a clock."""

from math import floor


def clock(time_ms: float, digits: int = 3, hours: bool = False) -> str:
    """Such as 0:05, 0:05.200 or 1:02:03; the hours are written when there are any.

    Cut off, not rounded: it is the time that the name of a captured frame has.
    """
    unit = 10 ** (3 - digits)
    units = floor(max(0.0, time_ms) / unit + 1e-6)
    seconds, rest = divmod(units * unit, 1000)
    minutes, seconds = divmod(seconds, 60)
    hour, minutes = divmod(minutes, 60)
    text = f"{hour}:{minutes:02}:{seconds:02}" if hour or hours else f"{minutes}:{seconds:02}"
    return f"{text}.{rest // unit:0{digits}}" if digits else text
