// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

#include <vector>

namespace gabor::bench {

/// Times of one measure, in milliseconds.
class Series
{
public:
    /// What never came counts as lost and is no time.
    void add(double ms);
    bool isEmpty() const { return m_times.empty(); }
    int count() const { return static_cast<int>(m_times.size()); }
    int lost() const { return m_lost; }

    /// Of the sorted times the one at @p share of the way, 0 to 1, the nearest rank; NaN without any.
    double quantile(double share) const;
    double median() const { return quantile(0.5); }
    double p99() const { return quantile(0.99); }
    double worst() const { return quantile(1); }

    /// median, p99, worst, count and, where there are any, lost.
    QJsonObject toJson() const;

private:
    std::vector<double> m_times;
    int m_lost = 0;
};

/// b of the law y = a * x^b that fits best where both axes are logarithmic; NaN for less than two points above zero.
double fittedExponent(const std::vector<double>& xs, const std::vector<double>& ys);

} // namespace gabor::bench
