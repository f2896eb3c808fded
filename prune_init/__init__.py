"""Prune neural networks at initialization, and measure what it costs"""

__version__ = "0.1.0"
