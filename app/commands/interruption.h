// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/descriptor.h"

#include <atomic>
#include <chrono>
#include <csignal>
#include <stop_token>
#include <thread>

namespace gabor {

/// While it lives, Ctrl+C and requests of the system to end (SIGINT, SIGTERM, SIGHUP) fire a stop token, so that the
/// work can end in order and leave no file behind. A second one ends the program at once (but not one that comes with the
/// first), and so does a while in which the work does not end, as where a file system does not answer. Signals that the program was
/// started to ignore (nohup) stay ignored. To be made before other threads, which inherit what it blocks.
class Interruption
{
public:
    /// How long the work has after the request: enough to put away what is half done.
    static constexpr std::chrono::milliseconds shortPatience{300};
    /// Enough to bring what is being written to its end.
    static constexpr std::chrono::milliseconds writingPatience{2000};

    explicit Interruption(std::chrono::milliseconds patience = shortPatience);
    Interruption(const Interruption&) = delete;
    Interruption& operator=(const Interruption&) = delete;
    ~Interruption();

    std::stop_token token() const { return m_source.get_token(); }
    bool happened() const { return m_signal != 0; }

    /// To be called when everything is put away: ends the program by the signal that came, so that a shell's loop ends
    /// with it. @return exit code for the case that it does not
    int endProgram();

private:
    void watch();

    std::chrono::milliseconds m_patience;
    sigset_t m_watched{};
    sigset_t m_maskBefore{};
    Descriptor m_signals; ///< readable when one of the watched came
    Descriptor m_end;     ///< readable when nobody needs the watcher any more
    std::stop_source m_source;
    std::atomic<int> m_signal = 0;
    std::thread m_watcher;
};

} // namespace gabor
