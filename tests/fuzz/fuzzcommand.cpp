// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/analysisoptions.h"
#include "app/commands/displayoptions.h"
#include "app/commands/figureoptions.h"
#include "tests/fuzz/fuzzqt.h"

#include <cstdlib>

using namespace gabor;

/// The arguments of 'gabor render' that say how to draw, a line each: they make a figure that may be drawn, or a
/// sentence.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const fuzz::QtCore qt;
    CommandOptions options(QStringLiteral("render"), QStringLiteral("Draws."), QStringLiteral("gabor render"));
    options.addArgument(QStringLiteral("INPUT"), QStringLiteral("Sounds."), QStringLiteral("INPUT..."));
    options.add("start", QStringLiteral("SECONDS"), QStringLiteral("Where to begin."));
    options.add("channel", QStringLiteral("N"), QStringLiteral("Which channel."));
    addAnalysisOptions(options);
    addDisplayOptions(options);
    addFigureOptions(options);
    if (options.parse(fuzz::textOf(data, size).split(u'\n')))
        return 0;
    constexpr double mostSeconds = 1e9;
    constexpr int mostChannels = 1024;
    const double start = options.number("start", 0, 0, mostSeconds, QStringLiteral("a number of seconds"));
    const int channel = options.whole("channel", 1, 1, mostChannels);
    const StftParameters stft = analysisParameters(options);
    const DisplayParameters display = displayParameters(options);
    reductionOf(options);
    figureRequest(options);
    if (options.fault()) {
        if (options.fault()->sentence.isEmpty())
            std::abort();
        return 0;
    }
    const bool inRange = start >= 0 && start <= mostSeconds && channel >= 1 && channel <= mostChannels;
    if (!inRange || faultIn(stft) || faultIn(display))
        std::abort();
    return 0;
}
