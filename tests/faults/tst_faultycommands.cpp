// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/sounds.h"
#include "tests/faults/faultyrun.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <csignal>
#include <sys/resource.h>

using namespace gabor;
using test::Outcome;

/// The command line on a system that fails, hangs or has next to nothing.
class TestFaultyCommands : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();

    void anInterruptionEndsWhatHangs_data() { commands(); }
    void anInterruptionEndsWhatHangs();
    void badSectorsAreSaid_data();
    void badSectorsAreSaid();
    void littleMemoryIsASentence_data();
    void littleMemoryIsASentence();
    void everyRefusedPieceOfMemoryIsASentence_data();
    void everyRefusedPieceOfMemoryIsASentence();
    void sixteenFilesAreEnough_data() { commands(); }
    void sixteenFilesAreEnough();
    void tooFewFilesForAPictureAreOneSentence();
    void whatCannotBePrintedIsSaid();
    void withoutAHomeAllWorks_data() { commands(); }
    void withoutAHomeAllWorks();
    void withoutADisplayOneSentenceIsSaid_data();
    void withoutADisplayOneSentenceIsSaid();
    void aMissingLibraryIsNamed_data();
    void aMissingLibraryIsNamed();
    void damagedCachesAreMadeAnew_data();
    void damagedCachesAreMadeAnew();

private:
    void commands();
    QString path(const QString& name) const { return m_folder.filePath(name); }
    /// The program with a limit of the system's.
    Outcome runLimited(int resource, rlim_t limit, const QStringList& arguments);

    QTemporaryDir m_folder;
};

void TestFaultyCommands::initTestCase()
{
    QVERIFY(QDir(m_folder.path()).mkdir("mount"));
    test::writeWav(path("mount/sound.wav"), {test::noise(5 * 48000, 0.3)});
    test::encode(path("mount/sound.wav").toStdString(), "", path("mount/sound.flac").toStdString());
}

void TestFaultyCommands::commands()
{
    QTest::addColumn<QStringList>("arguments");
    const QString sound = path("mount/sound.wav");
    QTest::newRow("compute") << QStringList{"compute", sound, "--output", path("out.npy")};
    QTest::newRow("render") << QStringList{"render", sound, "--output", path("out.png"), "--force"};
    QTest::newRow("export") << QStringList{"--export", path("out.png"), "--force", sound};
    QTest::newRow("info") << QStringList{"info", sound};
    if (QFile::exists(path("mount/sound.flac")))
        QTest::newRow("info of compressed sound") << QStringList{"info", path("mount/sound.flac")};
}

void TestFaultyCommands::anInterruptionEndsWhatHangs()
{
    QFETCH(QStringList, arguments);
    for (const char* const after : {"0", "100000"}) {
        QProcess process;
        process.setProcessEnvironment(
            test::environmentWith({{"FIO_MATCH", path("mount")}, {"FIO_READ_HANG_AFTER", after}}));
        process.start(QStringLiteral(GABOR_PROGRAM), arguments);
        QVERIFY(!process.waitForFinished(500)); // it hangs
        QElapsedTimer time;
        time.start();
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(60'000));
        qInfo("ended after %lld ms", time.elapsed());
        QCOMPARE(process.exitStatus(), QProcess::CrashExit); // by the signal, as a shell expects
        QCOMPARE(process.exitCode(), SIGINT);
        QCOMPARE(test::everythingIn(m_folder.path()), QStringList{"mount"});
    }
}

void TestFaultyCommands::badSectorsAreSaid_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("after");
    for (const char* const name : {"sound.wav", "sound.flac"}) {
        for (const char* const after : {"0", "40", "5000", "200000"})
            QTest::addRow("%s after %s bytes", name, after) << name << after;
    }
}

