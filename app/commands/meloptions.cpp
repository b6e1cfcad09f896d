// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/meloptions.h"

#include <QCoreApplication>

namespace gabor {

namespace {

constexpr double highestHz = 1e9;

QString tr(const char* text)
{
    return QCoreApplication::translate("MelOptions", text);
}

QString text(std::string_view words)
{
    return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
}

} // namespace

void addMelOptions(CommandOptions& options)
{
    options.add("mels", QStringLiteral("COUNT"), tr("Number of mel bands, 128 by default."));
    options.add("fmin", QStringLiteral("HZ"), tr("Lower edge of the first band, 0 by default."));
    options.add("fmax", QStringLiteral("HZ"), tr("Upper edge of the last band, half the sample rate by default."));
    options.add("scale", QStringLiteral("SCALE"), tr("slaney (default) or htk."));
    options.add("norm", QStringLiteral("NORM"), tr("slaney (default; every band has the same area) or none."));
    options.add("style", QStringLiteral("WHOSE"),
                tr("librosa (default), or tf: tf.signal, which has a scale of its own (like htk) and no norm."));
}

MelRequest melRequest(CommandOptions& options)
{
    const QString hertz = tr("a frequency in Hz from 0 on");
    MelRequest request;
    MelParameters& parameters = request.parameters;
    parameters.bands = options.whole("mels", parameters.bands, 1, maximumMelBands);
    parameters.lowHz = options.number("fmin", parameters.lowHz, 0, highestHz, hertz);
    parameters.highHz = options.number("fmax", parameters.highHz, 0, highestHz, hertz);
    parameters.scale = options.word("scale", parameters.scale, {MelScale::Slaney, MelScale::Htk});
    parameters.norm = options.word("norm", parameters.norm, {MelNorm::Slaney, MelNorm::None});
    parameters.style = options.word("style", parameters.style, {MelStyle::Librosa, MelStyle::TensorFlow});
    request.hasHigh = options.isSet("fmax");
    return request;
}

MelParameters completed(const MelRequest& request, double sampleRate)
{
    MelParameters parameters = request.parameters;
    if (!request.hasHigh)
        parameters.highHz = sampleRate / 2;
    return parameters;
}

CommandFault melFault(const MelFault& fault, double sampleRate)
{
    switch (fault.rule) {
    case MelFault::Rule::BandsNotPositive:
        return {tr("--mels must be at least 1."), exitUsage};
    case MelFault::Rule::TooManyBands:
        return {tr("--mels can be at most %1.").arg(maximumMelBands), exitUsage};
    case MelFault::Rule::LowNegative:
        return {tr("--fmin must be at least 0."), exitUsage};
    case MelFault::Rule::HighNotAboveLow:
        return {tr("--fmax must be above --fmin."), exitUsage};
    case MelFault::Rule::HighAboveHalfTheRate:
        break;
    }
    return {tr("--fmax can be at most half the sample rate, here %1 Hz.").arg(QString::number(sampleRate / 2, 'g', 9)),
            exitUsage};
}

QJsonObject toJson(const MelParameters& parameters)
{
    return {{QStringLiteral("mels"), parameters.bands},
            {QStringLiteral("fmin"), parameters.lowHz},
            {QStringLiteral("fmax"), parameters.highHz},
            {QStringLiteral("scale"), text(nameOf(parameters.scale))},
            {QStringLiteral("norm"), text(nameOf(parameters.norm))},
            {QStringLiteral("style"), text(nameOf(parameters.style))}};
}

} // namespace gabor
