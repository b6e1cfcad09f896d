# SPDX-License-Identifier: GPL-3.0-or-later
"""All files of the corpus, by what is the matter with them."""

from . import coded, fields, flipped, good, samples, sizes, strangers, system, truncated, unusual
from .material import Material


def add_all(c):
    material = Material(c)
    for kind in (good, truncated, flipped, sizes, coded, fields, samples, strangers, system, unusual):
        kind.add(c, material)
