// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/programrun.h"
#include "tests/app/sounds.h"
#include "tests/core/referencecases.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace gabor;
using test::contentOf;
using test::isOneSentence;
using test::Outcome;
using test::run;

namespace {

/// The options that a reference case stands for.
QStringList optionsOf(const QJsonObject& p)
{
    QStringList options;
    for (const char* const name :
         {"window", "nperseg", "noverlap", "nfft", "detrend", "scaling", "mode", "boundary", "convention"})
        options << QLatin1String("--") + QLatin1String(name) << p[QLatin1String(name)].toVariant().toString();
    if (p["symmetric"].toBool())
        options << "--symmetric";
    if (p["two_sided"].toBool())
        options << "--two-sided";
    if (p["padded"].toBool())
        options << "--padded";
    return options;
}

} // namespace

class TestDataCommands : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();

    void everyCommandHasHelpWithAnExample_data();
    void everyCommandHasHelpWithAnExample();
    void referenceCasesComeOutEqual();
    void missingOptionsAreThoseOfScipy();
    void theAxesAreWritten();
    void channelsAreCountedFromOne();
    void startAndDurationCutARun();
    void decibelsAreTenOrTwentyLogarithms();
    void otherFormatsAreNamedByTheirEnding();
    void windowsAndMelMatricesAreWritten();
    void coefficientsHaveTheirShape();
    void soundWithoutSamplesGivesAnEmptyArray();
    void infoSaysWhatASoundIs();
    void infoFindsTheStartOfTheFaintestSound();
    void infoGoesOnAfterABadFile();
    void namesThatAreNotUtf8AreOpened();

private:
    QString path(const QString& name) const { return m_folder.filePath(name); }
    /// Writes @p samples as 64-bit float.
    QString exactWav(const QString& name, const std::vector<double>& samples, double sampleRate) const;
    test::NpyArray computed(const QStringList& arguments) const;

    QTemporaryDir m_folder;
};

void TestDataCommands::initTestCase()
{
    const std::vector<double> left = test::sine(24000, 3000, 48000, 0.5);
    const std::vector<double> right = test::sine(24000, 6000, 48000, 0.25);
    test::writeWav(path("mono.wav"), {left});
    test::writeWav(path("stereo.wav"), {left, right});
    test::writeWav(path("silence.wav"), {std::vector<double>(4800)});
    test::write(path("text.wav").toStdString(), "no sound at all, but a text of some length\n");
}

QString TestDataCommands::exactWav(const QString& name, const std::vector<double>& samples, double sampleRate) const
{
    const test::PcmDescription description{.sampleRate = static_cast<std::uint32_t>(sampleRate),
                                           .format = SampleFormat::Float64};
    test::write(path(name).toStdString(), test::wav(description, test::pcm({samples}, SampleFormat::Float64)));
    return path(name);
}

/// What "gabor compute" with @p arguments writes; empty when it fails.
test::NpyArray TestDataCommands::computed(const QStringList& arguments) const
{
    const QString out = path("computed.npy");
    QFile::remove(out);
    const Outcome outcome = run(QStringList{"compute"} + arguments + QStringList{"--output", out});
    if (outcome.exitCode != 0) {
        qWarning("%s", qPrintable(outcome.err));
        return {};
    }
    return test::readNpy(out.toStdString());
}

void TestDataCommands::everyCommandHasHelpWithAnExample_data()
{
    QTest::addColumn<QString>("command");
    for (const char* const command : {"info", "compute", "window", "mel-matrix", "mfcc"})
        QTest::newRow(command) << command;
}

void TestDataCommands::everyCommandHasHelpWithAnExample()
{
    QFETCH(QString, command);
    const Outcome help = run({command, "--help"});
    QCOMPARE(help.exitCode, 0);
    QCOMPARE(help.err, QString());
    QVERIFY2(help.out.contains("Example: gabor " + command) && help.out.contains("Usage: gabor " + command),
             qPrintable(help.out));
    QCOMPARE(run({"help", command}).out, help.out);
    QVERIFY(run({"--help"}).out.contains("gabor " + command));
    QCOMPARE(run({"help"}).out, run({"--help"}).out);
}

