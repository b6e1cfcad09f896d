#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Damages the whole files of a corpus at random and runs Gabor over what comes out.

  run_mutants.py --root CORPUS --gabor PROGRAM [--count N] [--seed N] [--cuts] [--fields] [--render] [--keep DIR]

Every file has to be opened, with a sample at least, or refused in one sentence; nothing may crash, be reported by a
sanitizer, take more than --patience seconds or 1 GiB. --cuts also takes the short files of the corpus and cuts them at
every single byte. Files that fail are kept in DIR. Exit status 0 when there is none."""

import argparse
import os
import random
import sys
import tempfile

import corpuslib as lib
import mutants
import run_corpus
import watching

MOST_BYTES = 400_000  # larger files are cut to it, as damage at their beginning tells the same in less time
AT_ONCE = 200
MOST_MIB = 1024


def whole_files(root):
    """{name: bytes} of the files of the corpus that have to open with their tone."""
    files = {}
    folder = os.path.join(root, 'good')
    for name in os.listdir(folder):
        with open(os.path.join(folder, name), 'rb') as file:
            files[name] = file.read(MOST_BYTES)
    return files


def random_mutants(files, count, seed):
    for number in range(count):
        chance = random.Random('%d/%d' % (seed, number))
        name, data = mutants.mutant(chance, files)
        yield 'm%d-%d-%s' % (seed, number, os.path.splitext(name)[1]), data


def short_files():
    """Files of a few hundred bytes, with 40 samples each."""
    samples = lib.tone(8000, 2, 40)
    little, big = (lib.pcm(lib.interleave(samples), 's16', order) for order in (False, True))
    return {'wav': lib.wav(8000, 2, 's16', little), 'rifx': lib.wav(8000, 2, 's16', big, form=b'RIFX', be=True),
            'extensible': lib.wav(8000, 2, 's16', little, extensible=True, mask=3),
            'rf64': lib.rf64(8000, 2, 's16', little),
            'w64': lib.w64(8000, 2, 's16', little), 'aiff': lib.aiff(8000, 2, 's16', big),
            'aifc': lib.aiff(8000, 2, 's16', little, comp=b'sowt'), 'au': lib.au(8000, 2, 's16', big),
            'caf': lib.caf(8000, 2, 's16', little), 'flac': lib.flac_const(8000, 2, 16, 200, bs=40)}


def all_cuts(files):
    for name, data in files.items():
        for length in range(len(data)):
            yield 'cut%d.%s' % (length, name), data[:length]


def strange_fields():
    """WAVs whose format chunks hold every depth in every encoding, with blocks that fit it or do not."""
    data = lib.pcm(lib.interleave(lib.tone(8000, 2, 60)), 's16')
    for tag in (1, 3, 6, 7, 0x11, 0xFFFE):
        for bits in range(66):
            fitting = 2 * ((bits + 7) // 8)
            for block in {0, 1, fitting, fitting + 1, 0xFFFF}:
                lie = lib.ext_tail(tag % 5, 70 - bits, 0xFFFFFFFF) if tag == 0xFFFE else b'\0\0'
                form = lib.fmt_body(tag, 2, 8000, bits, block=block, ext=lie)
                yield 'tag%x-%dbits-%d.wav' % (tag, bits, block), lib.wav(8000, 2, 's16', data, fmt=form)


def nested_chunks():
    """Chunks within chunks, of odd sizes, with and without their pad byte."""
    data = lib.pcm(lib.tone(8000, 1, 60)[0], 's16')
    for depth in (1, 2, 50):
        for odd in (0, 1, 3):
            for size in (None, 0, 1, 0x7FFFFFFF, 0xFFFFFFFF):
                inner = b'x' * odd
                for name in (b'LIST', b'RIFF', b'data', b'fmt ', b'wavl', b'ds64', b'JUNK') * depth:
                    inner = lib.chunk(name, inner[:20_000], size if len(inner) < 40 else None)
                yield 'nested%d-%d-%s.wav' % (depth, odd, size), lib.wav(8000, 1, 's16', data, pre=inner)


def faults_of(answer, fault, run):
    if fault:
        return fault
    if run.rss_mib > MOST_MIB:
        return '%d MiB of memory' % run.rss_mib
    if answer.get('ok'):
        return '' if answer['frames'] > 0 and answer['rate'] > 0 and answer['channels'] > 0 else 'opened as nothing'
    return '' if run_corpus.is_one_sentence(answer.get('error')) else 'refused in %r' % answer.get('error')


def check(asked, batch, tally):
    """Runs the program over [(name, bytes)]."""
    with tempfile.TemporaryDirectory(prefix='mutants.') as folder:
        for name, data in batch:
            with open(os.path.join(folder, name), 'wb') as file:
                file.write(data)
        contents = {name.encode(): data for name, data in batch}
        results = watching.info_of(asked.gabor, os.fsencode(folder), list(contents), asked.patience)
        for name, answer, fault, run in results:
            fault = faults_of(answer, fault, run)
            tally['opened' if answer and answer.get('ok') else 'refused'] += 1
            if fault:
                tell(asked, name.decode(), contents[name], fault, tally)
        if asked.render:
            fault = draw(asked, folder, list(contents))
            if fault:
                tell(asked, 'pictures of %s to %s' % (batch[0][0], batch[-1][0]), b'', fault, tally)


def draw(asked, folder, names):
    """What is wrong with drawing them all; empty when nothing is."""
    asked.slack = 1.0
    limits = {'seconds': asked.patience}
    run, _, complete = run_corpus.draw(asked, os.fsencode(folder), names, limits, None)
    if run.rss_mib > MOST_MIB:
        return '%d MiB of memory' % run.rss_mib
    return run.fault() or ('' if complete else 'a picture or a sentence is missing')


def tell(asked, name, data, fault, tally):
    tally['failed'] += 1
    print('FAIL %s: %s' % (name, fault), flush=True)
    if asked.keep and data:
        os.makedirs(asked.keep, exist_ok=True)
        with open(os.path.join(asked.keep, name), 'wb') as file:
            file.write(data)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--root', required=True)
    parser.add_argument('--gabor', required=True)
    parser.add_argument('--count', type=int, default=400)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--patience', type=float, default=10.0)
    parser.add_argument('--cuts', action='store_true')
    parser.add_argument('--fields', action='store_true', help='WAVs with every depth and block, and nested chunks, too')
    parser.add_argument('--render', action='store_true', help="'gabor render', too")
    parser.add_argument('--keep', help='where files that fail are kept')
    asked = parser.parse_args()
    asked.gabor = os.fsencode(os.path.abspath(asked.gabor))

    files = list(random_mutants(whole_files(asked.root), asked.count, asked.seed))
    if asked.cuts:
        files += all_cuts(short_files())
    if asked.fields:
        files += [*strange_fields(), *nested_chunks()]
    tally = {'opened': 0, 'refused': 0, 'failed': 0}
    for first in range(0, len(files), AT_ONCE):
        check(asked, files[first:first + AT_ONCE], tally)
    print('%(opened)d opened, %(refused)d refused, %(failed)d failed' % tally)
    return 1 if tally['failed'] or not files else 0


if __name__ == '__main__':
    sys.exit(main())
