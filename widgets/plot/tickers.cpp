// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/tickers.h"

#include "widgets/plot/frequencyticker.h"
#include "widgets/plot/stepdecimals.h"
#include "widgets/plot/timetext.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace gabor {

bool readsAsClock(const QCPRange& range)
{
    return range.upper >= 60;
}

double TimeTicker::getTickStep(const QCPRange& range)
{
    m_clock = readsAsClock(range);
    const double wished = range.size() / (mTickCount + 1e-10);
    static constexpr std::array<double, 16> clockSteps{1,   2,   5,   10,   15,   30,   60,    120,
                                                       300, 600, 900, 1800, 3600, 7200, 10800, 21600};
    if (wished <= 1) {
        m_step = cleanMantissa(wished);
    } else if (const auto step =
                   std::find_if(clockSteps.begin(), clockSteps.end(), [&](double s) { return s >= wished; });
               step != clockSteps.end()) {
        m_step = *step;
    } else {
        m_step = cleanMantissa(wished / 86400) * 86400;
    }
    return m_step;
}

int TimeTicker::getSubTickCount(double tickStep)
{
    if (tickStep <= 1)
        return QCPAxisTicker::getSubTickCount(tickStep);
    // So many parts that each is a round time again.
    static constexpr std::array<std::pair<int, int>, 12> parts{{{2, 1},
                                                                {5, 4},
                                                                {10, 4},
                                                                {15, 2},
                                                                {30, 2},
                                                                {60, 3},
                                                                {120, 3},
                                                                {300, 4},
                                                                {600, 4},
                                                                {900, 2},
                                                                {1800, 2},
                                                                {3600, 3}}};
    for (const auto& [step, count] : parts) {
        if (std::abs(tickStep - step) < 0.5)
            return count;
    }
    return 1;
}

QString TimeTicker::getTickLabel(double tick, const QLocale& locale, QChar, int)
{
    const double clean = std::abs(tick) < m_step * 1e-6 ? 0.0 : tick;
    if (m_clock)
        return clockText(clean, decimalsOf(m_step), locale);
    return locale.toString(clean, 'f', decimalsOf(m_step));
}

QString AmplitudeTicker::getTickLabel(double tick, const QLocale& locale, QChar formatChar, int precision)
{
    return QCPAxisTicker::getTickLabel(tick, locale, formatChar, precision).replace(u'-', u'−');
}

QSharedPointer<QCPAxisTicker> makeTicker(AxisKind kind)
{
    switch (kind) {
    case AxisKind::Time:
        return QSharedPointer<QCPAxisTicker>(new TimeTicker);
    case AxisKind::Frequency:
        return QSharedPointer<QCPAxisTicker>(new FrequencyTicker);
    case AxisKind::Amplitude:
        break;
    }
    return QSharedPointer<QCPAxisTicker>(new AmplitudeTicker);
}

} // namespace gabor
