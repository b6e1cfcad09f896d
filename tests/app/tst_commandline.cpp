// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "tests/app/programrun.h"
#include "tests/app/sounds.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QImage>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace gabor;
using test::isOneSentence;
using test::Outcome;

namespace {

/// Runs the program with nothing in its environment but @p variables and what the sanitizers are told.
Outcome run(const QStringList& arguments, const QStringList& variables = {})
{
    QProcess process;
    process.setProgram(QStringLiteral(GABOR_PROGRAM));
    process.setArguments(arguments);
    QProcessEnvironment environment = test::bareEnvironment();
    for (const QString& variable : variables)
        environment.insert(variable.section(u'=', 0, 0), variable.section(u'=', 1));
    if (variables.isEmpty()) // an empty one would mean that of the test
        environment.insert(QStringLiteral("NOTHING"), QString());
    process.setProcessEnvironment(environment);
    process.start();
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit)
        return {-1, {}, process.errorString()};
    QString err = QString::fromUtf8(process.readAllStandardError());
    err.remove(QRegularExpression(QStringLiteral("^QStandardPaths: [^\n]*\n"))); // Qt's own, for want of a folder
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()), err};
}

} // namespace

class TestCommandLine : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();

    void everyOptionIsUnderstood();
    void withoutArgumentsTheWindowOpens();
    void helpAndVersionAreSaid();
    void mistakesAreSaid_data();
    void mistakesAreSaid();

    void programSaysHelpAndVersionWithoutADisplay();
    void programLeavesWithTwoOnMistakes();
    void programDrawsTheDemo();
    void programDrawsAFile();
    void programOpensNamesThatAreNotUtf8FromTheirFolder();
    void programWritesOverNoImageUnlessItIsForced();
    void programRefusesWhatItCannotDo_data();
    void programRefusesWhatItCannotDo();
    void programSaysThatThereIsNoDisplay();

private:
    QString path(const QString& name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
};

void TestCommandLine::initTestCase()
{
    QCoreApplication::setApplicationVersion(QStringLiteral("9.8.7"));
    test::writeWav(path("tone ü.wav"), {test::sine(24000, 3000, 48000, 0.5)});
    QVERIFY(QFile::link(path("tone ü.wav"), path("linked.png")));
    test::write(path("text.wav").toStdString(), "no sound at all, but a text of some length\n");
}

void TestCommandLine::everyOptionIsUnderstood()
{
    const auto parsed = parseCommandLine({"gabor", "--export", "/tmp/a.png", "--width", "800", "--height=600",
                                          "--scale", "1.5", "--fresh", "/music/a.wav"});
    const auto* const line = std::get_if<CommandLine>(&parsed);
    QVERIFY(line);
    QCOMPARE(line->exportPath, QStringLiteral("/tmp/a.png"));
    QCOMPARE(line->size, QSize(800, 600));
    QCOMPARE(line->scale, 1.5);
    QVERIFY(line->fresh);
    QCOMPARE(line->files, QStringList{"/music/a.wav"});
}

void TestCommandLine::withoutArgumentsTheWindowOpens()
{
    const auto parsed = parseCommandLine({"gabor"});
    const auto* const line = std::get_if<CommandLine>(&parsed);
    QVERIFY(line);
    QVERIFY(line->files.isEmpty() && line->exportPath.isEmpty() && !line->fresh);
    QCOMPARE(line->size, QSize(1600, 900));
    const auto two = parseCommandLine({"gabor", "a.wav", "--", "-b.wav"});
    QCOMPARE(std::get<CommandLine>(two).files,
             QStringList({QDir::current().filePath("a.wav"), QDir::current().filePath("-b.wav")}));
}

