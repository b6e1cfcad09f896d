// SPDX-License-Identifier: GPL-3.0-or-later
// gabor-bench: the real window on files of every length, measured from change to painted picture. JSON on stdout or in a
// file, a table on stderr. README.md beside this says what each number means.
#include "app/session/heap.h"
#include "tests/bench/measures.h"
#include "tests/bench/report.h"

#include <QCommandLineParser>
#include <QFile>
#include <QJsonDocument>

#include <cstdio>
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

int run(WatchedApplication& application, const QCommandLineParser& options)
{
    SoundShelf shelf(options.value(QStringLiteral("files")));
    const Setting setting{application, shelf, options.isSet(QStringLiteral("quick"))};
    const QString only = options.value(QStringLiteral("only"));
    const QStringList wanted = only.isEmpty() ? QStringList() : only.split(u',');
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
    shareOneHeap();
    WatchedApplication application(argc, argv);
    QCommandLineParser options;
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
    options.process(application);
    try {
        return run(application, options);
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "gabor-bench: %s\n", failure.what());
        return EXIT_FAILURE;
    }
}
