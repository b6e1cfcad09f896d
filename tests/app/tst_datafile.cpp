// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/datafile.h"

#include "core/audio/soundfile.h"
#include "tests/support/signals.h"
#include "tests/support/soundfiles.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <cstring>
#include <limits>
#include <numbers>

using namespace gabor;

namespace {

constexpr double rate = 8000;
const PictureSpan part{2000, 4000, 500, 1500};

/// A second of two channels of hiss on a tone.
DataScope scopeOf(const StftParameters& stft)
{
    std::vector<std::vector<double>> channels;
    for (const unsigned seed : {1U, 2U}) {
        channels.push_back(test::sine(8000, 900, rate, 0.4));
        const std::vector<double> hiss = test::noise(8000, 0.1, seed);
        for (std::size_t n = 0; n < hiss.size(); ++n)
            channels.back()[n] += hiss[n];
    }
    return {.source = std::make_shared<test::MemorySource>(std::move(channels), rate),
            .channel = {},
            .stft = stft,
            .visible = part,
            .selection = {}};
}

const DataScope scope = scopeOf({.windowLength = 200, .hop = 50, .nfft = 255, .detrend = Detrend::Constant});

DataRequest partOf(DataQuantity quantity)
{
    return requestOf(scope, {.time = DataPart::Visible, .frequency = DataPart::Visible, .quantity = quantity});
}

} // namespace

class TestDataFile : public QObject
{
    Q_OBJECT

private slots:
    void quantitiesAreTiedByAlgebra();
    void aBandIsCutOutOfTheWhole();
    void theSaidSizeIsTheWrittenOne_data();
    void theSaidSizeIsTheWrittenOne();
    void anArchiveHoldsAxesAndParameters();
    void aLineOfTextHoldsAFrame();
    void silenceHasNoLevel();
    void framesThatNeedWhatIsNoNumberAreSaid();
    void whoStopsBeforeTheBeginGetsNothing();

private:
    QString path(const QString& name) const { return m_folder.filePath(name); }
    QByteArray written(const QString& name, const DataRequest& request);
    /// The numbers as they lie in the file; complex ones in pairs.
    std::vector<double> values(const DataRequest& request);

    QTemporaryDir m_folder;
};

