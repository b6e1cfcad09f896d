// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <functional>

namespace gabor {

/// Says on stderr that there is no display. @return the program's exit code
int complainOfNoDisplay();

/// While it lives, which is while the application is made, whatever keeps Qt from making it, such as a display that
/// cannot be reached or a library that is missing, ends the program with a sentence that has what Qt says of it. Qt by
/// itself aborts. What it warns of is not printed otherwise.
class DisplayGuard
{
public:
    DisplayGuard();
    DisplayGuard(const DisplayGuard&) = delete;
    DisplayGuard& operator=(const DisplayGuard&) = delete;
    ~DisplayGuard();

private:
    QtMessageHandler m_before;
};

/// While it lives, which is while windows are open, a display that goes away ends the program with a sentence and exit
/// code 1. Qt by itself ends it then as if it had come to its end, under the feet of the threads that are at work.
class DisplayLossGuard
{
public:
    /// @param isNoted   whether what is open is offered at the next start
    /// @param lastWork  what the program still does, without the display, before it ends
    DisplayLossGuard(std::function<bool()> isNoted, std::function<void()> lastWork);
    DisplayLossGuard(const DisplayLossGuard&) = delete;
    DisplayLossGuard& operator=(const DisplayLossGuard&) = delete;
    ~DisplayLossGuard();
};

} // namespace gabor
