// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pixels/rasterize.h"
#include "tests/support/mesh.h"
#include "tests/support/npy.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <limits>
#include <random>

using namespace gabor;

namespace {

constexpr float unknown = std::numeric_limits<float>::quiet_NaN();
constexpr float silence = -std::numeric_limits<float>::infinity();
constexpr std::uint32_t rubbish = 0x12345678;

struct Picture
{
    int width = 0;
    int height = 0;
    std::vector<std::uint32_t> pixels; ///< top row first

    std::uint32_t at(int x, int y) const { return pixels[static_cast<std::size_t>(y * width + x)]; }
};

LevelGrid withEdges(LevelGrid grid)
{
    grid.xEdges = test::edgesAround(grid.xs);
    grid.yEdges = test::edgesAround(grid.ys);
    return grid;
}

Picture draw(const LevelGrid& grid, const DisplayParameters& display, int width, int height)
{
    Picture picture{width, height, std::vector(static_cast<std::size_t>(width * height), rubbish)};
    rasterize(withEdges(grid), display.shading, colorScale(display, {}), {picture.pixels.data(), width, height, width});
    return picture;
}

std::array<int, 3> channelsOf(std::uint32_t pixel)
{
    if (pixel >> 24 == 0)
        return {255, 255, 255}; // transparent on white
    return {static_cast<int>(pixel >> 16 & 255), static_cast<int>(pixel >> 8 & 255), static_cast<int>(pixel & 255)};
}

/// Greatest difference in red, green and blue.
int difference(std::uint32_t a, std::uint32_t b)
{
    int greatest = 0;
    for (std::size_t channel = 0; channel < 3; ++channel)
        greatest = std::max(greatest, std::abs(channelsOf(a)[channel] - channelsOf(b)[channel]));
    return greatest;
}

std::filesystem::path reference(const std::string& name)
{
    return std::filesystem::path(GABOR_TEST_DATA) / "render" / name;
}

/// The mesh of a reference picture: first row x, first column y, both in pixels.
LevelGrid readMesh(const std::string& name)
{
    const test::NpyArray array = test::readNpy(reference(name + ".npy"));
    const std::size_t rows = array.shape.at(0);
    const std::size_t columns = array.shape.at(1);
    LevelGrid grid;
    for (std::size_t x = 1; x < columns; ++x)
        grid.xs.push_back(array.values[x]);
    for (std::size_t y = 1; y < rows; ++y) {
        grid.ys.push_back(array.values[y * columns]);
        for (std::size_t x = 1; x < columns; ++x)
            grid.levels.push_back(static_cast<float>(array.values[y * columns + x]));
    }
    return grid;
}

Picture readPicture(const std::string& name)
{
    std::ifstream file(reference(name + ".ppm"), std::ios::binary);
    std::string magic;
    Picture picture;
    int most = 0;
    file >> magic >> picture.width >> picture.height >> most;
    file.get();
    if (magic != "P6" || most != 255)
        throw std::runtime_error(name + " is no picture");
    for (int i = 0; i < picture.width * picture.height; ++i) {
        std::uint32_t pixel = 0xff;
        for (int channel = 0; channel < 3; ++channel)
            pixel = pixel << 8 | static_cast<std::uint32_t>(file.get());
        picture.pixels.push_back(pixel);
    }
    return picture;
}

/// Limits from the least to the greatest level, as matplotlib takes them.
void fitLimits(DisplayParameters& display, const LevelGrid& grid)
{
    const auto [least, greatest] = std::ranges::minmax_element(grid.levels);
    display.low = static_cast<double>(*least);
    display.high = static_cast<double>(*greatest);
}

DisplayParameters shown(Shading shading, double low, double high, ColormapKind kind = ColormapKind::Viridis)
{
    return {.shading = shading, .colormap = {kind}, .low = low, .high = high};
}

/// Colors of four triangles round the cell's middle, at a place (u, v) of a cell whose corners are known.
std::array<double, 3> fourTriangles(const std::array<std::array<int, 3>, 4>& corners, double u, double v)
{
    // From the low left corner round to the left again; each side with the middle makes a triangle.
    std::array<double, 3> color{};
    for (std::size_t channel = 0; channel < 3; ++channel) {
        const double lowLeft = corners[0][channel];
        const double lowRight = corners[1][channel];
        const double highRight = corners[2][channel];
        const double highLeft = corners[3][channel];
        const double middle = (lowLeft + lowRight + highRight + highLeft) / 4;
        const double off = std::min({u, v, 1 - u, 1 - v}); // from the nearest side; 0.5 in the middle
        double along = 0; // where the side is hit from the middle, weighted with what the middle leaves
        if (off == v)
            along = lowLeft * (1 - u - v) + lowRight * (u - v);
        else if (off == 1 - v)
            along = highLeft * (v - u) + highRight * (u + v - 1);
        else if (off == u)
            along = lowLeft * (1 - u - v) + highLeft * (v - u);
        else
            along = lowRight * (u - v) + highRight * (u + v - 1);
        color[channel] = along + 2 * off * middle;
    }
    return color;
}

LevelGrid randomGrid(std::mt19937& random, int width, int height, int columns, int rows)
{
    std::uniform_real_distribution<double> share(0, 1);
    const auto positions = [&](int extent, int count) {
        std::vector<double> places;
        for (int i = 0; i < count; ++i)
            places.push_back((share(random) * 1.4 - 0.2) * extent);
        std::ranges::sort(places);
        return places;
    };
    LevelGrid grid{positions(width, columns), positions(height, rows), {}, {}, {}};
    for (int i = 0; i < columns * rows; ++i)
        grid.levels.push_back(static_cast<float>(-120 * share(random)));
    return grid;
}

} // namespace

