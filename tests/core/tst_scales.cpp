// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/frequencyscale.h"
#include "core/dsp/levelscale.h"
#include "core/pixels/colorscale.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

using namespace gabor;

class TestScales : public QObject
{
    Q_OBJECT

private slots:
    void everyFrequencyScaleRisesAndHasAnInverse()
    {
        for (const FrequencyScaleInfo& info : frequencyScaleCatalog()) {
            QCOMPARE(nameOf(info.scale), info.name);
            double before = -std::numeric_limits<double>::infinity();
            for (double hz = 0.5; hz < 100'000; hz *= 1.3) {
                const double place = scaleFromHz(hz, info.scale);
                QVERIFY(place > before);
                QVERIFY(std::abs(hzFromScale(place, info.scale) - hz) < 1e-9 * hz);
                before = place;
            }
        }
    }

    void valuesOfTheFormulas()
    {
        QCOMPARE(scaleFromHz(1000, FrequencyScale::Linear), 1000.0);
        QCOMPARE(scaleFromHz(1024, FrequencyScale::Log), 10.0);
        QVERIFY(std::isinf(scaleFromHz(0, FrequencyScale::Log)));
        QVERIFY(std::abs(scaleFromHz(1000, FrequencyScale::Mel) - 999.985537) < 1e-5);
        QVERIFY(std::abs(scaleFromHz(1000, FrequencyScale::Bark) - 8.527432) < 1e-5);
        QVERIFY(std::abs(scaleFromHz(1000, FrequencyScale::Erb) - 15.621450) < 1e-5);
        QCOMPARE(lowestHz(FrequencyScale::Log, 24'000), 10.0);
        QCOMPARE(lowestHz(FrequencyScale::Log, 100), 0.1);
        QCOMPARE(lowestHz(FrequencyScale::Mel, 24'000), 0.0);
    }

    /// The window sums are those of a Hann window of 2048, the offsets those of SciPy's density and spectrum scaling of a
    /// sine of amplitude 1 on a bin at 48 kHz.
    void referencesAreSciPys()
    {
        const LevelReference density = levelReference(LevelScale::Density, 1024, 768, 48'000, {});
        QVERIFY(std::abs(density.offsetDb - 10 * std::log10(0.5 * 1024 * 1024 / (768 * 48'000.0))) < 1e-9);
        QVERIFY(std::abs(density.edgeOffsetDb - 3.0103) < 1e-5);
        const LevelReference spectrum = levelReference(LevelScale::Spectrum, 1024, 768, 48'000, {});
        QVERIFY(std::abs(spectrum.offsetDb + 3.0103) < 1e-5);
        QCOMPARE(levelReference(LevelScale::SoundPressure, 1024, 768, 48'000, 94.0), (LevelReference{94, 0}));
        for (const LevelScale scale : {LevelScale::FullScale, LevelScale::Magnitude, LevelScale::Phase})
            QCOMPARE(levelReference(scale, 1024, 768, 48'000, {}), LevelReference{});
        for (const LevelScaleInfo& info : levelScaleCatalog())
            QCOMPARE(nameOf(info.scale), info.name);
    }

    void aLevelGoesToAScaleAndBack()
    {
        QCOMPARE(valueOnScale(-20, LevelScale::Magnitude, {}), 0.1);
        QCOMPARE(levelFromValue(0.1, LevelScale::Magnitude, {}), -20.0);
        QVERIFY(std::isinf(levelFromValue(0, LevelScale::Magnitude, {})));
        QCOMPARE(valueOnScale(-20, LevelScale::Density, {-17, 3}), -37.0);
        QCOMPARE(levelFromValue(-37, LevelScale::Density, {-17, 3}), -20.0);
    }

    void limitsFollowTheScaleSoThatThePictureStays()
    {
        const LevelReference density{-17, 3};
        DisplayParameters display{.low = -100, .high = -20};
        display = onScale(display, LevelScale::Density, {}, density);
        QCOMPARE(display.low, -117.0);
        QCOMPARE(display.high, -37.0);
        display = onScale(display, LevelScale::Magnitude, density, {});
        QVERIFY(std::abs(display.low - 1e-5) < 1e-12 && std::abs(display.high - 0.1) < 1e-12);
        display.low = 0; // which no scale in dB has a place for
        display = onScale(display, LevelScale::FullScale, {}, {});
        QVERIFY(std::abs(display.high + 20) < 1e-9 && std::abs(display.low + 100) < 1e-9);
        const DisplayParameters phases = onScale(display, LevelScale::Phase, {}, {});
        const DisplayParameters back = onScale(phases, LevelScale::Density, {}, density);
        QVERIFY(std::abs(back.high + 37) < 1e-9);
    }

    void valuesBecomeTheColorsThatMatplotlibGivesThem()
    {
        const ColorScale scale{{ColormapKind::Viridis, false}, -80, 0, false};
        std::vector<float> values;
        for (float value = -100; value < 20; value += 0.37F)
            values.push_back(value);
        std::vector<std::uint32_t> colors(values.size());
        colorize(values, scale, colors);
        for (std::size_t i = 0; i < values.size(); ++i)
            QCOMPARE(colors[i],
                     colorTable(
                         scale.colormap)[static_cast<std::size_t>(colorIndex(static_cast<double>(values[i]), -80, 0))]);
    }

    void amplitudesAreColoredLinearly()
    {
        const ColorScale scale = colorScale({.levelScale = LevelScale::Magnitude, .low = 0, .high = 2}, {});
        std::vector<float> levels;
        std::vector<int> indices;
        for (int i = 0; i < 3000; ++i) { // more than are taken at a time
            const double amplitude = (i % 256 + 0.5) / 128;
            levels.push_back(static_cast<float>(20 * std::log10(amplitude)));
            indices.push_back(i % 256);
        }
        levels[7] = -std::numeric_limits<float>::infinity();
        indices[7] = 0;
        std::vector<std::uint32_t> colors(levels.size());
        colorize(levels, scale, colors);
        for (std::size_t i = 0; i < levels.size(); ++i)
            QCOMPARE(colors[i], colorTable({})[static_cast<std::size_t>(indices[i])]);
        levels[8] = std::nanf("");
        colorize(levels, scale, colors);
        QCOMPARE(colors[8], 0U);
    }

    void phasesHaveTheirOwnColorsAndLimits()
    {
        const ColorScale scale = colorScale({.levelScale = LevelScale::Phase, .low = -90, .high = -10}, {});
        QCOMPARE(scale.colormap.kind, ColormapKind::Twilight);
        QCOMPARE(scale.low, -std::numbers::pi);
        QCOMPARE(scale.high, std::numbers::pi);
    }

    void limitsOfAReferenceAreLevelsLess()
    {
        const ColorScale scale = colorScale({.levelScale = LevelScale::Density, .low = -120, .high = -40}, {-17, 3});
        QCOMPARE(scale.low, -103.0);
        QCOMPARE(scale.high, -23.0);
    }
};

QTEST_GUILESS_MAIN(TestScales)
#include "tst_scales.moc"
