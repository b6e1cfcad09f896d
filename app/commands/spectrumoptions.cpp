// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/spectrumoptions.h"

#include "app/session/windowtext.h"

#include <QCoreApplication>

#include <limits>

namespace gabor {

namespace {

constexpr int anyWhole = std::numeric_limits<int>::max();

QString tr(const char* text)
{
    return QCoreApplication::translate("SpectrumOptions", text);
}

QString text(std::string_view words)
{
    return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
}

WindowSpec initialWindowOf(SpectrumDefaults defaults, SpectrumConvention convention)
{
    if (defaults == SpectrumDefaults::Mel)
        return {};
    if (convention == SpectrumConvention::Mlab) // np.hanning
        return {.kind = WindowKind::Hann, .parameters = {}, .symmetric = true};
    return ExactParameters{}.window;
}

void readSpectrogramOnly(CommandOptions& options, ExactParameters& parameters)
{
    const bool isMlab = parameters.convention == SpectrumConvention::Mlab;
    parameters.detrend = options.word("detrend", isMlab ? Detrend::None : Detrend::Constant,
                                      {Detrend::None, Detrend::Constant, Detrend::Linear});
    parameters.scaling =
        options.word("scaling", SpectrumScaling::Density, {SpectrumScaling::Density, SpectrumScaling::Spectrum});
    parameters.mode = options.word(
        "mode", SpectrumMode::Psd,
        {SpectrumMode::Psd, SpectrumMode::Complex, SpectrumMode::Magnitude, SpectrumMode::Angle, SpectrumMode::Phase});
    parameters.twoSided = options.isSet("two-sided");
}

} // namespace

void addSpectrumOptions(CommandOptions& options, SpectrumDefaults defaults)
{
    const bool isMel = defaults == SpectrumDefaults::Mel;
    options.add("window", QStringLiteral("NAME[:P1,P2]"),
                windowHelp() + u' '
                    + (isMel ? tr("Default: hann.") : tr("Default: tukey:0.25 (mlab: symmetric hann).")));
    options.add("nperseg", QStringLiteral("SAMPLES"),
                isMel ? tr("Length of the window, 2048 by default.") : tr("Length of the window, 256 by default."));
    options.add("noverlap", QStringLiteral("SAMPLES"),
                isMel ? tr("What a frame shares with the next, 3/4 of nperseg by default.")
                      : tr("What a frame shares with the next, nperseg // 8 by default (mlab: 128)."));
    options.add("nfft", QStringLiteral("SAMPLES"),
                tr("Length of the transform, nperseg by default; what exceeds nperseg is zeros."));
    options.add("symmetric", {}, tr("A symmetric window (fftbins=False) instead of a periodic one."));
    options.add(
        "boundary", QStringLiteral("KIND"),
        tr("How the sound goes on beyond its ends by half a window: none (default), zeros, even, odd or constant."));
    options.add("padded", {}, tr("Add zeros at the end so that the last samples fill a frame."));
    if (isMel)
        return;
    options.add("detrend", QStringLiteral("KIND"),
                tr("What each frame is freed from: none, constant (default) or linear (mlab: none by default)."));
    options.add("scaling", QStringLiteral("KIND"), tr("density (default; per Hz) or spectrum."));
    options.add("mode", QStringLiteral("MODE"), tr("psd (default), complex, magnitude, angle or phase (unwrapped)."));
    options.add("two-sided", {}, tr("Negative frequencies, too."));
    options.add("convention", QStringLiteral("WHOSE"),
                tr("scipy (default) or mlab: whose rules hold for short sounds, two-sided order, the doubling of the "
                   "last bin, and for what is not given."));
}

SpectrumRequest spectrumRequest(CommandOptions& options, SpectrumDefaults defaults)
{
    const bool isMel = defaults == SpectrumDefaults::Mel;
    SpectrumRequest request;
    ExactParameters& parameters = request.parameters;
    if (isMel) {
        parameters.detrend = Detrend::None;
        request.overlapNumerator = 3;
        request.overlapDenominator = 4;
    } else {
        parameters.convention = options.word("convention", SpectrumConvention::Scipy,
                                             {SpectrumConvention::Scipy, SpectrumConvention::Mlab});
        readSpectrogramOnly(options, parameters);
    }
    parameters.window = initialWindowOf(defaults, parameters.convention);
    if (options.isSet("window")) {
        const Result<WindowSpec, CommandFault> window = windowNamed(options.text("window"), options.isSet("symmetric"));
        if (window)
            parameters.window = window.value();
        else
            options.refuse(window.fault().sentence);
    } else if (options.isSet("symmetric")) {
        parameters.window.symmetric = true;
    }
    parameters.nperseg = options.whole("nperseg", isMel ? 2048 : 256, 1, anyWhole);
    request.noverlap = options.wholeIfSet("noverlap", 0, anyWhole);
    if (!request.noverlap && parameters.convention == SpectrumConvention::Mlab)
        request.noverlap = 128; // whatever nperseg is
    request.nfft = options.wholeIfSet("nfft", 1, maximumExactNfft);
    parameters.boundary =
        options.word("boundary", Boundary::None,
                     {Boundary::None, Boundary::Zeros, Boundary::Even, Boundary::Odd, Boundary::Constant});
    parameters.padded = options.isSet("padded");
    return request;
}

ExactParameters completed(const SpectrumRequest& request, std::int64_t sampleCount)
{
    ExactParameters parameters = request.parameters;
    const int nperseg = inForce(parameters, sampleCount).nperseg;
    const std::int64_t share = std::int64_t{nperseg} * request.overlapNumerator / request.overlapDenominator;
    parameters.noverlap = request.noverlap.value_or(static_cast<int>(share));
    parameters.nfft = request.nfft.value_or(nperseg);
    return parameters;
}

CommandFault spectrumFault(const ExactFault& fault, const ExactParameters& parameters)
{
    const QString nperseg = QString::number(fault.nperseg);
    // Who asked for 256 and reads 100 wants to know why.
    const QString why = fault.nperseg < parameters.nperseg
        ? tr("nperseg, which the length of the sound cuts down to %1").arg(nperseg)
        : tr("nperseg, here %1").arg(nperseg);
    switch (fault.rule) {
    case ExactFault::Rule::NpersegNotPositive:
        return {tr("--nperseg must be at least 1."), exitUsage};
    case ExactFault::Rule::NfftBelowNperseg:
        return {tr("--nfft must be at least %1.").arg(why), exitUsage};
    case ExactFault::Rule::NfftTooLarge:
        return {tr("--nfft, which is nperseg when not given, can be at most %1.").arg(maximumExactNfft), exitUsage};
    case ExactFault::Rule::NoverlapNegative:
        return {tr("--noverlap must be at least 0."), exitUsage};
    case ExactFault::Rule::NoverlapNotBelowNperseg:
        return {tr("--noverlap must be less than %1.").arg(why), exitUsage};
    case ExactFault::Rule::Window:
        break;
    }
    return windowFault(fault.window, parameters.window, fault.nperseg);
}

QJsonObject toJson(const ExactParameters& parameters)
{
    return {{QStringLiteral("window"), toJson(parameters.window)},
            {QStringLiteral("nperseg"), parameters.nperseg},
            {QStringLiteral("noverlap"), parameters.noverlap},
            {QStringLiteral("nfft"), parameters.nfft},
            {QStringLiteral("detrend"), text(nameOf(parameters.detrend))},
            {QStringLiteral("scaling"), text(nameOf(parameters.scaling))},
            {QStringLiteral("mode"), text(nameOf(parameters.mode))},
            {QStringLiteral("return_onesided"), !parameters.twoSided},
            {QStringLiteral("boundary"), text(nameOf(parameters.boundary))},
            {QStringLiteral("padded"), parameters.padded},
            {QStringLiteral("convention"), text(nameOf(parameters.convention))}};
}

} // namespace gabor
