"""Train the network that reads whole sentences: what is wrong, superfluous, exchanged or missing.

    python models/spelling-zh/network.py --model models/spelling-zh --stream STREAM.npz --out NETWORK.pt

Needs torch (CPU), which the product itself never imports. Computes in bfloat16; the number of steps
is fixed, so equal input on an equal machine gives an equal network.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

sys.path.insert(0, str(Path(__file__).parent))

import slips
from batches import Batch, Feed, Sentences

from analyzer.language.spelling.store import Material, load_material
from analyzer.language.spelling.usual import FEATURES
from analyzer.language.spelling.weights import packed


@dataclass(frozen=True, slots=True)
class Shape:
    """Size of the network."""

    width: int = 256
    hidden: int = 320
    dilations: tuple[int, ...] = (1, 2, 4, 1, 2, 4, 8, 1)
    attention: tuple[int, ...] = (4,)  # after which blocks
    heads: int = 4
    alphabet: int = 6286
    syllables: int = 420


@dataclass(frozen=True, slots=True)
class Training:
    """How one network is trained."""

    shape: Shape
    steps: int
    rate: float  # of learning, at its height
    tokens: int = 6144  # characters in a step, padding included
    seed: int = 11
    compiled: bool = True


READER = Training(shape=Shape(), steps=8400, rate=2.5e-3)
SCOUT = Training(
    shape=Shape(width=48, hidden=64, dilations=(1, 2, 4), attention=()), steps=2500, rate=4e-3
)
# how often the sentences of each corpus are drawn; the last quarter sees fewer slips, as in life
PASSES = {"official": 1.6, "newscast": 0.9, "news": 0.6}
LATE_FROM = 0.75
LATE = slips.Rates(
    word=0.022, character=0.016, missing=0.006, extra=0.005, swapped=0.004, mark=0.012,
    hidden=0.03, clean=0.3,
)  # fmt: skip


class Attention(nn.Module):
    """Every character looks at every other one of its sentence."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.norm = nn.Parameter(torch.ones(shape.width))
        self.enter = nn.Linear(shape.width, 3 * shape.width)
        self.leave = nn.Linear(shape.width, shape.width)
        nn.init.zeros_(self.leave.weight)

    def forward(self, state: torch.Tensor, lack: torch.Tensor) -> torch.Tensor:
        """Return what each state gathers; `lack` is very low where there is no character."""
        rows, length, width = state.shape
        normal = functional.rms_norm(state, (width,), self.norm, 1e-5)
        parts = self.enter(normal).view(rows, length, 3, self.heads, width // self.heads)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        scores = query @ key.transpose(-1, -2) * (width // self.heads) ** -0.5
        mixed = torch.softmax(scores.float() + lack, -1).to(value.dtype) @ value
        return self.leave(mixed.transpose(1, 2).reshape(rows, length, width))


class Block(nn.Module):
    """A convolution over three characters so many places apart, and a mixing layer."""

    def __init__(self, shape: Shape, dilation: int) -> None:
        super().__init__()
        self.dilation = dilation
        self.norm = nn.Parameter(torch.ones(shape.width))
        self.wide = nn.Linear(3 * shape.width, shape.hidden)
        self.mix = nn.Linear(shape.hidden, shape.width)
        nn.init.zeros_(self.mix.weight)

    def forward(self, state: torch.Tensor, there: torch.Tensor) -> torch.Tensor:
        """Return what is added to each state; `there` is 1 where there is a character."""
        far, length = self.dilation, state.shape[1]
        normal = functional.rms_norm(state, (state.shape[-1],), self.norm, 1e-5) * there
        padded = functional.pad(normal, (0, 0, far, far))
        seen = torch.cat([padded[:, :length], normal, padded[:, 2 * far :]], -1)
        hidden = functional.relu(self.wide(seen))
        return self.mix(hidden * hidden)


class Network(nn.Module):
    """Characters, their sounds and how usual their runs are → a state for every character."""

    def __init__(self, shape: Shape, sounds: NDArray[np.int64]) -> None:
        super().__init__()
        self.shape = shape
        width = shape.width
        self.register_buffer("sounds", torch.from_numpy(sounds))
        self.characters = nn.Embedding(shape.alphabet + 1, width)  # the last one is "hidden"
        self.first = nn.Embedding(shape.syllables + 1, width)
        self.second = nn.Embedding(shape.syllables + 1, width)
        for table in (self.characters, self.first, self.second):
            nn.init.normal_(table.weight, 0, 0.05)
        self.usual = nn.Linear(FEATURES, width)
        self.scale = nn.Parameter(torch.full((width,), 10.0))
        self.blocks = nn.ModuleList(Block(shape, d) for d in shape.dilations)
        self.looks = nn.ModuleDict({str(k): Attention(shape) for k in shape.attention})
        self.norm = nn.Parameter(torch.ones(width))
        self.meant = nn.Linear(width, width)
        self.lost = nn.Linear(width, width)
        self.bias = nn.Parameter(torch.zeros(shape.alphabet))
        self.lost_bias = nn.Parameter(torch.zeros(shape.alphabet))
        self.keep = nn.Parameter(torch.tensor(2.0))
        self.tags = nn.Linear(width, 5)  # OK, WRONG, EXTRA, SWAPPED; something missing before

    def forward(
        self, ids: torch.Tensor, sounds: torch.Tensor, usual: torch.Tensor, length: torch.Tensor
    ) -> torch.Tensor:
        """Return a state for every character of padded rows."""
        there = (torch.arange(ids.shape[1]) < length[:, None])[..., None]
        state = (
            self.characters(ids) + self.first(sounds[..., 0]) + self.second(sounds[..., 1])
        ) * self.scale + self.usual(usual)
        there = there.to(state.dtype)
        lack = ((there[:, None, None, :, 0] - 1) * 1e4).expand(-1, 1, ids.shape[1], -1)
        for k, block in enumerate(self.blocks):
            state = state + block(state, there)
            if str(k) in self.looks:
                state = state + self.looks[str(k)](state, lack)
        return functional.rms_norm(state, (state.shape[-1],), self.norm, 1e-5)


def loss_of(
    net: Network, state: torch.Tensor, batch: Batch, rng: np.random.Generator
) -> tuple[torch.Tensor, dict[str, float]]:
    """Return the loss of a batch and some figures to watch."""
    there = np.arange(batch.ids.shape[1]) < batch.length[:, None]
    inner = there & (np.arange(batch.ids.shape[1]) > 0)
    wrong = (batch.tag == slips.WRONG) | (batch.tag == slips.SWAPPED)
    plain = (batch.tag == slips.OK) & ~batch.hidden & inner & (batch.meant > 1)
    chosen = wrong | batch.hidden | (plain & (rng.random(plain.shape) < 0.06))
    chosen &= inner & (batch.meant > 1)
    r, c = np.nonzero(chosen)
    picked = state[torch.from_numpy(r), torch.from_numpy(c)]
    table = net.characters.weight[: net.shape.alphabet]
    ids = torch.from_numpy(batch.ids[r, c])
    logits = functional.linear(net.meant(picked), table).float() + net.bias
    shown = ids < net.shape.alphabet
    logits[torch.arange(len(ids))[shown], ids[shown]] += net.keep
    meant = torch.from_numpy(batch.meant[r, c])
    each = functional.cross_entropy(logits, meant, reduction="none")
    is_wrong = torch.from_numpy(wrong[r, c])
    is_hidden = torch.from_numpy(batch.hidden[r, c])
    weight = torch.where(is_wrong, 1.0, torch.where(is_hidden, 0.7, 0.7))
    loss = (each * weight).sum() / weight.sum()
    tags = net.tags(state).float()
    flat = torch.from_numpy(inner)
    tag_loss = functional.cross_entropy(tags[..., :4][flat], torch.from_numpy(batch.tag[inner]))
    is_lost = torch.from_numpy((batch.lost[inner] > 0).astype(np.float32))
    gap_loss = functional.binary_cross_entropy_with_logits(tags[..., 4][flat], is_lost)
    r, c = np.nonzero((batch.lost > 1) & inner)
    total = loss + 4 * tag_loss + 6 * gap_loss
    lost_hit = 0.0
    if len(r):
        picked = state[torch.from_numpy(r), torch.from_numpy(c)]
        guess = functional.linear(net.lost(picked), table).float() + net.lost_bias
        lost = torch.from_numpy(batch.lost[r, c])
        total = total + 0.4 * functional.cross_entropy(guess, lost)
        lost_hit = (guess.argmax(1) == lost).float().mean().item()
    with torch.no_grad():
        right = (logits.argmax(1) == meant).float()
        said = tags[..., :4][flat].argmax(1)
        truth = torch.from_numpy(batch.tag[inner])
        bad, called = truth != 0, said != 0
        figures = {
            "loss": total.item(), "char": loss.item(), "tag": tag_loss.item(),
            "gap": gap_loss.item(), "wrong": right[is_wrong].mean().item(),
            "hidden": right[is_hidden].mean().item() if is_hidden.any() else 0.0,
            "clean": right[~is_wrong & ~is_hidden].mean().item(),
            "tagP": (said == truth)[called].float().mean().item() if called.any() else 0.0,
            "tagR": (said == truth)[bad].float().mean().item(),
            "lost": lost_hit,
        }  # fmt: skip
    return total, figures


def optimizers(net: Network, rate: float) -> list[torch.optim.Optimizer]:
    """Return Muon for the layers' matrices, AdamW for the rest."""
    matrices = [
        p for n, p in net.named_parameters() if p.ndim == 2 and n.startswith(("blocks", "looks"))
    ]
    tables = [
        p
        for n, p in net.named_parameters()
        if p.ndim == 2 and not n.startswith(("blocks", "looks"))
    ]
    rest = [p for p in net.parameters() if p.ndim != 2]
    return [
        torch.optim.Muon(matrices, lr=rate, weight_decay=0.02, momentum=0.95, nesterov=True,
                         adjust_lr_fn="match_rms_adamw"),
        torch.optim.AdamW([{"params": tables, "weight_decay": 0.01}, {"params": rest, "weight_decay": 0.0}],
                          lr=rate, betas=(0.9, 0.97), eps=1e-8, fused=True),
    ]  # fmt: skip


def train(
    material: Material, stream: Path, plan: Training, say: Callable[[str], None]
) -> dict[str, NDArray[Any]]:
    """Return the averaged weights after a fixed number of steps."""
    torch.set_num_threads(1)
    torch.manual_seed(plan.seed)
    feed = Feed(material, slips.tables_of(material), plan.seed)
    shape = replace(plan.shape, alphabet=feed.hidden, syllables=int(feed.sounds.max()))
    sentences = Sentences(stream, PASSES, feed.rng)
    batches = sentences.batches(plan.tokens)
    net = Network(shape, feed.sounds)
    body = torch.compile(net, dynamic=True) if plan.compiled else net
    opts = optimizers(net, plan.rate)
    kept = {n: p.detach().clone() for n, p in net.named_parameters()}
    watched = Watch(say)
    for step in range(plan.steps):
        _set_rate(opts, plan, step)
        columns, some = batches[step % len(batches)]
        rates = slips.Rates() if step < LATE_FROM * plan.steps else LATE
        batch = feed.batch(sentences.take(some), sentences.weight[some], columns, rates)
        with torch.autocast("cpu", torch.bfloat16):
            inputs = (batch.ids, batch.sounds, batch.usual, batch.length)
            state = body(*map(torch.from_numpy, inputs))
            loss, figures = loss_of(net, state, batch, feed.rng)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        for opt in opts:
            opt.step()
            opt.zero_grad()
        decay = min(0.999, (step + 1) / (step + 20))
        with torch.no_grad():
            now = [p for _, p in net.named_parameters()]
            torch._foreach_lerp_(list(kept.values()), now, 1 - decay)
        watched.note(step, figures, int(batch.length.sum()))
    layout = {
        "dilations": np.array(shape.dilations),
        "attention": np.array(shape.attention, np.int64),
        "heads": np.array(shape.heads),
    }
    return layout | {n: p.float().numpy() for n, p in kept.items()}


def _set_rate(opts: list[torch.optim.Optimizer], plan: Training, step: int) -> None:
    """Warm up over 200 steps, stay, and fall to nothing over the last three fifths."""
    left = 1 - step / plan.steps
    rate = plan.rate * min(1, (step + 1) / 200) * min(1, max(0.01, left / 0.6))
    for opt in opts:
        for group in opt.param_groups:
            group["lr"] = rate


class Watch:
    """Says every hundred steps how training goes."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.say, self.begun, self.seen = say, time.time(), 0
        self.sums: dict[str, float] = {}

    def note(self, step: int, figures: dict[str, float], tokens: int) -> None:
        """Add the figures of a step."""
        self.seen += tokens
        for name, value in figures.items():
            self.sums[name] = self.sums.get(name, 0.0) + value
        if (step + 1) % 100 == 0:
            took = time.time() - self.begun
            line = " ".join(f"{k} {v / 100:.3f}" for k, v in self.sums.items())
            self.say(f"{step + 1} {took / 60:.1f}m {line} tok/s {self.seen / took:.0f}")
            self.sums = {}


def main() -> None:
    """Train the large network, or the scout."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("--model", "--stream", "--out"):
        parser.add_argument(name, required=True)
    parser.add_argument("--scout", action="store_true", help="train the small network")
    args = parser.parse_args()
    plan = SCOUT if args.scout else READER
    material = load_material(Path(args.model))
    weights = train(material, Path(args.stream), plan, lambda line: print(line, flush=True))
    np.savez_compressed(args.out, **packed(weights))  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
