// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/measures.h"
#include "tests/bench/startclock.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>

#include <limits>

namespace gabor::bench {

namespace {

/// What one program took until it said so itself, in many starts.
struct Starts
{
    Series wall;
    Series mainThread; ///< processor time
    Series allThreads; ///< processor time

    void add(const QString& program)
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QLatin1String(startClockVariable), QString::number(startClockNow()));
        process.setProcessEnvironment(environment);
        process.setStandardErrorFile(QProcess::nullDevice());
        process.start(program, QStringList());
        constexpr int patience = 60'000;
        process.waitForFinished(patience);
        const QList<QByteArray> numbers = process.readAllStandardOutput().trimmed().split(' ');
        const bool isWhole = numbers.size() == 3;
        int number = 0;
        for (Series* const series : {&wall, &mainThread, &allThreads})
            series->add(isWhole ? numbers[number++].toDouble() : std::numeric_limits<double>::quiet_NaN());
    }

    QJsonObject toJson() const
    {
        return {{QStringLiteral("until painted"), wall.toJson()},
                {QStringLiteral("processor time, main thread"), mainThread.toJson()},
                {QStringLiteral("processor time, all threads"), allThreads.toJson()}};
    }
};

} // namespace

QJsonObject measureStartup(const Setting& setting)
{
    const QDir folder(QCoreApplication::applicationDirPath());
    Starts gabor;
    Starts empty;
    constexpr int runs = 15;
    const int warmUps = 1;
    for (int i = 0; i < warmUps + setting.times(runs); ++i) {
        if (i == warmUps)
            gabor = empty = {};
        gabor.add(folder.filePath(QStringLiteral("gabor-demowindow")));
        empty.add(folder.filePath(QStringLiteral("gabor-emptywindow")));
    }
    return {{QStringLiteral("window with the demo"), gabor.toJson()},
            {QStringLiteral("empty window"), empty.toJson()},
            {QStringLiteral("ratio of medians"), gabor.wall.median() / empty.wall.median()}};
}

} // namespace gabor::bench
