# SPDX-License-Identifier: GPL-3.0-or-later
"""One run of a program that ends by itself."""

import os
import resource
import signal
import subprocess
import threading
import time


def private_mib(pid):
    """Memory of a process that no other one shares; 0 when it is gone."""
    try:
        with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:
            return sum(int(line.split()[1]) for line in file if line.startswith("Private_")) / 1024
    except (OSError, ValueError):
        return 0.0


class PrivatePeak(threading.Thread):
    """Looks again and again, as the kernel keeps no peak of private memory. What comes and goes between is missed."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.peak = 0.0
        self._pid = pid
        self._over = threading.Event()

    def run(self):
        while not self._over.wait(0.05):
            self.peak = max(self.peak, private_mib(self._pid))

    def end(self):
        self._over.set()
        self.join()


def limited(memory_gib):
    """Run in the child: a program that wants more than the machine has fails, and the machine goes on."""
    most = int(memory_gib * 2**30)
    return lambda: resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def run(command, timeout, memory_gib):
    """wall and cpu in seconds, peakMiB and privateMiB; or a sentence that says how it failed."""
    begin = time.monotonic()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL, preexec_fn=limited(memory_gib))
    private = PrivatePeak(process.pid)
    private.start()
    late = threading.Timer(timeout, os.kill, (process.pid, signal.SIGKILL))
    late.start()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    was_late = not late.is_alive()
    late.cancel()
    private.end()
    if was_late:
        return f"not finished after {timeout:.0f} s, {usage.ru_maxrss / 1024:.0f} MiB"
    if process.returncode != 0:
        return f"failed after {wall:.1f} s, {usage.ru_maxrss / 1024:.0f} MiB"
    return {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "peakMiB": usage.ru_maxrss / 1024,
            "privateMiB": private.peak}
