"""``python -m ui.serve``: the dashboard's server, as ``streamlit run app.py`` starts it, with two things put right.

Digests that are due are sent from the start, before anybody opens a screen. And until ``st.navigation`` has run once,
Streamlit takes the folder ``pages/`` for its older kind of pages: the first reader to open a link to a screen would
meet "Page not found" over the right screen.
"""

import sys

from streamlit.runtime.pages_manager import PagesManager
from streamlit.web import cli

from ui.postman import start_postman

if __name__ == "__main__":
    PagesManager.uses_pages_directory = False
    start_postman()
    sys.argv = ["streamlit", "run", "app.py", *sys.argv[1:]]
    sys.exit(cli.main(prog_name="streamlit"))
