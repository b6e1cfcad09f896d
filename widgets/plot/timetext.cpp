// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/timetext.h"

#include <cmath>

namespace gabor {

QString clockText(double seconds, int decimals, const QLocale& locale)
{
    // Rounded once, in the smallest unit shown, so that 59.9996 s never reads 0:60.000.
    const double unitsPerSecond = std::pow(10.0, decimals);
    // Beyond what an integer holds, in a sound that claims billions of years, the largest stands for it.
    constexpr double mostUnits = 9e18;
    const auto units = static_cast<qint64>(std::llround(std::fmin(std::abs(seconds) * unitsPerSecond, mostUnits)));
    const auto perSecond = static_cast<qint64>(unitsPerSecond);
    const qint64 whole = units / perSecond;
    const qint64 hours = whole / 3600;
    const QString minutesText = QString::number(whole / 60 % 60);
    QString text = seconds < 0 && units > 0 ? QString(locale.negativeSign()) : QString();
    text += hours > 0 ? QString::number(hours) + u':' + minutesText.rightJustified(2, u'0') : minutesText;
    text += u':' + QString::number(whole % 60).rightJustified(2, u'0');
    if (decimals > 0)
        text += locale.decimalPoint() + QString::number(units % perSecond).rightJustified(decimals, u'0');
    return text;
}

} // namespace gabor
