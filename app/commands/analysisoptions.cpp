// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/analysisoptions.h"

#include "app/session/windowtext.h"
#include "core/exact/spectrogramparameters.h"
#include "widgets/panels/faulttext.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace gabor {

namespace {

constexpr double mostOverlapPercent = 99.9999;

QString tr(const char* text)
{
    return QCoreApplication::translate("AnalysisOptions", text);
}

/// At most one of @p names may be given: they say the same thing in different words.
void refuseMoreThanOne(CommandOptions& options, std::initializer_list<const char*> names)
{
    QStringList given;
    for (const char* const name : names) {
        if (options.isSet(name))
            given << QLatin1String("--") + QLatin1String(name);
    }
    if (given.size() > 1)
        options.refuse(tr("Only one of %1 can be given.").arg(given.join(tr(" and "))));
}

int hopOf(CommandOptions& options, int windowLength)
{
    refuseMoreThanOne(options, {"hop", "noverlap", "overlap"});
    if (const auto hop = options.wholeIfSet("hop", 1, maximumNfft))
        return *hop;
    if (const auto noverlap = options.wholeIfSet("noverlap", 0, maximumNfft)) {
        if (*noverlap >= windowLength)
            options.refuse(tr("--noverlap must be less than nperseg, here %1.").arg(windowLength));
        return windowLength - *noverlap;
    }
    const StftParameters usual;
    const double usualPercent = 100.0 * usual.noverlap() / usual.windowLength;
    const double percent =
        options.number("overlap", usualPercent, 0, mostOverlapPercent, tr("a number of percent from 0 to below 100"));
    return std::max(1, static_cast<int>(std::lround(windowLength * (1 - percent / 100))));
}

} // namespace

std::string_view nameOf(FrameBoundary boundary)
{
    return boundary == FrameBoundary::Inside ? "inside" : "padded";
}

void addAnalysisOptions(CommandOptions& options)
{
    options.add("window", QStringLiteral("NAME[:P1,P2]"), windowHelp() + u' ' + tr("Default: hann."));
    options.add("symmetric", {}, tr("A symmetric window (fftbins=False) instead of a periodic one."));
    options.add("nperseg", QStringLiteral("SAMPLES"), tr("Length of the window, 2048 by default."));
    options.add("window-length", QStringLiteral("SAMPLES"), tr("The same as --nperseg."));
    options.add("hop", QStringLiteral("SAMPLES"),
                tr("From one frame to the next, a quarter of the window by default; or say it by --noverlap or "
                   "--overlap."));
    options.add("noverlap", QStringLiteral("SAMPLES"), tr("What a frame shares with the next."));
    options.add("overlap", QStringLiteral("PERCENT"), tr("The same as a share of the window, 75 by default."));
    options.add("nfft", QStringLiteral("SAMPLES"),
                tr("Length of the transform, twice the window by default; what exceeds the window is zeros."));
    options.add("detrend", QStringLiteral("KIND"),
                tr("What each frame is freed from: none (default), constant or linear."));
    options.add("boundary", QStringLiteral("KIND"),
                tr("Where frames stand: inside the sound (default), or padded: from its first sample to its last, with "
                   "zeros beyond them."));
}

StftParameters analysisParameters(CommandOptions& options)
{
    const StftParameters usual;
    StftParameters stft;
    if (options.isSet("window")) {
        const auto window = windowNamed(options.text("window"), false);
        if (window)
            stft.window = window.value();
        else
            options.refuse(window.fault().sentence);
    }
    stft.window.symmetric = options.isSet("symmetric");
    refuseMoreThanOne(options, {"nperseg", "window-length"});
    stft.windowLength = options.whole("window-length", usual.windowLength, 1, maximumNfft);
    stft.windowLength = options.whole("nperseg", stft.windowLength, 1, maximumNfft);
    stft.hop = hopOf(options, stft.windowLength);
    const int padding = usual.nfft / usual.windowLength;
    stft.nfft = options.whole("nfft", std::min(maximumNfft, padding * stft.windowLength), 1, maximumNfft);
    stft.detrend = options.word("detrend", stft.detrend, {Detrend::None, Detrend::Constant, Detrend::Linear});
    stft.boundary = options.word("boundary", stft.boundary, {FrameBoundary::Inside, FrameBoundary::Padded});
    if (options.fault())
        return stft;
    if (const std::optional<StftFault> fault = faultIn(stft))
        options.refuse(fault->rule == StftFault::Rule::Window
                           ? windowFault(fault->window, stft.window, stft.windowLength).sentence
                           : faultText(*fault, stft));
    return stft;
}

} // namespace gabor
