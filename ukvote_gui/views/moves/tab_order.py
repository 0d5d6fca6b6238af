"""The order in which the Tab key goes through an editor whose fields come and go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from PySide6.QtWidgets import QWidget


class Fields(QWidget):
    """Several fields that come and go.

    Attributes:
        fields: what can have the focus, in the order in which the Tab key goes through it.
    """

    @property
    def fields(self) -> Sequence[QWidget]:
        raise NotImplementedError


class TabOrder:
    """Keeps the order of an editor's fields; each part is one field, or several that come and go."""

    def __init__(self, editor: QWidget) -> None:
        self._editor = editor
        self._kept: list[QWidget] = []

    def keep(self, parts: Iterable[QWidget]) -> None:
        """Let the focus go through the parts in their order, where that is another than it was."""
        fields = [field for part in parts for field in (part.fields if isinstance(part, Fields) else (part,))]
        if fields != self._kept:
            self._kept = fields
            for first, second in pairwise([self._editor, *fields]):
                QWidget.setTabOrder(first, second)
