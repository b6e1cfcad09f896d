// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QStringList>

/// Runs the program itself, as GABOR_PROGRAM names it.
namespace gabor::test {

struct Outcome
{
    int exitCode = -1;
    QString out;
    QString err;
};

/// Nothing of this process's environment but what the sanitizers are told, their suppressions among it.
inline QProcessEnvironment bareEnvironment()
{
    const QProcessEnvironment own = QProcessEnvironment::systemEnvironment();
    QProcessEnvironment bare;
    for (const QString& variable : own.keys()) {
        if (variable.endsWith(QLatin1String("SAN_OPTIONS")))
            bare.insert(variable, own.value(variable));
    }
    return bare;
}

/// Runs the program without a display and with next to nothing in its environment.
inline Outcome run(const QStringList& arguments, const QString& locale = QStringLiteral("C"))
{
    QProcess process;
    process.setProgram(QStringLiteral(GABOR_PROGRAM));
    process.setArguments(arguments);
    QProcessEnvironment environment = bareEnvironment();
    environment.insert(QStringLiteral("LC_ALL"), locale);
    process.setProcessEnvironment(environment);
    process.start();
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit)
        return {-1, {}, process.errorString()};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

inline bool isOneSentence(const QString& text)
{
    return text.startsWith(QLatin1String("gabor: ")) && text.endsWith(QLatin1String("\n")) && text.count(u'\n') == 1;
}

inline QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace gabor::test
