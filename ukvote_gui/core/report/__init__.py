"""What a report of a scenario says: its moves and assumptions in words, what follows, and where it is from.

Whatever a person wrote (titles, notes, names) is here as plain text that any file can hold, and is escaped by
who writes the file.
"""
