// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exact/arrayfiles/npywriter.h"

#include "tests/support/npy.h"
#include "tests/support/signals.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <numeric>

using namespace gabor;

namespace {

ArrayDescription describe(std::int64_t rows, std::int64_t columns)
{
    ArrayDescription description;
    description.rows.resize(static_cast<std::size_t>(rows));
    std::iota(description.rows.begin(), description.rows.end(), 0.0);
    description.times = {.count = columns, .firstSample = 128, .hop = 224, .sampleRate = 10000};
    return description;
}

/// Writes frames whose every value is its number, a few frames at a time.
bool writeNumbered(const std::filesystem::path& target, const ArrayDescription& description, std::size_t framesAtOnce)
{
    Result<std::unique_ptr<ArrayWriter>, WriteFault> opened = openNpyWriter(target, description);
    if (!opened)
        return false;
    const std::unique_ptr<ArrayWriter> writer = std::move(opened).value();
    const std::size_t count = static_cast<std::size_t>(description.times.count);
    double next = 0;
    for (std::size_t first = 0; first < count; first += framesAtOnce) {
        std::vector<double> frames(std::min(framesAtOnce, count - first) * description.valuesPerFrame());
        std::iota(frames.begin(), frames.end(), next);
        next += static_cast<double>(frames.size());
        if (writer->writeFrames(frames))
            return false;
    }
    return !writer->finish();
}

/// What Python's @p expression about the array a (and numpy as np) says; "skip" where there is no NumPy.
QString numpySays(const std::filesystem::path& file, const QString& expression)
{
    QProcess python;
    python.start(
        QStringLiteral("/usr/bin/python3"),
        {QStringLiteral("-c"),
         QStringLiteral("import sys\ntry:\n import numpy as np\nexcept ImportError:\n print('skip'); sys.exit()\n"
                        "a = np.load(sys.argv[1])\nprint(%1)")
             .arg(expression),
         QString::fromStdString(file.string())});
    if (!python.waitForFinished())
        return QStringLiteral("skip");
    return QString::fromUtf8(python.readAllStandardOutput() + python.readAllStandardError()).trimmed();
}

} // namespace

class TestNpyWriter : public QObject
{
    Q_OBJECT
private slots:
    void framesBecomeColumns_data()
    {
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("columns");
        QTest::addColumn<int>("framesAtOnce");
        QTest::newRow("one value") << 1 << 1 << 1;
        QTest::newRow("one row") << 1 << 1000 << 7;
        QTest::newRow("one column") << 1025 << 1 << 1;
        QTest::newRow("odd sizes") << 129 << 446 << 13;
        QTest::newRow("no columns") << 129 << 0 << 1;
        // 64 MiB hold 1636 of these columns, so the rows come in three pieces.
        QTest::newRow("more than memory holds at once") << 5127 << 4000 << 999;
    }
    void framesBecomeColumns()
    {
        QFETCH(int, rows);
        QFETCH(int, columns);
        QFETCH(int, framesAtOnce);
        QVERIFY(writeNumbered(m_file, describe(rows, columns), static_cast<std::size_t>(framesAtOnce)));
        const test::NpyArray array = test::readNpy(m_file);
        QCOMPARE(array.shape,
                 (std::vector<std::size_t>{static_cast<std::size_t>(rows), static_cast<std::size_t>(columns)}));
        for (std::size_t i = 0; i < array.values.size(); ++i) {
            const std::size_t row = i / static_cast<std::size_t>(columns);
            const std::size_t column = i % static_cast<std::size_t>(columns);
            if (array.values[i] != static_cast<double>(column * static_cast<std::size_t>(rows) + row))
                QFAIL(
                    qPrintable(QStringLiteral("row %1, column %2 holds %3").arg(row).arg(column).arg(array.values[i])));
        }
    }

    void numpyReadsEveryType_data()
    {
        QTest::addColumn<bool>("isComplex");
        QTest::addColumn<bool>("isSingle");
        QTest::addColumn<QString>("said");
        QTest::newRow("double") << false << false << "float64 (3, 5) True 13.0";
        QTest::newRow("single") << false << true << "float32 (3, 5) True 13.0";
        QTest::newRow("complex") << true << false << "complex128 (3, 5) True (26+27j)";
        QTest::newRow("complex, single") << true << true << "complex64 (3, 5) True (26+27j)";
    }
    void numpyReadsEveryType()
    {
        QFETCH(bool, isComplex);
        QFETCH(bool, isSingle);
        QFETCH(QString, said);
        ArrayDescription description = describe(3, 5);
        description.isComplex = isComplex;
        description.precision = isSingle ? StoredPrecision::Single : StoredPrecision::Double;
        QVERIFY(writeNumbered(m_file, description, 2));
        const QString answer = numpySays(m_file, "a.dtype, a.shape, a.flags.c_contiguous, a[1, 4]");
        if (answer == "skip")
            QSKIP("no NumPy here");
        QCOMPARE(answer, said);
    }

    void arraysInMemoryAreWrittenAsTheyLie()
    {
        const std::vector<double> values = test::noise(12);
        QVERIFY(!writeNpy(m_file, std::array<std::int64_t, 2>{3, 4}, values));
        const test::NpyArray array = test::readNpy(m_file);
        QCOMPARE(array.shape, (std::vector<std::size_t>{3, 4}));
        QCOMPARE(array.values, values);
    }

    void timesAreWrittenInSeconds()
    {
        const TimeAxis times{.count = 100000, .firstSample = 128, .hop = 224, .sampleRate = 10000};
        QVERIFY(!writeNpy(m_file, times));
        const test::NpyArray array = test::readNpy(m_file);
        QCOMPARE(array.shape, std::vector<std::size_t>{100000});
        QCOMPARE(array.values.front(), 0.0128);
        QCOMPARE(array.values.back(), times.secondsAt(99999));
    }

private:
    QTemporaryDir m_folder;
    const std::filesystem::path m_file = std::filesystem::path(m_folder.path().toStdString()) / "array.npy";
};
QTEST_GUILESS_MAIN(TestNpyWriter)
#include "tst_npywriter.moc"