void TestDataCommands::referenceCasesComeOutEqual()
{
    int compared = 0;
    for (const QJsonObject& item : test::referenceCases("spectrogram")) {
        const QJsonObject p = item["params"].toObject();
        const bool isPlain = !item["complex"].toBool() && !item.contains("select") && p["mode"].toString() == "psd";
        if (!isPlain || compared >= 12)
            continue;
        const QString signal = item["signal"].toString();
        const QString wav = exactWav("reference.wav", test::referenceSignal(signal), test::referenceSampleRate(signal));
        const Outcome outcome =
            run(QStringList{"compute", wav, "--output", path("reference.npy")} + optionsOf(p), "de_DE.UTF-8");
        if (item.contains("expect_error")) {
            QVERIFY2(outcome.exitCode == 2 && isOneSentence(outcome.err), qPrintable(outcome.err));
            continue;
        }
        QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.err));
        const test::NpyArray got = test::readNpy(path("reference.npy").toStdString());
        const test::NpyArray want = test::referenceArray(item["file"].toString());
        QCOMPARE(got.shape, want.shape);
        const double tolerance = std::max(2e-13, item["tol_amp_min"].toDouble()) * item["ref_amp"].toDouble();
        for (std::size_t i = 0; i < want.values.size(); ++i) {
            const double amplitude = std::sqrt(want.values[i]);
            const double relative = std::max(1e-11, item["tol_rel_min"].toDouble());
            QVERIFY2(std::abs(std::sqrt(got.values[i]) - amplitude) <= tolerance + relative * amplitude,
                     qPrintable(item["id"].toString()));
        }
        ++compared;
    }
    QCOMPARE(compared, 12);
}

void TestDataCommands::missingOptionsAreThoseOfScipy()
{
    const test::NpyArray spelled =
        computed({path("mono.wav"), "--window", "tukey:0.25", "--nperseg", "256", "--noverlap", "32", "--nfft", "256",
                  "--detrend", "constant", "--scaling", "density", "--mode", "psd"});
    QCOMPARE(spelled.shape, (std::vector<std::size_t>{129, 107}));
    QCOMPARE(computed({path("mono.wav")}).values, spelled.values);

    const test::NpyArray mlab = computed({path("mono.wav"), "--window", "hann", "--symmetric", "--nperseg", "256",
                                          "--noverlap", "128", "--detrend", "none"});
    QCOMPARE(computed({path("mono.wav"), "--convention", "mlab"}).values, mlab.values);

    // A short sound cuts nperseg down first, and what is not given follows it.
    const QString shortOne = exactWav("short.wav", test::noise(100), 8000);
    QCOMPARE(computed({shortOne}).shape, (std::vector<std::size_t>{51, 1}));
    const QString single = exactWav("single.wav", {0.5}, 8000);
    QCOMPARE(computed({single}).shape, (std::vector<std::size_t>{1, 1}));
    QCOMPARE(computed({single}).values, std::vector<double>{0});
}

void TestDataCommands::theAxesAreWritten()
{
    computed({path("mono.wav"), "--start", "0.1", "--nperseg", "480", "--noverlap", "0", "--freqs", path("f.npy"),
              "--times", path("t.npy")});
    const std::vector<double> frequencies = test::readNpy(path("f.npy").toStdString()).values;
    QCOMPARE(frequencies.size(), std::size_t{241});
    QCOMPARE(frequencies[30], 3000.0);
    const std::vector<double> times = test::readNpy(path("t.npy").toStdString()).values;
    QCOMPARE(times.size(), std::size_t{40});
    QCOMPARE(times.front(), 0.1 + 0.005); // counts from the beginning of the file
}

void TestDataCommands::channelsAreCountedFromOne()
{
    const auto loudestRow = [](const test::NpyArray& array) {
        const std::size_t columns = array.shape[1];
        std::size_t loudest = 0;
        for (std::size_t row = 0; row < array.shape[0]; ++row) {
            if (array.values[row * columns] > array.values[loudest * columns])
                loudest = row;
        }
        return loudest;
    };
    const QStringList frames{"--nperseg", "480", "--window", "hann", "--scaling", "spectrum"};
    const test::NpyArray first = computed(QStringList{path("stereo.wav"), "--channel", "1"} + frames);
    const test::NpyArray second = computed(QStringList{path("stereo.wav"), "--channel", "2"} + frames);
    const test::NpyArray mix = computed(QStringList{path("stereo.wav")} + frames);
    QCOMPARE(loudestRow(first), std::size_t{30});
    QCOMPARE(loudestRow(second), std::size_t{60});
    QCOMPARE(loudestRow(mix), std::size_t{30});
    QVERIFY(std::abs(first.values[30 * first.shape[1]] - 0.125) < 1e-4); // 0.5²/2
    QVERIFY(std::abs(mix.values[30 * mix.shape[1]] - 0.03125) < 1e-4);
    QCOMPARE(computed(QStringList{path("stereo.wav"), "--channel", "mix"} + frames).values, mix.values);
}

void TestDataCommands::startAndDurationCutARun()
{
    const std::vector<double> all = test::noise(4000);
    const QString whole = exactWav("whole.wav", all, 8000);
    const QString part = exactWav("part.wav", {all.begin() + 800, all.begin() + 2400}, 8000);
    QCOMPARE(computed({whole, "--start", "0.1", "--duration", "0.2"}).values, computed({part}).values);
    const QString rest = exactWav("rest.wav", {all.begin() + 800, all.end()}, 8000);
    QCOMPARE(computed({whole, "--start", "0.1", "--duration", "99"}).values, computed({rest}).values);
}

