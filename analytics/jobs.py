"""Long work that goes on when the reader leaves: each job in a thread of its own, known by a key.

A session that stops or reloads takes nothing with it; any session can ask how far a job is.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from data.errors import ViceVersaError

_LOG = logging.getLogger("vice_versa")


class Cancelled(Exception):
    """The reader wants this job no more: raised in the work, where it tells how far it is."""


@dataclass
class Job:
    """One piece of work: how far it is (``share``, 0 to 1), and what came of it.

    ``result`` is there when it is done, ``error`` when it was refused with a sentence for the reader,
    ``cancelled`` when it stopped because the reader wanted it to; ``finished`` without any of them means that
    it failed for a reason that only the log knows.
    """

    key: str
    name: str
    share: float = 0.0
    step: str = ""
    result: Any = None
    error: ViceVersaError | None = None
    finished: bool = False
    cancelled: bool = False
    thread: threading.Thread | None = field(default=None, repr=False)
    _unwanted: threading.Event = field(default_factory=threading.Event, repr=False)

    def tell(self, share: float, step: str) -> None:
        """Note how far the work is. Raises Cancelled where nobody wants it any more and it is not done yet."""
        self.share, self.step = share, step
        if self._unwanted.is_set() and share < 1:
            raise Cancelled

    def cancel(self) -> None:
        """Stop the work where it next tells how far it is; what is done by then stays done."""
        self._unwanted.set()

    @property
    def stopping(self) -> bool:
        """Whether the work was asked to stop and has not ended yet."""
        return self._unwanted.is_set() and not self.finished


class Jobs:
    """The jobs of one process."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()

    def start(self, key: str, name: str, work: Callable[[Callable[[float, str], None]], Any]) -> Job:
        """Start ``work`` and return its job; the job under way where one has this key already."""
        with self._lock:
            job = self._jobs.get(key)
            if job is not None and not job.finished:
                return job
            job = self._jobs[key] = Job(key, name)
            # A daemon does not hold up the end of the process: a transaction cut short leaves no trace.
            job.thread = threading.Thread(target=self._run, args=(job, work), daemon=True)
            job.thread.start()
            return job

    def _run(self, job: Job, work: Callable[[Callable[[float, str], None]], Any]) -> None:
        try:
            job.result = work(job.tell)
        except Cancelled:
            job.cancelled = True
        except ViceVersaError as error:
            job.error = error
        except Exception:  # noqa: BLE001 - the last frame of the thread: a bug reaches the log whole
            _LOG.exception("a job failed")
        finally:
            job.finished = True

    def job(self, key: str) -> Job | None:
        """The job of this key, under way or finished; None where there is none, or its end was taken note of."""
        with self._lock:
            return self._jobs.get(key)

    def all(self) -> list[Job]:
        """The jobs under way, and those finished that nobody has taken note of; oldest first."""
        with self._lock:
            return list(self._jobs.values())

    def forget(self, key: str) -> None:
        """Take note of a finished job."""
        with self._lock:
            if key in self._jobs and self._jobs[key].finished:
                del self._jobs[key]
