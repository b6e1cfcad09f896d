// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/displayscale.h"

#include <QByteArray>
#include <QtGlobal>

#include <algorithm>

namespace gabor {

namespace {

constexpr double smallestScale = 1; ///< Qt 6 paints at 1 onto whatever asks for less, and leaves most of it black
constexpr double largestScale = 8;  ///< a screen of 8K as large as a hand
constexpr double usualDotsPerInch = 96;

void bound(const char* variable, double lowest, double highest)
{
    bool isNumber = false;
    const double value = qgetenv(variable).toDouble(&isNumber);
    if (isNumber && !(value >= lowest && value <= highest)) // NaN is nowhere between them
        qputenv(variable, QByteArray::number(value > highest ? highest : lowest));
}

} // namespace

void boundDisplayScale()
{
    bound("QT_SCALE_FACTOR", smallestScale, largestScale);
    bound("QT_FONT_DPI", 1, largestScale * usualDotsPerInch);
}

} // namespace gabor
