// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exact/spectrogramparameters.h"
#include "tests/support/npy.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

/// The cases of tests/data/reference, which a README.md there explains.
namespace gabor::test {

inline NpyArray referenceArray(const QString& file)
{
    return readNpy(std::filesystem::path(GABOR_TEST_DATA) / "reference" / file.toStdString());
}

inline const QJsonObject& referenceIndex()
{
    static const QJsonObject index = [] {
        QFile file(QStringLiteral(GABOR_TEST_DATA "/reference/index.json"));
        if (!file.open(QIODevice::ReadOnly))
            throw std::runtime_error("no index of the reference cases");
        return QJsonDocument::fromJson(file.readAll()).object();
    }();
    return index;
}

inline std::vector<QJsonObject> referenceCases(const QString& kind)
{
    std::vector<QJsonObject> cases;
    for (const QJsonValue& value : referenceIndex()["cases"].toArray()) {
        if (value["kind"].toString() == kind)
            cases.push_back(value.toObject());
    }
    return cases;
}

inline double referenceSampleRate(const QString& signal)
{
    return referenceIndex()["signals"][signal]["fs"].toDouble();
}

inline std::vector<double> referenceSignal(const QString& name)
{
    const QJsonObject signal = referenceIndex()["signals"][name].toObject();
    std::vector<double> samples;
    if (signal.contains("file"))
        return referenceArray(signal["file"].toString()).values;
    for (const QJsonValue& part : signal["parts"].toArray()) {
        const std::vector<double> values = referenceArray(part.toString()).values;
        samples.insert(samples.end(), values.begin(), values.end());
    }
    if (const QJsonObject slice = signal["slice"].toObject(); !slice.isEmpty()) {
        const std::vector<double> whole = referenceSignal(slice["of"].toString());
        const auto begin = whole.begin() + slice["start"].toInt();
        samples.assign(begin, begin + slice["n"].toInt());
    }
    if (const QJsonObject generator = signal["generator"].toObject(); !generator.isEmpty()) {
        auto state = static_cast<std::uint32_t>(generator["seed"].toInt());
        for (int i = 0; i < generator["n"].toInt(); ++i) {
            state = 1664525U * state + 1013904223U;
            samples.push_back((state >> 8) / 8388608.0 - 1);
        }
    }
    return samples;
}

/// "kaiser:8.6"; nothing when there is no such window.
inline std::optional<WindowSpec> referenceWindow(const QJsonObject& parameters)
{
    const QString text = parameters["window"].toString();
    const std::string name = text.section(':', 0, 0).toStdString();
    for (const WindowInfo& info : windowCatalog()) {
        if (info.scipyName != name)
            continue;
        WindowSpec window{.kind = info.kind, .parameters = {}, .symmetric = parameters["symmetric"].toBool()};
        for (const QString& number : text.section(':', 1).split(',', Qt::SkipEmptyParts))
            window.parameters.push_back(number.toDouble());
        return window;
    }
    return std::nullopt;
}

/// Nothing when a word has no meaning.
inline std::optional<ExactParameters> referenceParameters(const QJsonObject& p)
{
    const auto word = [&p](const char* key) { return p[QLatin1String(key)].toString().toStdString(); };
    const auto window = referenceWindow(p);
    const auto detrend = named<Detrend>(word("detrend"));
    const auto scaling = named<SpectrumScaling>(word("scaling"));
    const auto mode = named<SpectrumMode>(word("mode"));
    const auto boundary = named<Boundary>(word("boundary"));
    const auto convention = named<SpectrumConvention>(word("convention"));
    if (!window || !detrend || !scaling || !mode || !boundary || !convention)
        return std::nullopt;
    return ExactParameters{.window = *window,
                           .nperseg = p["nperseg"].toInt(),
                           .noverlap = p["noverlap"].toInt(),
                           .nfft = p["nfft"].toInt(),
                           .detrend = *detrend,
                           .scaling = *scaling,
                           .mode = *mode,
                           .twoSided = p["two_sided"].toBool(),
                           .boundary = *boundary,
                           .padded = p["padded"].toBool(),
                           .convention = *convention};
}

} // namespace gabor::test
