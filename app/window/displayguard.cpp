// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/displayguard.h"

#include <QStringList>

#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <utility>

namespace gabor {

namespace {

const char* const wayWithoutDisplay = "'gabor render FILE --output OUT.png' draws without one.";

/// What Qt has said of itself while a guard lives. Qt says of most faults that no application can be made, and why
/// before that.
QStringList& saidByQt()
{
    static QStringList said;
    return said;
}

void endOnFatal(QtMsgType type, const QMessageLogContext&, const QString& text)
{
    static std::mutex mutex; // Qt's handler is called by any thread
    const std::lock_guard lock(mutex);
    if (type == QtInfoMsg || type == QtDebugMsg)
        return;
    saidByQt() << text.simplified();
    if (type != QtFatalMsg)
        return;
    std::fprintf(stderr, "gabor: No window can be opened on a display. %s Qt says:\n%s\n", wayWithoutDisplay,
                 qUtf8Printable(saidByQt().join(u'\n')));
    std::_Exit(EXIT_FAILURE);
}

/// What the guard that lives was given; only the first thread comes near it.
struct LastWork
{
    std::function<bool()> isNoted;
    std::function<void()> run;
};
LastWork& lastWorkOfGuard()
{
    static LastWork lastWork;
    return lastWork;
}

/// Called by whoever calls exit(): while windows are open nobody does but Qt, when it has lost the display.
void endWithoutDisplay()
{
    const auto lastWork = std::exchange(lastWorkOfGuard(), {});
    if (!lastWork.run)
        return;
    std::fprintf(stderr, "gabor: The display is gone, and the window with it.%s\n",
                 lastWork.isNoted() ? " What was open is offered at the next start." : "");
    lastWork.run();
    std::fflush(nullptr);
    std::_Exit(EXIT_FAILURE);
}

} // namespace

int complainOfNoDisplay()
{
    std::fprintf(stderr, "gabor: There is no display to open a window on. %s\n", wayWithoutDisplay);
    return EXIT_FAILURE;
}

DisplayGuard::DisplayGuard() : m_before(qInstallMessageHandler(endOnFatal)) { }

DisplayGuard::~DisplayGuard()
{
    qInstallMessageHandler(m_before);
    saidByQt().clear();
}

DisplayLossGuard::DisplayLossGuard(std::function<bool()> isNoted, std::function<void()> lastWork)
{
    lastWorkOfGuard() = {std::move(isNoted), std::move(lastWork)};
    static const bool isRegistered = std::atexit(endWithoutDisplay) == 0; // later than what it must come before
    Q_UNUSED(isRegistered)
}

DisplayLossGuard::~DisplayLossGuard()
{
    lastWorkOfGuard() = {};
}

} // namespace gabor
