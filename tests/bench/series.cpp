// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/series.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace gabor::bench {

void Series::add(double ms)
{
    if (std::isfinite(ms))
        m_times.push_back(ms);
    else
        ++m_lost;
}

double Series::quantile(double share) const
{
    if (m_times.empty())
        return std::numeric_limits<double>::quiet_NaN();
    const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(m_times.size())));
    std::vector<double> times = m_times;
    const auto place = times.begin() + static_cast<std::ptrdiff_t>(std::clamp<std::size_t>(rank, 1, times.size()) - 1);
    std::nth_element(times.begin(), place, times.end());
    return *place;
}

QJsonObject Series::toJson() const
{
    const auto rounded = [](double ms) { return std::round(ms * 1000) / 1000; };
    QJsonObject json{{QStringLiteral("count"), count()}};
    if (!m_times.empty()) {
        json[QStringLiteral("median")] = rounded(median());
        json[QStringLiteral("p99")] = rounded(p99());
        json[QStringLiteral("worst")] = rounded(worst());
    }
    if (m_lost > 0)
        json[QStringLiteral("lost")] = m_lost;
    return json;
}

double fittedExponent(const std::vector<double>& xs, const std::vector<double>& ys)
{
    double n = 0;
    double sumX = 0;
    double sumY = 0;
    double sumXX = 0;
    double sumXY = 0;
    for (std::size_t i = 0; i < std::min(xs.size(), ys.size()); ++i) {
        if (!(xs[i] > 0) || !(ys[i] > 0))
            continue;
        const double x = std::log(xs[i]);
        const double y = std::log(ys[i]);
        n += 1;
        sumX += x;
        sumY += y;
        sumXX += x * x;
        sumXY += x * y;
    }
    const double spread = n * sumXX - sumX * sumX;
    return spread > 0 ? (n * sumXY - sumX * sumY) / spread : std::numeric_limits<double>::quiet_NaN();
}

} // namespace gabor::bench
