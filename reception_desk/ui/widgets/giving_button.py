"""A button whose words are cut with … where there is little room; then its tooltip tells all of them."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetricsF

from reception_desk.ui import theme
from reception_desk.ui.widgets.buttons import Button

LEAST = 36
"""Of its words at the base size."""


class GivingButton(Button):
    gives_way = True
    """Its tooltip tells the words, with the key if it has one."""

    def _room(self) -> float:
        """What the words have beside icon and key."""
        whole = self._inner_width(self._widest_font(), self.icon_, self.label) + 2 * self._padding()
        return QFontMetricsF(self._widest_font()).horizontalAdvance(self.label) + self.width() - ceil(whole)

    def shown(self) -> str:
        return QFontMetricsF(self._font()).elidedText(self.label, Qt.TextElideMode.ElideRight, self._room())

    def retranslate(self) -> None:
        super().retranslate()
        if not self.key:
            self.setToolTip(self.accessibleName())

    def minimumSizeHint(self) -> QSize:
        whole, words = self.sizeHint(), QFontMetricsF(self._widest_font()).horizontalAdvance(self.label)
        return QSize(whole.width() - ceil(max(0.0, words - theme.px(LEAST))), whole.height())
