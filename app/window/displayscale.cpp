// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/displayscale.h"

#include <QByteArray>
#include <QGuiApplication>
#include <QScreen>

#include <algorithm>

namespace gabor {

namespace {

constexpr double smallestScale = 1; ///< Qt 6 paints at 1 onto whatever asks for less, and leaves most of it black
constexpr double largestScale = 8;  ///< a screen of 8K as large as a hand
constexpr double usualDotsPerInch = 96;
const char* const scaleFactor = "QT_SCALE_FACTOR";

void bound(const char* variable, double lowest, double highest)
{
    bool isNumber = false;
    const double value = qgetenv(variable).toDouble(&isNumber);
    if (isNumber && !(value >= lowest && value <= highest)) // NaN is nowhere between them
        qputenv(variable, QByteArray::number(value > highest ? highest : lowest));
}

} // namespace

bool undoScaleOfScreens()
{
    double scale = 0;
    for (const QScreen* const screen : QGuiApplication::screens())
        scale = std::max(scale, screen->devicePixelRatio());
    if (scale <= largestScale)
        return false;
    bool isNumber = false;
    const double number = qgetenv(scaleFactor).toDouble(&isNumber);
    const double asked = isNumber ? number : 1;                      // by the user
    qputenv(scaleFactor, QByteArray::number(asked * asked / scale)); // Qt multiplies by it
    return true;
}

void boundDisplayScale()
{
    bound(scaleFactor, smallestScale, largestScale);
    bound("QT_FONT_DPI", 1, largestScale * usualDotsPerInch);
}

} // namespace gabor
