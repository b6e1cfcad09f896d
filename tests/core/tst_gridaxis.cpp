// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pixels/gridaxis.h"
#include "tests/support/mesh.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>

using namespace gabor;

namespace {

CellPlacement evenCells(std::int64_t first, std::int64_t end, double pixelsPerCell, double offset)
{
    const auto positionOf = [=](double cell) { return offset + cell * pixelsPerCell; };
    return {first, end, [=](std::int64_t cell) { return positionOf(static_cast<double>(cell)); },
            [=](std::int64_t cell) { return positionOf(static_cast<double>(cell) - 0.5); }};
}

/// Bins of 10 Hz on a logarithmic axis from 20 Hz to 20 kHz; what is at 0 Hz or below lies far under the picture.
CellPlacement logarithmicCells(int pixelCount)
{
    const auto positionOf = [=](double cell) {
        const double hz = std::max(10 * cell, 1e-3);
        return pixelCount * std::log(hz / 20) / std::log(1000.0);
    };
    return {0, 2400, [=](std::int64_t cell) { return positionOf(static_cast<double>(cell)); },
            [=](std::int64_t cell) { return positionOf(static_cast<double>(cell) - 0.5); }};
}

/// What is wrong with the axis, or nothing.
QString faultIn(const GridAxis& axis, const CellPlacement& cells, int pixelCount)
{
    for (std::size_t i = 0; i < axis.size(); ++i) {
        const GridVertex& vertex = axis[i];
        const QString where = QString("vertex %1 at %2: ").arg(i).arg(vertex.position);
        if (vertex.firstCell >= vertex.endCell)
            return where + "no cell";
        if (vertex.firstCell < cells.firstCell || vertex.endCell > cells.endCell)
            return where + "a cell that does not exist";
        if (i > 0 && vertex.position <= axis[i - 1].position)
            return where + "not rising";
        if (i > 0 && vertex.firstCell < axis[i - 1].endCell)
            return where + "a cell that has a vertex already";
        if (vertex.endCell == vertex.firstCell + 1)
            continue;
        // Several cells: the vertex is the middle of a pixel, and they fall into that pixel.
        if (std::abs(vertex.position - std::floor(vertex.position) - 0.5) > 1e-9)
            return where + "not the middle of a pixel";
        for (std::int64_t cell = vertex.firstCell; cell < vertex.endCell; ++cell) {
            if (std::abs(cells.centerOf(cell) - vertex.position) > 1.0)
                return where + QString("cell %1 is far away").arg(cell);
        }
    }
    std::size_t at = 0;
    for (std::int64_t cell = cells.firstCell; cell < cells.endCell; ++cell) {
        if (cells.edgeBelow(cell + 1) <= 1e-9 || cells.edgeBelow(cell) >= pixelCount - 1e-9)
            continue; // out of view
        while (at < axis.size() && axis[at].endCell <= cell)
            ++at;
        if (at == axis.size() || axis[at].firstCell > cell)
            return QString("visible cell %1 has no vertex").arg(cell);
    }
    return {};
}

std::vector<double> risingPositions(std::mt19937& random, int count)
{
    std::uniform_real_distribution<double> share(0, 1);
    std::vector<double> positions{share(random) * 60 - 30};
    const double scale = std::exp(share(random) * 5 - 2);
    for (int i = 1; i < count; ++i) // quarters, so that edges fall on middles of pixels at times
        positions.push_back(positions.back() + std::max(0.25, std::round(4 * share(random) * scale) / 4));
    return positions;
}

} // namespace

class TestGridAxis : public QObject
{
    Q_OBJECT

private slots:
    void everyVisibleCellBelongsToExactlyOneVertex()
    {
        std::mt19937 random(1);
        std::uniform_real_distribution<double> share(0, 1);
        for (int i = 0; i < 4000; ++i) {
            const double pixelsPerCell = std::exp(share(random) * 14 - 7);
            const int pixelCount = 1 + static_cast<int>(share(random) * 200);
            const std::int64_t cellCount = 1 + static_cast<std::int64_t>(share(random) * 3000);
            const auto first = static_cast<std::int64_t>(share(random) * 100);
            const double offset = (share(random) * 1.5 - 1) * pixelsPerCell * static_cast<double>(cellCount);
            const CellPlacement cells = evenCells(first, first + cellCount, pixelsPerCell, offset);
            const QString fault = faultIn(gridAxis(cells, pixelCount), cells, pixelCount);
            QVERIFY2(
                fault.isEmpty(),
                qPrintable(QString("%1 px a cell, offset %2, %3 px: ").arg(pixelsPerCell).arg(offset).arg(pixelCount)
                           + fault));
        }
    }

