"""The widgets that the main window is composed of."""