void TestCommandLine::helpAndVersionAreSaid()
{
    for (const char* option : {"--help", "-h"}) {
        const auto parsed = parseCommandLine({"gabor", option});
        const auto* const farewell = std::get_if<Farewell>(&parsed);
        QVERIFY(farewell);
        QCOMPARE(farewell->exitCode, 0);
        for (const char* word :
             {"--export", "--width", "--height", "--scale", "--force", "--fresh", "--version", "FILE"})
            QVERIFY2(farewell->text.contains(QLatin1String(word)), word);
    }
    const auto parsed = parseCommandLine({"gabor", "--version"});
    QCOMPARE(std::get<Farewell>(parsed).text, QStringLiteral("gabor 9.8.7"));
    QCOMPARE(std::get<Farewell>(parsed).exitCode, 0);
}

void TestCommandLine::mistakesAreSaid_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("unknown option") << QStringList{"--frobnicate"};
    QTest::newRow("option without its value") << QStringList{"--export"};
    QTest::newRow("empty name") << QStringList{"--export", ""};
    QTest::newRow("width is a word") << QStringList{"--export", "a.png", "--width", "wide"};
    QTest::newRow("width 0") << QStringList{"--export", "a.png", "--width", "0"};
    QTest::newRow("negative height") << QStringList{"--export", "a.png", "--height", "-5"};
    QTest::newRow("beyond an integer") << QStringList{"--export", "a.png", "--height", "1e12"};
    QTest::newRow("scale is no number") << QStringList{"--export", "a.png", "--scale", "nan"};
    QTest::newRow("width without an image") << QStringList{"--width", "500"};
    QTest::newRow("force without an image") << QStringList{"--force", "a.wav"};
    QTest::newRow("two files for one image") << QStringList{"--export", "a.png", "a.wav", "b.wav"};
    QTest::newRow("standard input for the window") << QStringList{"-"};
    QTest::newRow("track 0") << QStringList{"--track", "0", "a.mkv"};
    QTest::newRow("raw without channels") << QStringList{"--raw", "s16le,44100", "a.dat"};
    QTest::newRow("a track of raw samples") << QStringList{"--track", "1", "--raw", "s16le,44100,1", "a.dat"};
}

void TestCommandLine::mistakesAreSaid()
{
    QFETCH(QStringList, arguments);
    const auto parsed = parseCommandLine(QStringList{"gabor"} + arguments);
    const auto* const farewell = std::get_if<Farewell>(&parsed);
    QVERIFY(farewell);
    QCOMPARE(farewell->exitCode, 2);
    QVERIFY2(farewell->text.startsWith("gabor: ") && farewell->text.contains("--help"), qPrintable(farewell->text));
    QVERIFY(!farewell->text.contains(u'\n'));
}

void TestCommandLine::programSaysHelpAndVersionWithoutADisplay()
{
    const Outcome help = run({"--help"});
    QCOMPARE(help.exitCode, 0);
    QVERIFY(help.out.contains("--export"));
    QCOMPARE(help.err, QString());
    const Outcome version = run({"--version"});
    QCOMPARE(version.exitCode, 0);
    QVERIFY2(version.out.startsWith("gabor "), qPrintable(version.out));
    QCOMPARE(version.err, QString());
}

void TestCommandLine::programLeavesWithTwoOnMistakes()
{
    const Outcome outcome = run({"--frobnicate"});
    QCOMPARE(outcome.exitCode, 2);
    QCOMPARE(outcome.out, QString());
    QVERIFY2(isOneSentence(outcome.err), qPrintable(outcome.err));
}

void TestCommandLine::programDrawsTheDemo()
{
    const Outcome outcome = run({"--export", path("demo.png")});
    QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.err));
    const QImage image(path("demo.png"));
    QCOMPARE(image.size(), QSize(1600, 900));
    // The loudest color of the map stands on the swinging tone, about 3 kHz of 5.
    int loud = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < 1450; ++x) {
            const QColor color = image.pixelColor(x, y);
            loud += color.red() > 200 && color.green() > 200 && color.blue() < 100;
        }
    }
    QVERIFY2(loud > 1000 && loud < 100'000, qPrintable(QString::number(loud)));
}

