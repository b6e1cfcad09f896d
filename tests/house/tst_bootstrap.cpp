// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

namespace {

struct Outcome
{
    int exitCode = -1; ///< -1: it crashed, or did not end in time
    QString out;
    QString err;
};

QString pathInSource(const char* path)
{
    return QStringLiteral(GABOR_SOURCE_DIR "/") + QLatin1String(path);
}

Outcome outcomeOf(const QString& program, const QStringList& arguments, const QProcessEnvironment& environment)
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(program, arguments);
    const bool ended = process.waitForFinished(20000) && process.exitStatus() == QProcess::NormalExit;
    return {ended ? process.exitCode() : -1, QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

QString bootstrapPath()
{
    return pathInSource("packaging/bootstrap");
}

/// A computer on which bootstrap can neither install nor build anything: its PATH holds the few harmless commands
/// that the script needs, and beside them only what a test invents. What is invented notes its calls.
class PretendSystem
{
public:
    PretendSystem()
    {
        for (const char* name : {"sh", "env", "cat", "dirname", "grep", "mkdir", "mktemp", "rm", "sed"}) {
            const QString real = QStandardPaths::findExecutable(QString::fromLatin1(name));
            if (!QFile::link(real, m_folder.filePath(QString::fromLatin1(name))))
                qFatal("there is no %s to borrow", name);
        }
    }

    void invent(const QString& name, const QByteArray& script)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("cannot invent %s", qPrintable(name));
        file.write("#!/bin/sh\necho \"${0##*/} $*\" >> '" + callsPath().toUtf8() + "'\n" + script + '\n');
        file.close();
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

    void inventDebian(const QByteArray& userId)
    {
        invent(QStringLiteral("id"), "echo " + userId);
        invent(QStringLiteral("dpkg-query"), "echo 'cmake installed'; echo 'ccache config-files'; exit 1");
        invent(QStringLiteral("apt-get"), "");
    }

    /// What builds and tests does neither, and says that all went well.
    void inventTools()
    {
        for (const char* name : {"cmake", "ctest", "python3"})
            invent(QString::fromLatin1(name), "");
        invent(QStringLiteral("nproc"), "echo 2");
    }

    Outcome outcomeHere(const QString& program, const QStringList& arguments) const
    {
        QProcessEnvironment environment;
        environment.insert(QStringLiteral("PATH"), m_folder.path());
        return outcomeOf(program, arguments, environment);
    }
    Outcome bootstrap(const QStringList& arguments) const { return outcomeHere(bootstrapPath(), arguments); }

    QString calls() const
    {
        QFile file(callsPath());
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }

private:
    QString callsPath() const { return m_folder.filePath(QStringLiteral("calls.log")); }

    QTemporaryDir m_folder;
};

} // namespace

class TestBootstrap : public QObject
{
    Q_OBJECT
private slots:
    void shellUnderstandsIt()
    {
        const Outcome outcome = outcomeOf(QStringLiteral("sh"), {QStringLiteral("-n"), bootstrapPath()},
                                          QProcessEnvironment::systemEnvironment());
        QCOMPARE(outcome.err, QString());
        QCOMPARE(outcome.exitCode, 0);
    }

    void helpTellsEveryCommand()
    {
        const Outcome outcome = PretendSystem().bootstrap({"--help"});
        QCOMPARE(outcome.exitCode, 0);
        for (const char* command : {"bootstrap run", "bootstrap test", "bootstrap sanitize", "bootstrap deps"})
            QVERIFY2(outcome.out.contains(QLatin1String(command)), command);
    }

    void wrongUsageEndsWithTwo_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("no command") << QStringList();
        QTest::newRow("unknown command") << QStringList{"install"};
        QTest::newRow("test with more") << QStringList{"test", "core"};
        QTest::newRow("sanitize with more") << QStringList{"sanitize", "core"};
        QTest::newRow("deps with more") << QStringList{"deps", "all"};
        QTest::newRow("an option as a file") << QStringList{"run", "--fast"};
    }
    void wrongUsageEndsWithTwo()
    {
        QFETCH(QStringList, arguments);
        PretendSystem system;
        system.inventDebian("0");
        const Outcome outcome = system.bootstrap(arguments);
        QCOMPARE(outcome.exitCode, 2);
        QCOMPARE(outcome.out, QString());
        QVERIFY(outcome.err.contains("Usage:"));
        QCOMPARE(system.calls(), QString());
    }

