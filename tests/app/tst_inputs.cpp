// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/programrun.h"
#include "tests/support/signals.h"
#include "tests/support/soundfiles.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace gabor;
using test::Outcome;

namespace {

/// Runs the program with what @p feeding prints coming through a pipe of another number than standard input has.
Outcome runWithPipeOf(const QString& feeding, const QString& command)
{
    QProcess process;
    process.start(QStringLiteral("bash"), {"-c", QStringLiteral("exec 7< <(%1); ").arg(feeding) + command});
    if (!process.waitForFinished(60'000))
        return {};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

/// Runs the program with @p input coming through a pipe.
Outcome runWithPipe(const QStringList& arguments, const QByteArray& input)
{
    QProcess process;
    process.start(QStringLiteral(GABOR_PROGRAM), arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(60'000))
        return {};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

Outcome runWithFile(const QStringList& arguments, const QString& file)
{
    QProcess process;
    process.setStandardInputFile(file);
    process.start(QStringLiteral(GABOR_PROGRAM), arguments);
    if (!process.waitForFinished(60'000))
        return {};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

QJsonObject jsonOf(const Outcome& outcome)
{
    return QJsonDocument::fromJson(outcome.out.toUtf8()).object();
}

} // namespace

/// Sounds that are not simply a file: standard input, samples without a header, one track of several.
class TestInputs : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase()
    {
        const test::Channels channels{test::sine(20'000, 1000, 16'000, 0.5), test::sine(20'000, 3000, 16'000, 0.25)};
        m_samples = test::pcm(channels, SampleFormat::Signed24, std::endian::big);
        test::write(path("tone.raw").toStdString(), "header" + m_samples);
        const test::Bytes wav =
            test::wav({2, 16'000, SampleFormat::Signed24}, test::pcm(channels, SampleFormat::Signed24));
        test::write(path("tone.wav").toStdString(), wav);
        m_wav = QByteArray::fromStdString(wav);
    }
    void standardInputIsASound()
    {
        for (const Outcome& outcome :
             {runWithPipe({"info", "--json", "-"}, m_wav), runWithFile({"info", "--json", "-"}, path("tone.wav")),
              runWithPipe({"info", "--json", "/dev/stdin"}, m_wav)}) {
            QCOMPARE(outcome.err, QString());
            QCOMPARE(outcome.exitCode, 0);
            QCOMPARE(jsonOf(outcome)["frames"].toInt(), 20'000);
            QCOMPARE(jsonOf(outcome)["rate"].toInt(), 16'000);
        }
    }
    void standardInputIsComputedAndDrawn()
    {
        const QStringList compute{"compute", "-", "--nperseg", "256", "--output"};
        QCOMPARE(runWithPipe(compute + QStringList(path("pipe.npy")), m_wav).err, QString());
        QCOMPARE(test::run({"compute", path("tone.wav"), "--nperseg", "256", "--output", path("file.npy")}).exitCode,
                 0);
        QVERIFY(!test::contentOf(path("pipe.npy")).isEmpty());
        QVERIFY(test::contentOf(path("pipe.npy")) == test::contentOf(path("file.npy")));
        QCOMPARE(runWithPipe({"render", "-", "--output", path("pipe.png")}, m_wav).err, QString());
        QVERIFY(QFile::exists(path("pipe.png")));
        QCOMPARE(runWithPipe({"render", "-", "--output", path("pictures/")}, m_wav).exitCode, 0);
        QVERIFY(QFile::exists(path("pictures/standard-input.png")));
        QCOMPARE(runWithPipe({"--export", path("export.png"), "--force", "-"}, m_wav).err, QString());
        QVERIFY(QFile::exists(path("export.png")));
    }
    void whatComesOfNothingIsOneSentence()
    {
        for (const Outcome& outcome :
             {runWithPipe({"info", "-"}, {}), runWithPipe({"info", "-"}, "no sound at all, only words"),
              runWithPipe({"render", "-", "--output", path("none.png")}, {}),
              runWithPipe({"compute", "-", "--output", path("none.npy")}, m_wav.left(20))}) {
            QVERIFY2(test::isOneSentence(outcome.err), qPrintable(outcome.err));
            QVERIFY2(outcome.err.contains("standard input"), qPrintable(outcome.err));
            QCOMPARE(outcome.exitCode, 1);
        }
        QVERIFY(!QFile::exists(path("none.png")) && !QFile::exists(path("none.npy")));
    }
    void anotherPipeGoesByItsOwnName()
    {
        const QString program = QStringLiteral(GABOR_PROGRAM);
        const QString feeding = QStringLiteral("cat '%1'").arg(path("tone.wav"));
        for (const QString name : {"/dev/fd/7", "/proc/self/fd/7"}) {
            const Outcome info = runWithPipeOf(feeding, program + " info --json " + name);
            QCOMPARE(info.err, QString());
            QCOMPARE(jsonOf(info)["frames"].toInt(), 20'000);
            const Outcome words = runWithPipeOf("echo no sound", program + " info " + name);
            QVERIFY2(words.err.startsWith("gabor: “/dev/fd/7” is not audio"), qPrintable(words.err));
            QVERIFY2(test::isOneSentence(words.err), qPrintable(words.err));
        }
        const Outcome twice = runWithPipeOf(feeding, program + " info /dev/fd/7 /dev/fd/7");
        QCOMPARE(twice.err, QString());
        QCOMPARE(twice.out.count("20000 samples"), 2);
        const Outcome closed = runWithPipeOf(feeding, program + " info /dev/fd/77");
        QVERIFY2(closed.err.startsWith("gabor: /dev/fd/77 could not be read"), qPrintable(closed.err));
        const Outcome drawn = runWithPipeOf(
            feeding,
            QStringLiteral("%1 render --quiet /dev/fd/7 <(%2) --output '%3/'").arg(program, feeding, path("pipes")));
        QCOMPARE(drawn.err, QString());
        QVERIFY(QFile::exists(path("pipes/input-7.png")));
        QCOMPARE(QDir(path("pipes")).entryList(QDir::Files).size(), 2);
    }
    void aPipeInAFolderIsNoFile()
    {
        QCOMPARE(mkfifo(QFile::encodeName(path("fifo")).constData(), 0600), 0);
        const Outcome outcome = test::run({"info", path("fifo")});
        QVERIFY2(outcome.err.contains("“fifo” is not a file but a folder, a pipe or a device"),
                 qPrintable(outcome.err));
    }
    void rawSamplesAreASound()
    {
        const QString raw = QStringLiteral("s24be,16000,2,6");
        const Outcome info = test::run({"info", "--json", "--decode", "--raw", raw, path("tone.raw")});
        QCOMPARE(info.err, QString());
        QCOMPARE(jsonOf(info)["frames"].toInt(), 20'000);
        QVERIFY(qAbs(jsonOf(info)["peak_hz"].toArray()[1].toDouble() - 3000) < 2);
        const auto compute = [this](const QString& sound, const QStringList& options) {
            const QString target = path("array.npy");
            const Outcome outcome = test::run(QStringList{"compute", sound, "--output", target} + options);
            return outcome.exitCode == 0 ? test::contentOf(target) : QByteArray();
        };
        QVERIFY(!compute(path("tone.raw"), {"--raw", raw}).isEmpty());
        QVERIFY(compute(path("tone.raw"), {"--raw", raw}) == compute(path("tone.wav"), {}));
        const QByteArray samples = QByteArray::fromStdString(m_samples);
        QCOMPARE(jsonOf(runWithPipe({"info", "--json", "--raw", "s24be,16000,2", "-"}, samples))["frames"].toInt(),
                 20'000);
        QCOMPARE(test::run({"render", "--raw", raw, path("tone.raw"), "--output", path("raw.png")}).err, QString());
        QVERIFY(QFile::exists(path("raw.png")));
    }
    void rawThatCannotBeIsOneSentence_data()
    {
        QTest::addColumn<QString>("raw");
        QTest::addColumn<int>("exitCode");
        for (const char* const raw : {"", "s16le", "s16le,44100", "s16le,44100,1,0,0", "x16,44100,1", "s16le,fast,1",
                                      "s16le,0,1", "s16le,nan,1", "s16le,44100,0", "s16le,44100,1025",
                                      "s16le,44100,1.5", "s16le,44100,1,-1", "s16le,44100,1,99999999999999999999"})
            QTest::newRow(raw) << QString(raw) << 2;
        QTest::newRow("offset beyond the file") << "s16le,44100,1,120006" << 1;
        QTest::newRow("less than a sample left") << "s16le,44100,1,120005" << 1;
    }
    void rawThatCannotBeIsOneSentence()
    {
        QFETCH(QString, raw);
        QFETCH(int, exitCode);
        for (const QString command : {"info", "compute", "render", "mfcc"}) {
            const Outcome outcome = test::run(
                QStringList{command, path("tone.raw"), "--raw", raw}
                + (command == "info" ? QStringList()
                                     : QStringList{"--output", path(command == "render" ? "no.png" : "no.npy")}));
            QVERIFY2(test::isOneSentence(outcome.err), qPrintable(outcome.err));
            QCOMPARE(outcome.exitCode, exitCode);
        }
    }
    void aTrackIsASound()
    {
        const std::string tracks = "-filter_complex \"sine=f=1000:d=1[a];sine=f=2000:d=1[b]\" -map [a] -map [b] "
                                   "-metadata:s:a:0 language=deu -metadata:s:a:1 title=Director -c:a flac";
        QVERIFY(test::encode(path("tone.wav").toStdString(), tracks, path("two.mka").toStdString()));
        for (int track = 1; track <= 2; ++track) {
            const Outcome info =
                test::run({"info", "--json", "--decode", "--track", QString::number(track), path("two.mka")});
            QCOMPARE(info.err, QString());
            QCOMPARE(jsonOf(info)["track"].toInt(), track);
            QVERIFY(qAbs(jsonOf(info)["peak_hz"].toArray()[0].toDouble() - 1000 * track) < 10);
        }
        const Outcome text = test::run({"info", path("two.mka")});
        QVERIFY2(text.out.contains("FLAC, German, 44100 Hz, mono (this one)"), qPrintable(text.out));
        QVERIFY2(text.out.contains("FLAC, Director, 44100 Hz, mono\n"), qPrintable(text.out));
        const QString target = path("track.npy");
        for (const QString command : {"compute", "mfcc"})
            QCOMPARE(test::run({command, "--track", "2", path("two.mka"), "--output", target}).err, QString());
        QCOMPARE(test::run({"render", "--track", "2", path("two.mka"), "--output", path("track.png")}).err, QString());
        const Outcome missing = test::run({"info", "--track", "3", path("two.mka")});
        QVERIFY2(missing.err.endsWith("has 2 sound tracks only.\n"), qPrintable(missing.err));
        QCOMPARE(missing.exitCode, 1);
        for (const QString wrong : {"0", "-1", "two", "1.5", ""})
            QCOMPARE(test::run({"info", "--track=" + wrong, path("two.mka")}).exitCode, 2);
        QCOMPARE(test::run({"info", "--track", "1", "--raw", "u8,8000,1", path("two.mka")}).exitCode, 2);
    }
    /// A recipe says which track it was and what raw samples are; the sound may come through a pipe again.
    void aRecipeReadsTheSoundAsItWasRead()
    {
        const std::string tracks =
            "-filter_complex \"sine=f=1000:d=1[a];sine=f=2000:d=1[b]\" -map [a] -map [b] -c:a flac";
        QVERIFY(test::encode(path("tone.wav").toStdString(), tracks, path("both.mka").toStdString()));
        const QString first = path("first.png");
        const QString second = path("second.png");
        for (const QStringList& reading : {QStringList{"--raw", "s24be,16000,2,6", path("tone.raw")},
                                           QStringList{"--track", "2", path("both.mka")}}) {
            QCOMPARE(test::run(QStringList{"render", "--force", "--output", first} + reading).err, QString());
            const Outcome again = test::run({"render", "--recipe", first, "--force", "--output", second});
            QCOMPARE(again.err, QString());
            QVERIFY(test::contentOf(first) == test::contentOf(second));
            const Outcome besides =
                test::run(QStringList{"render", "--recipe", first, "--force", "--output", second} + reading);
            QVERIFY2(besides.exitCode == 2 && test::isOneSentence(besides.err), qPrintable(besides.err));
        }
        QCOMPARE(runWithPipe({"render", "-", "--force", "--output", first}, m_wav).err, QString());
        const QStringList again{"render", "--recipe", first, "-", "--force", "--output", second};
        QCOMPARE(runWithPipe(again, m_wav).err, QString());
        QVERIFY(test::contentOf(first) == test::contentOf(second));
        QCOMPARE(runWithFile(again, path("tone.wav")).err, QString());
        QVERIFY(test::contentOf(first) == test::contentOf(second));
        QVERIFY(QFile::remove(second));
        QByteArray other = m_wav;
        other[1000] = static_cast<char>(other[1000] ^ 1);
        const Outcome differs = runWithPipe({"render", "--recipe", first, "-", "--output", second}, other);
        QVERIFY2(differs.exitCode == 1 && test::isOneSentence(differs.err), qPrintable(differs.err));
        QVERIFY2(differs.err.contains("standard input"), qPrintable(differs.err));
        const Outcome nothing = runWithPipe({"render", "--recipe", first, "-", "--output", second}, {});
        QVERIFY2(nothing.exitCode == 1 && test::isOneSentence(nothing.err), qPrintable(nothing.err));
        QVERIFY(!QFile::exists(second));
    }
    void metadataAreShown()
    {
        const test::Bytes words =
            test::chunk("LIST", "INFO" + test::chunk("INAM", "Dawn \x1B[31m chorus") + test::chunk("%2%1", "odd"))
            + test::chunk("cue ",
                          test::number(1, 4) + test::number(1, 4) + test::number(16'000, 4) + "data"
                              + test::number(0, 8) + test::number(16'000, 4));
        test::write(path("words.wav").toStdString(),
                    test::wav({2, 16'000, SampleFormat::Signed24}, m_wav.mid(44).toStdString(), {}, words));
        const Outcome text = test::run({"info", path("words.wav")});
        QVERIFY2(text.out.contains("title        Dawn [31m chorus\n"), qPrintable(text.out));
        QVERIFY2(text.out.contains("  %2%1         odd\n"), qPrintable(text.out));
        QVERIFY2(text.out.contains("cue          0:01.000\n"), qPrintable(text.out));
        const QJsonObject json = jsonOf(test::run({"info", "--json", path("words.wav")}));
        QCOMPARE(json["tags"].toArray()[0].toObject()["text"].toString(), QString("Dawn [31m chorus"));
        QCOMPARE(json["markers"].toArray()[0].toObject()["begin"].toInt(), 16'000);
        QCOMPARE(json["encoder_delay"].toString(), QString("none"));
    }
    void anUnknownDelayIsSaid()
    {
        QVERIFY(test::encode(path("tone.wav").toStdString(), "-c:a mp2", path("tone.mp2").toStdString()));
        QVERIFY(test::run({"info", path("tone.mp2")}).out.contains("may be up to some 50 ms late"));
        QCOMPARE(jsonOf(test::run({"info", "--json", path("tone.mp2")}))["encoder_delay"].toString(),
                 QString("unknown"));
    }

private:
    QString path(const QString& name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
    test::Bytes m_samples;
    QByteArray m_wav;
};

QTEST_GUILESS_MAIN(TestInputs)
#include "tst_inputs.moc"
