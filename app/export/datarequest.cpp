// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/datarequest.h"

#include "core/exact/cursorreading.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace gabor {

namespace {

struct Frames
{
    std::int64_t begin = 0;
    std::int64_t end = 0;
};

const PictureSpan& spanOf(const DataScope& scope, DataPart part)
{
    return part == DataPart::Selection ? *scope.selection : scope.visible;
}

/// Those whose middle lies in [span.beginSample, span.endSample].
Frames framesIn(const PictureSpan& span, const StftParameters& stft, std::int64_t count)
{
    const auto frameAt = [&stft](double sample) { return (sample - frameCenter(stft, 0)) / stft.hop; };
    const double last = static_cast<double>(count - 1);
    const double first = std::ceil(std::max(frameAt(span.beginSample), 0.0));
    const double end = std::floor(std::min(frameAt(span.endSample), last)) + 1;
    if (first < end)
        return {static_cast<std::int64_t>(first), static_cast<std::int64_t>(end)};
    const std::int64_t nearest = frameNearest(stft, (span.beginSample + span.endSample) / 2, count).value_or(0);
    return {nearest, nearest + 1};
}

/// Those whose frequency lies in [span.lowHz, span.highHz].
RowRange rowsIn(const PictureSpan& span, const StftParameters& stft, double sampleRate)
{
    const double spacing = binSpacingHz(stft, sampleRate);
    const double last = stft.binCount() - 1;
    const double first = std::ceil(std::max(span.lowHz / spacing, 0.0));
    const double end = std::floor(std::min(span.highHz / spacing, last)) + 1;
    if (first < end)
        return {static_cast<int>(first), static_cast<int>(end)};
    const int nearest = binNearest(stft, (span.lowHz + span.highHz) / 2, sampleRate);
    return {nearest, nearest + 1};
}

SpectrumMode modeOf(DataQuantity quantity)
{
    switch (quantity) {
    case DataQuantity::Magnitude:
        return SpectrumMode::Magnitude;
    case DataQuantity::Complex:
        return SpectrumMode::Complex;
    case DataQuantity::Angle:
        return SpectrumMode::Angle;
    case DataQuantity::Phase:
        return SpectrumMode::Phase;
    case DataQuantity::Level:
    case DataQuantity::PowerSpectrum:
    case DataQuantity::PowerDensity:
        break;
    }
    return SpectrumMode::Psd;
}

} // namespace

std::int64_t DataScope::frameCount() const
{
    return gabor::frameCount(stft, source->availableSamples());
}

DataRequest requestOf(const DataScope& scope, const DataChoice& choice)
{
    assert(scope.frameCount() > 0 && scope.has(choice.time) && scope.has(choice.frequency));
    const StftParameters& stft = scope.stft;
    DataRequest request{.source = scope.source,
                        .channel = scope.channel,
                        .interval = {0, scope.source->availableSamples()},
                        .parameters = exactParametersOf(stft),
                        .rows = {0, stft.binCount()},
                        .quantity = choice.quantity,
                        .precision = choice.precision};
    request.parameters.mode = modeOf(choice.quantity);
    if (choice.quantity == DataQuantity::PowerDensity)
        request.parameters.scaling = SpectrumScaling::Density;
    Frames frames{0, scope.frameCount()};
    if (choice.time != DataPart::Whole)
        frames = framesIn(spanOf(scope, choice.time), stft, scope.frameCount());
    // Frames that reach over the ends find zeros there.
    if (choice.time != DataPart::Whole || stft.boundary == FrameBoundary::Padded)
        request.interval = {frameBegin(stft, frames.begin), frameBegin(stft, frames.end - 1) + stft.windowLength};
    if (choice.frequency != DataPart::Whole)
        request.rows = rowsIn(spanOf(scope, choice.frequency), stft, scope.source->description().sampleRate);
    return request;
}

DataShape shapeOf(const DataRequest& request)
{
    const std::int64_t columns = (request.interval.size() - request.parameters.nperseg) / request.parameters.hop() + 1;
    const double numberBytes = request.precision == StoredPrecision::Double ? sizeof(double) : sizeof(float);
    const double parts = request.quantity == DataQuantity::Complex ? 2 : 1;
    return {.rows = request.rows.size(),
            .columns = columns,
            .bytes = numberBytes * parts * static_cast<double>(columns) * request.rows.size()};
}

} // namespace gabor
