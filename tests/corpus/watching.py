# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the program on many files at once, and tells which of them it died of."""

import json
import os
import resource
import select
import signal
import subprocess
import time

SANITIZERS = (b'ERROR: AddressSanitizer', b'ERROR: LeakSanitizer', b'runtime error:', b'WARNING: ThreadSanitizer',
              b'terminate called', b'Assertion')

BUSY = 5  # how much slower than alone the program may be where others work, too


class Run:
    """How a process went."""

    def __init__(self):
        self.exit_code = None  # negative: the signal that ended it
        self.stalled = False  # ended by us, as it said nothing for too long
        self.longest_gap = 0.0  # s between two lines of stdout, or a line and the beginning or the end
        self.rss_mib = 0
        self.lines = []  # of stdout
        self.stderr = b''

    def fault(self):
        """What is wrong whatever was asked for; empty when nothing is."""
        for mark in SANITIZERS:
            if mark in self.stderr:
                return 'REPORT ' + self.stderr[self.stderr.index(mark):][:3000].decode('utf8', 'replace')
        if self.stalled:
            return 'HANG %.1f s' % self.longest_gap
        if self.exit_code < 0:
            return 'CRASH signal %d' % -self.exit_code
        if self.exit_code > 1:
            return 'exit code %d: %s' % (self.exit_code, self.stderr[-300:].decode('utf8', 'replace'))
        return ''


def _prepare(uid):
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if uid is not None:
        os.setgroups([])
        os.setgid(uid)
        os.setuid(uid)


def _environment(uid):
    """Another user has no part in the folders of the one who tests."""
    if uid is None:
        return None
    others = {name: value for name, value in os.environ.items() if not name.startswith('XDG_')}
    return others | {'HOME': '/nonexistent'}


def _processor_seconds(pid):
    """What a process has used of processors; 0 when it is gone."""
    try:
        with open('/proc/%d/stat' % pid, encoding='utf8', errors='replace') as file:
            user, system = file.read().rpartition(')')[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf('SC_CLK_TCK')
    except OSError:
        return 0.0


def watch(command, folder, patience, uid=None):
    """Runs @command in @folder, and ends it when no line of stdout comes for @patience seconds: of its work, as other
    work on the machine is no fault of its own; and at the latest, as when it waits for what never comes, BUSY times that
    on the clock."""
    run = Run()
    with open(os.devnull, 'rb') as nothing:
        process = subprocess.Popen(command, cwd=folder, stdin=nothing, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   env=_environment(uid), preexec_fn=lambda: _prepare(uid))
    pipes = {process.stdout: b'', process.stderr: b''}
    last, worked = time.monotonic(), 0.0
    while pipes:
        ready = select.select(list(pipes), [], [], 0.1)[0]
        now = time.monotonic()
        for pipe in ready:
            got = os.read(pipe.fileno(), 1 << 16)
            if not got:
                if pipe is process.stderr:
                    run.stderr = pipes[pipe]
                del pipes[pipe]
                continue
            pipes[pipe] += got
            if pipe is process.stdout:
                *whole, pipes[pipe] = pipes[pipe].split(b'\n')
                run.lines += whole
                if whole:
                    run.longest_gap = max(run.longest_gap, now - last)
                    last, worked = now, _processor_seconds(process.pid)
        silent = max(_processor_seconds(process.pid) - worked, (now - last) / BUSY)
        if silent > patience and not run.stalled:
            run.stalled = True
            run.longest_gap = now - last
            process.send_signal(signal.SIGKILL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = run.exit_code = os.waitstatus_to_exitcode(status)
    run.rss_mib = usage.ru_maxrss // 1024
    return run


def bare(name):
    """A name as it stands on a command line."""
    return b'./' + name if name.startswith(b'-') else name


def info_of(program, folder, names, patience, uid=None):
    """'gabor info --json --decode' of files in @folder, by as few processes as their health allows.
    Yields (name, JSON or None, fault, run); the fault is that of the file, empty when it has an answer."""
    left = list(names)
    while left:
        run = watch([program, b'info', b'--json', b'--decode', *map(bare, left)], folder, patience, uid)
        answers = []
        for line in run.lines:
            try:
                answers.append(json.loads(line.decode('utf8', 'replace')))
            except ValueError:
                break
        fault = run.fault()
        answers = answers[:len(left)]
        for name, answer in zip(left, answers):
            yield name, answer, '', run
        rest = left[len(answers):]
        if not rest and fault:
            yield left[-1], None, fault, run  # at its end, as when leaks are told
        elif rest:
            yield rest[0], None, fault or 'no answer', run
        left = rest[1:]