    void wholePixelsAndBordersAreNoExceptions()
    {
        for (const double pixelsPerCell : {0.125, 0.25, 0.5, 1.0, 2.0, 0.999999, 1.000001, 1.0 / 3}) {
            for (const double offset : {0.0, 0.5, -0.5, 0.25, -10.0, 10.0}) {
                const CellPlacement cells = evenCells(0, 500, pixelsPerCell, offset);
                const QString fault = faultIn(gridAxis(cells, 100), cells, 100);
                QVERIFY2(fault.isEmpty(), qPrintable(QString("%1, %2: ").arg(pixelsPerCell).arg(offset) + fault));
            }
        }
    }

    void largeCellsStandAtTheirCenters()
    {
        const GridAxis axis = gridAxis(evenCells(0, 100, 7.3, -100.4), 200);
        for (const GridVertex& vertex : axis) {
            QCOMPARE(vertex.endCell, vertex.firstCell + 1);
            QCOMPARE(vertex.position, -100.4 + 7.3 * static_cast<double>(vertex.firstCell));
        }
        QVERIFY(axis.front().position < 0 && axis.back().position > 200); // neighbors for shading
        QVERIFY(axis[1].position + 3.65 > 0 && axis[axis.size() - 2].position - 3.65 < 200);
    }

