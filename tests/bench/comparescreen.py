# SPDX-License-Identifier: GPL-3.0-or-later
"""One run of a program that shows its picture in a window: until nothing changes on the screen any more."""

import mmap
import os
import signal
import subprocess
import tempfile
import time
import zlib

import comparerun

QUIET_SECONDS = 3.0  # without a change, and without work that could bring one: the picture is finished
RESTING_CPU = 0.2  # processor time of a program that does nothing, in as long
SCREEN = "1700x1000x24"


class Screen:
    """A display without a monitor, whose pixels lie in a file."""

    def __enter__(self):
        self._folder = tempfile.TemporaryDirectory()
        read_end, write_end = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write_end), "-screen", "0", SCREEN, "-fbdir", self._folder.name, "-nocursor"],
            pass_fds=[write_end], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write_end)
        with os.fdopen(read_end) as numbers:
            self.name = ":" + numbers.readline().strip()
        with open(os.path.join(self._folder.name, "Xvfb_screen0"), "rb") as file:
            self._pixels = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        return self

    def __exit__(self, *_):
        self._pixels.close()
        self._server.terminate()
        self._server.wait()
        self._folder.cleanup()

    def checksum(self):
        return zlib.crc32(self._pixels)


def cpu_seconds(pid):
    """Of all threads, without children."""
    with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def peak_mib(pid):
    with open(f"/proc/{pid}/status", encoding="utf-8", errors="replace") as file:
        return next(int(line.split()[1]) / 1024 for line in file if line.startswith("VmHWM:"))


def until_quiet(screen, process, timeout, private):
    """Seconds from now to the last change of the screen; nothing where it never came to rest."""
    begin = changed = resting_since = time.monotonic()
    before = screen.checksum()
    cpu = 0.0
    while process.poll() is None and time.monotonic() - begin < timeout:
        time.sleep(0.025)  # each look costs some milliseconds, which the program shall not miss
        now = screen.checksum()
        now_cpu = cpu_seconds(process.pid)
        private[0] = max(private[0], comparerun.private_mib(process.pid))
        if now != before:
            before, changed = now, time.monotonic()
        if now_cpu - cpu > RESTING_CPU:
            cpu, resting_since = now_cpu, time.monotonic()
        if changed > begin and time.monotonic() - max(changed, resting_since) > QUIET_SECONDS:
            return changed - begin
    return None


def run(command, timeout, memory_gib, home):
    """As comparerun.run(), but wall ends with the last change on the screen; home: a folder for settings."""
    with Screen() as screen:
        environment = dict(os.environ, DISPLAY=screen.name, XDG_CONFIG_HOME=home, XDG_DATA_HOME=home, XDG_STATE_HOME=home)
        environment.pop("QT_QPA_PLATFORM", None)
        environment.pop("WAYLAND_DISPLAY", None)
        process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL, preexec_fn=comparerun.limited(memory_gib))
        private = [0.0]
        wall = until_quiet(screen, process, timeout, private)
        if process.returncode is not None:
            return f"ended by itself ({process.returncode})"
        result = None
        if wall is not None:
            result = {"wall": wall, "cpu": cpu_seconds(process.pid), "peakMiB": peak_mib(process.pid),
                      "privateMiB": private[0]}
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        return result or f"not finished after {timeout:.0f} s"
