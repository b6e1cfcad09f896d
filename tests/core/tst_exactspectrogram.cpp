// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exact/exactspectrogram.h"

#include "core/audio/soundfile.h"
#include "core/exact/computeframes.h"
#include "tests/core/referencecases.h"
#include "tests/support/signals.h"
#include "tests/support/soundfiles.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <complex>
#include <limits>
#include <numbers>

using namespace gabor;

namespace {

using Complex = std::complex<double>;

/// All frames, one after another.
std::vector<double> allFrames(const FrameSource& source)
{
    std::vector<double> frames;
    const ComputeOutcome outcome = computeAllFrames(source, [&](std::int64_t first, std::span<const double> block) {
        if (first * static_cast<std::int64_t>(source.valuesPerFrame()) != static_cast<std::int64_t>(frames.size()))
            return false;
        frames.insert(frames.end(), block.begin(), block.end());
        return true;
    });
    if (outcome.end != ComputeOutcome::End::Done)
        throw std::runtime_error("the frames did not come in order");
    return frames;
}

ExactSpectrogram spectrogramOf(std::vector<double> samples, const ExactParameters& parameters, double rate = 48000)
{
    const SampleInterval whole{0, static_cast<std::int64_t>(samples.size())};
    return {test::monoSource(std::move(samples), rate), ChannelChoice{0}, whole, parameters};
}

/// What the pass rule compares: an error, and the modulus that its relative part refers to.
struct Deviation
{
    double error = 0;
    double modulus = 0;
};

Deviation deviationOf(SpectrumMode mode, const double* got, const double* want, double weight)
{
    switch (mode) {
    case SpectrumMode::Complex: {
        const Complex expected(want[0], want[1]);
        return {std::abs(Complex(got[0], got[1]) - expected), std::abs(expected)};
    }
    case SpectrumMode::Psd:
        return {std::abs(std::sqrt(*got) - std::sqrt(*want)), std::sqrt(*want)};
    case SpectrumMode::Angle:
        return {weight * std::abs(std::polar(1.0, *got) - std::polar(1.0, *want)), weight};
    case SpectrumMode::Magnitude:
    case SpectrumMode::Phase:
        break;
    }
    return {std::abs(*got - *want), std::abs(*want)};
}

double tolerance(const QJsonObject& reference, const char* key)
{
    const double usual = test::referenceIndex()["tolerances"]["f64"][QLatin1String(key)].toDouble();
    return std::max(usual, reference[QStringLiteral("tol_%1_min").arg(key)].toDouble());
}

const ExactParameters small{.window = {.kind = WindowKind::Hann, .parameters = {}, .symmetric = false},
                            .nperseg = 16,
                            .noverlap = 8,
                            .nfft = 16};

} // namespace

class TestExactSpectrogram : public QObject
{
    Q_OBJECT
private slots:
    void everyReferenceCaseIsMet_data()
    {
        QTest::addColumn<QJsonObject>("reference");
        for (const QJsonObject& reference : test::referenceCases("spectrogram"))
            QTest::newRow(qPrintable(reference["id"].toString())) << reference;
    }
    void everyReferenceCaseIsMet()
    {
        QFETCH(QJsonObject, reference);
        const std::vector<double> samples = test::referenceSignal(reference["signal"].toString());
        const std::optional<ExactParameters> parameters = test::referenceParameters(reference["params"].toObject());
        const bool faulty = !parameters || faultIn(*parameters, static_cast<std::int64_t>(samples.size()));
        QCOMPARE(faulty, reference["expect_error"].toBool());
        if (faulty)
            return;

        const ExactSpectrogram spectrogram =
            spectrogramOf(samples, *parameters, test::referenceSampleRate(reference["signal"].toString()));
        const QJsonArray shape = reference["shape"].toArray();
        QCOMPARE(spectrogram.rowCount(), shape[0].toInt());
        QCOMPARE(spectrogram.frameCount(), shape[1].toInt());
        compareValues(reference, spectrogram);
        compareAxes(reference, spectrogram);
    }

