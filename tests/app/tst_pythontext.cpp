// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/pythontext.h"

#include "app/session/commandtext.h"
#include "core/audio/soundfile.h"
#include "core/exact/computeframes.h"
#include "core/exact/cursorreading.h"
#include "core/exact/exactspectrogram.h"
#include "tests/support/npy.h"
#include "tests/support/signals.h"
#include "tests/support/soundfiles.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <numbers>
#include <numeric>

using namespace gabor;

namespace {

constexpr double rate = 8000;
constexpr int runMs = 100'000;
/// That of the distribution, whatever else the path finds.
const QString python = QStringLiteral("/usr/bin/python3");

struct Run
{
    bool succeeded = false;
    QString said;
};

Run run(const QString& program, const QStringList& arguments, const QString& folder)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setWorkingDirectory(folder);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("MPLBACKEND"), QStringLiteral("Agg"));
    environment.insert(QStringLiteral("PYTHONUTF8"), QStringLiteral("1"));
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    const bool ended = process.waitForFinished(runMs) && process.exitStatus() == QProcess::NormalExit;
    return {ended && process.exitCode() == 0, QString::fromUtf8(process.readAll())};
}

/// Two tones, hiss and an offset that drifts, something else in each channel.
test::Channels sounds(int channelCount, std::int64_t count)
{
    test::Channels channels;
    for (int channel = 0; channel < channelCount; ++channel) {
        std::vector<double> samples = test::sine(count, 700 + 900 * channel, rate, 0.4);
        const std::vector<double> hiss = test::noise(count, 0.1, static_cast<unsigned>(channel + 1));
        for (std::size_t n = 0; n < samples.size(); ++n)
            samples[n] += hiss[n] + 0.05 + 0.2 * static_cast<double>(n) / static_cast<double>(count);
        channels.push_back(std::move(samples));
    }
    return channels;
}

/// Row after row, as in a file.
test::NpyArray exactArray(const AnalysisRecipe& recipe, const std::shared_ptr<const SampleSource>& source)
{
    const ExactSpectrogram spectrogram(source, recipe.channel, {0, source->availableSamples()},
                                       exactParametersOf(recipe.stft));
    const auto rows = static_cast<std::size_t>(spectrogram.rowCount());
    const auto columns = static_cast<std::size_t>(spectrogram.frameCount());
    test::NpyArray array{.shape = {rows, columns}, .values = std::vector<double>(rows * columns)};
    computeAllFrames(spectrogram, [&](std::int64_t first, std::span<const double> frames) {
        for (std::size_t i = 0; i < frames.size(); ++i)
            array.values[i % rows * columns + static_cast<std::size_t>(first) + i / rows] = frames[i];
        return true;
    });
    return array;
}

/// The largest relative difference of values within 140 dB of the peak; 1 when the shapes differ.
double difference(const test::NpyArray& got, const test::NpyArray& want)
{
    if (got.shape != want.shape || want.values.empty())
        return 1;
    const double least = 1e-14 * *std::max_element(want.values.begin(), want.values.end());
    double largest = 0;
    for (std::size_t i = 0; i < want.values.size(); ++i) {
        if (want.values[i] >= least)
            largest = std::max(largest, std::abs(got.values[i] - want.values[i]) / want.values[i]);
    }
    return largest;
}

} // namespace

class TestPythonText : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();

    void theScriptMakesOurArray_data();
    void theScriptMakesOurArray();
    void theCommandLineMakesOurArray_data() { theScriptMakesOurArray_data(); }
    void theCommandLineMakesOurArray();
    void theSameTrackAndRawSamplesAreRead();
    void ffmpegReadsRawSamplesAlike();
    void everyWindowIsSciPys();
    void aCompressedSoundIsReadThroughFfmpeg();
    void fileNamesAreSafe_data();
    void fileNamesAreSafe();
    void thePictureIsThatOfTheScreen();
    void everyScaleIsThatOfTheCursor_data();
    void everyScaleIsThatOfTheCursor();
    void everyFrequencyScaleIsTheAxis();
    void theScriptIsReadable();

private:
    AnalysisRecipe recipeOf(const QString& path, const StftParameters& stft, int channel);
    Run runScript(const QString& script, const QString& save);
    QString path(const QString& name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
    std::shared_ptr<const SampleSource> m_source;
    QString m_whyNot; ///< empty: Python has what it takes
};

