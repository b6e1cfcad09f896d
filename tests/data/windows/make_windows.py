#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the reference windows beside it with SciPy (1.10.1 made those that are kept).

An array holds the periodic windows of SIZES one after another, then the symmetric ones. Where SciPy refuses a
window of some size, its place is filled with NaN.
"""
from pathlib import Path

import numpy as np
from scipy.signal import get_window

SIZES = [1, 2, 3, 4, 5, 8, 9, 64, 255]

WINDOWS = {
    **{name: name for name in ("boxcar", "triang", "bartlett", "hann", "hamming", "blackman", "blackmanharris",
                               "nuttall", "flattop", "bohman", "parzen", "cosine", "barthann", "lanczos")},
    "general_hamming_0.6": ("general_hamming", 0.6),
    "general_cosine_2": ("general_cosine", [0.6, 0.4]),
    "general_cosine_4": ("general_cosine", [0.355768, 0.487396, 0.144232, 0.012604]),
    "general_cosine_5": ("general_cosine", [1, 1.93, 1.29, 0.388, 0.028]),
    "tukey_0": ("tukey", 0.0),
    "tukey_0.25": ("tukey", 0.25),
    "tukey_0.9": ("tukey", 0.9),
    "tukey_1": ("tukey", 1.0),
    "gaussian_7": ("gaussian", 7.0),
    "general_gaussian_1.5_20": ("general_gaussian", 1.5, 20.0),
    "general_gaussian_0.4_9": ("general_gaussian", 0.4, 9.0),
    "exponential_30": ("exponential", None, 30.0),
    "kaiser_0": ("kaiser", 0.0),
    "kaiser_8.6": ("kaiser", 8.6),
    "kaiser_200": ("kaiser", 200.0),
    "kaiser_bessel_derived_12": ("kbd", 12.0),
    "chebwin_60": ("chebwin", 60.0),
    "chebwin_100": ("chebwin", 100.0),
    "dpss_0.4": ("dpss", 0.4),
    "dpss_3": ("dpss", 3.0),
    "dpss_20": ("dpss", 20.0),
    "taylor_1_30": ("taylor", 1, 30.0),
    "taylor_4_30": ("taylor", 4, 30.0),
    "taylor_9_50": ("taylor", 9, 50.0),
}


def coefficients(window, size, periodic):
    try:
        return get_window(window, size, fftbins=periodic)
    except ValueError:
        return np.full(size, np.nan)


for name, window in WINDOWS.items():
    parts = [coefficients(window, size, periodic) for periodic in (True, False) for size in SIZES]
    np.save(Path(__file__).parent / f"{name}.npy", np.concatenate(parts).astype("<f8"))
