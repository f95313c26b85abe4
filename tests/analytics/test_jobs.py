from __future__ import annotations

import threading

from analytics.jobs import Job, Jobs
from data.errors import ViceVersaError


def _finished(job: Job) -> Job:
    assert job.thread is not None
    job.thread.join(10)
    return job


def test_a_job_tells_how_far_it_is_and_what_came_of_it() -> None:
    """The share and step are those last told; the result is what the work returned."""
    reached, go_on = threading.Event(), threading.Event()

    def work(tell: object) -> str:
        assert callable(tell)
        tell(0.5, "themes")
        reached.set()
        go_on.wait(10)
        return "done"

    jobs = Jobs()
    job = jobs.start("k", "log.csv", work)
    reached.wait(10)
    assert (0.5, "themes", False) == (job.share, job.step, job.finished)
    assert job is jobs.start("k", "log.csv", work)
    go_on.set()
    assert ("done", True) == (_finished(job).result, job.finished)
    jobs.forget("k")
    assert [] == jobs.all()


def test_a_refused_job_keeps_its_sentence() -> None:
    """An error that a reader can act on is kept for her; the job is finished."""

    def refuse(_: object) -> None:
        raise ViceVersaError("import_incomplete")

    job = _finished(Jobs().start("k", "log.csv", refuse))
    assert job.error is not None
    assert "import_incomplete" == job.error.code


def test_a_failed_job_is_finished_without_result() -> None:
    """A bug ends the job, not the process."""

    def fail(_: object) -> None:
        raise RuntimeError

    job = _finished(Jobs().start("k", "log.csv", fail))
    assert (None, None, True) == (job.result, job.error, job.finished)
