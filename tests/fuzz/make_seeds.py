#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes what the fuzzers begin with, out of a corpus of tests/corpus/make_corpus.py.

  make_seeds.py --corpus DIR --out DIR

Writes OUT/sound, OUT/raw and so on, a folder a fuzzer. Long files are cut to MOST_BYTES, so that thousands of them can
be tried in a second."""

import argparse
import hashlib
import os
import shutil
import struct
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'corpus'))

import image_seeds  # noqa: E402
import run_mutants  # noqa: E402, which stands in that folder

MOST_BYTES = 12_000


def put(folder, data):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, hashlib.sha256(data).hexdigest()[:16]), 'wb') as file:
        file.write(data)


def sounds(corpus):
    for group in ('good', 'bad'):
        folder = os.path.join(corpus, group)
        for name in os.listdir(folder):
            path = os.path.join(folder, name)
            if os.path.isfile(path) and not os.path.islink(path) and os.access(path, os.R_OK):
                with open(path, 'rb') as file:
                    yield file.read(MOST_BYTES)
    yield from run_mutants.short_files().values()


def checkpoint(begin, byte):
    return struct.pack('<qqqiiI', begin, byte, begin, 1024, 300, 7)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--corpus', required=True)
    parser.add_argument('--out', required=True)
    asked = parser.parse_args()
    folder = lambda name: os.path.join(asked.out, name)
    for data in sounds(asked.corpus):
        put(folder('sound'), data)
    for encoding in range(20):
        put(folder('raw'), struct.pack('<Bdhq', encoding, 8000.0, 1 + encoding % 3, encoding) + bytes(range(100)))
    put(folder('index'), struct.pack('<i', 0))
    put(folder('index'), struct.pack('<iiiiiiqqqqQ', 1, 6, 2, 44100, 1024, 2048, 1024, 90000, 89000, 22050, 2)
        + checkpoint(0, 40) + checkpoint(22528, 9000))
    with open(os.path.join(HERE, 'seeds', 'recipe', 'figure'), 'rb') as file:
        for image in image_seeds.images(file.read()):
            put(folder('image'), image)
    for kind in ('recipe', 'settings', 'note', 'command'):
        shutil.copytree(os.path.join(HERE, 'seeds', kind), folder(kind), dirs_exist_ok=True)


if __name__ == '__main__':
    main()
