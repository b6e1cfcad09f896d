# SPDX-License-Identifier: GPL-3.0-or-later
"""What files are made of: standard library only; sounds that are encoded come from the ffmpeg command.
Deterministic: all chance comes from Corpus.rng(), by the seed of the corpus and the name of the case."""

from .bitstreams import *
from .containers import *
from .signals import *
from .store import DEFAULT_SEED, Corpus
from .wave import *