    void everyReferenceWindowIsMet_data()
    {
        QTest::addColumn<QJsonObject>("reference");
        for (const QJsonObject& reference : test::referenceCases("window"))
            QTest::newRow(qPrintable(reference["id"].toString())) << reference;
    }
    void everyReferenceWindowIsMet()
    {
        QFETCH(QJsonObject, reference);
        const std::optional<WindowSpec> window = test::referenceWindow(reference["params"].toObject());
        QVERIFY(window);
        const std::vector<double> want = test::referenceArray(reference["file"].toString()).values;
        std::size_t at = 0;
        for (const QJsonValue& size : reference["sizes"].toArray()) {
            for (const double coefficient : windowCoefficients(*window, size.toInt()))
                QVERIFY(std::abs(coefficient - want.at(at++)) <= reference["tol_abs"].toDouble());
        }
        QCOMPARE(at, want.size());
        for (const QString& size : reference["errors"].toObject().keys())
            QVERIFY(faultIn(*window, size.toInt()));
    }

    void silenceIsExactlyZero_data()
    {
        QTest::addColumn<int>("mode");
        QTest::addColumn<int>("detrend");
        for (const int mode : {0, 1, 2, 3, 4}) {
            for (const int detrend : {0, 1, 2})
                QTest::addRow("mode %d, detrend %d", mode, detrend) << mode << detrend;
        }
    }
    void silenceIsExactlyZero()
    {
        QFETCH(int, mode);
        QFETCH(int, detrend);
        ExactParameters parameters = small;
        parameters.mode = static_cast<SpectrumMode>(mode);
        parameters.detrend = static_cast<Detrend>(detrend);
        for (const double value : allFrames(spectrogramOf(std::vector<double>(100, 0.0), parameters)))
            QCOMPARE(std::abs(value), 0.0);
    }

    void aConstantIsDetrendedToExactlyZero()
    {
        for (const double value : allFrames(spectrogramOf(std::vector<double>(100, 0.7), small)))
            QCOMPARE(value, 0.0);
    }

    void aNanSpoilsOnlyTheFramesThatHoldIt()
    {
        std::vector<double> samples = test::noise(100);
        samples[40] = std::numeric_limits<double>::quiet_NaN();
        const ExactSpectrogram spectrogram = spectrogramOf(samples, small);
        const std::vector<double> frames = allFrames(spectrogram);
        const std::size_t rows = spectrogram.valuesPerFrame();
        for (std::size_t i = 0; i < frames.size(); ++i) {
            const std::size_t first = i / rows * 8;
            QCOMPARE(std::isnan(frames[i]), first <= 40 && 40 < first + 16);
        }
    }

    void aNanInAFileSpoilsItsFramesToo()
    {
        // Sources read such samples as 0 and only count them.
        std::vector<double> samples = test::noise(4000);
        for (const std::size_t bad : {0, 1234, 1235, 3999})
            samples[bad] = std::numeric_limits<double>::quiet_NaN();
        const QTemporaryDir folder;
        const std::filesystem::path path = std::filesystem::path(folder.path().toStdString()) / "nan.wav";
        const test::PcmDescription pcm{.sampleRate = 48000, .format = SampleFormat::Float64};
        const auto* const bytes = reinterpret_cast<const char*>(samples.data());
        test::write(path, test::wav(pcm, {bytes, samples.size() * sizeof(double)}));
        const auto opened = openSound(path);
        QVERIFY(opened);

        ExactParameters parameters = small;
        parameters.boundary = Boundary::Odd; // which mirrors the bad ends
        const ExactSpectrogram fromFile(opened.value().source, ChannelChoice{0}, {0, 4000}, parameters);
        const std::vector<double> got = allFrames(fromFile);
        const std::vector<double> want = allFrames(spectrogramOf(samples, parameters));
        QCOMPARE(got.size(), want.size());
        for (std::size_t i = 0; i < got.size(); ++i)
            QVERIFY(std::isnan(want[i]) ? std::isnan(got[i]) : got[i] == want[i]);
        QVERIFY(std::isnan(want.front()) && std::isnan(want.back()) && !std::isnan(want[want.size() / 2]));
    }

    void anEmptySoundHasNoFrames()
    {
        for (const SpectrumConvention convention : {SpectrumConvention::Scipy, SpectrumConvention::Mlab}) {
            ExactParameters parameters = small;
            parameters.convention = convention;
            QVERIFY(!faultIn(parameters, 0));
            QCOMPARE(spectrogramOf({}, parameters).frameCount(), 0);
        }
    }

