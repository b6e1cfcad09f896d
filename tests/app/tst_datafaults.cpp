// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/programrun.h"
#include "tests/app/sounds.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace gabor;
using test::contentOf;
using test::isOneSentence;
using test::Outcome;
using test::run;

class TestDataFaults : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();

    void mistakesAreOneSentenceThatNamesTheOption_data();
    void mistakesAreOneSentenceThatNamesTheOption();
    void badDataLeavesWithOne_data();
    void badDataLeavesWithOne();
    void nothingIsWrittenOverTheSound();
    void anOldFileSurvivesAFailure();
    void anInterruptionLeavesNothingBehind();

private:
    QString path(const QString& name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
};

void TestDataFaults::initTestCase()
{
    const std::vector<double> left = test::sine(24000, 3000, 48000, 0.5);
    const std::vector<double> right = test::sine(24000, 6000, 48000, 0.25);
    test::writeWav(path("mono.wav"), {left});
    test::writeWav(path("stereo.wav"), {left, right});
    test::writeWav(path("silence.wav"), {std::vector<double>(4800)});
    test::write(path("text.wav").toStdString(), "no sound at all, but a text of some length\n");
}

void TestDataFaults::mistakesAreOneSentenceThatNamesTheOption_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("word");
    const auto row = [this](const char* name, const QStringList& options, const QString& word) {
        QTest::newRow(name) << QStringList{"compute", path("mono.wav"), "--output", path("no.npy")} + options << word;
    };
    row("unknown option", {"--frobnicate"}, "frobnicate");
    row("overlap too large", {"--nperseg", "64", "--noverlap", "64"}, "--noverlap");
    row("transform too short", {"--nperseg", "64", "--nfft", "63"}, "--nfft");
    row("no samples", {"--nperseg", "0"}, "--nperseg");
    row("no number", {"--nperseg", "many"}, "--nperseg");
    row("comma for a point", {"--start", "0,1"}, "--start");
    row("unknown window", {"--window", "nosuch"}, "kaiser");
    row("window without its number", {"--window", "kaiser"}, "beta");
    row("number that a window has not", {"--window", "hann:2"}, "hann");
    row("half bandwidth", {"--window", "dpss:32", "--nperseg", "64", "--noverlap", "0"}, "NW");
    row("unknown mode", {"--mode", "power"}, "magnitude");
    row("level of an angle", {"--mode", "angle", "--db"}, "--db");
    row("third channel", {"--channel", "3"}, "--channel");
    row("channel 0", {"--channel", "0"}, "--channel");
    row("beyond the end", {"--start", "0.5"}, "--start");
    row("no time", {"--duration", "0"}, "--duration");
    row("side file of another kind", {"--times", path("t.csv")}, "--times");
    row("two arrays for one file", {"--times", path("no.npy")}, "no.npy");
    row("two sounds", {path("stereo.wav")}, "FILE");
    QTest::newRow("no output") << QStringList{"compute", path("mono.wav")} << "--output";
    QTest::newRow("unknown ending") << QStringList{"compute", path("mono.wav"), "--output", path("a.txt")} << ".npy";
    QTest::newRow("window without a size") << QStringList{"window", "--output", path("no.npy")} << "--size";
    QTest::newRow("mel without a rate") << QStringList{"mel-matrix", "--output", path("no.npy")} << "--fs";
    QTest::newRow("mel beyond half the rate")
        << QStringList{"mel-matrix", "--fs", "8000", "--fmax", "5000", "--output", path("no.npy")} << "--fmax";
    QTest::newRow("more coefficients than bands")
        << QStringList{"mfcc", path("mono.wav"), "--mels", "20", "--coefficients", "21", "--output", path("no.npy")}
        << "--coefficients";
    QTest::newRow("info of nothing") << QStringList{"info"} << "FILE";
    QTest::newRow("help on nothing") << QStringList{"help", "nosuch"} << "nosuch";
}

