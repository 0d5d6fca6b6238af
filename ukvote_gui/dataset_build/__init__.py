"""The build step that makes the project's normalised dataset from the official files.

Run it as `python -m ukvote_gui.dataset_build [RAW_DIR] [OUT_DIR]`. It needs openpyxl; the program does not.
"""