void TestFaultyCommands::badSectorsAreSaid()
{
    QFETCH(QString, name);
    QFETCH(QString, after);
    const QString sound = path("mount/" + name);
    if (!QFile::exists(sound))
        QFAIL("the ffmpeg command is needed");
    const test::Faults faults{{"FIO_MATCH", path("mount")}, {"FIO_READ_EIO_AFTER", after}};
    for (const QStringList& arguments :
         {QStringList{"compute", sound, "--output", path("bad.npy")}, QStringList{"info", sound},
          QStringList{"--export", path("bad.png"), "--force", sound}}) {
        const Outcome outcome = test::runWith(faults, arguments);
        QVERIFY2(outcome.exitCode == 0 || outcome.exitCode == 1, qPrintable(outcome.err));
        const QString said = outcome.err + outcome.out; // what could be read is told of
        QVERIFY2(said.contains("Input/output error"), qPrintable(arguments.first() + ": " + said));
    }
}

Outcome TestFaultyCommands::runLimited(int resource, rlim_t limit, const QStringList& arguments)
{
    QProcess process;
    process.setProcessEnvironment(test::environmentWith({}));
    process.setChildProcessModifier([resource, limit] {
        const rlimit both{limit, limit};
        setrlimit(static_cast<__rlimit_resource>(resource), &both);
    });
    process.start(QStringLiteral(GABOR_PROGRAM), arguments);
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit)
        return {-1, {}, QString::fromUtf8(process.readAllStandardError()) + process.errorString()};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

void TestFaultyCommands::littleMemoryIsASentence_data()
{
    QTest::addColumn<int>("mebibytes");
    QTest::addColumn<QStringList>("arguments");
    const QString sound = path("mount/sound.wav");
    for (const int mebibytes : {400, 600, 1200}) {
        const auto row = [mebibytes](const char* name, const QStringList& arguments) {
            QTest::addRow("%s in %d MiB", name, mebibytes) << mebibytes << arguments;
        };
        row("a large transform",
            {"compute", sound, "--output", path("out.npy"), "--nfft", "16777216", "--nperseg", "65536"});
        row("a large prime",
            {"compute", sound, "--output", path("out.npy"), "--nfft", "15485863", "--nperseg", "65536"});
        row("a large image", {"render", sound, "--output", path("out.png"), "--size", "5000x5000", "--force"});
    }
}

void TestFaultyCommands::littleMemoryIsASentence()
{
    QFETCH(int, mebibytes);
    QFETCH(QStringList, arguments);
    const Outcome outcome = runLimited(RLIMIT_AS, static_cast<rlim_t>(mebibytes) << 20U, arguments);
    QVERIFY2(outcome.exitCode == 0 || outcome.exitCode == 1, qPrintable(outcome.err));
    if (outcome.exitCode == 1)
        QVERIFY2(outcome.err.contains("memory"), qPrintable(outcome.err));
}

void TestFaultyCommands::everyRefusedPieceOfMemoryIsASentence_data()
{
    QTest::addColumn<QStringList>("arguments");
    const QString sound = path("mount/sound.wav");
    QTest::newRow("compute") << QStringList{"compute", sound, "--output", path("out.npy")};
    QTest::newRow("render") << QStringList{"render", sound, "--output", path("out.png"), "--force"};
    QTest::newRow("info") << QStringList{"info", sound};
}

void TestFaultyCommands::everyRefusedPieceOfMemoryIsASentence()
{
    QFETCH(QStringList, arguments);
    // Large ones wherever they are asked for, small ones where no toolkit asks for them, which would not survive it.
    const test::Faults both[] = {{{"FIO_MALLOC_MIN", "1000000"}},
                                 {{"FIO_MALLOC_MIN", "50000"}, {"FIO_MALLOC_WORKERS", "1"}}};
    for (test::Faults faults : both) {
        for (int which = 1; which <= 10; ++which) {
            faults["FIO_MALLOC_NTH"] = QString::number(which);
            const Outcome outcome = test::runWith(faults, arguments);
            QVERIFY2(outcome.exitCode == 0 || outcome.exitCode == 1,
                     qPrintable(QStringLiteral("%1 of %2: %3").arg(which).arg(faults["FIO_MALLOC_MIN"], outcome.err)));
            if (outcome.exitCode == 1)
                QVERIFY2(outcome.err.contains("memory"), qPrintable(outcome.err));
        }
    }
}