void TestDataCommands::decibelsAreTenOrTwentyLogarithms()
{
    const test::NpyArray power = computed({path("mono.wav")});
    const test::NpyArray powerDb = computed({path("mono.wav"), "--db"});
    const test::NpyArray magnitude = computed({path("mono.wav"), "--mode", "magnitude"});
    const test::NpyArray magnitudeDb = computed({path("mono.wav"), "--mode", "magnitude", "--db"});
    QVERIFY(!power.values.empty());
    for (std::size_t i = 0; i < power.values.size(); i += 101) {
        QCOMPARE(powerDb.values[i], 10 * std::log10(power.values[i]));
        QCOMPARE(magnitudeDb.values[i], 20 * std::log10(magnitude.values[i]));
    }
    const test::NpyArray silence = computed({path("silence.wav"), "--db"});
    QCOMPARE(silence.values.front(), -INFINITY);
    QCOMPARE(computed({path("silence.wav")}).values, std::vector<double>(silence.values.size()));
}

void TestDataCommands::otherFormatsAreNamedByTheirEnding()
{
    const QStringList frames{"--nperseg", "480", "--noverlap", "0"};
    QCOMPARE(run(QStringList{"compute", path("mono.wav"), "--output", path("a.csv")} + frames, "de_DE.UTF-8").exitCode,
             0);
    const QList<QByteArray> lines = contentOf(path("a.csv")).trimmed().split('\n');
    QCOMPARE(lines.size(), 51);
    QVERIFY2(lines.first().startsWith("time,0,100,200,"), lines.first().left(40).constData());
    QVERIFY(lines[1].startsWith("0.005,"));

    QCOMPARE(
        run(QStringList{"compute", path("mono.wav"), "--output", path("a.npz"), "--channel", "1"} + frames).exitCode,
        0);
    const QByteArray zip = contentOf(path("a.npz"));
    QVERIFY(zip.startsWith("PK") && zip.contains("parameters.npy"));
    // The text is UTF-32, of which every fourth byte is enough to read ASCII.
    QByteArray text = zip;
    text.replace(QByteArray("\0\0\0", 3), "");
    for (const char* const member : {"\"file\":\"mono.wav\"", "\"nperseg\":480", "\"channel\":1", "\"first_sample\":0",
                                     "\"samples\":24000", "\"name\":\"tukey\"", "\"gabor\":\""})
        QVERIFY2(text.contains(member), member);

    QCOMPARE(run(QStringList{"compute", path("mono.wav"), "--output", path("a.npy")} + frames).exitCode, 0);
    QCOMPARE(run(QStringList{"compute", path("mono.wav"), "--output", path("b.npy"), "--float32"} + frames).exitCode,
             0);
    QVERIFY(contentOf(path("b.npy")).contains("<f4"));
    QCOMPARE(contentOf(path("b.npy")).size(), 128 + 4 * 241 * 50);
    QCOMPARE(contentOf(path("a.npy")).size(), 128 + 8 * 241 * 50);
}

void TestDataCommands::windowsAndMelMatricesAreWritten()
{
    const QString out = path("w.npy");
    QCOMPARE(run({"window", "--window", "hann", "--size", "4", "--output", out}).exitCode, 0);
    QCOMPARE(test::readNpy(out.toStdString()).values.size(), std::size_t{4});
    QVERIFY(std::abs(test::readNpy(out.toStdString()).values[1] - 0.5) < 1e-15);
    // Two zeros scale no spectrum, but they are what get_window gives.
    QCOMPARE(run({"window", "--window", "hann", "--size", "2", "--symmetric", "--output", out}).exitCode, 0);
    QCOMPARE(test::readNpy(out.toStdString()).values, (std::vector<double>{0, 0}));

    QCOMPARE(run({"mel-matrix", "--fs", "16000", "--nfft", "512", "--mels", "40", "--output", out}).exitCode, 0);
    QCOMPARE(test::readNpy(out.toStdString()).shape, (std::vector<std::size_t>{40, 257}));
}

void TestDataCommands::coefficientsHaveTheirShape()
{
    for (const char* const style : {"librosa", "tf"}) {
        QCOMPARE(run({"mfcc", path("mono.wav"), "--nperseg", "512", "--noverlap", "256", "--mels", "26",
                      "--coefficients", "13", "--style", style, "--output", path("c.npy")})
                     .exitCode,
                 0);
        QCOMPARE(test::readNpy(path("c.npy").toStdString()).shape, (std::vector<std::size_t>{13, 92}));
    }
}

