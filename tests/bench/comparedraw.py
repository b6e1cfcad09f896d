#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""comparedraw.py scipy|matplotlib FILE OUT: a picture of FILE as one draws it in a notebook, 1600 x 600, 2048 / 512."""

import subprocess
import sys

import numpy as np

NFFT, HOP = 2048, 512


def samples_of(path):
    """Mono samples and their rate; what is compressed comes from ffmpeg."""
    if path.endswith(".wav"):
        from scipy.io import wavfile
        rate, samples = wavfile.read(path, mmap=True)
    else:
        rate = 48000
        pcm = subprocess.run(["ffmpeg", "-v", "error", "-i", path, "-f", "s16le", "-ac", "1", "-ar", str(rate), "-"],
                             check=True, stdout=subprocess.PIPE).stdout
        samples = np.frombuffer(pcm, dtype="<i2")
    return samples.astype(np.float32) / 32768, rate


def main():
    import matplotlib
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt
    way, path, out = sys.argv[1:]
    samples, rate = samples_of(path)
    figure, axes = plt.subplots(figsize=(16, 6), dpi=100)
    if way == "scipy":
        from scipy import signal
        _, _, power = signal.spectrogram(samples, rate, window="hann", nperseg=NFFT, noverlap=NFFT - HOP,
                                         detrend=False)
        axes.imshow(10 * np.log10(power + 1e-20), origin="lower", aspect="auto",
                    extent=(0, len(samples) / rate, 0, rate / 2))
    else:
        axes.specgram(samples, NFFT=NFFT, Fs=rate, noverlap=NFFT - HOP)
    figure.savefig(out)


if __name__ == "__main__":
    main()
