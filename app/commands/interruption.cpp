// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/interruption.h"

#include <algorithm>
#include <array>
#include <cerrno>

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

namespace gabor {

namespace {

/// Signals within it are one request: a terminal sends Ctrl+C to a program and to the one that has started it, which hands
/// it on.
constexpr std::chrono::milliseconds oneRequest{200};

bool isIgnored(int signal)
{
    struct sigaction action = {};
    return sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

} // namespace

Interruption::Interruption(std::chrono::milliseconds patience) : m_patience(patience)
{
    sigemptyset(&m_watched);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        if (!isIgnored(signal))
            sigaddset(&m_watched, signal);
    }
    m_signals = Descriptor(signalfd(-1, &m_watched, SFD_CLOEXEC | SFD_NONBLOCK));
    m_end = Descriptor(eventfd(0, EFD_CLOEXEC));
    pthread_sigmask(SIG_SETMASK, nullptr, &m_maskBefore);
    if (!m_signals.isOpen() || !m_end.isOpen()) // then they end the program as they come
        return;
    pthread_sigmask(SIG_BLOCK, &m_watched, nullptr);
    m_watcher = std::thread([this] { watch(); });
}

Interruption::~Interruption()
{
    if (!m_watcher.joinable())
        return;
    eventfd_write(m_end.number(), 1);
    m_watcher.join();
    pthread_sigmask(SIG_SETMASK, &m_maskBefore, nullptr);
}

void Interruption::watch()
{
    std::array<pollfd, 2> both{{{m_end.number(), POLLIN, 0}, {m_signals.number(), POLLIN, 0}}};
    signalfd_siginfo info{};
    while (m_signal == 0) {
        if ((poll(both.data(), both.size(), -1) < 0 && errno != EINTR) || both[0].revents != 0)
            return;
        if (read(m_signals.number(), &info, sizeof info) == sizeof info)
            m_signal = static_cast<int>(info.ssi_signo);
    }
    m_source.request_stop();
    const auto isNeededAfter = [&both](std::chrono::milliseconds time) {
        int ended = 0;
        do
            ended = poll(both.data(), 1, static_cast<int>(time.count()));
        while (ended < 0 && errno == EINTR);
        return ended == 0;
    };
    const std::chrono::milliseconds atOnce = std::min(oneRequest, m_patience);
    const bool goesOn = isNeededAfter(atOnce);
    while (read(m_signals.number(), &info, sizeof info) == sizeof info) { }
    // From now on this thread takes them as they come by default: the second one kills.
    pthread_sigmask(SIG_UNBLOCK, &m_watched, nullptr);
    if (goesOn && isNeededAfter(m_patience - atOnce))
        std::raise(m_signal);
}

int Interruption::endProgram()
{
    const int signal = m_signal;
    pthread_sigmask(SIG_UNBLOCK, &m_watched, nullptr);
    std::raise(signal);
    return 128 + signal;
}

} // namespace gabor
