"""x."""
def check_raw_files(raw): pass
def check_dataset(d): pass
