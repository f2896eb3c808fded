"""From a network to a mask: what is prunable, how important it is, and what stays. PyTorch only, no fastai."""
from ..core import hand_on

__getattr__, __dir__ = hand_on(__name__, __path__)