    void theScreensParametersGiveHalfTheScreensPower()
    {
        const StftParameters screen{.windowLength = 512, .hop = 128, .nfft = 1024};
        const ExactSpectrogram spectrogram =
            spectrogramOf(test::sine(2048, 48000.0 * 20 / 512, 48000), exactParametersOf(screen));
        const std::vector<double> frames = allFrames(spectrogram);
        QVERIFY(std::abs(2 * frames[40] - 1) < 1e-9); // a full-scale sine, on a bin
        QCOMPARE(spectrogram.frameCount(), frameCount(screen, 2048));
    }

    void aPartOfASoundKeepsItsPlaceInTime()
    {
        const std::vector<double> samples = test::noise(5000);
        ExactParameters parameters = small;
        parameters.boundary = Boundary::Odd;
        parameters.padded = true;
        const auto source = test::monoSource(samples);
        const ExactSpectrogram part(source, ChannelChoice{0}, {1001, 2345}, parameters);
        const ExactSpectrogram alone = spectrogramOf({samples.begin() + 1001, samples.begin() + 2345}, parameters);
        QCOMPARE(allFrames(part), allFrames(alone)); // so the boundary is that of the part
        QCOMPARE(part.times().secondsAt(0), 1001.0 / 48000);
    }

    void anyRunOfFramesEqualsTheWhole()
    {
        for (const Boundary boundary : {Boundary::None, Boundary::Even, Boundary::Constant}) {
            ExactParameters parameters = small;
            parameters.boundary = boundary;
            parameters.mode = SpectrumMode::Complex;
            parameters.noverlap = 15;
            const ExactSpectrogram spectrogram = spectrogramOf(test::noise(60), parameters);
            const std::vector<double> whole = allFrames(spectrogram);
            const auto scratch = spectrogram.makeScratch();
            std::vector<double> frame(spectrogram.valuesPerFrame());
            for (std::int64_t k = 0; k < spectrogram.frameCount(); ++k) {
                spectrogram.compute(k, frame, *scratch);
                QVERIFY(std::equal(frame.begin(), frame.end(),
                                   whole.begin() + k * static_cast<std::int64_t>(frame.size())));
            }
        }
    }

    void framesComeInOrderFromAnyNumberOfWorkers()
    {
        ExactParameters parameters = small;
        parameters.noverlap = 15;
        const ExactSpectrogram spectrogram = spectrogramOf(test::noise(100000), parameters);
        const std::vector<double> expected = allFrames(spectrogram);
        for (const int workers : {1, 2, 7}) {
            std::vector<double> frames;
            std::int64_t told = 0;
            const ComputeOutcome outcome = computeFrames(
                spectrogram, {5, spectrogram.frameCount()},
                [&](std::int64_t, std::span<const double> block) {
                    frames.insert(frames.end(), block.begin(), block.end());
                    return true;
                },
                {}, [&](std::int64_t done, std::int64_t) { told = done; }, workers);
            QCOMPARE(outcome.end, ComputeOutcome::End::Done);
            QCOMPARE(told, spectrogram.frameCount() - 5);
            QVERIFY(std::equal(frames.begin(), frames.end(), expected.begin() + 5 * spectrogram.rowCount(),
                               expected.end()));
        }
    }

    void stoppingAndRefusingEndTheWork()
    {
        ExactParameters parameters = small;
        parameters.noverlap = 15;
        const ExactSpectrogram spectrogram = spectrogramOf(test::noise(100000), parameters);
        std::stop_source stop;
        int blocks = 0;
        const ComputeOutcome stopped = computeAllFrames(
            spectrogram,
            [&](std::int64_t, std::span<const double>) {
                ++blocks;
                return stop.request_stop();
            },
            stop.get_token());
        QCOMPARE(stopped.end, ComputeOutcome::End::Stopped);
        QCOMPARE(blocks, 1);
        const ComputeOutcome refused =
            computeAllFrames(spectrogram, [](std::int64_t, std::span<const double>) { return false; });
        QCOMPARE(refused.end, ComputeOutcome::End::SinkRefused);
        QCOMPARE(refused.framesDelivered, 0);
    }

