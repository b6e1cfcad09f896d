#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs every fuzzer of a build for a while, some of them at once.

  run.py --build DIR [--seconds N] [--jobs N] [--only NAME,NAME] [--seed N]

Begins with seeds made from the corpus and keeps what reaches new places in DIR/corpus, for the next time. Without --seed
every run tries something else. Exit status 0 when nothing was found; findings are left in DIR/findings."""

import argparse
import concurrent.futures
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
FUZZERS = ('sound', 'raw', 'index', 'image', 'recipe', 'settings', 'note', 'command')
SECONDS_OF_ONE = 25  # that an input may take; the sound's own deadline is far below
MEBIBYTES = 2048


def make_seeds(build):
    """@return the folder that holds a folder a fuzzer"""
    corpus, seeds = os.path.join(build, 'files'), os.path.join(build, 'seeds')
    make = os.path.join(HERE, '..', 'corpus', 'make_corpus.py')
    subprocess.run([sys.executable, '-B', make, '--out', corpus], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([sys.executable, '-B', os.path.join(HERE, 'make_seeds.py'), '--corpus', corpus, '--out', seeds],
                   check=True)
    return seeds


def run(asked, seeds, name):
    """@return (what to say of it, whether it found nothing)"""
    kept, findings = (os.path.join(asked.build, folder) for folder in ('corpus/' + name, 'findings'))
    os.makedirs(kept, exist_ok=True)
    os.makedirs(findings, exist_ok=True)
    command = [os.path.join(asked.build, 'tests', 'fuzz', 'fuzz_' + name), '-seed=%d' % asked.seed,
               '-max_total_time=%d' % asked.seconds, '-timeout=%d' % SECONDS_OF_ONE,
               '-rss_limit_mb=%d' % MEBIBYTES, '-max_len=65536', '-close_fd_mask=1',
               '-artifact_prefix=%s/%s-' % (findings, name), '-print_final_stats=1', kept, os.path.join(seeds, name)]
    environment = dict(os.environ, XDG_CACHE_HOME='/dev/shm',
                       LSAN_OPTIONS='suppressions=%s' % os.path.join(HERE, '..', 'support', 'lsan.supp'))
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment)
    said = done.stderr.decode('utf8', 'replace')
    count = re.search(r'number_of_executed_units: *(\d+)', said)
    if done.returncode == 0:
        return '%s: %s executions, nothing found' % (name, count[1] if count else '?'), True
    return '%s: FOUND, see %s\n%s' % (name, findings, said[-6000:]), False


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--build', required=True)
    parser.add_argument('--seconds', type=int, default=60)
    parser.add_argument('--jobs', type=int, default=os.cpu_count())
    parser.add_argument('--seed', type=int, default=0)  # 0: libFuzzer throws the dice
    parser.add_argument('--only', default=','.join(FUZZERS))
    asked = parser.parse_args()
    asked.build = os.path.abspath(asked.build)

    seeds = make_seeds(asked.build)
    with concurrent.futures.ThreadPoolExecutor(asked.jobs) as pool:
        good = True
        for report, is_good in pool.map(lambda name: run(asked, seeds, name), asked.only.split(',')):
            print(report, flush=True)
            good = good and is_good
    return 0 if good else 1


if __name__ == '__main__':
    sys.exit(main())
