// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/app/programrun.h"

#include <QDir>
#include <QMap>

/// Runs the program itself on a system that fails as tests/faults/faultio.h describes.
namespace gabor::test {

using Faults = QMap<QString, QString>;

/// With next to nothing in it but @p faults.
inline QProcessEnvironment environmentWith(const Faults& faults)
{
    QProcessEnvironment environment = bareEnvironment();
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C"));
    environment.insert(QStringLiteral("LD_PRELOAD"), QStringLiteral(GABOR_FAULTIO));
    for (auto fault = faults.begin(); fault != faults.end(); ++fault)
        environment.insert(fault.key(), fault.value());
    return environment;
}

inline Outcome runWith(const Faults& faults, const QStringList& arguments)
{
    QProcess process;
    process.setProcessEnvironment(environmentWith(faults));
    process.start(QStringLiteral(GABOR_PROGRAM), arguments);
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit)
        return {-1, {}, process.errorString()};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

/// What is in @p folder, hidden files included.
inline QStringList everythingIn(const QString& folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
}

} // namespace gabor::test
