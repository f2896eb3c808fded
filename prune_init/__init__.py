"""Prune neural networks at initialization, and measure what it costs"""

__version__ = "0.2.0"
