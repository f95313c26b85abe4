"""The dashboard sends the digests that are due by itself: while it runs, no other program can open the database.

It needs no visitor: ``ui.serve`` starts it with the server.
"""

from __future__ import annotations

import logging
import threading
from datetime import datetime

import streamlit as st

from analytics import mail
from analytics.digests import sending
from data.errors import ViceVersaError
from ui.shell import database

LOOKS_EVERY = 300
"""Seconds between two looks at what is due."""

RESTS_FOR = 3600
"""Seconds after a failure: a mail server that refuses an account may lock it when asked too often."""

_LOG = logging.getLogger("vice_versa")


@st.cache_resource(show_spinner=False)
def start_postman() -> threading.Thread | None:
    """The thread that sends what is due, started once per server; None where the settings name no mail server."""
    if not mail.wanted():
        return None
    # A daemon does not hold up the end of the process: a mail it was about to hand over is marked as uncertain.
    postman = threading.Thread(target=_go_round, name="postman", daemon=True)
    postman.start()
    return postman


def _go_round() -> None:
    pause = threading.Event()
    while True:
        pause.wait(LOOKS_EVERY if send_once() else RESTS_FOR)


def send_once() -> bool:
    """Send what is due now; whether all went well. What went wrong is in the log and on the screen of digests."""
    try:
        outcomes = sending.send_due(database(), datetime.now())
    except ViceVersaError as error:
        _LOG.warning("digests: %s", error.code)
        return False
    except Exception:  # noqa: BLE001 - the last frame of the thread: a bug reaches the log whole, the next round is made
        _LOG.exception("digests could not be sent")
        return False
    for outcome in outcomes:
        if outcome.state != "skipped":
            _LOG.info("digest %s, week of %s: %s", outcome.digest.number, outcome.week, outcome.state)
    return all(outcome.state in ("sent", "skipped") for outcome in outcomes)
