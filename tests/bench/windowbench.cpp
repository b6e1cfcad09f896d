// SPDX-License-Identifier: GPL-3.0-or-later
// gabor-bench: the real window on files of every length, measured from change to painted picture. JSON on stdout or in a
// file, a table on stderr. README.md beside this says what each number means.
#include "app/session/heap.h"
#include "tests/bench/measures.h"
#include "tests/bench/report.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <utility>

namespace {

using namespace gabor;
using namespace gabor::bench;

using Measure = QJsonObject (*)(const Setting&);

/// Memory and start first: they depend on what the process did before.
constexpr std::pair<const char*, Measure> measures[] = {
    {"startup", measureStartup},  {"memory", measureMemory}, {"first", measureFirstPictures}, {"tweak", measureTweaks},
    {"recolor", measureRepaints}, {"close", measureClosing}, {"growth", measureGrowth},
};

/// Windows without a screen say at each start what they cannot do.
void sayWhatMatters(QtMsgType, const QMessageLogContext&, const QString& text)
{
    if (!text.contains(QLatin1String("This plugin does not support")))
        std::fprintf(stderr, "%s\n", qPrintable(text));
}

bool write(const QByteArray& json, const QString& path)
{
    if (path.isEmpty())
        return std::puts(json.constData()) >= 0;
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(json) == json.size() && file.flush();
}

/// Empty: all of them.
QStringList wantedMeasures(const QCommandLineParser& options)
{
    return options.value(QStringLiteral("only")).split(u',', Qt::SkipEmptyParts);
}

/// Ends the program where there is nothing to measure: --help, or something wrong about the options.
void takeOptions(QCommandLineParser& options, const QStringList& arguments)
{
    options.addHelpOption();
    options.addOptions({
        {QStringLiteral("quick"), QStringLiteral("Fewer repetitions on shorter files.")},
        {QStringLiteral("only"), QStringLiteral("Some measures: startup,memory,first,tweak,recolor,close,growth."),
         QStringLiteral("names")},
        {QStringLiteral("files"), QStringLiteral("Keeps the sounds in a folder for the next time."),
         QStringLiteral("folder")},
        {QStringLiteral("json"), QStringLiteral("Writes the numbers to a file instead of stdout."),
         QStringLiteral("file")},
    });
    options.process(arguments);
    for (const QString& name : wantedMeasures(options)) {
        if (std::ranges::any_of(measures, [&](const auto& measure) { return name == QLatin1String(measure.first); }))
            continue;
        std::fprintf(stderr, "gabor-bench: there is no measure '%s'; --help lists them.\n", qPrintable(name));
        std::exit(EXIT_FAILURE);
    }
}

int run(WatchedApplication& application, const QCommandLineParser& options)
{
    SoundShelf shelf(options.value(QStringLiteral("files")));
    const Setting setting{application, shelf, options.isSet(QStringLiteral("quick"))};
    const QStringList wanted = wantedMeasures(options);
    QJsonObject result;
    for (const auto& [name, measure] : measures) {
        const QString key = QString::fromLatin1(name);
        if (!wanted.isEmpty() && !wanted.contains(key))
            continue;
        result[key] = measure(setting);
        printTable(key, result[key].toObject());
    }
    result[QStringLiteral("rounds")] = application.rounds();
    result[QStringLiteral("offenders")] = application.offenders();
    printOffenders(result[QStringLiteral("offenders")].toArray());
    return write(QJsonDocument(result).toJson(), options.value(QStringLiteral("json"))) ? EXIT_SUCCESS : EXIT_FAILURE;
}

} // namespace

int main(int argc, char* argv[])
{
    qInstallMessageHandler(sayWhatMatters);
    shareFewHeaps();
    startWithLargePages();
    QCommandLineParser options;
    {
        const QCoreApplication withoutDisplay(argc, argv);
        takeOptions(options, QCoreApplication::arguments());
    }
    WatchedApplication application(argc, argv);
    try {
        return run(application, options);
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "gabor-bench: %s\n", failure.what());
        return EXIT_FAILURE;
    }
}
