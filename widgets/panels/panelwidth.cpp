// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/panelwidth.h"

#include <QFontMetrics>
#include <QWidget>

#include <algorithm>

namespace gabor {

int panelWidth(const QWidget& panel)
{
    constexpr int usual = 290;
    return std::max(usual, 38 * panel.fontMetrics().averageCharWidth());
}

} // namespace gabor