    void aFaultNamesTheWindowInForce()
    {
        ExactParameters parameters = small;
        parameters.noverlap = 12;
        const std::optional<ExactFault> fault = faultIn(parameters, 10);
        QVERIFY(fault && fault->rule == ExactFault::Rule::NoverlapNotBelowNperseg);
        QCOMPARE(fault->nperseg, 10);
        parameters.noverlap = -1;
        QCOMPARE(faultIn(parameters, 100)->rule, ExactFault::Rule::NoverlapNegative);
        const ExactParameters nothing{
            .window = {.kind = WindowKind::Hann, .parameters = {}, .symmetric = true}, .nperseg = 2, .noverlap = 0};
        QCOMPARE(faultIn(nothing, 100)->window.rule, WindowFault::Rule::SumIsZero);
    }

private:
    static void compareValues(const QJsonObject& reference, const ExactSpectrogram& spectrogram)
    {
        const std::vector<double> got = allFrames(spectrogram);
        const std::vector<double> want = test::referenceArray(reference["file"].toString()).values;
        const std::vector<double> weights = reference.contains("weight")
            ? test::referenceArray(reference["weight"].toString()).values
            : std::vector<double>{};
        const SpectrumMode mode = spectrogram.parameters().mode;
        const std::size_t parts = spectrogram.isComplex() ? 2 : 1;
        const std::size_t rows = static_cast<std::size_t>(spectrogram.rowCount());
        const QJsonObject select = reference["select"].toObject();
        const std::size_t start = static_cast<std::size_t>(select["start"].toInt(0));
        const std::size_t step = static_cast<std::size_t>(select["step"].toInt(1));
        const std::size_t frames = static_cast<std::size_t>(spectrogram.frameCount());
        const std::size_t columns = (frames - start + step - 1) / step;
        QCOMPARE(want.size(), rows * columns * parts);
        const double amplitude = tolerance(reference, "amp") * reference["ref_amp"].toDouble();
        const double relative = tolerance(reference, "rel");

        for (std::size_t column = 0; column < columns; ++column) {
            const double* const frame = got.data() + (start + column * step) * rows * parts;
            constexpr double turn = 2 * std::numbers::pi;
            const double turns = mode == SpectrumMode::Phase ? turn * std::round((frame[0] - want[column]) / turn) : 0;
            for (std::size_t row = 0; row < rows; ++row) {
                const std::size_t at = row * columns + column;
                const double value[2] = {frame[row * parts] - turns, parts == 2 ? frame[row * parts + 1] : 0};
                const Deviation deviation =
                    deviationOf(mode, value, want.data() + at * parts, weights.empty() ? 1 : weights[at]);
                const double limit = mode == SpectrumMode::Phase ? 1e-7 : amplitude + relative * deviation.modulus;
                QVERIFY2(deviation.error <= limit,
                         qPrintable(QStringLiteral("row %1, frame %2: %3, expected %4, off by %5 of %6 allowed")
                                        .arg(row)
                                        .arg(start + column * step)
                                        .arg(value[0])
                                        .arg(want[at * parts])
                                        .arg(deviation.error)
                                        .arg(limit)));
            }
        }
    }

    static void compareAxes(const QJsonObject& reference, const ExactSpectrogram& spectrogram)
    {
        const QJsonObject axis = reference["freqs"].toObject();
        const int nfft = axis["nfft"].toInt();
        const QString order = axis["order"].toString();
        const std::vector<double> frequencies = spectrogram.frequenciesHz();
        for (int row = 0; row < spectrogram.rowCount(); ++row) {
            const int bin = order == "onesided" ? row
                : order == "centered"           ? row - nfft / 2
                : row < (nfft + 1) / 2          ? row
                                                : row - nfft;
            QCOMPARE(frequencies[static_cast<std::size_t>(row)], bin * axis["fs"].toDouble() / nfft);
        }
        const QJsonObject times = reference["times"].toObject();
        QCOMPARE(spectrogram.times().count, times["count"].toInt());
        for (std::int64_t k = 0; k < spectrogram.frameCount(); ++k) {
            const double expected = times["first"].toDouble() + times["step"].toDouble() * static_cast<double>(k);
            QVERIFY(std::abs(spectrogram.times().secondsAt(k) - expected) <= 1e-12 * std::max(1.0, expected));
        }
    }
};
QTEST_GUILESS_MAIN(TestExactSpectrogram)
#include "tst_exactspectrogram.moc"
