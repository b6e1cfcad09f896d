// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/progressline.h"

#include <unistd.h>

#include <cstdio>

namespace gabor {

namespace {

constexpr std::chrono::milliseconds firstAfter{200};
constexpr std::chrono::milliseconds thenEvery{100};

} // namespace

ProgressLine::ProgressLine()
    : m_isTerminal(isatty(STDERR_FILENO) == 1), m_nextAt(std::chrono::steady_clock::now() + firstAfter)
{ }

void ProgressLine::show(const QString& work, std::int64_t done, std::int64_t total)
{
    const auto now = std::chrono::steady_clock::now();
    if (!m_isTerminal || now < m_nextAt)
        return;
    m_nextAt = now + thenEvery;
    m_isShown = true;
    if (total > 0)
        std::fprintf(stderr, "\r%s %d %%\033[K", qUtf8Printable(work),
                     static_cast<int>(100.0 * static_cast<double>(done) / static_cast<double>(total)));
    else
        std::fprintf(stderr, "\r%s …\033[K", qUtf8Printable(work));
    std::fflush(stderr);
}

void ProgressLine::clear()
{
    if (!m_isShown)
        return;
    std::fputs("\r\033[K", stderr);
    m_isShown = false;
}

} // namespace gabor
