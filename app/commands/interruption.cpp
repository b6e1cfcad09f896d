// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/interruption.h"

#include <condition_variable>
#include <ctime>
#include <mutex>

namespace gabor {

namespace {

/// How often the watcher looks whether it should end.
constexpr long lookEveryNanoseconds = 50'000'000;

bool isIgnored(int signal)
{
    struct sigaction action = {};
    return sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

} // namespace

Interruption::Interruption()
{
    sigemptyset(&m_watched);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        if (!isIgnored(signal))
            sigaddset(&m_watched, signal);
    }
    pthread_sigmask(SIG_BLOCK, &m_watched, &m_maskBefore);
    m_watcher = std::jthread([this](const std::stop_token& end) { watch(end); });
}

Interruption::~Interruption()
{
    m_watcher.request_stop();
    m_watcher.join();
    pthread_sigmask(SIG_SETMASK, &m_maskBefore, nullptr);
}

void Interruption::watch(const std::stop_token& end)
{
    const timespec patience{.tv_sec = 0, .tv_nsec = lookEveryNanoseconds};
    while (!end.stop_requested()) {
        const int signal = sigtimedwait(&m_watched, nullptr, &patience);
        if (signal <= 0)
            continue;
        m_signal = signal;
        m_source.request_stop();
        // From now on this thread takes them as they come by default: the second one kills.
        pthread_sigmask(SIG_UNBLOCK, &m_watched, nullptr);
        std::mutex mutex;
        std::unique_lock lock(mutex);
        std::condition_variable_any().wait(lock, end, [] { return false; });
    }
}

int Interruption::endProgram()
{
    const int signal = m_signal;
    pthread_sigmask(SIG_UNBLOCK, &m_watched, nullptr);
    std::raise(signal);
    return 128 + signal;
}

} // namespace gabor
