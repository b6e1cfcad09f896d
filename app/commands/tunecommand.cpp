// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/tunecommand.h"

#include "app/commands/commandoptions.h"
#include "app/session/wisdomfile.h"
#include "core/dsp/planwisdom.h"

#include <QCoreApplication>

#include <vector>

#include <sys/resource.h>

namespace gabor {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("TuneCommand", text);
}

std::vector<int> usualSizes()
{
    std::vector<int> sizes;
    for (int size = 256; size <= largestMeasuredSize / 4; size *= 2)
        sizes.push_back(size);
    return sizes;
}

std::vector<int> sizesOf(CommandOptions& options)
{
    if (options.arguments().isEmpty())
        return usualSizes();
    std::vector<int> sizes;
    for (const QString& argument : options.arguments()) {
        bool isNumber = false;
        const int size = argument.toInt(&isNumber);
        if (!isNumber || size < 1 || size > largestMeasuredSize)
            options.refuse(tr("“%1” is no NFFT to be measured: that is a whole number from 1 to %2.")
                               .arg(argument, QString::number(largestMeasuredSize)));
        sizes.push_back(size);
    }
    return sizes;
}

} // namespace

int runTune(const QStringList& arguments)
{
    CommandOptions options(
        QStringLiteral("tune"),
        tr("Measures how transforms run fastest on this machine and keeps it in the user's cache, where the\n"
           "program's window finds it. The window does so by itself, for each NFFT in use, while nothing else is to\n"
           "be done. Images from the command line do not depend on it, so that they can be repeated bit by bit."),
        QStringLiteral("gabor tune 2048 4096"));
    options.addArgument(QStringLiteral("NFFT"), tr("Sizes to measure; powers of two from 256 to 65536 by default."),
                        QStringLiteral("[NFFT...]"));
    if (const std::optional<int> exitCode = options.parse(arguments))
        return *exitCode;
    const std::vector<int> sizes = sizesOf(options);
    if (options.fault())
        return complain(*options.fault());

    setpriority(PRIO_PROCESS, 0, 19); // everything else is more urgent
    const WisdomFile file = WisdomFile::ofUser();
    for (const int size : sizes) { // one by one, so that what is done is kept when the next one is interrupted
        const std::string known = file.read();
        const std::string wisdom = measuredWisdom({&size, 1}, known);
        if (wisdom == known)
            continue;
        if (const QString fault = file.write(wisdom); !fault.isEmpty())
            return complain({fault});
    }
    return exitDone;
}

} // namespace gabor
