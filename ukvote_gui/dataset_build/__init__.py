"""The build step that makes the project's normalised dataset from the official files.

Run it as `python -m ukvote_gui.dataset_build [RAW_DIR] [OUT_DIR]`. Needs openpyxl; the program itself does not.
"""
