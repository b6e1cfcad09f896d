// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include "app/commands/readingoptions.h"
#include "app/commands/subcommands.h"
#include "app/session/bytenames.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFileInfo>

namespace gabor {

namespace {

constexpr int usageError = 2;

QString tr(const char* text)
{
    return QCoreApplication::translate("CommandLine", text);
}

} // namespace

std::variant<CommandLine, Farewell> parseCommandLine(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        tr("Looks at sound: waveform and spectrogram. Without a file it shows a demo signal.\n\n"
           "Example: gabor --export whale.png --width 2000 --height 1000 whale.flac")
        + QLatin1String("\n\n") + subcommandHelp());
    const QCommandLineOption help({QStringLiteral("h"), QStringLiteral("help")}, tr("Show this help."));
    const QCommandLineOption version({QStringLiteral("v"), QStringLiteral("version")}, tr("Show the version."));
    const QCommandLineOption exportTo(QStringLiteral("export"),
                                      tr("Draw the file (or the demo) as an image (PNG, JPEG, WebP, TIFF, SVG or PDF, "
                                         "by its ending), without a window or a display."),
                                      QStringLiteral("OUT.png"));
    const QCommandLineOption width(QStringLiteral("width"), tr("Width of the image, 1600 by default."),
                                   QStringLiteral("PIXELS"));
    const QCommandLineOption height(QStringLiteral("height"), tr("Height of the image, 900 by default."),
                                    QStringLiteral("PIXELS"));
    const QCommandLineOption scale(QStringLiteral("scale"), tr("Size of text and lines in the image, 1 by default."),
                                   QStringLiteral("FACTOR"));
    const QCommandLineOption force(QStringLiteral("force"),
                                   tr("Write over an image that is there. A sound is never written over."));
    const QCommandLineOption fresh(QStringLiteral("fresh"),
                                   tr("Start with the defaults, and leave the settings as they are."));
    const ReadingHelp readings = readingHelp();
    const QCommandLineOption track(QStringLiteral("track"), readings.track, readings.trackValue);
    const QCommandLineOption raw(QStringLiteral("raw"), readings.raw, readings.rawValue);
    parser.addOptions({help, version, track, raw, exportTo, width, height, scale, force, fresh});
    parser.addPositionalArgument(QStringLiteral("FILE"),
                                 tr("Sound files: the first is opened, the others are in the recent files."),
                                 QStringLiteral("[FILE...]"));

    const auto mistake = [](const QString& sentence) {
        return Farewell{tr("gabor: %1 Try 'gabor --help'.").arg(sentence), usageError};
    };
    if (!parser.parse(arguments))
        return mistake(parser.errorText() + (parser.errorText().endsWith(u'.') ? QString() : QStringLiteral(".")));
    if (parser.isSet(help))
        return Farewell{parser.helpText().replace(QLatin1String("<executable_name>"), QLatin1String("gabor")).trimmed(),
                        0};
    if (parser.isSet(version))
        return Farewell{QStringLiteral("gabor ") + QCoreApplication::applicationVersion(), 0};

    CommandLine commandLine;
    for (const QString& file : parser.positionalArguments())
        commandLine.files << (file == QLatin1String("-") ? file : absoluteName(file));
    const auto given = [&parser](const QCommandLineOption& option) {
        return parser.isSet(option) ? std::optional(parser.value(option)) : std::nullopt;
    };
    const Result<SoundReading, QString> reading = soundReadingOf(given(track), given(raw));
    if (!reading)
        return mistake(reading.fault());
    commandLine.reading = reading.value();
    commandLine.fresh = parser.isSet(fresh);
    commandLine.force = parser.isSet(force);
    bool understood = true;
    const auto number = [&](const QCommandLineOption& option, auto initial) {
        bool ok = true;
        const double value = parser.isSet(option) ? parser.value(option).toDouble(&ok) : static_cast<double>(initial);
        understood &= ok && value > 0 && value <= 1e6;
        return value;
    };
    const double pixelWidth = number(width, commandLine.size.width());
    const double pixelHeight = number(height, commandLine.size.height());
    commandLine.scale = number(scale, commandLine.scale);
    if (!understood)
        return mistake(tr("--width, --height and --scale take a number above 0."));
    commandLine.size = {static_cast<int>(pixelWidth), static_cast<int>(pixelHeight)};
    if (parser.isSet(exportTo)) {
        commandLine.exportPath = QFileInfo(parser.value(exportTo)).absoluteFilePath();
        if (parser.value(exportTo).isEmpty())
            return mistake(tr("--export needs the name of an image file."));
        if (commandLine.files.size() > 1)
            return mistake(tr("--export takes one sound file."));
    } else if (parser.isSet(width) || parser.isSet(height) || parser.isSet(scale) || commandLine.force) {
        return mistake(tr("--width, --height, --scale and --force go with --export."));
    } else if (commandLine.files.contains(QLatin1String("-"))) {
        return mistake(tr("The window reads no standard input; 'gabor render - --output OUT.png' draws it."));
    }
    return commandLine;
}

} // namespace gabor
