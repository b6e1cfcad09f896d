// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/subcommands.h"

#include "app/commandline.h"
#include "app/commands/commandfault.h"
#include "app/commands/datacommands.h"
#include "app/commands/rendercommand.h"
#include "app/commands/tunecommand.h"
#include "app/session/bytenames.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cstdio>
#include <new>

namespace gabor {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Subcommands", text);
}

struct Subcommand
{
    const char* name;
    const char* summary;
    int (*run)(const QStringList& arguments);
};

constexpr std::array subcommands{
    Subcommand{"render", QT_TRANSLATE_NOOP("Subcommands", "sounds as images"), runRender},
    Subcommand{"info", QT_TRANSLATE_NOOP("Subcommands", "what sound files are and hold"), runInfo},
    Subcommand{"compute", QT_TRANSLATE_NOOP("Subcommands", "a spectrogram as an array"), runCompute},
    Subcommand{"mfcc", QT_TRANSLATE_NOOP("Subcommands", "mel-frequency cepstral coefficients"), runMfcc},
    Subcommand{"mel-matrix", QT_TRANSLATE_NOOP("Subcommands", "weights of mel bands"), runMelMatrix},
    Subcommand{"tune", QT_TRANSLATE_NOOP("Subcommands", "quicker transforms on this machine"), runTune},
    Subcommand{"window", QT_TRANSLATE_NOOP("Subcommands", "coefficients of a window"), runWindowCoefficients}};

const Subcommand* subcommandNamed(const QString& name)
{
    const auto found = std::find_if(subcommands.begin(), subcommands.end(), [&name](const Subcommand& subcommand) {
        return name == QLatin1String(subcommand.name);
    });
    return found == subcommands.end() ? nullptr : &*found;
}

int run(const Subcommand& subcommand, const QStringList& arguments)
{
    // Numbers have a point, and no thousands, whatever the language.
    QLocale::setDefault(QLocale::c());
    int exitCode = exitFailed;
    try {
        exitCode = subcommand.run(arguments);
    } catch (const std::bad_alloc&) {
        return complain({tr("There is not enough memory.")});
    }
    if (std::fflush(stdout) != 0 && exitCode == exitDone)
        return complain({tr("The output could not be written.")});
    return exitCode;
}

/// "gabor help", "gabor help compute"
int runHelp(const QStringList& topics)
{
    if (topics.isEmpty()) {
        const auto general = parseCommandLine({QStringLiteral("gabor"), QStringLiteral("--help")});
        std::printf("%s\n", qUtf8Printable(std::get<Farewell>(general).text));
        return exitDone;
    }
    if (const Subcommand* const subcommand = subcommandNamed(topics.first()))
        return run(*subcommand, {QStringLiteral("--help")});
    return complain({tr("There is no command “%1”; 'gabor --help' lists them.").arg(topics.first()), exitUsage});
}

} // namespace

std::optional<int> runSubcommand(int argc, const char* const* argv)
{
    if (argc < 2)
        return std::nullopt;
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments << textOfArgument(argv[i]);
    const QString name = arguments.takeFirst();
    if (name == QLatin1String("help"))
        return runHelp(arguments);
    if (const Subcommand* const subcommand = subcommandNamed(name))
        return run(*subcommand, arguments);
    return std::nullopt;
}

QString subcommandHelp()
{
    QString text = tr("Commands, each with a --help of its own:");
    for (const Subcommand& subcommand : subcommands)
        text += QStringLiteral("\n  gabor %1 %2").arg(QLatin1String(subcommand.name), -11).arg(tr(subcommand.summary));
    return text;
}

} // namespace gabor
