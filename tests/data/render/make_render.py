#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws the reference pictures beside it with matplotlib's Agg (3.6.3 made those that are kept).

NAME.npy holds a mesh: its first row the vertices' x, its first column their y (in pixels from the left and from the
bottom; the corner is not used), and the values between. NAME.ppm is its picture on white, in the same pixels.
"""
from pathlib import Path

import matplotlib
import numpy as np

matplotlib.use("Agg")
from matplotlib import pyplot

# width, height, shading, colour map, limits (None: the least and the greatest value)
PICTURES = {
    "gouraud-2x2": (48, 48, "gouraud", "viridis", 0, 1),
    "gouraud-2x2-ramp": (64, 48, "gouraud", "viridis", 0, 1),
    "gouraud-4x5": (64, 48, "gouraud", "viridis", 0, 1),
    "gouraud-magma-9x13": (72, 48, "gouraud", "magma", None, None),
    "gouraud-uneven": (64, 48, "gouraud", "inferno", None, None),
    "gouraud-subpixel": (48, 32, "gouraud", "viridis", None, None),
    "gouraud-clipped": (64, 48, "gouraud", "viridis", 0, 1),
    "gouraud-zoomed": (64, 48, "gouraud", "viridis", None, None),
    "gouraud-in-margins": (64, 48, "gouraud", "viridis", None, None),
    "gouraud-log-y": (48, 60, "gouraud", "viridis", None, None),
    "gouraud-gray-8x8": (48, 48, "gouraud", "gray", 0, 1),
    "gouraud-spectrogram-db": (72, 66, "gouraud", "viridis", -120, -30),
    "nearest-nan": (64, 48, "nearest", "viridis", 0, 10),
    "nearest-4x5": (64, 48, "nearest", "viridis", 0, 1),
    "nearest-uneven": (63, 47, "nearest", "plasma", None, None),
    "nearest-zoomed": (64, 48, "nearest", "viridis", None, None),
    "nearest-subpixel": (48, 30, "nearest", "viridis", None, None),
    "nearest-colorbar": (8, 100, "nearest", "viridis", 0, 255),
}

for name, (width, height, shading, colormap, low, high) in PICTURES.items():
    mesh = np.load(Path(__file__).parent / f"{name}.npy")
    figure = pyplot.figure(figsize=(width / 100, height / 100), dpi=100)
    axes = figure.add_axes([0, 0, 1, 1])
    axes.axis("off")
    values = np.ma.masked_invalid(mesh[1:, 1:])
    axes.pcolormesh(mesh[0, 1:], mesh[1:, 0], values, shading=shading, cmap=colormap, vmin=low, vmax=high)
    axes.set(xlim=(0, width), ylim=(0, height))
    figure.canvas.draw()
    picture = np.asarray(figure.canvas.buffer_rgba())[:, :, :3]
    pyplot.close(figure)
    header = f"P6\n{width} {height}\n255\n".encode()
    (Path(__file__).parent / f"{name}.ppm").write_bytes(header + picture.tobytes())
