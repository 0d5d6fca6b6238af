"""All constituencies in a table, with what finds them: a search, filters, a sort."""

from ukvote_gui.views.constituency_browser.browser import ConstituencyBrowser

__all__ = ["ConstituencyBrowser"]
