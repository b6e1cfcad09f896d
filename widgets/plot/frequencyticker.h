// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pixels/displayparameters.h"
#include "widgets/plot/frequencylabels.h"

#include <qcustomplot.h>

namespace gabor {

/// Ticks of an axis whose coordinate is the place on a frequency scale.
class FrequencyTicker final : public QCPAxisTicker
{
public:
    void setAxis(const FrequencyAxis& axis);
    /// @param pixels      length of the axis
    /// @param lineHeight  of a label
    void setRoom(double pixels, double lineHeight);

    /// What is written beside the labels over @p range, and shorter forms of it.
    QStringList captionsOver(const QCPRange& range, const QLocale& locale) const;

    void generate(const QCPRange& range, const QLocale& locale, QChar formatChar, int precision, QVector<double>& ticks,
                  QVector<double>* subTicks, QVector<QString>* tickLabels) override;

protected:
    double getTickStep(const QCPRange& range) override;
    QString getTickLabel(double tick, const QLocale& locale, QChar formatChar, int precision) override;

private:
    /// Even steps of hertz are what the base class is for.
    bool isPlain() const { return m_axis.scale == FrequencyScale::Linear && !m_axis.noteNames; }
    FrequencyLabels labelsOver(const QCPRange& range, const QLocale& locale) const;

    FrequencyAxis m_axis;
    double m_pixels = 400;
    double m_lineHeight = 14;
    double m_divisor = 1;
    int m_decimals = 0;
    QCPRange m_range; ///< that ticks were last made for
    FrequencyUnit m_unit = FrequencyUnit::Hertz;
    QString m_reference;
};

} // namespace gabor
