"""Many runs said in a few lines, on the cores of a machine or the nodes of a cluster."""
from ..core import hand_on

__getattr__, __dir__ = hand_on(__name__, __path__)
