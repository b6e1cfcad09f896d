#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs Gabor over a corpus and judges every answer by the manifest.

  run_corpus.py info   --root DIR --gabor PROGRAM    'gabor info --json --decode' of every file
  run_corpus.py render --root DIR --gabor PROGRAM    'gabor render' of every file

Of every file: no crash, no report of a sanitizer, an answer within limits.seconds and below limits.rss_mib; what has
to be refused is refused by a sentence; what has to open has the right rate, channels, length, and, where the sound is
known, strongest frequency and beginning. Exit status 0 when all of that is so.
--slack multiplies the limits, for programs that are watched by a sanitizer."""

import argparse
import json
import os
import shutil
import sys
import tempfile

import watching

NOBODY = 65534
SAMPLES_OF_A_WINDOW = 2048  # what 'gabor render' needs at least


def is_one_sentence(text):
    return bool(text) and text.strip() == text and '\n' not in text and text.endswith('.')


def faults_of_sound(entry, answer):
    """What is wrong with the answer about a file that has to open."""
    if not answer.get('ok'):
        return ['was refused: %s' % answer.get('error')]
    faults = ['%s %s, not %s' % (key, answer.get(key), entry[key])
              for key in ('rate', 'channels') if answer.get(key) != entry[key]]
    if not entry['frames_min'] <= answer['frames'] <= entry['frames_max']:
        faults.append('%d frames, not %d to %d' % (answer['frames'], entry['frames_min'], entry['frames_max']))
    for channel, (want, got) in enumerate(zip(entry.get('peak_hz', []), answer['peak_hz'])):
        if want is not None and (got is None or abs(got - want) > entry['rate'] / 1000.0):
            faults.append('channel %d is strongest at %s Hz, not %s' % (channel, got, want))
    if 'onset_s' in entry and abs(answer.get('onset_s', -1) - entry['onset_s']) > entry['onset_tol_s']:
        faults.append('begins at %s s, not %s' % (answer.get('onset_s'), entry['onset_s']))
    if entry.get('warn') and not answer.get('warning'):
        faults.append('no notice of the damage')
    if entry['group'] == 'good' and answer.get('warning'):
        faults.append('is whole, and was said not to be: %s' % answer['warning'])
    return faults


def faults_of_answer(entry, answer):
    if not answer.get('ok') and not is_one_sentence(answer.get('error')):
        return ['was not refused in one sentence: %r' % answer.get('error')]
    if answer.get('ok') and answer['frames'] <= 0:
        return ['opened without a sample']
    if entry['expect'] == 'opens':
        return faults_of_sound(entry, answer)
    if entry['expect'] == 'clear error' and answer.get('ok'):
        return ['opened with %s frames, and should be refused' % answer['frames']]
    return []


def by_folder(files):
    """{(folder, user): {name: entry}}"""
    groups = {}
    for entry in files:
        folder, name = os.path.split(bytes.fromhex(entry['path_hex']))
        uid = NOBODY if entry.get('needs_nonroot') and os.geteuid() == 0 else None
        groups.setdefault((folder, uid), {})[name] = entry
    return groups


def check_info(asked, files):
    """Yields (entry, faults)."""
    for (folder, uid), entries in by_folder(files).items():
        place = os.path.join(os.fsencode(asked.root), folder)
        limits = next(iter(entries.values()))['limits']
        patience = limits['seconds'] * asked.slack
        for name, answer, fault, run in watching.info_of(asked.gabor, place, list(entries), patience, uid):
            faults = [fault] if fault else faults_of_answer(entries[name], answer)
            if run.rss_mib > limits['rss_mib'] * asked.slack:
                faults.append('%d MiB of memory' % run.rss_mib)
            yield entries[name], faults


def refused_by_render(stderr, name):
    """Whether a line tells of the file; a folder is told of by itself."""
    shown = name.decode('utf8', 'replace').replace('\n', ' ')
    return any(line.startswith('gabor: %s: ' % shown) or '“%s” holds no sound files' % shown in line
               for line in stderr.decode('utf8', 'replace').split('\n'))


def draw(asked, place, names, limits, uid):
    """Draws files. @return (run, those that were refused, whether the pictures are as many as the others)"""
    target = tempfile.mkdtemp(prefix='pictures.')
    try:
        os.chmod(target, 0o777)
        command = [asked.gabor, b'render', b'--quiet', b'--output', os.fsencode(target) + b'/']
        patience = limits['seconds'] * asked.slack * len(names)
        run = watching.watch(command + [watching.bare(name) for name in names], place, patience, uid)
        pictures = 0
        for picture in os.listdir(target):
            with open(os.path.join(target, picture), 'rb') as file:
                pictures += file.read(8) == b'\x89PNG\r\n\x1a\n'
    finally:
        shutil.rmtree(target)
    refused = {name for name in names if refused_by_render(run.stderr, watching.bare(name))}
    if len(names) == 1 and run.exit_code == 1:
        refused = set(names) if is_one_sentence(run.stderr.decode('utf8', 'replace').strip()) else set()
    return run, refused, pictures == len(names) - len(refused)


def check_render(asked, files):
    """Yields (entry, faults). All of a folder go to one process; when that fails, each to one of its own."""
    for (folder, uid), entries in by_folder(files).items():
        place = os.path.join(os.fsencode(asked.root), folder)
        limits = next(iter(entries.values()))['limits']
        groups = [list(entries)]
        run, refused, complete = draw(asked, place, groups[0], limits, uid)
        if run.fault() or not complete:
            print('all of %s at once: %s' % (folder.decode(), run.fault() or 'a picture or a sentence is missing'))
            groups = [[name] for name in entries]
        for names in groups:
            if groups[0] is names and len(names) > 1:
                result = run, refused, complete
            else:
                result = draw(asked, place, names, limits, uid)
            for name in names:
                yield entries[name], faults_of_picture(entries[name], limits, asked.slack, name in result[1], *result)


def faults_of_picture(entry, limits, slack, is_refused, run, _, complete):
    faults = [run.fault()] if run.fault() else []
    if not faults and not complete:
        faults.append('neither a picture nor a sentence')
    if run.rss_mib > limits['rss_mib'] * slack:
        faults.append('%d MiB of memory' % run.rss_mib)
    if entry['expect'] == 'clear error' and not is_refused:
        faults.append('was drawn, and should be refused')
    if entry['expect'] == 'opens' and entry['frames_min'] >= SAMPLES_OF_A_WINDOW and is_refused:
        faults.append('was not drawn')
    return faults


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('what', choices=('info', 'render'))
    parser.add_argument('--root', required=True)
    parser.add_argument('--gabor', required=True)
    parser.add_argument('--slack', type=float, default=1.0)
    parser.add_argument('--only', help='names of cases, with commas between them')
    asked = parser.parse_args()
    asked.root, asked.gabor = os.path.abspath(asked.root), os.fsencode(os.path.abspath(asked.gabor))

    with open(os.path.join(asked.root, 'manifest.json'), encoding='ascii') as file:
        files = json.load(file)['files']
    if asked.only:
        files = [entry for entry in files if entry['id'] in asked.only.split(',')]
    check = check_info if asked.what == 'info' else check_render
    failed = {}
    for entry, faults in check(asked, files):
        if faults:
            failed.setdefault(entry['id'], []).extend(faults)
            print('FAIL %s: %s   [%s]' % (entry['id'], '; '.join(faults), entry.get('why', '')), flush=True)
    print('%d passed, %d failed' % (len(files) - len(failed), len(failed)))
    return 1 if failed or not files else 0


if __name__ == '__main__':
    sys.exit(main())
