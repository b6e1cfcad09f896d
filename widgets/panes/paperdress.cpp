// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panes/paperdress.h"

#include "widgets/theme/theme.h"

#include <QFont>
#include <QWidget>

namespace gabor {

void dressForPaper(std::initializer_list<QWidget*> parts, bool dark)
{
    ThemeColors colors = themeColors(dark);
    if (!dark)
        colors.window = Qt::white;
    const QPalette palette = themePalette(colors);
    // Whatever fonts and resolution a desktop prefers, a figure looks the same everywhere.
    constexpr double points = 9;
    constexpr double usualDpi = 96;
    QFont textFont(QStringLiteral("Sans Serif"));
    // Under a style sheet, which the program has, children do not take over what their parent is given.
    for (QWidget* const part : parts) {
        textFont.setPointSizeF(points * usualDpi / part->logicalDpiY());
        part->setPalette(palette);
        part->setFont(textFont);
    }
}

} // namespace gabor