void TestPythonText::initTestCase()
{
    const Run trial =
        run(python, {QStringLiteral("-c"), QStringLiteral("import numpy, scipy.signal, matplotlib.pyplot")}, path({}));
    if (!trial.succeeded)
        m_whyNot = python + QStringLiteral(" has not all of NumPy, SciPy and matplotlib: ")
            + trial.said.trimmed().section(u'\n', -1);
}

AnalysisRecipe TestPythonText::recipeOf(const QString& path, const StftParameters& stft, int channel)
{
    Result<OpenedSound, OpenFault> opened = openSound(QFile::encodeName(path).toStdString());
    if (!opened)
        return {};
    if (opened.value().finishDecoding)
        opened.value().finishDecoding({});
    m_source = opened.value().source;
    return {.sound = m_source->description(),
            .channel = {channel},
            .stft = stft,
            .display = {},
            .span = {0, static_cast<double>(m_source->availableSamples()), 0, m_source->description().sampleRate / 2}};
}

/// @param save  what is kept of the script's values, in out.npy
Run TestPythonText::runScript(const QString& script, const QString& save)
{
    QFile::remove(path("out.npy"));
    QFile file(path("script.py"));
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write((script + QStringLiteral("\nnp.save('out.npy', %1)\n").arg(save)).toUtf8());
    file.close();
    return run(python, {QStringLiteral("script.py")}, m_folder.path());
}

void TestPythonText::theScriptMakesOurArray_data()
{
    QTest::addColumn<SampleFormat>("format");
    QTest::addColumn<int>("channelCount");
    QTest::addColumn<int>("channel");
    QTest::addColumn<WindowSpec>("window");
    QTest::addColumn<int>("length");
    QTest::addColumn<int>("hop");
    QTest::addColumn<int>("nfft");
    QTest::addColumn<Detrend>("detrend");
    const auto row = [](const char* name, SampleFormat format, int channelCount, int channel, const WindowSpec& window,
                        int length, int hop, int nfft, Detrend detrend) {
        QTest::newRow(name) << format << channelCount << channel << window << length << hop << nfft << detrend;
    };
    constexpr int mix = ChannelChoice::mix;
    const WindowSpec hann{};
    row("8 bits", SampleFormat::Unsigned8, 1, mix, hann, 256, 64, 256, Detrend::None);
    row("16 bits, second channel", SampleFormat::Signed16, 2, 1, {WindowKind::Kaiser, {8.6}, false}, 255, 100, 300,
        Detrend::Constant);
    row("24 bits, mix", SampleFormat::Signed24, 2, mix, {WindowKind::BlackmanHarris, {}, true}, 200, 50, 401,
        Detrend::Linear);
    row("32 bits, one of three", SampleFormat::Signed32, 3, 0, {WindowKind::Exponential, {40.5}, false}, 127, 127, 127,
        Detrend::None);
    row("float", SampleFormat::Float32, 1, 0, {WindowKind::Tukey, {0.25}, false}, 512, 128, 1024, Detrend::Constant);
    row("double, mix of three", SampleFormat::Float64, 3, mix, {WindowKind::GeneralGaussian, {1.5, 30}, true}, 101, 33,
        131, Detrend::Linear);
}

namespace {

StftParameters fetchedStft()
{
    QFETCH(WindowSpec, window);
    QFETCH(int, length);
    QFETCH(int, hop);
    QFETCH(int, nfft);
    QFETCH(Detrend, detrend);
    return {window, length, hop, nfft, detrend};
}

void writeFetchedSound(const QString& path)
{
    QFETCH(SampleFormat, format);
    QFETCH(int, channelCount);
    const test::PcmDescription description{
        .channelCount = channelCount, .sampleRate = static_cast<std::uint32_t>(rate), .format = format};
    test::write(path.toStdString(), test::wav(description, test::pcm(sounds(channelCount, 4001), format)));
}

} // namespace

void TestPythonText::theScriptMakesOurArray()
{
    if (!m_whyNot.isEmpty())
        QSKIP(qPrintable(m_whyNot));
    QFETCH(int, channel);
    writeFetchedSound(path("sound.wav"));
    const AnalysisRecipe recipe = recipeOf(path("sound.wav"), fetchedStft(), channel);
    const Run ran = runScript(pythonText(recipe), QStringLiteral("power"));
    QVERIFY2(ran.succeeded, qPrintable(ran.said));
    const double error = difference(test::readNpy(path("out.npy").toStdString()), exactArray(recipe, m_source));
    QVERIFY2(error < 1e-9, qPrintable(QString::number(error)));
}

