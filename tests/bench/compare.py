#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The picture of a whole file by gabor and by other programs, in turn: wall and processor time, memory, ratio to SoX.

Each program draws 1600 x 600 pixels in its own way and with its own frames (README.md beside this says which); what is
compared is the way from a file to a finished picture. Programs that are not installed are said and left out.
"""

import argparse
import functools
import json
import os
import pathlib
import shutil
import statistics
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import comparerun  # noqa: E402
import comparescreen  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
WIDTH, HEIGHT = 1600, 600
NAMES = ["pcm-60s.wav", "pcm-3600s.wav", "pcm-28800s.wav", "pcm-3600s.flac", "pcm-3600s.mp3", "pcm-3600s.ogg"]


def commands(gabor, file, out):
    """Name -> command line that draws file into out."""
    python = os.path.realpath("/proc/self/exe")  # sys.executable may name a wrapper that chooses another one
    drawn = [python, str(HERE / "comparedraw.py")]
    return {
        "gabor": [gabor, "render", file, "--output", out, "--force", "--size", f"{WIDTH}x{HEIGHT}",
                  "--nfft", "2048", "--window-length", "2048", "--hop", "512"],
        "sox": ["sox", file, "-n", "spectrogram", "-x", str(WIDTH), "-Y", str(HEIGHT), "-o", out],
        "scipy": [*drawn, "scipy", file, out],
        "matplotlib": [*drawn, "matplotlib", file, out],
    }


def windows(gabor, file):
    """Name -> command line that shows file in a window."""
    return {"gabor window": [gabor, file], "gabor window as it is": [gabor, "--fresh", file], "spek window": ["spek", file]}


def write_settings(home):
    """The frames that the other programs are given, too."""
    analysis = {"window": {"name": "hann", "parameters": [], "symmetric": False}, "nperseg": 2048, "hop": 512,
                "nfft": 2048, "detrend": "none", "boundary": "inside"}
    settings = pathlib.Path(home) / "gabor" / "settings.json"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(json.dumps({"version": 1, "analysis": analysis}))


def installed(name, command):
    if name in ("scipy", "matplotlib"):
        import importlib.util
        return importlib.util.find_spec(name) is not None
    return shutil.which(command[0]) is not None


def measure(file, options, out, home):
    """Name -> list of runs; a run that failed is a string. Programs take turns, so that none has the quiet minutes."""
    runs = {}
    ways = [(name, command, comparerun.run) for name, command in commands(options.gabor, file, out).items()]
    if not options.no_windows:
        write_settings(home)
        shown = functools.partial(comparescreen.run, home=home)
        ways += [(name, command, shown) for name, command in windows(options.gabor, file).items()]
    if options.only:
        ways = [way for way in ways if way[0] in options.only.split(",")]
    for turn in range(options.runs + 1):  # the first warms the caches
        for name, command, run in ways:
            if not installed(name, command):
                if turn == 0:
                    print(f"left out: {name} is not installed", file=sys.stderr)
                continue
            if any(isinstance(one, str) for one in runs.get(name, [])):
                continue  # what failed once need not fail again
            result = run(command, options.timeout, options.memory_gib)
            if turn > 0 or isinstance(result, str):
                runs.setdefault(name, []).append(result)
    return runs


def median_of(runs, key):
    return statistics.median(run[key] for run in runs)


def table(file, runs):
    """One row a program; the ratio is the median of the ratios of runs that followed each other."""
    rows = {}
    sox = [run for run in runs.get("sox", []) if not isinstance(run, str)]
    for name, some in runs.items():
        failures = [run for run in some if isinstance(run, str)]
        if failures:
            rows[name] = {"failed": failures[0]}
            continue
        rows[name] = {key: median_of(some, key) for key in ("wall", "cpu", "peakMiB", "privateMiB")}
        if sox:
            pairs = list(zip(some, sox))
            rows[name]["wallToSox"] = statistics.median(one["wall"] / other["wall"] for one, other in pairs)
            rows[name]["cpuToSox"] = statistics.median(one["cpu"] / other["cpu"] for one, other in pairs)
    print(f"\n{file}\n{'':22}{'wall s':>9}{'cpu s':>9}{'peak MiB':>10}{'private':>9}{'wall/SoX':>10}{'cpu/SoX':>9}")
    for name, row in rows.items():
        if "failed" in row:
            print(f"{name:22}  {row['failed']}")
            continue
        ratios = f"{row['wallToSox']:10.2f}{row['cpuToSox']:9.2f}" if "wallToSox" in row else ""
        print(f"{name:22}{row['wall']:9.2f}{row['cpu']:9.2f}{row['peakMiB']:10.0f}{row['privateMiB']:9.0f}{ratios}")
    sys.stdout.flush()
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sounds", nargs="*", help="files to be drawn")
    parser.add_argument("--files", help="the folder that gabor-bench --files has filled, instead of single files")
    parser.add_argument("--gabor", default="gabor", help="the program, where it is not in the path")
    parser.add_argument("--runs", type=int, default=5, help="of each program and file, after one that is not counted")
    parser.add_argument("--only", help="some programs: gabor,sox,scipy,matplotlib,gabor window,"
                        "gabor window as it is,spek window")
    parser.add_argument("--no-windows", action="store_true", help="only what draws into a file")
    parser.add_argument("--timeout", type=float, default=300, help="seconds, for one run")
    parser.add_argument("--memory-gib", type=float, default=16, help="of data, more than which a program does not get")
    parser.add_argument("--json", help="file for the numbers")
    options = parser.parse_args()
    sounds = options.sounds
    if options.files:
        sounds = [str(pathlib.Path(options.files) / name) for name in NAMES]
    if not sounds:
        parser.error("no sound")
    result = {}
    with tempfile.TemporaryDirectory() as folder:
        for sound in sounds:
            if not os.path.exists(sound):
                print(f"left out: there is no {sound}", file=sys.stderr)
                continue
            name = os.path.basename(sound)
            result[name] = table(name, measure(sound, options, os.path.join(folder, "picture.png"),
                                               os.path.join(folder, "home")))
    if options.json:
        pathlib.Path(options.json).write_text(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
