// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panes/envelopepainting.h"

#include <algorithm>
#include <cmath>

namespace gabor {

QImage paintedEnvelopes(QSize size, double low, double high, const EnvelopeColors& colors,
                        const std::function<Envelope(int x)>& envelopeOf)
{
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    const double pixelsPerUnit = size.height() / (high - low);
    const auto rowOf = [&](double amplitude) {
        const double row = (high - amplitude) * pixelsPerUnit;
        return static_cast<int>(std::clamp(row, -1.0, static_cast<double>(size.height())));
    };
    const std::ptrdiff_t stride = image.bytesPerLine() / 4;
    auto* const pixels = reinterpret_cast<QRgb*>(image.bits());
    const auto fillColumn = [&](int x, double from, double to, QRgb color) {
        // At least one pixel: silence is a line, not nothing.
        const int first = std::max(0, rowOf(from));
        const int last = std::min(size.height() - 1, rowOf(to));
        for (int y = first; y <= last; ++y)
            pixels[y * stride + x] = color;
    };
    const QRgb peak = qPremultiply(colors.peak.rgba());
    const QRgb rmsColor = qPremultiply(colors.rms.rgba());
    for (int x = 0; x < size.width(); ++x) {
        const Envelope envelope = envelopeOf(x);
        if (envelope.empty())
            continue;
        const double maximum = static_cast<double>(envelope.maximum);
        const double minimum = static_cast<double>(envelope.minimum);
        fillColumn(x, maximum, minimum, peak);
        const double rms = envelope.rms();
        if (envelope.sampleCount > 1)
            fillColumn(x, std::min(rms, maximum), std::max(-rms, minimum), rmsColor);
    }
    return image;
}

} // namespace gabor
