// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/figure/figurejson.h"

#include <array>
#include <cmath>

namespace gabor {

namespace {

struct PartName
{
    const char* name;
    bool FigureParts::*shown;
};
constexpr std::array partNames{
    PartName{"title", &FigureParts::title},
    PartName{"waveform", &FigureParts::waveform},
    PartName{"axes", &FigureParts::axes},
    PartName{"colorBar", &FigureParts::colorBar},
    PartName{"grid", &FigureParts::grid},
    PartName{"markers", &FigureParts::markers},
    PartName{"description", &FigureParts::description},
};

constexpr double longestMillimeters = 10'000;
constexpr double largestTextScale = 16;

/// The number of that name, if it lies in [low, high].
std::optional<double> numberIn(const QJsonObject& json, const char* name, double low, double high)
{
    const double number = json[QLatin1String(name)].toDouble(NAN);
    return number >= low && number <= high ? std::optional(number) : std::nullopt;
}

QJsonObject toJson(const FigureSize& size)
{
    return {{QStringLiteral("unit"),
             size.unit == FigureSize::Unit::Pixels ? QStringLiteral("pixels") : QStringLiteral("millimeters")},
            {QStringLiteral("widthPixels"), size.pixels.width()},
            {QStringLiteral("heightPixels"), size.pixels.height()},
            {QStringLiteral("textScale"), size.textScale},
            {QStringLiteral("widthMillimeters"), size.millimeters.width()},
            {QStringLiteral("heightMillimeters"), size.millimeters.height()},
            {QStringLiteral("dotsPerInch"), size.dotsPerInch}};
}

std::optional<FigureSize> sizeFromJson(const QJsonObject& json)
{
    const QString unit = json[QLatin1String("unit")].toString();
    const auto width = numberIn(json, "widthPixels", 1, FigureRequest::mostPixels);
    const auto height = numberIn(json, "heightPixels", 1, FigureRequest::mostPixels);
    const auto textScale = numberIn(json, "textScale", 0.1, largestTextScale);
    const auto widthMillimeters = numberIn(json, "widthMillimeters", 1, longestMillimeters);
    const auto heightMillimeters = numberIn(json, "heightMillimeters", 1, longestMillimeters);
    const auto dotsPerInch = numberIn(json, "dotsPerInch", lowestDotsPerInch, highestDotsPerInch);
    if ((unit != QLatin1String("pixels") && unit != QLatin1String("millimeters")) || !width || !height || !textScale
        || !widthMillimeters || !heightMillimeters || !dotsPerInch)
        return std::nullopt;
    return FigureSize{.unit =
                          unit == QLatin1String("pixels") ? FigureSize::Unit::Pixels : FigureSize::Unit::Millimeters,
                      .pixels = {static_cast<int>(*width), static_cast<int>(*height)},
                      .textScale = *textScale,
                      .millimeters = {*widthMillimeters, *heightMillimeters},
                      .dotsPerInch = *dotsPerInch};
}

} // namespace

QJsonObject toJson(const FigureParts& parts)
{
    QJsonObject json;
    for (const PartName& part : partNames)
        json[QLatin1String(part.name)] = parts.*part.shown;
    return json;
}

std::optional<FigureParts> partsFromJson(const QJsonObject& json)
{
    FigureParts parts;
    for (const PartName& part : partNames) {
        const QJsonValue shown = json[QLatin1String(part.name)];
        // Figures that do not say it were drawn before there were any.
        if (shown.isUndefined() && part.shown == &FigureParts::markers) {
            parts.markers = false;
            continue;
        }
        if (!shown.isBool())
            return std::nullopt;
        parts.*part.shown = shown.toBool();
    }
    return parts;
}

QJsonObject toJson(const ExportChoice& choice)
{
    return {{QStringLiteral("format"), suffixOf(choice.format)},
            {QStringLiteral("size"), toJson(choice.size)},
            {QStringLiteral("dark"), choice.dark},
            {QStringLiteral("parts"), toJson(choice.parts)}};
}

std::optional<ExportChoice> exportChoiceFromJson(const QJsonObject& json)
{
    const auto format = imageFormatOf(QStringLiteral("x.") + json[QLatin1String("format")].toString());
    const auto size = sizeFromJson(json[QLatin1String("size")].toObject());
    const auto parts = partsFromJson(json[QLatin1String("parts")].toObject());
    const QJsonValue dark = json[QLatin1String("dark")];
    if (!format || !size || !parts || !dark.isBool())
        return std::nullopt;
    return ExportChoice{.format = *format, .size = *size, .dark = dark.toBool(), .parts = *parts};
}

} // namespace gabor