void TestPythonText::theCommandLineMakesOurArray()
{
    QFETCH(int, channel);
    writeFetchedSound(path("it's ü.wav"));
    const AnalysisRecipe recipe = recipeOf(path("it's ü.wav"), fetchedStft(), channel);
    QString line = commandText(recipe);
    QVERIFY2(line.startsWith("gabor compute "), qPrintable(line));
    line.replace(0, 5, QString::fromStdString(shellQuoted(GABOR_PROGRAM).toStdString()));
    const Run ran = run(QStringLiteral("bash"), {QStringLiteral("-c"), line}, m_folder.path());
    QVERIFY2(ran.succeeded, qPrintable(ran.said));
    QCOMPARE(difference(test::readNpy(path("it's ü.npy").toStdString()), exactArray(recipe, m_source)), 0.0);
}

void TestPythonText::everyWindowIsSciPys()
{
    if (!m_whyNot.isEmpty())
        QSKIP(qPrintable(m_whyNot));
    constexpr int length = 64;
    QStringList scripts;
    std::vector<double> want;
    for (const WindowInfo& info : windowCatalog()) {
        for (const bool symmetric : {false, true}) {
            WindowSpec window = initialWindow(info.kind, length);
            window.symmetric = symmetric;
            if (faultIn(window, length))
                continue;
            const QString script = pythonWindow(window, length);
            scripts << (symmetric ? script : QStringLiteral("signal.get_window(%1, %2)").arg(script).arg(length));
            const std::vector<double> coefficients = windowCoefficients(window, length);
            want.insert(want.end(), coefficients.begin(), coefficients.end());
        }
    }
    QVERIFY(scripts.size() >= 2 * static_cast<qsizetype>(windowCatalog().size()) - 1);
    const Run ran = runScript(QStringLiteral("import numpy as np\nfrom scipy import signal\n"),
                              u'[' + scripts.join(QLatin1String(",\n")) + u']');
    QVERIFY2(ran.succeeded, qPrintable(ran.said));
    const test::NpyArray got = test::readNpy(path("out.npy").toStdString());
    QCOMPARE(got.values.size(), want.size());
    for (std::size_t i = 0; i < want.size(); ++i)
        QVERIFY2(std::abs(got.values[i] - want[i]) < 1e-9, qPrintable(scripts[static_cast<qsizetype>(i / length)]));
}

void TestPythonText::aCompressedSoundIsReadThroughFfmpeg()
{
    if (!m_whyNot.isEmpty())
        QSKIP(qPrintable(m_whyNot));
    const test::PcmDescription description{.channelCount = 2, .sampleRate = static_cast<std::uint32_t>(rate)};
    test::write(path("stereo.wav").toStdString(),
                test::wav(description, test::pcm(sounds(2, 4001), SampleFormat::Signed16)));
    if (!test::encode(path("stereo.wav").toStdString(), "-c:a flac", path("stereo.flac").toStdString()))
        QSKIP("the ffmpeg command is missing");
    for (const int channel : {ChannelChoice::mix, 1}) {
        const AnalysisRecipe recipe =
            recipeOf(path("stereo.flac"), {.windowLength = 256, .hop = 64, .nfft = 256}, channel);
        QCOMPARE(recipe.sound.container, std::string("FLAC"));
        const Run ran = runScript(pythonText(recipe), QStringLiteral("power"));
        QVERIFY2(ran.succeeded, qPrintable(ran.said));
        const double error = difference(test::readNpy(path("out.npy").toStdString()), exactArray(recipe, m_source));
        QVERIFY2(error < 1e-9, qPrintable(QString::number(error)));
    }
}

void TestPythonText::fileNamesAreSafe_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("quotes") << QByteArray("it's \"so\".wav");
    QTest::newRow("backslash") << QByteArray("a\\nb\\.wav");
    QTest::newRow("line break and tab") << QByteArray("a\nb\tc.wav");
    QTest::newRow("letters of the world") << QByteArray("Grüße 鲸 🐋.wav");
    QTest::newRow("no UTF-8") << QByteArray("gr\xFC\xDF'e.wav");
    QTest::newRow("what other languages replace") << QByteArray("$HOME %1 {x} `id` !1 ~.wav");
    QTest::newRow("like an option") << QByteArray("-x.wav");
}