QByteArray TestDataFile::written(const QString& name, const DataRequest& request)
{
    const DataOutcome outcome = writeDataFile(request, path(name).toStdString(), {}, {});
    QFile file(path(name));
    return outcome.end == DataOutcome::End::Written && file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::vector<double> TestDataFile::values(const DataRequest& request)
{
    const QByteArray bytes = written("out.npy", request);
    if (bytes.size() < 10)
        return {};
    const qsizetype header = 10 + static_cast<uchar>(bytes[8]) + 256 * static_cast<uchar>(bytes[9]);
    std::vector<double> numbers(static_cast<std::size_t>(bytes.size() - header) / sizeof(double));
    std::memcpy(numbers.data(), bytes.data() + header, numbers.size() * sizeof(double));
    return numbers;
}

void TestDataFile::quantitiesAreTiedByAlgebra()
{
    const std::vector<double> power = values(partOf(DataQuantity::PowerSpectrum));
    const std::vector<double> density = values(partOf(DataQuantity::PowerDensity));
    const std::vector<double> level = values(partOf(DataQuantity::Level));
    const std::vector<double> magnitude = values(partOf(DataQuantity::Magnitude));
    const std::vector<double> complex = values(partOf(DataQuantity::Complex));
    const std::vector<double> angle = values(partOf(DataQuantity::Angle));
    const std::vector<double> phase = values(partOf(DataQuantity::Phase));
    QVERIFY(!power.empty());
    for (const auto* other : {&density, &level, &magnitude, &angle, &phase})
        QCOMPARE(other->size(), power.size());
    QCOMPARE(complex.size(), 2 * power.size());
    const std::vector<double> window = windowCoefficients(scope.stft.window, scope.stft.windowLength);
    const double bandwidthHz = equivalentNoiseBandwidth(window) * rate / scope.stft.windowLength;
    const auto close = [](double got, double want) { return std::abs(got - want) <= 1e-9 * (1e-9 + std::abs(want)); };
    for (std::size_t i = 0; i < power.size(); ++i) {
        QVERIFY(close(density[i], power[i] / bandwidthHz));
        QVERIFY(close(level[i], 10 * std::log10(2 * power[i])));
        QVERIFY(close(magnitude[i] * magnitude[i], power[i] / 2));
        QVERIFY(close(std::hypot(complex[2 * i], complex[2 * i + 1]), magnitude[i]));
        QVERIFY(std::abs(std::atan2(complex[2 * i + 1], complex[2 * i]) - angle[i]) < 1e-9);
        const double turns = (phase[i] - angle[i]) / (2 * std::numbers::pi);
        QVERIFY(std::abs(turns - std::round(turns)) < 1e-9);
    }
}

void TestDataFile::aBandIsCutOutOfTheWhole()
{
    for (const DataQuantity quantity : {DataQuantity::Complex, DataQuantity::Phase, DataQuantity::Level}) {
        const std::size_t parts = quantity == DataQuantity::Complex ? 2 : 1;
        const std::vector<double> whole = values(requestOf(scope, {.quantity = quantity}));
        const std::vector<double> band = values(partOf(quantity));
        const DataRequest request = partOf(quantity);
        const auto columns = static_cast<std::size_t>(shapeOf(request).columns);
        const auto allColumns = static_cast<std::size_t>(scope.frameCount());
        const auto firstColumn = static_cast<std::size_t>(request.interval.begin / scope.stft.hop);
        QCOMPARE(band.size(), columns * parts * static_cast<std::size_t>(request.rows.size()));
        for (std::size_t i = 0; i < band.size() / parts; ++i) {
            const std::size_t row = static_cast<std::size_t>(request.rows.begin) + i / columns;
            const std::size_t at = row * allColumns + firstColumn + i % columns;
            for (std::size_t p = 0; p < parts; ++p)
                QCOMPARE(band[i * parts + p], whole[at * parts + p]);
        }
    }
}

void TestDataFile::theSaidSizeIsTheWrittenOne_data()
{
    QTest::addColumn<DataQuantity>("quantity");
    QTest::addColumn<StoredPrecision>("precision");
    QTest::addColumn<QByteArray>("type");
    QTest::newRow("double") << DataQuantity::Level << StoredPrecision::Double << QByteArray("'<f8'");
    QTest::newRow("single") << DataQuantity::Level << StoredPrecision::Single << QByteArray("'<f4'");
    QTest::newRow("complex double") << DataQuantity::Complex << StoredPrecision::Double << QByteArray("'<c16'");
    QTest::newRow("complex single") << DataQuantity::Complex << StoredPrecision::Single << QByteArray("'<c8'");
}

void TestDataFile::theSaidSizeIsTheWrittenOne()
{
    QFETCH(DataQuantity, quantity);
    QFETCH(StoredPrecision, precision);
    QFETCH(QByteArray, type);
    const DataRequest request = requestOf(scope, {.quantity = quantity, .precision = precision});
    const DataShape shape = shapeOf(request);
    const QByteArray bytes = written("out.npy", request);
    const QByteArray shapeText = QStringLiteral("(%1, %2)").arg(shape.rows).arg(shape.columns).toLatin1();
    QVERIFY2(bytes.left(128).contains(type) && bytes.left(128).contains(shapeText), bytes.left(128).constData());
    const double header = static_cast<double>(bytes.size()) - shape.bytes;
    QVERIFY(header > 0 && header <= 128);
}

void TestDataFile::anArchiveHoldsAxesAndParameters()
{
    const DataRequest request = partOf(DataQuantity::Level);
    const QByteArray bytes = written("out.npz", request);
    for (const char* member : {"array.npy", "times.npy", "frequencies.npy", "parameters.npy"})
        QVERIFY2(bytes.contains(member), member);
    const auto wide = [](const QString& text) { // as NumPy keeps text
        const QList<uint> letters = text.toUcs4();
        return QByteArray(reinterpret_cast<const char*>(letters.data()), letters.size() * 4);
    };
    QVERIFY(bytes.contains(wide(QStringLiteral("\"quantity\":\"level_dbfs\""))));
    QVERIFY(bytes.contains(wide(QStringLiteral("\"first_sample\":%1").arg(request.interval.begin))));
    QVERIFY(bytes.contains(wide(QStringLiteral("\"channel\":\"mix\""))));
    QVERIFY(bytes.contains(wide(QStringLiteral("\"noverlap\":150"))));
}

void TestDataFile::aLineOfTextHoldsAFrame()
{
    const DataRequest request = partOf(DataQuantity::PowerSpectrum);
    const QList<QByteArray> lines = written("out.csv", request).trimmed().split('\n');
    QCOMPARE(lines.size(), shapeOf(request).columns + 1);
    const QList<QByteArray> heads = lines[0].split(',');
    QCOMPARE(heads.size(), shapeOf(request).rows + 1);
    QCOMPARE(heads[1].toDouble(), request.rows.begin * binSpacingHz(scope.stft, rate));
    const double time = (static_cast<double>(request.interval.begin) + scope.stft.windowLength / 2.0) / rate;
    QCOMPARE(lines[1].split(',').first().toDouble(), time);
}

void TestDataFile::silenceHasNoLevel()
{
    DataScope silence = scope;
    silence.source = test::monoSource(std::vector<double>(1000), rate);
    for (const double level : values(requestOf(silence, {})))
        QCOMPARE(level, -std::numeric_limits<double>::infinity());
}

void TestDataFile::framesThatNeedWhatIsNoNumberAreSaid()
{
    std::vector<double> samples(1000, 0.5);
    samples[500] = std::nan("");
    test::write(path("broken.wav").toStdString(),
                test::wav({.format = SampleFormat::Float32}, test::pcm({samples}, SampleFormat::Float32)));
    DataScope broken = scope;
    broken.source = openSound(path("broken.wav").toStdString()).value().source;
    const DataOutcome outcome = writeDataFile(requestOf(broken, {}), path("out.npy").toStdString(), {}, {});
    QCOMPARE(outcome.end, DataOutcome::End::Written);
    QVERIFY2(outcome.sentence.contains("NaN"), qPrintable(outcome.sentence));
}

void TestDataFile::whoStopsBeforeTheBeginGetsNothing()
{
    std::stop_source stop;
    stop.request_stop();
    for (const char* name : {"none.npy", "none.npz", "none.csv"}) {
        const DataOutcome outcome = writeDataFile(requestOf(scope, {}), path(name).toStdString(), stop.get_token(), {});
        QCOMPARE(outcome.end, DataOutcome::End::Stopped);
        QVERIFY(!QFileInfo::exists(path(name)));
    }
}

QTEST_GUILESS_MAIN(TestDataFile)
#include "tst_datafile.moc"
