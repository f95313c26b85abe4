"""Made-up interviews with known truth: the demo log, and simulations of any size.

Some candidates ask nothing at all; the others ask each subject of the plan or not, independently, so that over
all interviews held every subject has exactly its planned rate. Everything is drawn newest first, one random
stream per column: the latest weeks are the same whatever the day and however many interviews came before them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.demo import Plan, Wording, load_plan, load_wordings

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.integer]

_WORKING_DAYS = 5
_LANGUAGE_NAMES = {"fr": "Français", "en": "Anglais"}
_ANSWERS = ("", "yes", "partly", "no")
_ANSWER_NAMES = {"": "", "yes": "Oui", "partly": "En partie", "no": "Non"}


@dataclass(frozen=True)
class Simulation:
    """Made-up interviews and questions, in the order of time.

    ``interviews``: interview_id (1, 2, …), day, role, stage, seniority, department, location, language.
    ``questions``: interview_id, wording, theme and subject (the planted truth, "" for none), answered (yes,
    partly, no, or "" where nobody noted it).
    Texts are categoricals.
    """

    interviews: pd.DataFrame
    questions: pd.DataFrame


def planned_rates(plan: Plan) -> Floats:
    """Asked rates, 0 to 1, by subject, role and week before the end (0 to ``plan.weeks``)."""
    subjects = [subject.id for subject in plan.subjects]
    base = [[role.rates.get(subject, 0.0) for role in plan.roles] for subject in subjects[:-1]]
    base.append([plan.small_talk] * len(plan.roles))
    rates = np.repeat(np.array(base)[:, :, None], plan.weeks + 1, axis=2)
    for change in plan.changes:
        path = np.array([change.rate(week) for week in range(plan.weeks + 1)])
        subject = subjects.index(change.subject)
        for position, role in enumerate(plan.roles):
            if not change.roles or role.id in change.roles:
                rates[subject, position] = rates[subject, position] * path / change.before if change.before else path
    return rates


def planned_volumes(plan: Plan) -> Floats:
    """Interviews expected by role and week before the end (0 to ``plan.weeks``), outside the seasons."""
    return np.array([[role.weekly] * (plan.weeks + 1) for role in plan.roles])


def simulate(
    plan: Plan,
    today: date,
    *,
    rates: Floats | None = None,
    volumes: Floats | None = None,
    seed: int | None = None,
) -> Simulation:
    """Interviews and questions drawn from a plan, up to and including ``today``.

    ``rates`` (subject × role × week before the end), ``volumes`` (role × week before the end; the numbers of
    interviews are Poisson around them, then thinned by the plan's seasons) and ``seed`` replace the plan's own.
    For a log of a given size, scale the volumes and leave out the seasons; a million interviews take some
    three seconds.
    """
    rates = planned_rates(plan) if rates is None else rates
    volumes = planned_volumes(plan) if volumes is None else volumes
    first, second, third, fourth = np.random.SeedSequence(plan.seed if seed is None else seed).spawn(4)
    drawn = _interviews(plan, today, volumes, first)
    wordings = load_wordings()
    interview, subject, wording = _questions(plan, drawn, rates, wordings, second)

    order = np.random.default_rng(third)
    calendar = np.argsort(order.random(drawn.age.size) - drawn.age)
    calendar = calendar[drawn.held[calendar]]
    number = np.zeros(drawn.age.size, np.int64)
    number[calendar] = np.arange(1, calendar.size + 1)
    spoken = np.argsort(number[interview] + order.random(interview.size))
    spoken = spoken[drawn.held[interview[spoken]]]
    interviews = pd.DataFrame(
        {
            "interview_id": number[calendar],
            "day": (np.datetime64(_friday(today)) - drawn.age[calendar]).astype("datetime64[s]"),
            "role": _categorical(drawn.role[calendar], [role.name for role in plan.roles]),
            "stage": drawn.stage[calendar],
            "seniority": drawn.seniority[calendar],
            "department": _categorical(drawn.role[calendar], [role.department for role in plan.roles]),
            "location": drawn.location[calendar],
            "language": drawn.language[calendar],
        }
    )
    questions = pd.DataFrame(
        {
            "interview_id": number[interview[spoken]],
            "wording": _categorical(wording[spoken], [wording.text for wording in wordings]),
            "theme": _categorical(subject[spoken], [subject.theme for subject in plan.subjects]),
            "subject": _categorical(subject[spoken], [subject.id for subject in plan.subjects]),
            "answered": _categorical(_answered(plan, wording, wordings, fourth)[spoken], _ANSWERS),
        }
    )
    return Simulation(interviews, questions)


def demo_log(today: date) -> pd.DataFrame:
    """The demo as a recruiting team would keep it by hand: one row per question, in French.

    Columns: Date, Poste, Étape, Niveau, Service, Lieu, Langue, Candidat (a neutral code), Question (missing
    where an interview brought none), Répondu (Oui, En partie, Non; missing where nobody noted it).
    """
    made = simulate(load_plan(), today)
    asked = made.questions[["interview_id", "wording", "answered"]]
    rows = made.interviews.merge(asked, on="interview_id", how="left")
    log = pd.DataFrame(
        {
            "Date": rows["day"],
            "Poste": rows["role"],
            "Étape": rows["stage"],
            "Niveau": rows["seniority"],
            "Service": rows["department"],
            "Lieu": rows["location"],
            "Langue": rows["language"].cat.rename_categories(_LANGUAGE_NAMES),
            "Candidat": "C" + rows["interview_id"].astype("str").str.zfill(5),
            "Question": rows["wording"],
            "Répondu": rows["answered"].astype("str").map(_ANSWER_NAMES).replace("", None),
        }
    )
    return log.astype(dict.fromkeys(log.columns[1:], "str"))


def demo_file(today: date) -> bytes:
    """The demo log as a French Excel saves it: ``;``, UTF-8 with BOM, dd/mm/yyyy, CRLF."""
    text = demo_log(today).to_csv(sep=";", index=False, date_format="%d/%m/%Y", lineterminator="\r\n")
    return text.encode("utf-8-sig")


@dataclass(frozen=True)
class _Interviews:
    """Interviews as they were drawn, newest week first; what falls to a season or to the future is not held."""

    week: Codes  # before the end
    role: Codes  # position in the plan
    age: Codes  # in days, back from the Friday of the week under way
    held: npt.NDArray[np.bool_]
    stage: pd.Categorical[str]
    seniority: pd.Categorical[str]
    location: pd.Categorical[str]
    language: pd.Categorical[str]


def _interviews(plan: Plan, today: date, volumes: Floats, seed: np.random.SeedSequence) -> _Interviews:
    numbers, days, seasons, stages, levels, places, languages = map(np.random.default_rng, seed.spawn(7))
    cells = np.repeat(np.arange(volumes.size), numbers.poisson(volumes.T).ravel())
    week, role = np.divmod(cells, len(plan.roles))
    age = 7 * week + days.integers(0, _WORKING_DAYS, week.size)
    return _Interviews(
        week=week,
        role=role,
        age=age,
        held=seasons.random(week.size) < _volume(plan, today, volumes.shape[1])[age],
        stage=_drawn(stages, [{stage.name: stage.share for stage in plan.stages}] * len(plan.roles), role),
        seniority=_drawn(levels, [role.seniorities for role in plan.roles], role),
        location=_drawn(places, [role.locations for role in plan.roles], role),
        language=_drawn(languages, [role.languages for role in plan.roles], role),
    )


def _questions(
    plan: Plan, drawn: _Interviews, rates: Floats, wordings: Sequence[Wording], seed: np.random.SeedSequence
) -> tuple[Codes, Codes, Codes]:
    """Each question's interview (position in ``drawn``), subject (in the plan) and wording (in ``wordings``)."""
    silences, repeats, words, *asks = map(np.random.default_rng, seed.spawn(3 + len(plan.subjects)))
    count = drawn.week.size
    lean = _lean(plan) / (1 - plan.silent)
    asked = np.column_stack(
        [
            ask.random(count) < lean[subject, drawn.stage.codes] * rates[subject, drawn.role, drawn.week]
            for subject, ask in enumerate(asks)
        ]
    )
    asked[silences.random(count) < plan.silent] = False
    interview, subject = np.nonzero(asked)
    times = 1 + (repeats.random(interview.size) < plan.again)
    interview, subject = np.repeat(interview, times), np.repeat(subject, times)

    pools = _Pools(plan, wordings, list(drawn.language.categories))
    wording = pools.draw(words, subject, drawn.language.codes[interview], drawn.role[interview])
    # The same sentence drawn twice in one interview (always side by side here) was said once.
    fresh = np.ones(interview.size, bool)
    fresh[1:] = (interview[1:] != interview[:-1]) | (wording[1:] != wording[:-1])
    return interview[fresh], subject[fresh], wording[fresh]


def _answered(plan: Plan, wording: Codes, wordings: Sequence[Wording], seed: np.random.SeedSequence) -> Codes:
    """How each question was answered, as a position in ``_ANSWERS``."""
    noting, answering = map(np.random.default_rng, seed.spawn(2))
    how = plan.answered
    poor = np.array([said.text in how.poorly for said in wordings])[wording]
    yes, partly = np.where(poor, how.poor_yes, how.yes), np.where(poor, how.poor_partly, how.partly)
    draw = answering.random(wording.size)
    answer = 1 + (draw >= yes).astype(np.int64) + (draw >= yes + partly)
    return np.where(noting.random(wording.size) < how.noted, answer, 0)


def _categorical(codes: Codes, names: Sequence[str]) -> pd.Categorical[str]:
    """Names by their position, where several positions may share one name."""
    distinct = list(dict.fromkeys(names))
    position: Codes = np.array([distinct.index(name) for name in names])[codes]
    return pd.Categorical.from_codes(position, pd.Index(distinct))


def _drawn(random: np.random.Generator, mixes: Sequence[Mapping[str, float]], row: Codes) -> pd.Categorical[str]:
    """One name for each row, drawn from the mix (name -> weight) that the row points at."""
    names = list(dict.fromkeys(name for mix in mixes for name in mix))
    weights = np.array([[mix.get(name, 0.0) for name in names] for mix in mixes])
    ends = np.cumsum(weights / weights.sum(axis=1, keepdims=True), axis=1)[:, :-1]
    choice: Codes = (random.random(row.size)[:, None] >= ends[row]).sum(axis=1)
    return pd.Categorical.from_codes(choice, pd.Index(names))


def _friday(today: date) -> date:
    return today + timedelta(_WORKING_DAYS - 1 - today.weekday())


def _volume(plan: Plan, today: date, weeks: int) -> Floats:
    """Share of the interviews that are held, by days back from the Friday of the week under way."""
    days = [_friday(today) - timedelta(age) for age in range(7 * weeks)]
    volume = np.array([min((s.volume for s in plan.seasons if s.holds(day)), default=1.0) for day in days])
    volume[: 7 * (plan.ordinary_weeks + 1)] = 1.0
    volume[[day > today for day in days]] = 0.0
    return volume


def _lean(plan: Plan) -> Floats:
    """Factor on the rate by subject and stage, which leaves the rate over all stages as planned."""
    share = np.array([stage.share for stage in plan.stages])
    lean = np.array([[stage.lean.get(subject.theme, 1.0) for stage in plan.stages] for subject in plan.subjects])
    balanced: Floats = lean * share.sum() / (lean @ share)[:, None]
    return balanced


class _Pools:
    """The wordings to choose from for each subject, language and role, with their odds.

    General wordings are drawn by their rank in the file, the first most often, as candidates repeat the
    same few questions; each of a role's own wordings takes the share ``plan.own``, half of all at most.
    """

    def __init__(self, plan: Plan, wordings: Sequence[Wording], languages: Sequence[str]) -> None:
        self._shape = (len(plan.subjects), len(languages), len(plan.roles))
        spoken: dict[tuple[str, str], list[int]] = {}
        for code, wording in enumerate(wordings):
            spoken.setdefault((wording.subject, wording.language), []).append(code)
        members: list[int] = []
        ends: list[Floats] = []
        choices = product((subject.id for subject in plan.subjects), languages, (role.id for role in plan.roles))
        for pool, (subject, language, role) in enumerate(choices):
            general = [code for code in spoken[subject, language] if not wordings[code].roles]
            own = [code for code in spoken[subject, language] if role in wordings[code].roles]
            share = min(plan.own * len(own), 0.5)
            odds = 1 / np.arange(3, 3 + len(general))
            odds = np.concatenate([odds / odds.sum() * (1 - share), np.full(len(own), share / max(len(own), 1))])
            members += [*general, *own]
            # Pool p covers the stretch from p to p + 1, so that one search serves every pool at once.
            ends.append(pool + np.cumsum(odds) / np.cumsum(odds)[-1])
        self._members, self._ends = np.array(members), np.concatenate(ends)

    def draw(self, random: np.random.Generator, subject: Codes, language: Codes, role: Codes) -> Codes:
        """One wording, as its position among all, for each question."""
        pool = np.ravel_multi_index((subject, language.astype(np.int64), role), self._shape)
        found: Codes = self._members[np.searchsorted(self._ends, pool + random.random(pool.size), side="right")]
        return found
