"""Turn what stands on a page upright for its reader. Knows no library and no characters."""

from auditor.reading.pdf.page import Box


class Frame:
    """The visible page, and the quarter turns that set most of its writing upright."""

    def __init__(self, box: Box, turns: int) -> None:
        self.left, self.bottom, self.right, self.top = box
        self.turns = turns
        width, height = self.right - self.left, self.top - self.bottom
        self.width, self.height = (height, width) if turns % 2 else (width, height)

    def has_point(self, x: float, y: float) -> bool:
        """Say whether a point lies on the page."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top

    def turn_box(self, box: Box) -> Box:
        """Return left, top, right, bottom as the reader sees them."""
        if self.turns == 0:
            return box[0] - self.left, self.top - box[3], box[2] - self.left, self.top - box[1]
        x0, y0 = self.turn(box[0], box[1])
        x1, y1 = self.turn(box[2], box[3])
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def turn(self, x: float, y: float) -> tuple[float, float]:
        """Turn a point so that writing with that many left quarter turns runs to the right."""
        if self.turns == 0:
            return x - self.left, self.top - y
        if self.turns == 1:
            return y - self.bottom, x - self.left
        if self.turns == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x
