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

/// What Qt has warned of while a guard lives: its last words are only that no application can be made, and why stands
/// before that.
QStringList& warnings()
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
    if (type != QtFatalMsg) {
        warnings() << text.simplified();
        return;
    }
    const QString why = warnings().isEmpty() ? text.simplified() : warnings().join(QStringLiteral("; "));
    std::fprintf(stderr, "gabor: No window can be opened on a display (%s). %s\n", qUtf8Printable(why),
                 wayWithoutDisplay);
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
    warnings().clear();
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