void TestDataCommands::soundWithoutSamplesGivesAnEmptyArray()
{
    const test::NpyArray array = computed({exactWav("empty.wav", {}, 8000), "--nperseg", "64"});
    QCOMPARE(array.shape, (std::vector<std::size_t>{33, 0}));
}

void TestDataCommands::infoSaysWhatASoundIs()
{
    const Outcome outcome = run({"info", "--json", "--decode", path("stereo.wav"), path("silence.wav")}, "de_DE.UTF-8");
    QVERIFY2(outcome.exitCode == 0 && outcome.err.isEmpty(), qPrintable(outcome.err));
    const QStringList lines = outcome.out.trimmed().split(u'\n');
    QCOMPARE(lines.size(), 2);
    const QJsonObject stereo = QJsonDocument::fromJson(lines[0].toUtf8()).object();
    QVERIFY(stereo["ok"].toBool() && !stereo["silent"].toBool());
    QCOMPARE(stereo["format"].toString(), QStringLiteral("WAV"));
    QCOMPARE(stereo["encoding"].toString(), QStringLiteral("16-bit PCM"));
    QCOMPARE(stereo["rate"].toInt(), 48000);
    QCOMPARE(stereo["channels"].toInt(), 2);
    QCOMPARE(stereo["frames"].toInt(), 24000);
    QCOMPARE(stereo["duration_s"].toDouble(), 0.5);
    QVERIFY(std::abs(stereo["peak"].toDouble() - 0.5) < 0.01); // no sample need stand on the crest
    QVERIFY(std::abs(stereo["rms"].toDouble() - std::sqrt((0.125 + 0.03125) / 2)) < 1e-3);
    QVERIFY(std::abs(stereo["peak_hz"][0].toDouble() - 3000) < 3);
    QVERIFY(std::abs(stereo["peak_hz"][1].toDouble() - 6000) < 3);
    QVERIFY(stereo["onset_s"].toDouble() < 1e-4);
    const QJsonObject silence = QJsonDocument::fromJson(lines[1].toUtf8()).object();
    QVERIFY(silence["silent"].toBool() && silence["peak_hz"][0].isNull() && !silence.contains("onset_s"));
    QCOMPARE(silence["zero_samples"].toInt(), 4800);

    const Outcome text = run({"info", path("stereo.wav"), path("silence.wav")}, "de_DE.UTF-8");
    QCOMPARE(text.exitCode, 0);
    for (const char* const word : {"WAV", "16-bit PCM", "48000 Hz", "24000", "0.500000 s", "all samples are exactly 0"})
        QVERIFY2(text.out.contains(QLatin1String(word)), qPrintable(text.out));
}

/// A thousandth of the smallest number is 0.
void TestDataCommands::infoFindsTheStartOfTheFaintestSound()
{
    std::vector<double> samples(800, 0.0);
    std::fill(samples.begin() + 200, samples.end(), std::numeric_limits<double>::denorm_min());
    const Outcome outcome = run({"info", "--json", "--decode", exactWav("faint.wav", samples, 8000)});
    QVERIFY2(outcome.exitCode == 0 && outcome.err.isEmpty(), qPrintable(outcome.err));
    QCOMPARE(QJsonDocument::fromJson(outcome.out.toUtf8()).object()["onset_s"].toDouble(), 0.025);
}

void TestDataCommands::infoGoesOnAfterABadFile()
{
    const Outcome outcome = run({"info", "--json", path("text.wav"), path("missing.wav"), path("mono.wav")});
    QCOMPARE(outcome.exitCode, 1);
    QCOMPARE(outcome.err.count(u'\n'), 2);
    const QStringList lines = outcome.out.trimmed().split(u'\n');
    QCOMPARE(lines.size(), 3);
    const QJsonObject bad = QJsonDocument::fromJson(lines[0].toUtf8()).object();
    QVERIFY(!bad["ok"].toBool() && bad["error"].toString().contains("text.wav"));
    QVERIFY(QJsonDocument::fromJson(lines[2].toUtf8()).object()["ok"].toBool());
}

void TestDataCommands::namesThatAreNotUtf8AreOpened()
{
    // QProcess would spell the name in UTF-8; a shell passes the bytes on.
    const QByteArray name = m_folder.path().toUtf8() + "/\xe9t\xe9 \xff.wav";
    test::write(name.toStdString(), contentOf(path("mono.wav")).toStdString());
    QProcess process;
    process.start("/bin/sh",
                  {"-c", "exec \"$0\" info --json \"$1\"/*\"$(printf '\\377')\".wav", GABOR_PROGRAM, m_folder.path()});
    QVERIFY(process.waitForFinished(60'000));
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    QVERIFY(process.readAllStandardOutput().contains("\"ok\":true"));
    std::filesystem::remove(name.toStdString()); // QTemporaryDir cannot spell it
}

QTEST_GUILESS_MAIN(TestDataCommands)
#include "tst_datacommands.moc"