void TestPythonText::fileNamesAreSafe()
{
    QFETCH(QByteArray, name);
    const std::string written = m_folder.path().toStdString() + "/names.bin";
    const std::string full = m_folder.path().toStdString() + '/' + name.toStdString();
    const auto read = [&written] {
        QFile file(QString::fromStdString(written));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const Run shell =
        run(QStringLiteral("bash"),
            {QStringLiteral("-c"), QStringLiteral("printf %s %1 > names.bin").arg(shellQuoted(full))}, m_folder.path());
    QVERIFY2(shell.succeeded, qPrintable(shell.said));
    QCOMPARE(read().toHex(), QByteArray::fromStdString(full).toHex());
    if (!QFile::exists(python))
        QSKIP("there is no Python");
    const QString script = QStringLiteral("import os; open('names.bin', 'wb').write(os.fsencode(%1))");
    QFile file(path("script.py"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(script.arg(pythonLiteral(full)).toUtf8());
    file.close();
    const Run snake = run(python, {QStringLiteral("script.py")}, m_folder.path());
    QVERIFY2(snake.succeeded, qPrintable(snake.said));
    QCOMPARE(read().toHex(), QByteArray::fromStdString(full).toHex());
}

void TestPythonText::thePictureIsThatOfTheScreen()
{
    if (!m_whyNot.isEmpty())
        QSKIP(qPrintable(m_whyNot));
    const test::PcmDescription description{.sampleRate = static_cast<std::uint32_t>(rate),
                                           .format = SampleFormat::Float64};
    // On a bin, and silence behind it.
    std::vector<double> samples = test::sine(4096, 1000, rate, 0.5);
    samples.resize(8192);
    test::write(path("tone.wav").toStdString(), test::wav(description, test::pcm({samples}, SampleFormat::Float64)));
    AnalysisRecipe recipe = recipeOf(path("tone.wav"), {.windowLength = 256, .hop = 64, .nfft = 256}, 0);
    recipe.display = {.shading = Shading::Flat,
                      .colormap = {ColormapKind::Magma, true},
                      .low = -87.5,
                      .high = -6,
                      .automaticLevels = false};
    recipe.span = {800, 4000, 250, 2500.5};
    // What matplotlib made of it: limits, colors, and the levels of the tone and of silence.
    const Run ran = runScript(pythonText(recipe),
                              QStringLiteral("np.array([*axes.get_xlim(), *axes.get_ylim(), *mesh.get_clim(), "
                                             "float(mesh.get_cmap().name == 'magma_r'), "
                                             "level[32, 5], level[32, -1], level.min()])"));
    QVERIFY2(ran.succeeded, qPrintable(ran.said));
    const std::vector<double> got = test::readNpy(path("out.npy").toStdString()).values;
    const std::vector<double> want{0.1, 0.5, 250, 2500.5, -87.5, -6, 1, 20 * std::log10(0.5), -87.5, -87.5};
    QCOMPARE(got.size(), want.size());
    for (std::size_t i = 0; i < want.size(); ++i)
        QVERIFY2(std::abs(got[i] - want[i]) < 1e-9,
                 qPrintable(QStringLiteral("%1: %2, not %3").arg(i).arg(got[i]).arg(want[i])));
}

void TestPythonText::everyScaleIsThatOfTheCursor_data()
{
    QTest::addColumn<int>("scale");
    QTest::addColumn<QString>("array");
    QTest::addColumn<FrameBoundary>("boundary");
    for (const LevelScaleInfo& info : levelScaleCatalog()) {
        const char* const array = info.scale == LevelScale::Phase ? "phase"
            : info.scale == LevelScale::Magnitude                 ? "amplitude"
                                                                  : "level";
        QTest::newRow(info.name.data()) << static_cast<int>(info.scale) << array << FrameBoundary::Inside;
    }
    QTest::newRow("padded") << static_cast<int>(LevelScale::Density) << "level" << FrameBoundary::Padded;
}

void TestPythonText::everyScaleIsThatOfTheCursor()
{
    if (!m_whyNot.isEmpty())
        QSKIP(qPrintable(m_whyNot));
    QFETCH(int, scale);
    QFETCH(QString, array);
    QFETCH(FrameBoundary, boundary);
    const test::PcmDescription description{.sampleRate = static_cast<std::uint32_t>(rate),
                                           .format = SampleFormat::Float64};
    test::write(path("tone.wav").toStdString(),
                test::wav(description, test::pcm(sounds(1, 4001), SampleFormat::Float64)));
    const StftParameters stft{.window = {WindowKind::Kaiser, {8.6}, false},
                              .windowLength = 255,
                              .hop = 100,
                              .nfft = 300,
                              .boundary = boundary};
    AnalysisRecipe recipe = recipeOf(path("tone.wav"), stft, 0);
    recipe.display.levelScale = static_cast<LevelScale>(scale);
    recipe.display.calibrationDb = 94.5;
    recipe.display.low = -250;
    const Run ran = runScript(
        pythonText(recipe),
        QStringLiteral("np.array([%1.shape[1], times[7] * rate, *mesh.get_clim(), *%1[[0, 26, 150], 7]])").arg(array));
    QVERIFY2(ran.succeeded, qPrintable(ran.said));
    const std::vector<double> got = test::readNpy(path("out.npy").toStdString()).values;

    const std::vector<double> window = windowCoefficients(stft.window, stft.windowLength);
    const double sum = std::accumulate(window.begin(), window.end(), 0.0);
    const double squares = std::inner_product(window.begin(), window.end(), window.begin(), 0.0);
    const LevelReference reference =
        levelReference(recipe.display.levelScale, sum, squares, rate, recipe.display.calibrationDb);
    const bool isPhase = recipe.display.levelScale == LevelScale::Phase;
    std::vector<double> want{static_cast<double>(frameCount(stft, 4001)), frameCenter(stft, 7),
                             isPhase ? -std::numbers::pi : recipe.display.low,
                             isPhase ? std::numbers::pi : recipe.display.high};
    for (const int bin : {0, 26, 150}) {
        const CursorReading reading = readCursor(*m_source, {0}, stft, window, 7, bin, 0);
        const double edgeDb = reading.hasMirrorImage ? 0 : reference.edgeOffsetDb;
        want.push_back(isPhase ? reading.phase
                               : valueOnScale(reading.levelDb + edgeDb, recipe.display.levelScale, reference));
    }
    QCOMPARE(got.size(), want.size());
    for (std::size_t i = 0; i < want.size(); ++i)
        QVERIFY2(std::abs(got[i] - want[i]) < 1e-6,
                 qPrintable(QStringLiteral("%1: %2, not %3").arg(i).arg(got[i]).arg(want[i])));
}

void TestPythonText::everyFrequencyScaleIsTheAxis()
{
    if (!m_whyNot.isEmpty())
        QSKIP(qPrintable(m_whyNot));
    const test::PcmDescription description{.sampleRate = static_cast<std::uint32_t>(rate)};
    test::write(path("tone.wav").toStdString(),
                test::wav(description, test::pcm(sounds(1, 4001), SampleFormat::Signed16)));
    for (const FrequencyScaleInfo& info : frequencyScaleCatalog()) {
        AnalysisRecipe recipe = recipeOf(path("tone.wav"), {.windowLength = 256, .hop = 64, .nfft = 256}, 0);
        recipe.display.frequencyAxis.scale = info.scale;
        recipe.span.lowHz = 100;
        recipe.reduction = Reduction::Sample;
        QVERIFY(pythonText(recipe).contains("one of them stands for all"));
        // Heights of some frequencies, as shares of the axis.
        const Run ran = runScript(pythonText(recipe),
                                  QStringLiteral("(lambda y: (y - y[0]) / (y[-1] - y[0]))(axes.transData.transform("
                                                 "[(0, hz) for hz in (100, 440, 1000, 2500, 4000)])[:, 1])"));
        QVERIFY2(ran.succeeded, qPrintable(ran.said));
        const std::vector<double> got = test::readNpy(path("out.npy").toStdString()).values;
        const double low = scaleFromHz(100, info.scale);
        const double high = scaleFromHz(4000, info.scale);
        const double hz[] = {100, 440, 1000, 2500, 4000};
        for (std::size_t i = 0; i < std::size(hz); ++i)
            QVERIFY2(std::abs(got.at(i) - (scaleFromHz(hz[i], info.scale) - low) / (high - low)) < 1e-9,
                     info.name.data());
    }
}

void TestPythonText::theScriptIsReadable()
{
    const AnalysisRecipe recipe{
        .sound = {.path = "/whale.wav",
                  .container = "WAV",
                  .encoding = "16-bit PCM",
                  .sampleRate = 48000,
                  .channelCount = 2},
        .channel = {},
        .stft = {.window = {WindowKind::Kaiser, {8.6}, true}, .windowLength = 2048, .hop = 512, .nfft = 4096},
        .display = {},
        .span = {0, 96000, 0, 24000}};
    const QStringList lines = pythonText(recipe).split(u'\n');
    QVERIFY2(lines.size() <= 40, qPrintable(QString::number(lines.size())));
    for (const QString& line : lines)
        QVERIFY2(line.size() <= 100, qPrintable(line));
    QVERIFY(lines.contains("path = '/whale.wav'"));
    QVERIFY(lines.contains("x = x.mean(axis=1)"));
    QVERIFY(lines.contains("    x, rate, window=signal.get_window(('kaiser', 8.6), 2048, fftbins=False),"));
    QVERIFY(lines.contains("    nperseg=2048, noverlap=1536, nfft=4096, detrend=False,"));
    QCOMPARE(commandText(recipe),
             QStringLiteral("gabor compute /whale.wav --output ./whale.npy --channel mix --window kaiser:8.6 "
                            "--symmetric --nperseg 2048 --noverlap 1536 --nfft 4096 --detrend none "
                            "--scaling spectrum --mode psd"));
}

void TestPythonText::theSameTrackAndRawSamplesAreRead()
{
    AnalysisRecipe recipe;
    recipe.sound = {.path = "/a.mka", .container = "Matroska", .encoding = "FLAC", .sampleRate = 48000};
    recipe.sound.channelCount = 1;
    recipe.sound.tracks.resize(2);
    recipe.sound.reading.track = 1;
    QVERIFY(commandText(recipe).contains(" --track 2 "));
    QVERIFY2(pythonText(recipe).contains("'-i', path, '-map', '0:a:1', '-vn'"), qPrintable(pythonText(recipe)));

    recipe.sound.tracks.clear();
    recipe.sound.reading = {.track = {},
                            .raw = RawSound{.format = SampleFormat::Signed24,
                                            .byteOrder = std::endian::big,
                                            .sampleRate = 44100.25,
                                            .channelCount = 2,
                                            .offset = 44}};
    QVERIFY2(commandText(recipe).contains(" --raw s24be,44100.25,2,44 "), qPrintable(commandText(recipe)));
    QVERIFY(pythonText(recipe).contains(
        "'-f', 's24be', '-ar', '44100', '-ac', '2', '-skip_initial_bytes', '44', '-i', path, '-vn'"));
}

void TestPythonText::ffmpegReadsRawSamplesAlike()
{
    if (!m_whyNot.isEmpty())
        QSKIP(qPrintable(m_whyNot));
    const RawSound raw{.format = SampleFormat::Signed24,
                       .byteOrder = std::endian::big,
                       .sampleRate = rate,
                       .channelCount = 2,
                       .offset = 5};
    const QString file = path("samples.raw");
    test::write(file.toStdString(), "12345" + test::pcm(sounds(2, 4000), SampleFormat::Signed24, std::endian::big));
    const auto opened = openSound(file.toStdString(), {}, {.reading = {.raw = raw}});
    QVERIFY(opened);
    AnalysisRecipe recipe;
    recipe.sound = opened.value().source->description();
    recipe.channel = {1};
    const QString script =
        pythonText(recipe).section(QStringLiteral("\n\n"), 0, -1) + QStringLiteral("\nnp.save('x.npy', x)\n");
    const Run ran = run(python, {QStringLiteral("-c"), script}, m_folder.path());
    QVERIFY2(ran.succeeded, qPrintable(ran.said));
    const test::NpyArray x = test::readNpy(path("x.npy").toStdString());
    std::vector<double> samples(4000);
    opened.value().source->read(0, {1}, std::span(samples));
    QCOMPARE(x.values, samples);
}

QTEST_GUILESS_MAIN(TestPythonText)
#include "tst_pythontext.moc"
