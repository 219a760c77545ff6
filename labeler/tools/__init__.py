"""The tools, in the order they are offered."""

from labeler.tools.draw_box import DrawBox
from labeler.tools.draw_polygon import DrawPolygon
from labeler.tools.draw_quad import DrawQuad
from labeler.tools.edit_points import EditPoints
from labeler.tools.select import Select
from labeler.tools.tool import Tool

TOOLS: tuple[type[Tool], ...] = (Select, DrawBox, DrawPolygon, DrawQuad, EditPoints)
