// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exact/mel.h"

#include "core/exact/melspectrogram.h"
#include "tests/core/referencecases.h"
#include "tests/support/signals.h"

#include <QTest>

#include <cmath>

using namespace gabor;

namespace {

template <class Word>
Word wordOf(const QJsonObject& parameters, const char* key, std::initializer_list<Word> words)
{
    const std::string name = parameters[QLatin1String(key)].toString().toStdString();
    for (const Word word : words) {
        if (nameOf(word) == name)
            return word;
    }
    throw std::runtime_error("no " + std::string(key) + " is called " + name);
}

MelParameters melOf(const QJsonObject& p)
{
    return {.bands = p["mels"].toInt(),
            .lowHz = p["fmin"].toDouble(),
            .highHz = p["fmax"].toDouble(),
            .scale = wordOf(p, "scale", {MelScale::Slaney, MelScale::Htk, MelScale::TensorFlow}),
            .norm = wordOf(p, "norm", {MelNorm::None, MelNorm::Slaney}),
            .style = wordOf(p, "style", {MelStyle::Librosa, MelStyle::TensorFlow})};
}

/// (row, frame) in C order, as the files have it.
std::vector<double> rowsOf(const FrameSource& source)
{
    const std::size_t rows = source.valuesPerFrame();
    const std::size_t columns = static_cast<std::size_t>(source.frameCount());
    std::vector<double> table(rows * columns);
    computeAllFrames(source, [&](std::int64_t first, std::span<const double> frames) {
        for (std::size_t i = 0; i < frames.size(); ++i)
            table[i % rows * columns + static_cast<std::size_t>(first) + i / rows] = frames[i];
        return true;
    });
    return table;
}

double largestDifference(const std::vector<double>& a, const std::vector<double>& b)
{
    if (a.size() != b.size())
        return INFINITY;
    double largest = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double difference = std::abs(a[i] - b[i]);
        largest = difference <= largest ? largest : difference;
    }
    return largest;
}

} // namespace

class TestMel : public QObject
{
    Q_OBJECT
private slots:
    void scalesFollowTheirFormulas()
    {
        for (const QJsonObject& reference : test::referenceCases("mel_scale")) {
            const MelScale scale = wordOf(reference["params"].toObject(), "scale",
                                          {MelScale::Slaney, MelScale::Htk, MelScale::TensorFlow});
            const std::vector<double> hz = test::referenceArray(reference["input"].toString()).values;
            const std::vector<double> mel = test::referenceArray(reference["file"].toString()).values;
            for (std::size_t i = 0; i < hz.size(); ++i) {
                QVERIFY(std::abs(melFromHz(hz[i], scale) - mel[i]) <= 1e-12 * mel[i]);
                QVERIFY(std::abs(hzFromMel(mel[i], scale) - hz[i]) <= 1e-11 * hz[i]);
            }
        }
    }

    void matricesAreThoseOfLibrosaAndTensorFlow_data()
    {
        QTest::addColumn<QJsonObject>("reference");
        for (const QJsonObject& reference : test::referenceCases("mel_matrix"))
            QTest::newRow(qPrintable(reference["id"].toString())) << reference;
    }
    void matricesAreThoseOfLibrosaAndTensorFlow()
    {
        QFETCH(QJsonObject, reference);
        const QJsonObject p = reference["params"].toObject();
        QVERIFY(!faultIn(melOf(p), p["fs"].toDouble()));
        const MelMatrix matrix(melOf(p), p["fs"].toDouble(), p["nfft"].toInt());
        QCOMPARE(matrix.bandCount(), reference["shape"][0].toInt());
        QCOMPARE(matrix.binCount(), reference["shape"][1].toInt());
        const std::vector<double> want = test::referenceArray(reference["file"].toString()).values;
        QVERIFY(largestDifference(matrix.dense(), want) <= reference["tol_abs"].toDouble());
    }

    void applyingIsMultiplying()
    {
        const MelMatrix matrix({.bands = 40, .highHz = 8000}, 16000, 512);
        const std::vector<double> spectrum = test::noise(matrix.binCount());
        const std::vector<double> weights = matrix.dense();
        std::vector<double> bands(40);
        matrix.apply(spectrum, bands);
        for (std::size_t band = 0; band < bands.size(); ++band) {
            double sum = 0;
            for (std::size_t bin = 0; bin < spectrum.size(); ++bin)
                sum += weights[band * spectrum.size() + bin] * spectrum[bin];
            QVERIFY(std::abs(sum - bands[band]) < 1e-15);
        }
    }

