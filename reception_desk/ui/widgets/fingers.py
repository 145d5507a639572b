"""Scrolling with a finger, where things are as large as fingers want them."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractScrollArea

from reception_desk.ui import theme


def follow_fingers(area: QAbstractScrollArea) -> None:
    """Let a finger push what the area shows, or no longer. A tap stays a press on what lies under it."""
    if not theme.touched() and not area.property("fingers"):
        return
    from PySide6.QtWidgets import QScroller, QScrollerProperties  # most desks have no screen that is touched

    port = area.viewport()
    area.setProperty("fingers", theme.touched())
    if not theme.touched():
        QScroller.ungrabGesture(port)
        return
    QScroller.grabGesture(port, QScroller.ScrollerGestureType.TouchGesture)
    scroller = QScroller.scroller(port)
    wanted, metric = scroller.scrollerProperties(), QScrollerProperties.ScrollMetric
    for way in (metric.HorizontalOvershootPolicy, metric.VerticalOvershootPolicy):
        wanted.setScrollMetric(way, QScrollerProperties.OvershootPolicy.OvershootAlwaysOff)
    scroller.setScrollerProperties(wanted)
