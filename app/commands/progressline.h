// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>
#include <cstdint>

namespace gabor {

/// "Computing 42 %" in place on stderr, where that is a terminal and the work takes its time; silent everywhere else.
class ProgressLine
{
public:
    ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;
    ~ProgressLine() { clear(); }

    /// @param total  what @p done is a part of; 0 when that is unknown
    void show(const QString& work, std::int64_t done, std::int64_t total);
    /// To be called before something else is printed.
    void clear();

private:
    bool m_isTerminal;
    bool m_isShown = false;
    std::chrono::steady_clock::time_point m_nextAt;
};

} // namespace gabor
