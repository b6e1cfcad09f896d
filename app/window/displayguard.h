// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace gabor {

/// Says on stderr that there is no display. @return the program's exit code
int complainOfNoDisplay();

/// While it lives, which is while the application is made, a display that cannot be reached ends the program with that
/// sentence. Qt by itself prints a page and aborts. What it warns of meanwhile is not printed.
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

} // namespace gabor