void TestFaultyCommands::sixteenFilesAreEnough()
{
    QFETCH(QStringList, arguments);
    const Outcome outcome = runLimited(RLIMIT_NOFILE, 16, arguments);
    QVERIFY2(outcome.exitCode == 0 || outcome.err.contains("Too many open files"), qPrintable(outcome.err));
}

/// What Qt itself needs to open cannot be opened then, and it would abort.
void TestFaultyCommands::tooFewFilesForAPictureAreOneSentence()
{
    const QString picture = path("picture.png");
    const Outcome outcome = runLimited(RLIMIT_NOFILE, 6, {"render", path("mount/sound.wav"), "--output", picture});
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(test::isOneSentence(outcome.err), qPrintable(outcome.err));
    QVERIFY(!QFile::exists(picture));
}
void TestFaultyCommands::whatCannotBePrintedIsSaid()
{
    QProcess process;
    process.setStandardOutputFile("/dev/full");
    process.start(GABOR_PROGRAM, {"info", "--json", path("mount/sound.wav")});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 1);
    const QString said = QString::fromUtf8(process.readAllStandardError());
    QVERIFY2(test::isOneSentence(said) && said.contains("No space left"), qPrintable(said));
}
void TestFaultyCommands::withoutAHomeAllWorks()
{
    QFETCH(QStringList, arguments);
    for (const char* const home : {"", "/dev/null/home", "/dev/null"}) {
        const Outcome outcome = test::runWith({{"HOME", home}}, arguments);
        QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.err));
    }
}

void TestFaultyCommands::withoutADisplayOneSentenceIsSaid_data()
{
    QTest::addColumn<test::Faults>("environment");
    QTest::newRow("none") << test::Faults{};
    QTest::newRow("empty") << test::Faults{{"DISPLAY", ""}, {"WAYLAND_DISPLAY", ""}};
    QTest::newRow("X11, but nobody is there") << test::Faults{{"DISPLAY", ":4711"}};
    QTest::newRow("X11 elsewhere") << test::Faults{{"DISPLAY", "no.such.host.invalid:0"}};
    QTest::newRow("no X11 name") << test::Faults{{"DISPLAY", "nonsense"}};
    QTest::newRow("Wayland, but nobody is there")
        << test::Faults{{"WAYLAND_DISPLAY", "wayland-99"}, {"XDG_RUNTIME_DIR", "/nonexistent"}};
    QTest::newRow("an unknown platform") << test::Faults{{"QT_QPA_PLATFORM", "nosuch"}};
    QTest::newRow("X11 is asked for") << test::Faults{{"QT_QPA_PLATFORM", "xcb"}};
}

void TestFaultyCommands::withoutADisplayOneSentenceIsSaid()
{
    QFETCH(test::Faults, environment);
    const Outcome outcome = test::runWith(environment, {});
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(test::isOneSentence(outcome.err) && outcome.err.contains("display"), qPrintable(outcome.err));
    QCOMPARE(test::runWith(environment, {"--version"}).exitCode, 0);
    QCOMPARE(test::runWith(environment, {"--export", path("no-display.png"), "--force"}).exitCode, 0);
    QCOMPARE(test::runWith(environment, {"info", path("mount/sound.wav")}).exitCode, 0);
}

void TestFaultyCommands::aMissingLibraryIsNamed_data()
{
    QTest::addColumn<QString>("library");
    QTest::addColumn<QStringList>("arguments");
    const QString sound = path("mount/sound.wav");
    QTest::newRow("TIFF") << "libtiff" << QStringList{"render", sound, "--output", path("out.tiff")};
    QTest::newRow("WebP") << "libwebp" << QStringList{"render", sound, "--output", path("out.webp")};
    QTest::newRow("XMP in WebP") << "libwebpmux" << QStringList{"render", sound, "--output", path("out.webp")};
    QTest::newRow("hash") << "libcrypto"
                          << QStringList{"render", "--recipe", path("recipe.png"), sound, "--output", path("out.png")};
    QTest::newRow("decoders") << "libavformat" << QStringList{"info", path("mount/sound.flac")};
}

