// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/measures.h"
#include "tests/bench/startclock.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>

#include <limits>

namespace gabor::bench {

namespace {

/// Milliseconds that a program took until it said so itself.
double startOf(const QString& program, const QStringList& arguments)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QLatin1String(startClockVariable), QString::number(startClockNow()));
    process.setProcessEnvironment(environment);
    process.setStandardErrorFile(QProcess::nullDevice());
    process.start(program, arguments);
    constexpr int patience = 60'000;
    if (!process.waitForFinished(patience) || process.exitCode() != 0)
        return std::numeric_limits<double>::quiet_NaN();
    bool isNumber = false;
    const double ms = process.readAllStandardOutput().trimmed().toDouble(&isNumber);
    return isNumber ? ms : std::numeric_limits<double>::quiet_NaN();
}

} // namespace

QJsonObject measureStartup(const Setting& setting)
{
    const QDir folder(QCoreApplication::applicationDirPath());
    Series gabor;
    Series empty;
    constexpr int runs = 15;
    const int warmUps = 1;
    for (int i = 0; i < warmUps + setting.times(runs); ++i) {
        const double ours = startOf(QCoreApplication::applicationFilePath(), {QStringLiteral("--show-once")});
        const double others = startOf(folder.filePath(QStringLiteral("gabor-emptywindow")), {});
        if (i < warmUps)
            continue;
        gabor.add(ours);
        empty.add(others);
    }
    return {{QStringLiteral("window with the demo"), gabor.toJson()},
            {QStringLiteral("empty window"), empty.toJson()},
            {QStringLiteral("ratio of medians"), gabor.median() / empty.median()}};
}

int showOnceAndSay(WatchedApplication& application)
{
    const Stage stage(application, usualSize);
    sayTimeSinceStart();
    return 0;
}

} // namespace gabor::bench