class TestRasterize : public QObject
{
    Q_OBJECT

private slots:
    void flatIsMatplotlibsPixelForPixel_data()
    {
        QTest::addColumn<int>("colormap");
        QTest::addColumn<bool>("fitted");
        QTest::addColumn<double>("high");
        QTest::newRow("nearest-4x5") << static_cast<int>(ColormapKind::Viridis) << false << 1.0;
        QTest::newRow("nearest-nan") << static_cast<int>(ColormapKind::Viridis) << false << 10.0;
        QTest::newRow("nearest-uneven") << static_cast<int>(ColormapKind::Plasma) << true << 0.0;
        QTest::newRow("nearest-zoomed") << static_cast<int>(ColormapKind::Viridis) << true << 0.0;
        QTest::newRow("nearest-subpixel") << static_cast<int>(ColormapKind::Viridis) << true << 0.0;
        QTest::newRow("nearest-colorbar") << static_cast<int>(ColormapKind::Viridis) << false << 255.0;
    }
    void flatIsMatplotlibsPixelForPixel()
    {
        QFETCH(int, colormap);
        QFETCH(bool, fitted);
        QFETCH(double, high);
        LevelGrid grid = readMesh(QTest::currentDataTag());
        // matplotlib leaves infinite values out as well; here they are silence and far too loud.
        std::ranges::replace_if(
            grid.levels, [](float level) { return std::isinf(level); }, unknown);
        DisplayParameters display = shown(Shading::Flat, 0, high, static_cast<ColormapKind>(colormap));
        if (fitted)
            fitLimits(display, grid);
        const Picture expected = readPicture(QTest::currentDataTag());
        const Picture got = draw(grid, display, expected.width, expected.height);
        for (int y = 0; y < expected.height; ++y) {
            for (int x = 0; x < expected.width; ++x)
                QVERIFY2(difference(got.at(x, y), expected.at(x, y)) == 0, qPrintable(QString("%1, %2").arg(x).arg(y)));
        }
    }

