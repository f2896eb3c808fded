"""What a set of runs says: tables, verdicts, figures, pages."""
from ..core import hand_on

__getattr__, __dir__ = hand_on(__name__, __path__)
