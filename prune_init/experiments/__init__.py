"""Train, branch, rewind: what the paper did with a network, as runs that resume to the same bits."""
from ..core import hand_on

__getattr__, __dir__ = hand_on(__name__, __path__)
