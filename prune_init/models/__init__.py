"""Networks by name: those of the paper, of torchvision and timm, and your own, with the weights that a seed draws."""
from ..core import hand_on

__getattr__, __dir__ = hand_on(__name__, __path__)
