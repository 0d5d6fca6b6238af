"""What the window works on: the session, its undo steps, its settings."""