    /// Agg stretches each triangle by half a pixel, so the exact model differs from it by as much as is listed here.
    void gouraudIsAsNearToMatplotlibsAsTheExactModel_data()
    {
        QTest::addColumn<int>("colormap");
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high"); // low == high: from the least to the greatest
        QTest::addColumn<double>("mean");
        QTest::addColumn<double>("p99");
        QTest::addColumn<int>("greatest");
        constexpr int viridis = static_cast<int>(ColormapKind::Viridis);
        QTest::newRow("gouraud-2x2") << viridis << 0.0 << 1.0 << 2.0291 << 5.0 << 6;
        QTest::newRow("gouraud-2x2-ramp") << viridis << 0.0 << 1.0 << 1.7454 << 5.0 << 6;
        QTest::newRow("gouraud-4x5") << viridis << 0.0 << 1.0 << 2.9736 << 10.0 << 13;
        QTest::newRow("gouraud-magma-9x13")
            << static_cast<int>(ColormapKind::Magma) << 0.0 << 0.0 << 7.7807 << 27.0 << 35;
        QTest::newRow("gouraud-uneven") << static_cast<int>(ColormapKind::Inferno) << 0.0 << 0.0 << 4.3298 << 18.29
                                        << 30;
        QTest::newRow("gouraud-subpixel") << viridis << 0.0 << 0.0 << 23.64 << 62.3 << 70;
        QTest::newRow("gouraud-clipped") << viridis << 0.0 << 1.0 << 4.1979 << 13.0 << 17;
        QTest::newRow("gouraud-zoomed") << viridis << 0.0 << 0.0 << 2.3112 << 8.0 << 11;
        QTest::newRow("gouraud-in-margins") << viridis << 0.0 << 0.0 << 7.0745 << 113.0 << 151;
        QTest::newRow("gouraud-log-y") << viridis << 0.0 << 0.0 << 3.4819 << 13.0 << 18;
        QTest::newRow("gouraud-gray-8x8") << static_cast<int>(ColormapKind::Gray) << 0.0 << 1.0 << 4.2396 << 18.0 << 26;
        QTest::newRow("gouraud-spectrogram-db") << viridis << -120.0 << -30.0 << 4.2944 << 25.0 << 40;
    }
    void gouraudIsAsNearToMatplotlibsAsTheExactModel()
    {
        QFETCH(int, colormap);
        QFETCH(double, low);
        QFETCH(double, high);
        QFETCH(double, mean);
        QFETCH(double, p99);
        QFETCH(int, greatest);
        const LevelGrid grid = readMesh(QTest::currentDataTag());
        DisplayParameters display = shown(Shading::Gouraud, low, high, static_cast<ColormapKind>(colormap));
        if (low == high)
            fitLimits(display, grid);
        const Picture expected = readPicture(QTest::currentDataTag());
        const Picture got = draw(grid, display, expected.width, expected.height);
        std::vector<int> differences;
        double sum = 0;
        for (std::size_t i = 0; i < got.pixels.size(); ++i) {
            differences.push_back(difference(got.pixels[i], expected.pixels[i]));
            sum += differences.back();
        }
        std::ranges::sort(differences);
        const double gotMean = sum / static_cast<double>(differences.size());
        const int gotP99 = differences[differences.size() * 99 / 100];
        qInfo("mean %.3f (%.3f), p99 %d (%.1f), greatest %d (%d)", gotMean, mean, gotP99, p99, differences.back(),
              greatest);
        QVERIFY(gotMean <= 1.1 * mean);
        QVERIFY(gotP99 <= std::ceil(1.1 * p99));
        QVERIFY(differences.back() <= std::ceil(1.1 * greatest));
    }

    /// Threads that share a picture draw what one alone does, wherever it is cut.
    void aPictureMayBeDrawnInBands_data()
    {
        QTest::addColumn<bool>("smooth");
        QTest::addColumn<int>("height");
        QTest::newRow("flat, few rows of cells") << false << 61;
        QTest::newRow("flat, many") << false << 5;
        QTest::newRow("Gouraud, few") << true << 61;
        QTest::newRow("Gouraud, many") << true << 5;
    }
    void aPictureMayBeDrawnInBands()
    {
        QFETCH(bool, smooth);
        QFETCH(int, height);
        constexpr int width = 37;
        std::mt19937 random(4);
        LevelGrid grid;
        for (int i = 0; i < 12; ++i) {
            grid.xs.push_back(3.0 * i + 1);
            grid.ys.push_back(i * height / 12.0 + 0.3);
        }
        for (int i = 0; i < 144; ++i)
            grid.levels.push_back(i == 70 ? unknown : -static_cast<float>(random() % 100));
        const DisplayParameters display = shown(smooth ? Shading::Gouraud : Shading::Flat, -90, -10);
        const Picture whole = draw(grid, display, width, height);
        for (int cut = 0; cut <= height; ++cut) {
            Picture bands{width, height, std::vector(whole.pixels.size(), rubbish)};
            const PixelBuffer buffer{bands.pixels.data(), width, height, width};
            rasterizeRows(withEdges(grid), display.shading, colorScale(display, {}), buffer, cut, height);
            QVERIFY(std::all_of(bands.pixels.begin(), bands.pixels.begin() + cut * width,
                                [](std::uint32_t pixel) { return pixel == rubbish; }));
            rasterizeRows(withEdges(grid), display.shading, colorScale(display, {}), buffer, 0, cut);
            QVERIFY(bands.pixels == whole.pixels);
        }
    }

