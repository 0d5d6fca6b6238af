"""What charts are found by: each is there once, and has a name for those who do not see it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget

from tests.charts.picturing import MakeChart
from tests.widgets import find
from ukvote_gui.charts.flow_chart import FlowChart
from ukvote_gui.charts.house import HouseChart
from ukvote_gui.charts.scatter import ScatterChart
from ukvote_gui.charts.swing_chart import SwingChart
from ukvote_gui.theme.chart import Chart

LISTS = {
    FlowChart: ("flow_where", "flow_what", "flow_fold", "flow_totals", "flow_view_canvas"),
    HouseChart: ("house_when", "house_overall", "house_working", "house_view_canvas"),
    SwingChart: (
        "swing_view_kind",
        "swing_view_area",
        "swing_view_first",
        "swing_view_second",
        "swing_view_words",
        "swing_view_canvas",
    ),
    ScatterChart: (
        "scatter_x",
        "scatter_x_detail",
        "scatter_y",
        "scatter_y_detail",
        "scatter_nation",
        "scatter_size",
        "scatter_sentence",
        "scatter_marked",
        "scatter_view_canvas",
    ),
}
BUTTONS = {
    FlowChart: ("flow_copy",),
    HouseChart: ("house_clear",),
    ScatterChart: (
        "scatter_shapes",
        "scatter_preset",
        "scatter_fit",
        "scatter_add",
        "scatter_copy",
        "scatter_clear",
    ),
}


@pytest.mark.parametrize("kind", LISTS)
def test_what_has_no_text_of_its_own_has_a_name(unshown: MakeChart, kind: type[Chart]) -> None:
    chart = unshown(kind)
    for name in LISTS[kind]:
        assert find(chart, QWidget, name).accessibleName(), name


@pytest.mark.parametrize("kind", BUTTONS)
def test_each_button_says_what_it_does(unshown: MakeChart, kind: type[Chart]) -> None:
    chart = unshown(kind)
    for name in BUTTONS[kind]:
        assert find(chart, QAbstractButton, name).text(), name