void TestFaultyCommands::aMissingLibraryIsNamed()
{
    QFETCH(QString, library);
    QFETCH(QStringList, arguments);
    const Outcome made =
        test::run({"render", path("mount/sound.wav"), "--output", path("recipe.png"), "--force"}); // hashed elsewhere
    QVERIFY2(made.exitCode == 0, qPrintable(made.err));
    QTemporaryDir empty; // files that are no libraries come before those of the system
    for (const char* const ending : {"tiff.so.6", "webp.so.7", "webpmux.so.3", "crypto.so.3", "avformat.so.59"})
        if (QStringLiteral("lib%1").arg(ending).startsWith(library + u'.'))
            QVERIFY(QFile(empty.filePath(QStringLiteral("lib%1").arg(ending))).open(QIODevice::WriteOnly));
    for (const char* const left : {"out.tiff", "out.webp", "out.png"}) // by commands that succeeded before
        QFile::remove(path(left));
    const test::Faults without{{"LD_LIBRARY_PATH", empty.path()}, {"XDG_CACHE_HOME", empty.path()}};
    const Outcome outcome = test::runWith(without, arguments);
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(test::isOneSentence(outcome.err), qPrintable(outcome.err));
    QVERIFY2(outcome.err.contains("a library that this needs is missing or damaged"), qPrintable(outcome.err));
    QVERIFY2(outcome.err.contains('/' + library + ".so"), qPrintable(outcome.err));
    QVERIFY(!QFile::exists(path("out.tiff")) && !QFile::exists(path("out.webp")) && !QFile::exists(path("out.png")));
    QFile::remove(path("recipe.png"));
}

void TestFaultyCommands::damagedCachesAreMadeAnew_data()
{
    QTest::addColumn<QByteArray>("damage");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("random bytes") << QByteArray::fromStdString([] {
        std::string bytes;
        for (unsigned i = 0, state = 1; i < 5000; ++i)
            bytes += static_cast<char>((state = state * 1664525U + 1013904223U) >> 24U);
        return bytes;
    }());
    QTest::newRow("large") << QByteArray(20 << 20, 'x');
}

/// Index, hashes and wisdom: whatever stands there, the numbers are the same.
void TestFaultyCommands::damagedCachesAreMadeAnew()
{
    QFETCH(QByteArray, damage);
    if (!QFile::exists(path("mount/sound.flac")))
        QFAIL("the ffmpeg command is needed");
    const QTemporaryDir cache;
    const test::Faults environment{{"XDG_CACHE_HOME", cache.path()}};
    test::writeWav(path("long.wav"), {test::noise(90 * 48000, 0.3)});
    QVERIFY(test::encode(path("long.wav").toStdString(), "", path("long.flac").toStdString()));
    const QStringList compute{"compute", path("long.flac"), "--output", path("long.npy"), "--start",
                              "50",      "--duration",      "1"};
    const QStringList render{"--export", path("long.png"), "--force", path("long.flac")};
    QCOMPARE(test::runWith(environment, compute).exitCode, 0);
    QCOMPARE(test::runWith(environment, render).exitCode, 0);
    const QByteArray numbers = test::contentOf(path("long.npy"));
    const QByteArray picture = test::contentOf(path("long.png"));
    QVERIFY(!numbers.isEmpty() && !picture.isEmpty());
    int damaged = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(cache.path().toStdString())) {
        if (!entry.is_regular_file())
            continue;
        test::write(entry.path(), damage.toStdString());
        ++damaged;
    }
    test::write((cache.path() + "/gabor/fftw-wisdom").toStdString(), damage.toStdString());
    QVERIFY(damaged > 0);
    QCOMPARE(test::runWith(environment, compute).exitCode, 0);
    QCOMPARE(test::runWith(environment, render).exitCode, 0);
    QVERIFY(test::contentOf(path("long.npy")) == numbers);
    QVERIFY(test::contentOf(path("long.png")) == picture);
}

QTEST_GUILESS_MAIN(TestFaultyCommands)
#include "tst_faultycommands.moc"
