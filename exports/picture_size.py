"""The sizes a picture can be taken in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PictureSize:
    """So many units wide and high, each of so many pixels; letters of 15 units are as large on all of them."""

    name: str
    width: int
    height: int
    scale: float

    @property
    def head_on_top(self) -> bool:
        """Whether name and logo stand above the title: where it is high enough, and too narrow for them at the foot."""
        return self.height > 0.6 * self.width

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height of the picture in pixels."""
        return round(self.width * self.scale), round(self.height * self.scale)


SLIDE = PictureSize("slide", 960, 540, 2)  # 1920 x 1080
SQUARE = PictureSize("square", 720, 720, 1.5)  # 1080 x 1080, for a telephone
A4 = PictureSize("a4", 877, 620, 4)  # 3508 x 2480, across, at 300 dots an inch
SIZES = {size.name: size for size in (SLIDE, SQUARE, A4)}
