// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/offscreen.h"

#include "app/session/fontrules.h"
#include "widgets/theme/theme.h"

#include <QtGlobal>

#include <cstdio>
#include <cstdlib>

namespace gabor {

namespace {

/// What Qt has to say about a platform without a screen means nothing to somebody who asked for none. What it cannot go
/// on after, such as a library that is missing or may not be opened, is one sentence; Qt by itself aborts.
void dropPlatformChatter(QtMsgType type, const QMessageLogContext&, const QString& message)
{
    if (type == QtFatalMsg) {
        std::fprintf(stderr, "gabor: No picture can be drawn: %s\n", qUtf8Printable(message.simplified()));
        std::_Exit(EXIT_FAILURE);
    }
    if (type == QtCriticalMsg)
        std::fprintf(stderr, "gabor: %s\n", qUtf8Printable(message));
}

} // namespace

OffscreenApplication::OffscreenApplication()
{
    qInstallMessageHandler(dropPlatformChatter);
    qputenv("QT_QPA_PLATFORM", "offscreen");
    // Somebody's screen has no say in a picture whose pixels are counted.
    for (const char* const variable : {"QT_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS", "QT_FONT_DPI",
                                       "QT_USE_PHYSICAL_DPI", "QT_ENABLE_HIGHDPI_SCALING", "QT_STYLE_OVERRIDE"})
        qunsetenv(variable);
    readFontRulesAhead();
    m_app = std::make_unique<QApplication>(m_argumentCount, m_arguments);
    applyTheme(*m_app, ThemeChoice::Light);
}

} // namespace gabor
