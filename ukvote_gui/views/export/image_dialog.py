"""The dialog that exports a picture: which, as what, how large, and how it will look."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ukvote_gui.charts.picture import Picture
from ukvote_gui.state.session import Session
from ukvote_gui.theme.colours import DARK_COLOURS, LIGHT_COLOURS
from ukvote_gui.views.export import images
from ukvote_gui.views.export.saving import Chooser, Reporter, save, with_suffix

SIZES = ((1200, 900), (1920, 1080), (2400, 1800))
"""Sizes to choose from, in pixels; the first is the one at first."""
LEAST_PIXELS, MOST_PIXELS = 320, 6000
FORMATS = (
    (".png", "PNG, for documents and the web", "PNG pictures (*.png)"),
    (".svg", "SVG, lines and text that stay sharp and can be edited", "SVG drawings (*.svg)"),
)
"""Suffix, description, and filter of the file dialog."""

NO_PICTURE = "There is no picture to export. Open a panel that shows one, such as the map, and try again."

Pictures = Sequence[Picture] | Callable[[], Sequence[Picture]]


class ExportImageDialog(QDialog):
    """Exports one of the pictures; shown with ``open()``, it does not block.

    Handles: ``export_image_dialog``, ``export_picture``, ``export_format``, ``export_size``,
    ``export_width``, ``export_height``, ``export_dark``, ``export_preview``, ``export_save``.

    Args:
        pictures: what can be exported, or gives it.
        session: what the pictures are of.
        choose: lets a person choose the file.
        report: tells a person what went wrong.
    """

    def __init__(
        self, pictures: Pictures, session: Session, choose: Chooser, report: Reporter, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("export_image_dialog")
        self.setAccessibleName("Export a picture")
        self.setWindowTitle("Export a picture")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self._choose = choose
        self._report = report
        self._pictures = list(pictures() if callable(pictures) else pictures)
        self._picture = self._box("export_picture", "Picture", [p.picture_title() for p in self._pictures])
        self._format = self._box("export_format", "Format", [words for _, words, _ in FORMATS])
        sizes = [f"{width} × {height}" for width, height in SIZES]
        self._size = self._box("export_size", "Size", [*sizes, "Another size"])
        self._width = self._pixels("export_width", "Width in pixels", SIZES[0][0])
        self._height = self._pixels("export_height", "Height in pixels", SIZES[0][1])
        self._dark = QCheckBox("&Dark background", self)
        self._dark.setObjectName("export_dark")
        self._dark.setToolTip("For screens and slides; a light one is for print.")
        self._preview = _Preview(self)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._save = self._buttons.addButton("&Save as…", QDialogButtonBox.ButtonRole.AcceptRole)
        self._save.setObjectName("export_save")
        self._save.setDefault(True)
        self._save.setEnabled(bool(self._pictures))
        self._lay_out()

        for box in (self._picture, self._size):
            box.currentIndexChanged.connect(self._on_changed)
        for spin in (self._width, self._height):
            spin.valueChanged.connect(self._on_pixels_changed)
        self._dark.toggled.connect(self._on_changed)
        self._buttons.accepted.connect(self._on_save)
        self._buttons.rejected.connect(self.reject)

    @property
    def size_chosen(self) -> QSize:
        """The size of the picture in pixels."""
        return QSize(self._width.value(), self._height.value())

    def _box(self, name: str, label: str, items: Sequence[str]) -> QComboBox:
        box = QComboBox(self)
        box.setObjectName(name)
        box.setAccessibleName(label)
        box.addItems(items)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return box

    def _pixels(self, name: str, label: str, value: int) -> QSpinBox:
        spin = QSpinBox(self)
        spin.setObjectName(name)
        spin.setAccessibleName(label)
        spin.setRange(LEAST_PIXELS, MOST_PIXELS)
        spin.setSingleStep(100)
        spin.setKeyboardTracking(False)
        spin.setValue(value)
        return spin

    def _lay_out(self) -> None:
        pixels = QHBoxLayout()
        pixels.addWidget(self._width)
        by = QLabel("by", self)
        by.setBuddy(self._height)
        pixels.addWidget(by)
        pixels.addWidget(self._height)
        pixels.addWidget(QLabel("pixels", self))
        pixels.addStretch(1)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow("&Picture", self._picture)
        form.addRow("&Format", self._format)
        form.addRow("Si&ze", self._size)
        form.addRow("&Width", pixels)
        label = form.labelForField(pixels)
        assert isinstance(label, QLabel)
        label.setBuddy(self._width)
        form.addRow("", self._dark)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self._preview, 1)
        layout.addWidget(self._buttons)
        self.resize(620, 680)

    def _framed(self) -> images.Framed:
        colours = DARK_COLOURS if self._dark.isChecked() else LIGHT_COLOURS
        return images.framed(self._pictures[self._picture.currentIndex()], self._session, colours)

    def _on_changed(self) -> None:
        chosen = self._size.currentIndex()
        if chosen < len(SIZES):
            for spin, pixels in zip((self._width, self._height), SIZES[chosen], strict=True):
                spin.blockSignals(True)
                spin.setValue(pixels)
                spin.blockSignals(False)
        self._show_preview()

    def _on_pixels_changed(self) -> None:
        size = (self._width.value(), self._height.value())
        self._size.blockSignals(True)
        self._size.setCurrentIndex(SIZES.index(size) if size in SIZES else len(SIZES))
        self._size.blockSignals(False)
        self._show_preview()

    def _show_preview(self) -> None:
        if self._pictures and self.isVisible():
            self._preview.show_picture(self._framed(), self.size_chosen)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_preview()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_preview()

    def _on_save(self) -> None:
        suffix, _, filters = FORMATS[self._format.currentIndex()]
        path = self._choose("Export the picture", f"{filters};;All files (*)", suffix)
        if path is None:
            return
        suffixes = (suffix, *(other for other, *_ in FORMATS if other != suffix))
        try:
            path = with_suffix(path, suffixes)
            make = images.png if path.suffix.lower() == ".png" else images.svg
            save(self._session, path, make(self._framed(), self.size_chosen))
        except OSError as error:
            self._report("The picture was not exported", str(error))
            return
        self.accept()


class _Preview(QLabel):
    """The picture as it will be, as large as there is room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(NO_PICTURE, parent)
        self.setObjectName("export_preview")
        self.setAccessibleName("Preview")
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMinimumSize(320, 240)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def show_picture(self, framed: images.Framed, size: QSize) -> None:
        """Show a picture of so many pixels, reduced to the room there is."""
        ratio = self.devicePixelRatio()
        room = self.size() * ratio
        pixmap = QPixmap(size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
        painter = QPainter(pixmap)
        painter.scale(pixmap.width() / size.width(), pixmap.height() / size.height())
        framed.draw(painter, QRectF(QPointF(0, 0), size))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        self.setPixmap(pixmap)
        self.setAccessibleDescription(f"{framed.heading}. {framed.subject}")