    /// Pixel by pixel against the definition in double precision: within 3 of 255 shades, and 1 on average.
    void gouraudIsFourTrianglesOfColorsInEveryCell()
    {
        std::mt19937 random(9);
        double sum = 0;
        double count = 0;
        double worst = 0;
        for (int round = 0; round < 60; ++round) {
            const int width = 1 + static_cast<int>(random() % 50);
            const int height = 1 + static_cast<int>(random() % 40);
            const LevelGrid grid = randomGrid(random, width, height, 2 + static_cast<int>(random() % 30),
                                              2 + static_cast<int>(random() % 30));
            const ColorTable& table = colorTable({});
            const Picture got = draw(grid, shown(Shading::Gouraud, -100, -20), width, height);
            for (int row = 0; row < height; ++row) {
                for (int column = 0; column < width; ++column) {
                    const double px = column + 0.5;
                    const double py = height - row - 0.5;
                    const auto x = static_cast<std::size_t>(std::ranges::upper_bound(grid.xs, px) - grid.xs.begin());
                    const auto y = static_cast<std::size_t>(std::ranges::upper_bound(grid.ys, py) - grid.ys.begin());
                    if (x == 0 || y == 0 || x == grid.xs.size() || y == grid.ys.size()) {
                        QCOMPARE(got.at(column, row), 0U);
                        continue;
                    }
                    const auto colorAt = [&](std::size_t gx, std::size_t gy) {
                        const int index = colorIndex(static_cast<double>(grid.row(gy)[gx]), -100, -20);
                        return channelsOf(table[static_cast<std::size_t>(index)]);
                    };
                    const double u = (px - grid.xs[x - 1]) / (grid.xs[x] - grid.xs[x - 1]);
                    const double v = (py - grid.ys[y - 1]) / (grid.ys[y] - grid.ys[y - 1]);
                    const std::array<double, 3> expected = fourTriangles(
                        {colorAt(x - 1, y - 1), colorAt(x, y - 1), colorAt(x, y), colorAt(x - 1, y)}, u, v);
                    QCOMPARE(got.at(column, row) >> 24, 255U);
                    for (std::size_t channel = 0; channel < 3; ++channel) {
                        const double error = std::abs(channelsOf(got.at(column, row))[channel] - expected[channel]);
                        worst = std::max(worst, error);
                        sum += error;
                        ++count;
                    }
                }
            }
        }
        QVERIFY(count > 10'000);
        QVERIFY2(worst <= 3 && sum / count <= 1, qPrintable(QString("%1, mean %2").arg(worst).arg(sum / count)));
    }

    void flatPixelHasTheColorOfTheCellOverItsMiddle()
    {
        std::mt19937 random(10);
        for (int round = 0; round < 60; ++round) {
            const int width = 1 + static_cast<int>(random() % 50);
            const int height = 1 + static_cast<int>(random() % 40);
            const LevelGrid grid = randomGrid(random, width, height, 2 + static_cast<int>(random() % 60),
                                              2 + static_cast<int>(random() % 60));
            const std::vector<int> xs = nearestCells(test::edgesAround(grid.xs), width, false);
            const std::vector<int> ys = nearestCells(test::edgesAround(grid.ys), height, true);
            const Picture got = draw(grid, shown(Shading::Flat, -100, -20), width, height);
            for (int row = 0; row < height; ++row) {
                for (int column = 0; column < width; ++column) {
                    const int x = xs[static_cast<std::size_t>(column)];
                    const int y = ys[static_cast<std::size_t>(height - 1 - row)];
                    std::uint32_t expected = 0;
                    if (x >= 0 && y >= 0) {
                        const float level = grid.row(static_cast<std::size_t>(y))[x];
                        expected =
                            colorTable({})[static_cast<std::size_t>(colorIndex(static_cast<double>(level), -100, -20))];
                    }
                    QCOMPARE(got.at(column, row), expected);
                }
            }
        }
    }

    void silenceHasTheFirstColorAndLimitsTheirEnds()
    {
        const ColorTable& table = colorTable({ColormapKind::Magma, true});
        for (const Shading shading : {Shading::Flat, Shading::Gouraud}) {
            const DisplayParameters display{
                .shading = shading, .colormap = {ColormapKind::Magma, true}, .low = -90, .high = -10};
            const auto colorOf = [&](float level) {
                return draw({{0, 8}, {0, 8}, {}, {}, {level, level, level, level}}, display, 8, 8).at(4, 4);
            };
            QCOMPARE(colorOf(silence), table.front());
            QCOMPARE(colorOf(-300), table.front());
            QCOMPARE(colorOf(-90), table.front());
            QCOMPARE(colorOf(-50), table[128]);
            QCOMPARE(colorOf(-10), table.back());
            QCOMPARE(colorOf(30), table.back());
            QCOMPARE(colorOf(-silence), table.back());
        }
    }

    void unknownLevelLeavesItsCellsTransparent()
    {
        LevelGrid grid;
        for (int i = 0; i < 6; ++i) {
            grid.xs.push_back(5 + 10 * i);
            grid.ys.push_back(5 + 10 * i);
        }
        grid.levels.assign(36, -50.0F);
        grid.levels[2 * 6 + 3] = unknown; // x 35, y 25 from below
        const Picture flat = draw(grid, shown(Shading::Flat, -100, 0), 60, 60);
        const Picture gouraud = draw(grid, shown(Shading::Gouraud, -100, 0), 60, 60);
        for (int y = 0; y < 60; ++y) {
            for (int x = 0; x < 60; ++x) {
                const double offX = std::abs(x + 0.5 - 35);
                const double offY = std::abs(60 - y - 0.5 - 25);
                const bool outside = x < 5 || x >= 55 || y < 5 || y >= 55;
                QCOMPARE(flat.at(x, y) == 0, offX < 5 && offY < 5);
                QCOMPARE(gouraud.at(x, y) == 0, outside || (offX < 10 && offY < 10));
                QVERIFY(flat.at(x, y) == 0 || flat.at(x, y) >> 24 == 255);
                QVERIFY(gouraud.at(x, y) == 0 || gouraud.at(x, y) >> 24 == 255);
            }
        }
    }

    void everyPixelIsWrittenAndNothingBeyondTheRows()
    {
        constexpr int width = 13;
        constexpr int height = 9;
        constexpr int stride = 20;
        for (const Shading shading : {Shading::Flat, Shading::Gouraud}) {
            for (const LevelGrid& grid : {LevelGrid{{3, 7}, {2, 5}, {}, {}, {-10, -20, -30, unknown}}, LevelGrid{},
                                          LevelGrid{{-10, 40}, {-10, 40}, {}, {}, {-10, -20, -30, -40}}}) {
                std::vector<std::uint32_t> memory(stride * height, rubbish);
                rasterize(withEdges(grid), shading, colorScale(shown(shading, -100, 0), {}),
                          {memory.data(), width, height, stride});
                for (int y = 0; y < height; ++y) {
                    for (int x = 0; x < stride; ++x) {
                        const std::uint32_t pixel = memory[static_cast<std::size_t>(y * stride + x)];
                        QCOMPARE(pixel == rubbish, x >= width);
                        QVERIFY(x >= width || pixel == 0 || pixel >> 24 == 255);
                    }
                }
            }
        }
    }

    void pictureWithoutGridIsTransparent()
    {
        for (const Shading shading : {Shading::Flat, Shading::Gouraud}) {
            const Picture picture = draw({}, shown(shading, -100, 0), 5, 4);
            QVERIFY(std::ranges::all_of(picture.pixels, [](std::uint32_t pixel) { return pixel == 0; }));
        }
    }

    /// The whole of a short sound may be one frame; between vertices there is nothing, so its cell alone can show it.
    void singleColumnOrRowIsDrawnWithoutFault()
    {
        const LevelGrid column{{20}, {5, 15, 25}, {}, {}, {-10, -20, -30}};
        const LevelGrid row{{5, 15, 25}, {20}, {}, {}, {-10, -20, -30}};
        const LevelGrid point{{20}, {20}, {}, {}, {-10}};
        for (const LevelGrid& grid : {column, row, point}) {
            for (const Shading shading : {Shading::Flat, Shading::Gouraud}) {
                const Picture picture = draw(grid, shown(shading, -100, 0), 40, 40);
                for (const std::uint32_t pixel : picture.pixels)
                    QVERIFY(pixel == 0 || pixel >> 24 == 255);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestRasterize)
#include "tst_rasterize.moc"
