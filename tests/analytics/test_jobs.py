from __future__ import annotations

import threading

from analytics import imports
from analytics.imports import Progress
from analytics.jobs import Job, Jobs
from data.errors import ViceVersaError
from data.store import Store


def _finished(job: Job) -> Job:
    assert job.thread is not None
    job.thread.join(60)
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


def test_a_cancelled_import_leaves_nothing(store: Store) -> None:
    """Stopped at any step that it tells of, an import leaves the store as it was; a finished one stays."""
    rows = "".join(f"2026-09-{1 + n % 28:02},Nurse,{n},What about subject {n}?\n" for n in range(600))
    draft = imports.prepare(store, f"date,role,candidate,question\n{rows}".encode(), "log.csv")
    steps: list[float] = []
    whole = Jobs().start("whole", "log.csv", lambda tell: imports.confirm(store, draft, _noting(steps, tell)))
    assert _finished(whole).result.questions == 600
    imports.undo(store, whole.result.import_id)
    before = _held(store)
    for stop in steps[:-1]:
        jobs = Jobs()

        def work(tell: Progress, stop: float = stop, jobs: Jobs = jobs) -> imports.Report:
            def stopping(share: float, step: str) -> None:
                if share >= stop:
                    jobs.all()[0].cancel()
                tell(share, step)

            return imports.confirm(store, draft, stopping)

        job = _finished(jobs.start("k", "log.csv", work))
        assert (True, None, None) == (job.cancelled, job.error, job.result)
        assert before == _held(store)
    late = Jobs()
    job = late.start("k", "log.csv", lambda tell: imports.confirm(store, draft, _cancelling_when_done(late, tell)))
    assert (False, 600) == (_finished(job).cancelled, job.result.questions)


def _noting(steps: list[float], tell: Progress) -> Progress:
    def noted(share: float, step: str) -> None:
        steps.append(share)
        tell(share, step)

    return noted


def _cancelling_when_done(jobs: Jobs, tell: Progress) -> Progress:
    def told(share: float, step: str) -> None:
        if share == 1:
            jobs.all()[0].cancel()
        tell(share, step)

    return told


def _held(store: Store) -> list[object]:
    """How many rows each table of facts and counts has."""
    tables = ("interview", "question", "text", "label", "segment", "cube", "import", "rejected_row")
    return [store.value(f"select count(*) from {table}") for table in tables]
