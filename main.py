"""Start UK Vote What-If from a checkout: `python main.py [FILE]` or `python main.py evaluate FILE`."""

import sys

from ukvote_gui.app import main

sys.exit(main())
