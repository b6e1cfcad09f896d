// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/figure/parametersjson.h"

#include <QJsonArray>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <string_view>
#include <utility>

namespace gabor {

namespace {

template <class Value, std::size_t count>
using NameTable = std::array<std::pair<Value, std::string_view>, count>;

constexpr NameTable<Detrend, 3> detrendNames{
    {{Detrend::None, "none"}, {Detrend::Constant, "constant"}, {Detrend::Linear, "linear"}}};
constexpr NameTable<FrameBoundary, 2> boundaryNames{
    {{FrameBoundary::Inside, "inside"}, {FrameBoundary::Padded, "padded"}}};
constexpr NameTable<Shading, 2> shadingNames{{{Shading::Flat, "flat"}, {Shading::Gouraud, "gouraud"}}};
constexpr NameTable<Reduction, 3> reductionNames{
    {{Reduction::Maximum, "maximum"}, {Reduction::MeanPower, "mean"}, {Reduction::Sample, "sample"}}};

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

/// The entry of a catalog that has the name in @p json.
template <class Info, class Value>
std::optional<Value> named(const QJsonValue& json, std::span<const Info> catalog, Value Info::*value)
{
    const auto entry = std::find_if(catalog.begin(), catalog.end(),
                                    [&](const Info& info) { return text(info.name) == json.toString(); });
    return entry == catalog.end() ? std::nullopt : std::optional(*entry.*value);
}

std::optional<ColormapKind> colormapFromJson(const QJsonValue& json)
{
    return named(json, colormapCatalog(), &ColormapInfo::kind);
}

std::optional<bool> truth(const QJsonValue& json)
{
    return json.isBool() ? std::optional(json.toBool()) : std::nullopt;
}

std::optional<double> number(const QJsonValue& json)
{
    return json.isDouble() ? std::optional(json.toDouble()) : std::nullopt;
}

/// Takes members of an object one by one, and remembers whether one of them could not be had.
class MemberReader
{
public:
    explicit MemberReader(const QJsonObject& json) : m_json(json) { }

    template <class Value, class Read>
    void take(const char* name, Value& into, const Read& read)
    {
        if (auto value = read(m_json[QLatin1String(name)]))
            into = *std::move(value);
        else
            m_whole = false;
    }
    /// Leaves @p into alone where a version wrote that did not have the member.
    template <class Value, class Read>
    void takeIfThere(const char* name, Value& into, const Read& read)
    {
        if (m_json.contains(QLatin1String(name)))
            take(name, into, read);
    }
    bool isWhole() const { return m_whole; }

private:
    const QJsonObject& m_json;
    bool m_whole = true;
};

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
            {QStringLiteral("detrend"), nameOf(stft.detrend, detrendNames)},
            {QStringLiteral("boundary"), nameOf(stft.boundary, boundaryNames)}};
}

std::optional<StftParameters> stftFromJson(const QJsonObject& json)
{
    const auto window = windowFromJson(json[QLatin1String("window")].toObject());
    const auto windowLength = wholeNumber(json[QLatin1String("nperseg")]);
    const auto hop = wholeNumber(json[QLatin1String("hop")]);
    const auto nfft = wholeNumber(json[QLatin1String("nfft")]);
    const auto detrend = valueOf(json[QLatin1String("detrend")], detrendNames);
    const auto boundary = json.contains(QLatin1String("boundary"))
        ? valueOf(json[QLatin1String("boundary")], boundaryNames)
        : FrameBoundary::Inside; // there was no other once
    if (!window || !windowLength || !hop || !nfft || !detrend || !boundary)
        return std::nullopt;
    StftParameters stft{*window, *windowLength, *hop, *nfft, *detrend, *boundary};
    return faultIn(stft) ? std::nullopt : std::optional(std::move(stft));
}

QJsonObject toJson(const DisplayParameters& display)
{
    const FrequencyAxis& axis = display.frequencyAxis;
    QJsonObject json{{QStringLiteral("shading"), nameOf(display.shading, shadingNames)},
                     {QStringLiteral("colormap"), text(colormapInfo(display.colormap.kind).name)},
                     {QStringLiteral("reversed"), display.colormap.reversed},
                     {QStringLiteral("phaseColormap"), text(colormapInfo(display.phaseColormap.kind).name)},
                     {QStringLiteral("phaseReversed"), display.phaseColormap.reversed},
                     {QStringLiteral("levelScale"), text(nameOf(display.levelScale))},
                     {QStringLiteral("low"), display.low},
                     {QStringLiteral("high"), display.high},
                     {QStringLiteral("automaticLevels"), display.automaticLevels},
                     {QStringLiteral("frequencyScale"), text(nameOf(axis.scale))},
                     {QStringLiteral("noteNames"), axis.noteNames},
                     {QStringLiteral("pianoStrip"), axis.pianoStrip},
                     {QStringLiteral("a4Hz"), axis.a4Hz}};
    if (display.calibrationDb)
        json[QLatin1String("calibrationDb")] = *display.calibrationDb;
    return json;
}

std::optional<DisplayParameters> displayFromJson(const QJsonObject& json)
{
    DisplayParameters display;
    FrequencyAxis& axis = display.frequencyAxis;
    MemberReader reader(json);
    reader.take("shading", display.shading, [](const QJsonValue& v) { return valueOf(v, shadingNames); });
    reader.take("colormap", display.colormap.kind, colormapFromJson);
    reader.take("reversed", display.colormap.reversed, truth);
    reader.takeIfThere("phaseColormap", display.phaseColormap.kind, colormapFromJson);
    reader.takeIfThere("phaseReversed", display.phaseColormap.reversed, truth);
    reader.takeIfThere("levelScale", display.levelScale,
                       [](const QJsonValue& v) { return named(v, levelScaleCatalog(), &LevelScaleInfo::scale); });
    reader.takeIfThere("calibrationDb", display.calibrationDb, number);
    for (const char* name : {"lowDb", "low"}) // the first is how it was called when all levels were in dBFS
        reader.takeIfThere(name, display.low, number);
    for (const char* name : {"highDb", "high"})
        reader.takeIfThere(name, display.high, number);
    reader.take("automaticLevels", display.automaticLevels, truth);
    reader.takeIfThere("frequencyScale", axis.scale, [](const QJsonValue& v) {
        return named(v, frequencyScaleCatalog(), &FrequencyScaleInfo::scale);
    });
    reader.takeIfThere("noteNames", axis.noteNames, truth);
    reader.takeIfThere("pianoStrip", axis.pianoStrip, truth);
    reader.takeIfThere("a4Hz", axis.a4Hz, number);
    return reader.isWhole() && !faultIn(display) ? std::optional(display) : std::nullopt;
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