    void sanitizeRunsWhatItBuilds()
    {
        PretendSystem system;
        system.inventDebian("0");
        system.inventTools();
        const Outcome outcome = system.bootstrap({"sanitize"});
        QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.err));
        const QRegularExpression steps(
            "\ncmake --build --preset asan [^\n]*[0-9]\n.*\nctest --preset asan [^\n]*[0-9]\n.*"
            "\ncmake --build --preset tsan [^\n]*--target gabor_core_tests\n.*"
            "\nctest --preset tsan [^\n]*--tests-regex \\^core/\n.*"
            "\ncmake --build --preset fuzz .*\npython3 [^\n]*run.py --build build/fuzz --seconds 60 --seed 1 ",
            QRegularExpression::DotMatchesEverythingOption);
        QVERIFY2(steps.match(system.calls()).hasMatch(), qPrintable(system.calls()));
    }

    void sanitizeEndsWithTheFirstFinding()
    {
        PretendSystem system;
        system.inventDebian("0");
        system.inventTools();
        system.invent("ctest", "exit 8");
        QCOMPARE(system.bootstrap({"sanitize"}).exitCode, 1);
        QVERIFY(system.calls().contains("ctest --preset asan "));
        QVERIFY(!system.calls().contains("tsan"));
    }

    void whatASubmissionHasToPassIsAllOfIt()
    {
        PretendSystem system;
        system.inventDebian("0");
        system.inventTools();
        system.invent("xvfb-run", "");
        const Outcome outcome = system.outcomeHere(pathInSource(".ci/run"), {});
        QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.err));
        for (const char* part : {"ctest --preset ci ", "ctest --preset asan ", "ctest --preset tsan ", "run.py "})
            QVERIFY2(system.calls().contains(QLatin1String(part)), part);
    }

    void missingFileIsNamedBeforeAnythingIsInstalled()
    {
        PretendSystem system;
        system.inventDebian("0");
        const Outcome outcome = system.bootstrap({"run", "no such.wav"});
        QCOMPARE(outcome.exitCode, 1);
        QCOMPARE(outcome.err, QString("bootstrap: there is no file no such.wav\n"));
        QCOMPARE(system.calls(), QString());
    }

    void systemWithoutAptIsToldWhatToInstall()
    {
        const Outcome outcome = PretendSystem().bootstrap({"deps"});
        QCOMPARE(outcome.exitCode, 1);
        QCOMPARE(outcome.err.count('\n'), 1);
        for (const char* need : {"no apt", "compiler", "CMake", "Qt 6", "QCustomPlot", "FFTW", "FFmpeg"})
            QVERIFY2(outcome.err.contains(QLatin1String(need)), need);
    }

    void rootInstallsOnlyWhatIsMissing()
    {
        PretendSystem system;
        system.inventDebian("0");
        const Outcome outcome = system.bootstrap({"deps"});
        QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.err));
        static const QRegularExpression install("\napt-get .*DPkg::Lock::Timeout=300 install --yes"
                                                " --no-install-recommends (.*)\n");
        const QRegularExpressionMatch match = install.match(system.calls());
        QVERIFY2(match.hasMatch(), qPrintable(system.calls()));
        const QStringList packages = match.captured(1).split(' ');
        QVERIFY(!packages.contains("cmake"));
        QVERIFY(packages.contains("ccache")); // removed, its settings left behind
        QVERIFY(packages.contains("ninja-build"));
        QVERIFY(packages.contains("xvfb"));
    }

    void userInstallsThroughSudo()
    {
        PretendSystem system;
        system.inventDebian("1000");
        system.invent("sudo", "[ \"$1\" = -n ] || exec \"$@\"");
        const Outcome outcome = system.bootstrap({"deps"});
        QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.err));
        QVERIFY(system.calls().contains("\nsudo env DEBIAN_FRONTEND=noninteractive apt-get "));
    }

    void userWithoutSudoIsGivenTheLineForRoot()
    {
        PretendSystem system;
        system.inventDebian("1000");
        const Outcome outcome = system.bootstrap({"deps"});
        QCOMPARE(outcome.exitCode, 1);
        QVERIFY(outcome.err.contains("apt-get update && apt-get install --yes --no-install-recommends "));
        QVERIFY(!system.calls().contains("apt-get"));
    }
};

QTEST_GUILESS_MAIN(TestBootstrap)
#include "tst_bootstrap.moc"