    void bandsNarrowerThanABinAreZero()
    {
        const MelMatrix matrix({.bands = 128, .highHz = 8000}, 16000, 64);
        const std::vector<double> weights = matrix.dense();
        QVERIFY(std::all_of(weights.begin() + 33, weights.begin() + 66, [](double weight) { return weight == 0; }));
    }

    void cepstraAreThoseOfLibrosaAndTensorFlow_data()
    {
        QTest::addColumn<QJsonObject>("reference");
        for (const QJsonObject& reference : test::referenceCases("mfcc"))
            QTest::newRow(qPrintable(reference["id"].toString())) << reference;
    }
    void cepstraAreThoseOfLibrosaAndTensorFlow()
    {
        QFETCH(QJsonObject, reference);
        const QJsonObject p = reference["params"].toObject();
        const QString signal = reference["signal"].toString();
        const bool tensorFlow = melOf(p).style == MelStyle::TensorFlow;
        const ExactParameters stft{.window = *test::referenceWindow(p),
                                   .nperseg = p["nperseg"].toInt(),
                                   .noverlap = p["noverlap"].toInt(),
                                   .nfft = p["nfft"].toInt(),
                                   .detrend = Detrend::None};
        const auto source = test::monoSource(test::referenceSignal(signal), test::referenceSampleRate(signal));
        const auto mel =
            std::make_shared<MelSpectrogram>(source, ChannelChoice{0}, SampleInterval{0, source->availableSamples()},
                                             stft, melOf(p), tensorFlow ? MelInput::Magnitude : MelInput::Power);
        MelCompression compression = MelLogarithm{p["log_offset"].toDouble()};
        if (!tensorFlow)
            compression = MelDecibels::below(strongestOf(*mel).value, p["top_db"].toDouble(), p["amin"].toDouble());
        const auto logMel = std::make_shared<LogMelSpectrogram>(mel, compression);
        const Mfcc mfcc(logMel, p["coefficients"].toInt(),
                        tensorFlow ? CepstralNorm::TensorFlow : CepstralNorm::Orthonormal);

        const double tolerance = reference["tol_abs"].toDouble();
        const std::vector<double> levels = test::referenceArray(reference["log_mel"].toString()).values;
        QVERIFY(largestDifference(rowsOf(*logMel), levels) <= tolerance);
        const std::vector<double> cepstra = test::referenceArray(reference["file"].toString()).values;
        QVERIFY(largestDifference(rowsOf(mfcc), cepstra) <= tolerance);
    }

    void silenceReadsTheFloor()
    {
        const auto source = test::monoSource(std::vector<double>(2000, 0.0), 16000);
        const auto mel = std::make_shared<MelSpectrogram>(source, ChannelChoice{0}, SampleInterval{0, 2000},
                                                          ExactParameters{}, MelParameters{}, MelInput::Power);
        const LogMelSpectrogram levels(mel, MelDecibels::below(strongestOf(*mel).value));
        for (const double level : rowsOf(levels))
            QCOMPARE(level, -100.0);
    }

    void faultsNameTheRule()
    {
        using Rule = MelFault::Rule;
        QCOMPARE(faultIn({.bands = 0}, 48000)->rule, Rule::BandsNotPositive);
        QCOMPARE(faultIn({.bands = 1 << 20}, 48000)->rule, Rule::TooManyBands);
        QCOMPARE(faultIn({.lowHz = -1}, 48000)->rule, Rule::LowNegative);
        QCOMPARE(faultIn({.lowHz = NAN}, 48000)->rule, Rule::LowNegative);
        QCOMPARE(faultIn({.lowHz = 8000}, 48000)->rule, Rule::HighNotAboveLow);
        QCOMPARE(faultIn({.highHz = 8001}, 16000)->rule, Rule::HighAboveHalfTheRate);
        QVERIFY(!faultIn({}, 16000));
    }
};
QTEST_GUILESS_MAIN(TestMel)
#include "tst_mel.moc"
