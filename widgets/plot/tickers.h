// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plot/plotpane.h"

#include <qcustomplot.h>

namespace gabor {

/// Ticks at round seconds, minutes and hours; labels in plain seconds below a minute, else as on a clock.
class TimeTicker final : public QCPAxisTicker
{
protected:
    double getTickStep(const QCPRange& range) override;
    int getSubTickCount(double tickStep) override;
    QString getTickLabel(double tick, const QLocale& locale, QChar formatChar, int precision) override;

private:
    double m_step = 1;
    bool m_clock = false;
};

/// Plain numbers with a minus as wide as a digit.
class AmplitudeTicker final : public QCPAxisTicker
{
protected:
    QString getTickLabel(double tick, const QLocale& locale, QChar formatChar, int precision) override;
};

QSharedPointer<QCPAxisTicker> makeTicker(AxisKind kind);

/// Whether labels of @p range (seconds) read as on a clock rather than in plain seconds.
bool readsAsClock(const QCPRange& range);

} // namespace gabor
