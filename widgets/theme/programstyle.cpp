// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/programstyle.h"

#include "widgets/theme/icons.h"

namespace gabor {

ProgramStyle::ProgramStyle() : QProxyStyle(QStringLiteral("Fusion")) { }

/// Every tool bar and menu bar asks for the sign that there is more of it, whether there is or not.
QIcon ProgramStyle::standardIcon(StandardPixmap icon, const QStyleOption* option, const QWidget* widget) const
{
    if (icon == SP_ToolBarHorizontalExtensionButton)
        return themedIcon(QStringLiteral("chevron-down"));
    return QProxyStyle::standardIcon(icon, option, widget);
}

} // namespace gabor
