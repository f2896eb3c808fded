"""Prune neural networks at initialization, and measure what it costs

Modules:

- `prune_init.pictures`: Looking inside one network: how its scores are spread, what they have to do with the weights, and what a mask of the first layer looks like."""

__version__ = "0.1.0"
