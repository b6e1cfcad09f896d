// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/arrayoutput.h"
#include "app/commands/datacommands.h"
#include "app/session/windowtext.h"
#include "core/exact/arrayfiles/npywriter.h"
#include "core/exact/spectrogramparameters.h"

#include <QCoreApplication>

#include <array>

namespace gabor {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("WindowCommand", text);
}

} // namespace

int runWindowCoefficients(const QStringList& arguments)
{
    CommandOptions options(QStringLiteral("window"),
                           tr("Writes the coefficients of a window, those of scipy.signal.get_window."),
                           QStringLiteral("gabor window --window kaiser:8.6 --size 256 --output kaiser.npy"));
    options.add("window", QStringLiteral("NAME[:P1,P2]"), windowHelp() + u' ' + tr("Default: hann."));
    options.add("size", QStringLiteral("SAMPLES"), tr("How many coefficients."));
    options.add("symmetric", {}, tr("Symmetric (fftbins=False) instead of periodic."));
    options.add("output", QStringLiteral("W.npy"), tr("File to write."));
    if (const std::optional<int> exitCode = options.parse(arguments))
        return *exitCode;

    if (!options.arguments().isEmpty())
        options.refuse(tr("'gabor window' takes no file; 'gabor window --help' says more."));
    options.requiredText("size");
    const int size = options.whole("size", 0, 1, maximumExactNfft);
    const auto window = windowNamed(options.text("window", QStringLiteral("hann")), options.isSet("symmetric"));
    if (!window)
        options.refuse(window.fault().sentence);
    const std::filesystem::path target = npyTarget(options);
    if (options.fault())
        return complain(*options.fault());

    // A window that adds up to nothing scales no spectrum, but it has coefficients, and get_window gives them.
    const std::optional<WindowFault> fault = faultIn(window.value(), size);
    if (fault && fault->rule != WindowFault::Rule::SumIsZero)
        return complain(windowFault(*fault, window.value(), size));
    if (const auto notWritten =
            writeNpy(target, std::array{std::int64_t{size}}, windowCoefficients(window.value(), size)))
        return complain(writeFault(*notWritten, target));
    return exitDone;
}

} // namespace gabor
