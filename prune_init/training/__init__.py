"""A fastai `Learner` that keeps masks exactly, and starts, stops and resumes at any iteration."""
from ..core import hand_on

__getattr__, __dir__ = hand_on(__name__, __path__)
