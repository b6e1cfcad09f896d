// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/frequencyticker.h"

#include "widgets/plot/stepdecimals.h"

#include <algorithm>
#include <cmath>

namespace gabor {

namespace {

constexpr double pixelsPerTick = 42;

FrequencyUnit plainUnitOf(const QCPRange& range)
{
    return range.upper >= 10'000 ? FrequencyUnit::Kilohertz : FrequencyUnit::Hertz;
}

} // namespace

void FrequencyTicker::setAxis(const FrequencyAxis& axis)
{
    m_axis = axis;
    m_range = {};
}

void FrequencyTicker::setRoom(double pixels, double lineHeight)
{
    m_range = {};
    m_pixels = std::max(1.0, pixels);
    m_lineHeight = lineHeight;
    setTickCount(std::max(3, static_cast<int>(pixels / pixelsPerTick)));
}

FrequencyLabels FrequencyTicker::labelsOver(const QCPRange& range, const QLocale& locale) const
{
    const auto hz = [this](double place) { return hzFromScale(place, m_axis.scale); };
    return frequencyLabels(m_axis, {m_axis.scale, hz(range.lower), hz(range.upper), m_pixels, m_lineHeight}, locale);
}

QStringList FrequencyTicker::captionsOver(const QCPRange& range, const QLocale& locale) const
{
    if (isPlain())
        return frequencyCaptions(plainUnitOf(range), {}, m_axis, locale);
    if (range == m_range)
        return frequencyCaptions(m_unit, m_reference, m_axis, locale);
    const FrequencyLabels labels = labelsOver(range, locale);
    return frequencyCaptions(labels.unit, labels.reference, m_axis, locale);
}

void FrequencyTicker::generate(const QCPRange& range, const QLocale& locale, QChar formatChar, int precision,
                               QVector<double>& ticks, QVector<double>* subTicks, QVector<QString>* tickLabels)
{
    if (isPlain()) {
        QCPAxisTicker::generate(range, locale, formatChar, precision, ticks, subTicks, tickLabels);
        return;
    }
    const FrequencyLabels labels = labelsOver(range, locale);
    m_range = range;
    m_unit = labels.unit;
    m_reference = labels.reference;
    const auto append = [&](double hz, QVector<double>& to) {
        const double place = scaleFromHz(hz, m_axis.scale);
        const double rounding = range.size() * 1e-9; // at the ends of the view
        const bool inView = place >= range.lower - rounding && place <= range.upper + rounding;
        if (inView)
            to.append(place);
        return inView;
    };
    ticks.clear();
    if (tickLabels != nullptr)
        tickLabels->clear();
    for (const FrequencyLabel& label : labels.labelled) {
        if (append(label.hz, ticks) && tickLabels != nullptr)
            tickLabels->append(label.text);
    }
    if (subTicks == nullptr)
        return;
    subTicks->clear();
    for (const double hz : labels.between)
        append(hz, *subTicks);
}

double FrequencyTicker::getTickStep(const QCPRange& range)
{
    m_divisor = plainUnitOf(range) == FrequencyUnit::Kilohertz ? 1000 : 1;
    const double step = QCPAxisTicker::getTickStep(range);
    m_decimals = decimalsOf(step / m_divisor);
    return step;
}

QString FrequencyTicker::getTickLabel(double tick, const QLocale& locale, QChar, int)
{
    QLocale plain = locale;
    plain.setNumberOptions(QLocale::OmitGroupSeparator);
    const double value = tick / m_divisor;
    return plain.toString(std::abs(value) < std::pow(10.0, -m_decimals - 3) ? 0.0 : value, 'f', m_decimals);
}

} // namespace gabor
