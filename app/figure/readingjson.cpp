// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/figure/readingjson.h"

#include <cmath>
#include <limits>

namespace gabor {

namespace {

constexpr double mostTracks = 65536;
/// Beyond it a double does not hold every whole number.
constexpr double mostBytes = 9007199254740992.0;

std::optional<double> wholeFrom(const QJsonValue& json, double lowest, double highest)
{
    const double number = json.toDouble(NAN);
    return number >= lowest && number <= highest && number == std::floor(number) ? std::optional(number) : std::nullopt;
}

} // namespace

QJsonObject toJson(const RawSound& raw)
{
    const std::string_view encoding = encodingNameOf(raw);
    return {{QStringLiteral("encoding"), QString::fromLatin1(encoding.data(), static_cast<qsizetype>(encoding.size()))},
            {QStringLiteral("sampleRate"), raw.sampleRate},
            {QStringLiteral("channels"), static_cast<qint64>(raw.channelCount)},
            {QStringLiteral("offset"), static_cast<qint64>(raw.offset)}};
}

std::optional<RawSound> rawFromJson(const QJsonObject& json)
{
    const auto encoding = rawEncodingNamed(json[QLatin1String("encoding")].toString().toStdString());
    const double sampleRate = json[QLatin1String("sampleRate")].toDouble(NAN);
    const auto channels = wholeFrom(json[QLatin1String("channels")], 1, mostTracks);
    const auto offset = wholeFrom(json[QLatin1String("offset")], 0, mostBytes);
    if (!encoding || !channels || !offset)
        return std::nullopt;
    const RawSound raw{.format = encoding->format,
                       .byteOrder = encoding->byteOrder,
                       .sampleRate = sampleRate,
                       .channelCount = static_cast<std::int64_t>(*channels),
                       .offset = static_cast<std::int64_t>(*offset)};
    constexpr std::int64_t anySize = std::numeric_limits<std::int64_t>::max();
    return faultIn(raw, anySize) ? std::nullopt : std::optional(raw);
}

QJsonObject toJson(const SoundReading& reading)
{
    QJsonObject json;
    if (reading.track)
        json[QLatin1String("track")] = *reading.track + 1;
    if (reading.raw)
        json[QLatin1String("raw")] = toJson(*reading.raw);
    return json;
}

std::optional<SoundReading> readingFromJson(const QJsonValue& json)
{
    if (json.isUndefined())
        return SoundReading{};
    if (!json.isObject())
        return std::nullopt;
    SoundReading reading;
    if (const QJsonValue number = json[QLatin1String("track")]; !number.isUndefined()) {
        const auto track = wholeFrom(number, 1, mostTracks);
        if (!track)
            return std::nullopt;
        reading.track = static_cast<int>(*track) - 1;
    }
    if (const QJsonValue raw = json[QLatin1String("raw")]; !raw.isUndefined()) {
        reading.raw = rawFromJson(raw.toObject());
        if (!reading.raw)
            return std::nullopt;
    }
    return reading;
}

} // namespace gabor