void TestCommandLine::programDrawsAFile()
{
    for (const QStringList& variables : {QStringList{}, QStringList{"LC_ALL=C"}, QStringList{"LC_ALL=C.UTF-8"}}) {
        QFile::remove(path("out.png"));
        const Outcome outcome =
            run({"--export", path("out.png"), "--width", "700", "--height", "500", path("tone ü.wav")}, variables);
        QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.err));
        QCOMPARE(QImage(path("out.png")).size(), QSize(700, 500));
    }
}

void TestCommandLine::programOpensNamesThatAreNotUtf8FromTheirFolder()
{
    // QProcess would spell the name in UTF-8; a shell passes the bytes on.
    const std::string name = m_folder.path().toStdString() + "/odd \xff\xfe.wav";
    std::filesystem::copy_file(path("tone ü.wav").toStdString(), name);
    QProcess process;
    process.setWorkingDirectory(m_folder.path());
    process.start("/bin/sh", {"-c", "exec \"$0\" --export odd.png ./odd*.wav", GABOR_PROGRAM});
    QVERIFY(process.waitForFinished(60'000));
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    QVERIFY(!QImage(path("odd.png")).isNull());
    std::filesystem::remove(name); // QTemporaryDir cannot spell it
}

void TestCommandLine::programWritesOverNoImageUnlessItIsForced()
{
    const QString target = path("kept.png");
    const QStringList drawing{"--export", target, "--width", "400", "--height", "300"};
    QImage somebodys(20, 10, QImage::Format_RGB32);
    somebodys.fill(Qt::red);
    QVERIFY(somebodys.save(target));
    const Outcome refused = run(drawing);
    QCOMPARE(refused.exitCode, 1);
    QVERIFY2(isOneSentence(refused.err), qPrintable(refused.err));
    // As `gabor render` has it.
    const Outcome renderRefused = run({"render", path("tone ü.wav"), "--output", target});
    QVERIFY(renderRefused.err.contains("“kept.png” is there already; --force writes over it."));
    QCOMPARE(refused.err, renderRefused.err);
    QCOMPARE(QImage(target).convertToFormat(QImage::Format_RGB32), somebodys);

    const Outcome forced = run(drawing + QStringList{"--force"});
    QVERIFY2(forced.exitCode == 0, qPrintable(forced.err));
    QCOMPARE(QImage(target).size(), QSize(400, 300));
}

void TestCommandLine::programRefusesWhatItCannotDo_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("name");
    const QString out = path("refused.png");
    QTest::newRow("no sound") << QStringList{"--export", out, path("text.wav")} << "text.wav";
    QTest::newRow("missing") << QStringList{"--export", out, path("missing.wav")} << "missing.wav";
    QTest::newRow("folder") << QStringList{"--export", out, m_folder.path()} << QFileInfo(m_folder.path()).fileName();
    QTest::newRow("no folder to write into") << QStringList{"--export", path("none/a.png")} << "none";
    QTest::newRow("other kind of image") << QStringList{"--export", path("a.gif")} << "a.gif";
    QTest::newRow("over the sound") << QStringList{"--export", path("linked.png"), path("tone ü.wav")}
                                    << "it is the sound";
    QTest::newRow("too large") << QStringList{"--export", out, "--width", "99999"} << "16383";
}

void TestCommandLine::programRefusesWhatItCannotDo()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, name);
    const Outcome outcome = run(arguments);
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(isOneSentence(outcome.err), qPrintable(outcome.err));
    QVERIFY2(outcome.err.contains(name), qPrintable(outcome.err));
    QVERIFY(!QFileInfo::exists(path("refused.png")));
}

void TestCommandLine::programSaysThatThereIsNoDisplay()
{
    for (const QStringList& arguments : {QStringList{}, QStringList{path("tone ü.wav")}}) {
        const Outcome outcome = run(arguments);
        QCOMPARE(outcome.exitCode, 1);
        QVERIFY2(isOneSentence(outcome.err) && outcome.err.contains("display"), qPrintable(outcome.err));
    }
}

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
