"""The document's training in PyTorch: dense and eager, with Adam's fused implementation, on one thread or the number given."""

import math
import sys

import torch

from contender import BATCH, EXPONENT, FEATURES, NEURONS, PROBABILITY, RATE, STEPS, serve

assert EXPONENT == 4
torch.set_num_threads(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
compiled = len(sys.argv) > 2 and sys.argv[2] == "compiled"


def loss_of(w_in, w_out, x):
    error = torch.relu(x @ w_in) @ w_out - torch.relu(x)
    return error.square().square().mean()


evaluate = torch.compile(loss_of) if compiled else loss_of


def train(seed):
    torch.manual_seed(seed)
    w_in = (0.01 * torch.randn(FEATURES, NEURONS)).requires_grad_()
    w_out = (0.01 * torch.randn(NEURONS, FEATURES)).requires_grad_()
    adam = torch.optim.Adam([w_in, w_out], lr=RATE, fused=True)
    for step in range(STEPS):
        adam.param_groups[0]["lr"] = RATE * 0.5 * (1.0 + math.cos(math.pi * step / STEPS))
        x = torch.empty(BATCH, FEATURES).bernoulli_(PROBABILITY).mul_(torch.empty(BATCH, FEATURES).uniform_(-1, 1))
        loss = evaluate(w_in, w_out, x)
        adam.zero_grad()
        loss.backward()
        adam.step()
    return loss.item()


serve(f"torch {torch.__version__}", train)
