#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes good and damaged sound files, and a manifest of what each has to give.

  make_corpus.py --out DIR [--seed N] [--no-ffmpeg] [--list]

Writes DIR/good, DIR/bad and DIR/manifest.json, a few MB in a few seconds; what was in DIR goes.
Standard library only; the encoded files come from the ffmpeg command, bit-exact and single-threaded, so that the
same command gives the same bytes. The seed decides which bits are turned."""

import argparse
import os
import shutil
import sys
import tempfile

import cases
import corpuslib


def make_writable(folder):
    """Files of mode 000 would otherwise stay."""
    for base, folders, files in os.walk(folder):
        for name in folders + files:
            path = os.path.join(base, name)
            if not os.path.islink(path):
                os.chmod(path, 0o700)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--out', required=True)
    parser.add_argument('--seed', type=int, default=corpuslib.DEFAULT_SEED)
    parser.add_argument('--no-ffmpeg', action='store_true', help='leave the encoded files out')
    parser.add_argument('--list', action='store_true', help='say what each file is')
    asked = parser.parse_args()

    if os.path.isdir(asked.out):
        if not set(os.listdir(asked.out)) <= {'good', 'bad', 'manifest.json'}:
            sys.exit('%s holds something that is no corpus.' % asked.out)
        make_writable(asked.out)
        shutil.rmtree(asked.out)
    encodes = not asked.no_ffmpeg
    if encodes and shutil.which('ffmpeg') is None:
        sys.exit('The ffmpeg command is missing; --no-ffmpeg leaves the encoded files out.')
    with tempfile.TemporaryDirectory(prefix='corpus.') as scratch:
        corpus = corpuslib.Corpus(asked.out, asked.seed, encodes, scratch)
        cases.add_all(corpus)
        corpus.finish()
    good = sum(entry['group'] == 'good' for entry in corpus.files)
    print('%d good and %d damaged files' % (good, len(corpus.files) - good))
    if asked.list:
        for entry in corpus.files:
            print('  %-34s %-22s %s' % (entry['id'], entry['expect'], entry.get('why', '')))


if __name__ == '__main__':
    main()
