// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/displayguard.h"

#include <QString>

#include <cstdio>
#include <cstdlib>
#include <utility>

namespace gabor {

namespace {

void endOnFatal(QtMsgType type, const QMessageLogContext&, const QString&)
{
    if (type == QtFatalMsg)
        std::_Exit(complainOfNoDisplay());
}

/// Of the guard that lives; only the first thread comes near it.
std::function<void()>& lastWorkOfGuard()
{
    static std::function<void()> lastWork;
    return lastWork;
}

/// Called by whoever calls exit(): while windows are open nobody does but Qt, when it has lost the display.
void endWithoutDisplay()
{
    const auto lastWork = std::exchange(lastWorkOfGuard(), {});
    if (!lastWork)
        return;
    std::fputs("gabor: The display is gone, and the window with it. What was open is offered at the next start.\n",
               stderr);
    lastWork();
    std::fflush(nullptr);
    std::_Exit(EXIT_FAILURE);
}

} // namespace

int complainOfNoDisplay()
{
    std::fputs("gabor: There is no display to open a window on. 'gabor render FILE --output OUT.png' draws without "
               "one.\n",
               stderr);
    return EXIT_FAILURE;
}

DisplayGuard::DisplayGuard() : m_before(qInstallMessageHandler(endOnFatal)) { }

DisplayGuard::~DisplayGuard()
{
    qInstallMessageHandler(m_before);
}

DisplayLossGuard::DisplayLossGuard(std::function<void()> lastWork)
{
    lastWorkOfGuard() = std::move(lastWork);
    static const bool isRegistered = std::atexit(endWithoutDisplay) == 0; // later than what it must come before
    Q_UNUSED(isRegistered)
}

DisplayLossGuard::~DisplayLossGuard()
{
    lastWorkOfGuard() = {};
}

} // namespace gabor
