"""The folder of a run: who it is, what it holds, whether it is whole; all of them at a glance."""
from ..core import hand_on

__getattr__, __dir__ = hand_on(__name__, __path__)
