// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/parametersjson.h"

#include <QJsonArray>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>

namespace gabor {

namespace {

template <class Value, std::size_t count>
using NameTable = std::array<std::pair<Value, std::string_view>, count>;

constexpr NameTable<Detrend, 3> detrendNames{
    {{Detrend::None, "none"}, {Detrend::Constant, "constant"}, {Detrend::Linear, "linear"}}};
constexpr NameTable<Shading, 2> shadingNames{{{Shading::Flat, "flat"}, {Shading::Gouraud, "gouraud"}}};
constexpr NameTable<Reduction, 2> reductionNames{{{Reduction::Maximum, "maximum"}, {Reduction::MeanPower, "mean"}}};

QString text(std::string_view name)
{
    return QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
}

template <class Value, std::size_t count>
QString nameOf(Value value, const NameTable<Value, count>& table)
{
    const auto entry = std::find_if(table.begin(), table.end(), [&](const auto& e) { return e.first == value; });
    return text(entry->second);
}

template <class Value, std::size_t count>
std::optional<Value> valueOf(const QJsonValue& json, const NameTable<Value, count>& table)
{
    const auto entry =
        std::find_if(table.begin(), table.end(), [&](const auto& e) { return text(e.second) == json.toString(); });
    return entry == table.end() ? std::nullopt : std::optional(entry->first);
}

/// A whole number that an int holds; JSON knows only doubles.
std::optional<int> wholeNumber(const QJsonValue& json)
{
    const double number = json.toDouble(NAN);
    if (!(std::abs(number) <= 1e9) || number != std::floor(number))
        return std::nullopt;
    return static_cast<int>(number);
}

std::optional<WindowSpec> windowFromJson(const QJsonObject& json)
{
    const auto catalog = windowCatalog();
    const auto info = std::find_if(catalog.begin(), catalog.end(), [&](const WindowInfo& window) {
        return text(window.scipyName) == json[QLatin1String("name")].toString();
    });
    if (info == catalog.end() || !json[QLatin1String("symmetric")].isBool()
        || !json[QLatin1String("parameters")].isArray())
        return std::nullopt;
    WindowSpec window{info->kind, {}, json[QLatin1String("symmetric")].toBool()};
    for (const QJsonValue parameter : json[QLatin1String("parameters")].toArray()) {
        if (!parameter.isDouble())
            return std::nullopt;
        window.parameters.push_back(parameter.toDouble());
    }
    return window;
}

} // namespace

QJsonObject toJson(const StftParameters& stft)
{
    QJsonArray parameters;
    for (const double parameter : stft.window.parameters)
        parameters.append(parameter);
    const QJsonObject window{{QStringLiteral("name"), text(windowInfo(stft.window.kind).scipyName)},
                             {QStringLiteral("parameters"), parameters},
                             {QStringLiteral("symmetric"), stft.window.symmetric}};
    return {{QStringLiteral("window"), window},
            {QStringLiteral("nperseg"), stft.windowLength},
            {QStringLiteral("hop"), stft.hop},
            {QStringLiteral("nfft"), stft.nfft},
            {QStringLiteral("detrend"), nameOf(stft.detrend, detrendNames)}};
}

std::optional<StftParameters> stftFromJson(const QJsonObject& json)
{
    const auto window = windowFromJson(json[QLatin1String("window")].toObject());
    const auto windowLength = wholeNumber(json[QLatin1String("nperseg")]);
    const auto hop = wholeNumber(json[QLatin1String("hop")]);
    const auto nfft = wholeNumber(json[QLatin1String("nfft")]);
    const auto detrend = valueOf(json[QLatin1String("detrend")], detrendNames);
    if (!window || !windowLength || !hop || !nfft || !detrend)
        return std::nullopt;
    StftParameters stft{*window, *windowLength, *hop, *nfft, *detrend};
    return faultIn(stft) ? std::nullopt : std::optional(std::move(stft));
}

QJsonObject toJson(const DisplayParameters& display)
{
    return {{QStringLiteral("shading"), nameOf(display.shading, shadingNames)},
            {QStringLiteral("colormap"), text(colormapInfo(display.colormap.kind).name)},
            {QStringLiteral("reversed"), display.colormap.reversed},
            {QStringLiteral("lowDb"), display.lowDb},
            {QStringLiteral("highDb"), display.highDb},
            {QStringLiteral("automaticLevels"), display.automaticLevels}};
}

std::optional<DisplayParameters> displayFromJson(const QJsonObject& json)
{
    const auto shading = valueOf(json[QLatin1String("shading")], shadingNames);
    const auto catalog = colormapCatalog();
    const auto colormap = std::find_if(catalog.begin(), catalog.end(), [&](const ColormapInfo& info) {
        return text(info.name) == json[QLatin1String("colormap")].toString();
    });
    if (!shading || colormap == catalog.end() || !json[QLatin1String("reversed")].isBool()
        || !json[QLatin1String("automaticLevels")].isBool())
        return std::nullopt;
    DisplayParameters display;
    display.shading = *shading;
    display.colormap = {colormap->kind, json[QLatin1String("reversed")].toBool()};
    display.lowDb = json[QLatin1String("lowDb")].toDouble(NAN);
    display.highDb = json[QLatin1String("highDb")].toDouble(NAN);
    display.automaticLevels = json[QLatin1String("automaticLevels")].toBool();
    return faultIn(display) ? std::nullopt : std::optional(display);
}

QString toJson(Reduction reduction)
{
    return nameOf(reduction, reductionNames);
}

std::optional<Reduction> reductionFromJson(const QJsonValue& json)
{
    return valueOf(json, reductionNames);
}

} // namespace gabor
