// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panes/envelopepainting.h"

#include <algorithm>
#include <vector>

namespace gabor {

namespace {

/// Of one column: rows [first, end) have a color.
struct RowRun
{
    int first = 0;
    int end = 0;
};

/// One color of all columns.
struct Layer
{
    QRgb color;
    std::vector<RowRun> columns;
};

/// Row by row, as pixels lie in memory: column by column, each pixel of a large image would cost a visit to it.
void fillRow(int y, const Layer& layer, QRgb* pixels)
{
    const RowRun* const runs = layer.columns.data();
    const QRgb color = layer.color;
    for (std::size_t x = 0; x < layer.columns.size(); ++x)
        pixels[x] = y >= runs[x].first && y < runs[x].end ? color : pixels[x];
}

} // namespace

QImage paintedEnvelopes(QSize size, double low, double high, const EnvelopeColors& colors,
                        const std::function<Envelope(int x)>& envelopeOf)
{
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    if (image.isNull())
        return image;
    image.fill(Qt::transparent);
    const double pixelsPerUnit = size.height() / (high - low);
    const auto rowOf = [&](double amplitude) {
        const double row = (high - amplitude) * pixelsPerUnit;
        return static_cast<int>(std::clamp(row, -1.0, static_cast<double>(size.height())));
    };
    // At least one pixel: silence is a line, not nothing.
    const auto runOf = [&](double from, double to) {
        return RowRun{std::max(0, rowOf(from)), std::min(size.height(), rowOf(to) + 1)};
    };
    const auto width = static_cast<std::size_t>(std::max(0, size.width()));
    Layer peaks{qPremultiply(colors.peak.rgba()), std::vector<RowRun>(width)};
    Layer rms{qPremultiply(colors.rms.rgba()), std::vector<RowRun>(width)};
    RowRun used{size.height(), 0};
    for (std::size_t x = 0; x < width; ++x) {
        const Envelope envelope = envelopeOf(static_cast<int>(x));
        if (envelope.empty())
            continue;
        const double maximum = static_cast<double>(envelope.maximum);
        const double minimum = static_cast<double>(envelope.minimum);
        peaks.columns[x] = runOf(maximum, minimum);
        used = {std::min(used.first, peaks.columns[x].first), std::max(used.end, peaks.columns[x].end)};
        if (envelope.sampleCount > 1)
            rms.columns[x] = runOf(std::min(envelope.rms(), maximum), std::max(-envelope.rms(), minimum));
    }
    for (int y = used.first; y < used.end; ++y) {
        auto* const pixels = reinterpret_cast<QRgb*>(image.scanLine(y));
        fillRow(y, peaks, pixels);
        fillRow(y, rms, pixels);
    }
    return image;
}

} // namespace gabor
