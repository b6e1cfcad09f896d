// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/displayguard.h"

#include <QString>

#include <cstdio>
#include <cstdlib>

namespace gabor {

namespace {

void endOnFatal(QtMsgType type, const QMessageLogContext&, const QString&)
{
    if (type == QtFatalMsg)
        std::_Exit(complainOfNoDisplay());
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

} // namespace gabor
