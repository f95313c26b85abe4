"""``python -m analytics VERB``: the same work without a browser."""

import sys

from analytics.commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
