"""Data sets by name: found, decoded once, augmented, and handed to fastai in whole batches."""
from ..core import hand_on

__getattr__, __dir__ = hand_on(__name__, __path__)