void TestDataFaults::mistakesAreOneSentenceThatNamesTheOption()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, word);
    const Outcome outcome = run(arguments);
    QCOMPARE(outcome.exitCode, 2);
    QCOMPARE(outcome.out, QString());
    QVERIFY2(isOneSentence(outcome.err) && outcome.err.contains(word), qPrintable(outcome.err));
    QVERIFY(!QFileInfo::exists(path("no.npy")));
}

void TestDataFaults::badDataLeavesWithOne_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("word");
    QTest::newRow("no sound") << QStringList{"compute", path("text.wav"), "--output", path("no.npy")} << "text.wav";
    QTest::newRow("missing") << QStringList{"compute", path("missing.wav"), "--output", path("no.npy")}
                             << "missing.wav";
    QTest::newRow("no folder") << QStringList{"compute", path("mono.wav"), "--output", path("none/a.npy")} << "a.npy";
    QTest::newRow("no folder for times") << QStringList{"compute",      path("mono.wav"), "--output",
                                                        path("no.npy"), "--times",        path("none/t.npy")}
                                         << "t.npy";
    QTest::newRow("full disk") << QStringList{"window", "--size", "8", "--output", "/dev/full.npy/w.npy"} << "w.npy";
}

void TestDataFaults::badDataLeavesWithOne()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, word);
    const Outcome outcome = run(arguments);
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(isOneSentence(outcome.err) && outcome.err.contains(word), qPrintable(outcome.err));
    QVERIFY(!QFileInfo::exists(path("no.npy")));
}

void TestDataFaults::nothingIsWrittenOverTheSound()
{
    QVERIFY(QFile::copy(path("mono.wav"), path("sound.npy"))); // its ending does not make it an array
    QVERIFY(QFile::link(path("sound.npy"), path("link.npy")));
    const QByteArray before = contentOf(path("sound.npy"));
    for (const QStringList& targets :
         {QStringList{"--output", path("sound.npy")}, QStringList{"--output", path("link.npy")},
          QStringList{"--output", m_folder.path() + "/./sound.npy"},
          QStringList{"--output", path("no.npy"), "--freqs", path("link.npy")}}) {
        const Outcome outcome = run(QStringList{"compute", path("sound.npy")} + targets);
        QCOMPARE(outcome.exitCode, 2);
        QVERIFY2(isOneSentence(outcome.err), qPrintable(outcome.err));
        QCOMPARE(contentOf(path("sound.npy")), before);
    }
}

void TestDataFaults::anOldFileSurvivesAFailure()
{
    test::write(path("old.npy").toStdString(), "what was there");
    QCOMPARE(run({"compute", path("text.wav"), "--output", path("old.npy")}).exitCode, 1);
    QCOMPARE(run({"compute", path("mono.wav"), "--output", path("old.npy"), "--noverlap", "256"}).exitCode, 2);
    QCOMPARE(run({"compute", path("mono.wav"), "--output", path("old.npy"), "--times", path("none/t.npy")}).exitCode,
             1);
    QCOMPARE(contentOf(path("old.npy")), QByteArray("what was there"));
}

void TestDataFaults::anInterruptionLeavesNothingBehind()
{
    QVERIFY(QDir(m_folder.path()).mkdir("interrupted"));
    const QString out = path("interrupted/a.csv"); // takes long enough to be interrupted
    test::writeWav(path("long.wav"), {test::noise(48000 * 60)});
    QProcess process;
    process.start(QStringLiteral(GABOR_PROGRAM),
                  {"compute", path("long.wav"), "--output", out, "--nperseg", "1024", "--noverlap", "1000"});
    QVERIFY(process.waitForStarted());
    QTest::qWait(500);
    QCOMPARE(process.state(), QProcess::Running);
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(10'000));
    QCOMPARE(process.exitStatus(), QProcess::CrashExit); // ended by the signal, as a shell expects
    QCOMPARE(process.exitCode(), SIGINT);
    const QDir folder(path("interrupted"));
    QCOMPARE(folder.entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot), QStringList());
}

QTEST_GUILESS_MAIN(TestDataFaults)
#include "tst_datafaults.moc"
