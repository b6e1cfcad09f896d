// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panes/levelaxis.h"

#include "widgets/plot/leveltext.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace gabor {

namespace {

/// The smallest of 1, 2 and 5 times a power of ten that is not below @p wished, > 0.
double roundStep(double wished)
{
    const double decade = std::pow(10.0, std::floor(std::log10(wished)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (decade * factor >= wished * (1 - 1e-9))
            return decade * factor;
    }
    return decade * 10;
}

double roundedTo(double value, double grain)
{
    // Dividing by a whole number leaves no tail of digits where multiplying by a fraction would.
    return grain < 1 ? std::round(value / grain) / std::round(1 / grain) : std::round(value / grain) * grain;
}

QString tickText(double value, double step, const QLocale& locale)
{
    constexpr double smallestWritten = 1e-4; // longer numbers do not fit beside the bar
    QString text;
    if (step < smallestWritten)
        text = locale.toString(value, 'g', 2);
    else
        text = locale.toString(value, 'f', std::max(0, static_cast<int>(std::ceil(-std::log10(step) - 1e-9))));
    return text.replace(u'-', u'−');
}

} // namespace

LevelLimits limitsOf(const DisplayParameters& display)
{
    if (display.levelScale == LevelScale::Phase)
        return {-std::numbers::pi, std::numbers::pi};
    return {display.low, display.high};
}

double LevelAxis::closest() const
{
    return step();
}

double LevelAxis::step() const
{
    return isInDecibels(scale) ? 1 : roundStep((range.high - range.low) / 200);
}

LevelLimits LevelAxis::rounded(const LevelLimits& limits) const
{
    const double grain = isInDecibels(scale) ? 0.1 : step() / 10;
    return {roundedTo(limits.low, grain), roundedTo(limits.high, grain)};
}

LevelAxis axisAround(const DisplayParameters& display)
{
    const LevelLimits limits = limitsOf(display);
    const double span = limits.high - limits.low;
    switch (display.levelScale) {
    case LevelScale::Phase:
        return {display.levelScale, limits};
    case LevelScale::Magnitude: {
        const double low = limits.low - span / 4;
        return {display.levelScale, {limits.low >= 0 ? std::max(0.0, low) : low, limits.high + span / 4}};
    }
    default: {
        const double room = std::max(10.0, span / 4);
        return {display.levelScale, {limits.low - room, limits.high + room}};
    }
    }
}

LevelLimits shifted(const LevelLimits& limits, double byDb, LevelScale scale)
{
    if (isInDecibels(scale))
        return {limits.low + byDb, limits.high + byDb};
    const double factor = std::pow(10.0, byDb / 20);
    return {limits.low * factor, limits.high * factor};
}

std::vector<LevelTick> levelTicks(const LevelAxis& axis, double most, const QLocale& locale)
{
    constexpr double halfPi = std::numbers::pi / 2;
    if (axis.scale == LevelScale::Phase)
        return {{-2 * halfPi, QStringLiteral("−π")},
                {-halfPi, QStringLiteral("−π/2")},
                {0, QStringLiteral("0")},
                {halfPi, QStringLiteral("π/2")},
                {2 * halfPi, QStringLiteral("π")}};
    const double wished = (axis.range.high - axis.range.low) / std::max(1.0, most);
    const double step = roundStep(isInDecibels(axis.scale) ? std::max(1.0, wished) : wished);
    std::vector<LevelTick> ticks;
    // Ends that are ticks themselves count, whatever rounding has made of them.
    const double first = std::ceil(axis.range.low / step - 1e-9);
    const double last = std::floor(axis.range.high / step + 1e-9);
    constexpr double mostTicks = 1000; // more than any bar has room for
    const int count = static_cast<int>(std::clamp(last - first + 1, 0.0, mostTicks));
    for (int i = 0; i < count; ++i) {
        const double value = (first + i) * step;
        ticks.push_back({value, tickText(value, step, locale)});
    }
    return ticks;
}

QString limitsText(const DisplayParameters& display, const QLocale& locale)
{
    const LevelScale scale = display.levelScale;
    if (scale == LevelScale::Phase)
        return QCoreApplication::translate("LevelAxis", "From −π to π rad");
    const QString text = QCoreApplication::translate("LevelAxis", "From %1 to %2 %3");
    return text
        .arg(numberText(display.low, scale, 1, locale), numberText(display.high, scale, 1, locale), scaleUnit(scale))
        .trimmed();
}

} // namespace gabor
