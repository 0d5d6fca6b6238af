"""Tables, pictures and reports as files: to print, to put on a slide, to send."""

from ukvote_gui.views.export.image_dialog import ExportImageDialog
from ukvote_gui.views.export.report import export_report, write_report
from ukvote_gui.views.export.table import export_table

__all__ = ["ExportImageDialog", "export_report", "export_table", "write_report"]