    void neighborsAreThereForShadingAtEveryPlaceAndZoom()
    {
        for (const double pixelsPerCell : {1.0, 1.5, 4.0, 33.0, 1000.0, 123'456.0}) {
            for (double share = 0.1; share < 0.9; share += 0.037) {
                const GridAxis axis = gridAxis(evenCells(0, 1000, pixelsPerCell, -1000 * pixelsPerCell * share), 80);
                QVERIFY(axis.size() >= 2);
                QVERIFY(axis.front().position <= 0.5 && axis.back().position >= 79.5);
            }
        }
    }

    void smallCellsShareThePixelsMiddle()
    {
        const GridAxis axis = gridAxis(evenCells(0, 10'000, 0.02, 0.01), 200);
        QCOMPARE(axis.size(), std::size_t{200});
        for (std::size_t pixel = 0; pixel < axis.size(); ++pixel) {
            QCOMPARE(axis[pixel].position, static_cast<double>(pixel) + 0.5);
            QCOMPARE(axis[pixel].endCell - axis[pixel].firstCell, std::int64_t{50});
        }
    }

    void logarithmicAxisHasLargeCellsBelowAndSmallOnesAbove()
    {
        for (const int pixelCount : {1, 7, 100, 400, 1000, 5000}) {
            const CellPlacement cells = logarithmicCells(pixelCount);
            const GridAxis axis = gridAxis(cells, pixelCount);
            const QString fault = faultIn(axis, cells, pixelCount);
            QVERIFY2(fault.isEmpty(), qPrintable(QString("%1 px: ").arg(pixelCount) + fault));
            if (pixelCount < 100)
                continue;
            const auto vertexOf = [&](std::int64_t cell) {
                return *std::ranges::find_if(axis, [=](const GridVertex& v) { return v.endCell > cell; });
            };
            QCOMPARE(vertexOf(3).position, cells.centerOf(3));
            if (pixelCount <= 1000)
                QVERIFY(vertexOf(1900).endCell - vertexOf(1900).firstCell > 1);
        }
    }

    /// Neither the length of the sound nor the zoom may make a picture's work grow.
    void vertexCountFollowsThePixels()
    {
        for (const double pixelsPerCell : {1e-4, 0.01, 0.4, 0.9, 1.0, 1.1, 3.0, 1e4}) {
            const GridAxis axis = gridAxis(evenCells(0, 1'000'000, pixelsPerCell, -pixelsPerCell * 500'000), 300);
            QVERIFY2(axis.size() <= 2 * 300 + 4, qPrintable(QString::number(pixelsPerCell)));
        }
    }

    void withoutCellsThereAreNoVertices() { QVERIFY(gridAxis(evenCells(5, 5, 3, 0), 100).empty()); }

    /// matplotlib rounds an edge e to floor(e + 0.5), downwards from the top on the y axis.
    void nearestCellIsTheOneOfMatplotlib()
    {
        std::mt19937 random(2);
        constexpr int pixelCount = 40;
        for (int round = 0; round < 2000; ++round) {
            const std::vector<double> edges = test::edgesAround(risingPositions(random, 2 + round % 50));
            const std::size_t count = edges.size() - 1;
            const std::vector<int> x = nearestCells(edges, pixelCount, false);
            const std::vector<int> y = nearestCells(edges, pixelCount, true);
            QCOMPARE(x.size(), std::size_t{pixelCount});
            QCOMPARE(y.size(), std::size_t{pixelCount});
            for (int pixel = 0; pixel < pixelCount; ++pixel) {
                int expectedX = -1;
                int expectedY = -1;
                const int row = pixelCount - 1 - pixel;
                for (std::size_t i = 0; i < count; ++i) {
                    const auto left = [&](double edge) { return std::floor(edge + 0.5); };
                    const auto top = [&](double edge) { return std::floor(pixelCount - edge + 0.5); };
                    if (left(edges[i]) <= pixel && pixel < left(edges[i + 1]))
                        expectedX = static_cast<int>(i);
                    if (top(edges[i + 1]) <= row && row < top(edges[i]))
                        expectedY = static_cast<int>(i);
                }
                QCOMPARE(x[static_cast<std::size_t>(pixel)], expectedX);
                QCOMPARE(y[static_cast<std::size_t>(pixel)], expectedY);
            }
        }
    }

    void pixelLiesBetweenTheVerticesAroundIt()
    {
        std::mt19937 random(4);
        constexpr int pixelCount = 40;
        for (int round = 0; round < 2000; ++round) {
            const std::vector<double> positions = risingPositions(random, 2 + round % 50);
            const std::vector<VertexPair> pairs = surroundingVertices(positions, pixelCount);
            QCOMPARE(pairs.size(), std::size_t{pixelCount});
            for (int pixel = 0; pixel < pixelCount; ++pixel) {
                const double middle = pixel + 0.5;
                const VertexPair& pair = pairs[static_cast<std::size_t>(pixel)];
                if (middle < positions.front() || middle > positions.back()) {
                    QCOMPARE(pair.low, -1);
                    continue;
                }
                QVERIFY(pair.low >= 0 && pair.low + 1 < static_cast<int>(positions.size()));
                QVERIFY(pair.weight >= 0 && pair.weight <= 1);
                const double low = positions[static_cast<std::size_t>(pair.low)];
                const double high = positions[static_cast<std::size_t>(pair.low) + 1];
                QVERIFY(low <= middle && middle <= high);
                QVERIFY(std::abs(low + static_cast<double>(pair.weight) * (high - low) - middle) < 1e-4);
            }
        }
    }

    /// Where several cells share a pixel, it is theirs; elsewhere every pixel shows the cell over its middle.
    void edgesOfAPicturesCellsAreThoseOfTheCells()
    {
        for (const CellPlacement& cells :
             {evenCells(0, 90, 0.3, 2.1), evenCells(0, 30, 3.3, -7.7), logarithmicCells(100)}) {
            const GridAxis axis = gridAxis(cells, 100);
            const std::vector<double> edges = cellEdges(axis, cells);
            QCOMPARE(edges.size(), axis.size() + 1);
            QVERIFY(std::is_sorted(edges.begin(), edges.end()));
            const std::vector<int> nearest = nearestCells(edges, 100, true);
            for (std::size_t pixel = 0; pixel < nearest.size(); ++pixel) {
                if (nearest[pixel] < 0)
                    continue;
                const GridVertex& vertex = axis[static_cast<std::size_t>(nearest[pixel])];
                const double middle = static_cast<double>(pixel) + 0.5;
                QVERIFY(cells.edgeBelow(vertex.firstCell) <= middle && middle < cells.edgeBelow(vertex.endCell));
            }
        }
    }

    void whatLiesInfinitelyFarDownIsANeighborAllTheSame()
    {
        const auto positionOf = [](double cell) { return 40 * std::log2(cell) - 100; };
        const CellPlacement cells{
            0, 50, [=](std::int64_t cell) { return positionOf(static_cast<double>(cell)); },
            [=](std::int64_t cell) { return positionOf(std::max(0.0, static_cast<double>(cell) - 0.5)); }};
        const GridAxis axis = gridAxis(cells, 30);
        for (const GridVertex& vertex : axis)
            QVERIFY(std::isfinite(vertex.position));
        for (const VertexPair& pair : surroundingVertices({-1e9, 200}, 30))
            QVERIFY(pair.low == 0 && pair.weight > 0.999F); // the colour of the cell that is there
    }

    void withoutVerticesNoPixelHasOne()
    {
        for (const std::vector<double>& edges : {std::vector<double>{}, std::vector<double>{2.2}})
            QVERIFY(std::ranges::all_of(nearestCells(edges, 5, true), [](int cell) { return cell == -1; }));
        for (const std::vector<double>& positions : {std::vector<double>{}, std::vector<double>{2.2}}) {
            for (const VertexPair& pair : surroundingVertices(positions, 5))
                QCOMPARE(pair.low, -1);
        }
    }
};

QTEST_GUILESS_MAIN(TestGridAxis)
#include "tst_gridaxis.moc"
