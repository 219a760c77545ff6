"""The rules that the program brings along, each module with what it measures for them.

A module offers `presets`, its rules; `measures`, the ids of what it measures; and
`measured(view)`, which gives those of them that apply to the view's shape or picture.
"""

from labeler.core.rules import brightness, image_size, pose, sharpness, size

RULES = (pose, sharpness, brightness, size, image_size)
