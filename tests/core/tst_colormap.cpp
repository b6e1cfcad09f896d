// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pixels/colormap.h"
#include "tests/support/npy.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace gabor;

namespace {

std::vector<double> reference(const std::string& name)
{
    return test::readNpy(std::filesystem::path(GABOR_TEST_DATA) / "colormaps" / (name + ".npy")).values;
}

} // namespace

class TestColormap : public QObject
{
    Q_OBJECT

private slots:
    void tablesAreMatplotlibs_data()
    {
        QTest::addColumn<int>("kind");
        for (const ColormapInfo& info : colormapCatalog())
            QTest::newRow(std::string(info.name).c_str()) << static_cast<int>(info.kind);
    }
    void tablesAreMatplotlibs()
    {
        QFETCH(int, kind);
        const std::vector<double> colors = reference(QTest::currentDataTag());
        const ColorTable& table = colorTable({static_cast<ColormapKind>(kind)});
        QCOMPARE(colors.size(), 3 * table.size());
        for (std::size_t i = 0; i < table.size(); ++i) {
            std::uint32_t expected = 0xff;
            for (std::size_t channel = 0; channel < 3; ++channel) {
                const double byte = std::floor(255 * colors[3 * i + channel] + 0.5);
                expected = (expected << 8) | static_cast<std::uint32_t>(byte);
            }
            QCOMPARE(table[i], expected);
        }
    }

    void reversedTablesRunBackwards()
    {
        for (const ColormapInfo& info : colormapCatalog()) {
            const ColorTable& forward = colorTable({info.kind, false});
            const ColorTable& reversed = colorTable({info.kind, true});
            QVERIFY(std::equal(forward.begin(), forward.end(), reversed.rbegin()));
        }
    }

    void catalogKnowsEveryMapOnce()
    {
        QCOMPARE(colormapCatalog().size(), static_cast<std::size_t>(ColormapKind::Twilight) + 1);
        for (const ColormapInfo& info : colormapCatalog())
            QCOMPARE(&colormapInfo(info.kind), &info);
    }

    void lookupIsMatplotlibs_data()
    {
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::newRow("lookup-unit") << 0.0 << 1.0;
        QTest::newRow("lookup-db") << -128.0 << 0.0;
        QTest::newRow("lookup-degenerate") << 3.0 << 3.0;
    }
    /// But for what matplotlib masks: silence takes the first colour, not a hole.
    void lookupIsMatplotlibs()
    {
        QFETCH(double, low);
        QFETCH(double, high);
        const std::vector<double> values = reference(QTest::currentDataTag() + std::string(".in"));
        const std::vector<double> indices = reference(QTest::currentDataTag() + std::string(".index"));
        QVERIFY(!values.empty());
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (std::isfinite(values[i]))
                QCOMPARE(colorIndex(values[i], low, high), static_cast<int>(indices[i]));
        }
    }

    void whatIsNotFiniteTakesAnEndOfTheTable()
    {
        constexpr double infinity = std::numeric_limits<double>::infinity();
        QCOMPARE(colorIndex(-infinity, -100, 0), 0);
        QCOMPARE(colorIndex(infinity, -100, 0), 255);
        QCOMPARE(colorIndex(std::numeric_limits<double>::quiet_NaN(), -100, 0), 0);
    }
};

QTEST_GUILESS_MAIN(TestColormap)
#include "tst_colormap.moc"
