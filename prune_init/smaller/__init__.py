"""Smaller networks out of masks: what no path uses is cut, and weights are carried there and back. PyTorch only, no fastai."""
from ..core import hand_on

__getattr__, __dir__ = hand_on(__name__, __path__)
