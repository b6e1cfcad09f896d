// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/gestures.h"
#include "tests/bench/measures.h"

#include "core/pixels/colormap.h"

#include <array>

namespace gabor::bench {

namespace {

class Repaints
{
public:
    Repaints(const Setting& setting, Stage& stage) : m_setting(setting), m_stage(stage) { }

    /// @param change  of a display whose limits stay
    template <class Change>
    Series looks(const char* name, Change change)
    {
        return series(name, [&](int i) {
            DisplayParameters display = m_stage.session().content().display;
            display.automaticLevels = false;
            change(display, i);
            m_stage.figure().changeDisplay(display);
        });
    }
    template <class Change>
    Series series(const char* name, Change change)
    {
        m_setting.application.setStep(QString::fromLatin1(name));
        Series series;
        for (int i = 0; i < m_setting.times(101); ++i)
            series.add(m_stage.untilRepainted(name, [&] { change(i); }));
        return series;
    }

    Series pan()
    {
        SpectrogramPane& pane = m_stage.figure().spectrogram();
        const QPointF middle = pane.inside().center();
        test::press(pane, middle);
        const Series all = series("pan", [&](int i) {
            const int way = i % 40 < 20 ? i % 40 : 40 - i % 40;
            test::pull(pane, middle + QPointF(7.0 * (way + 1), 0));
        });
        test::release(pane, middle);
        return all;
    }
    /// Notches of the wheel, two towards and two back, over what has been computed before.
    Series zoom(Qt::KeyboardModifiers modifiers)
    {
        SpectrogramPane& pane = m_stage.figure().spectrogram();
        const QPointF at = pane.inside().center();
        const std::array<int, 4> steps{1, 1, -1, -1};
        for (const int step : steps) {
            test::wheel(pane, at, step, modifiers);
            m_stage.settle();
        }
        return series(modifiers == Qt::ControlModifier ? "zoom of frequency" : "zoom of time",
                      [&](int i) { test::wheel(pane, at, steps[static_cast<std::size_t>(i % 4)], modifiers); });
    }
    Series hover()
    {
        m_setting.application.setStep(QStringLiteral("hover"));
        SpectrogramPane& pane = m_stage.figure().spectrogram();
        const QPointF at = pane.inside().center();
        Series series;
        for (int i = 0; i < m_setting.times(101); ++i)
            series.add(m_stage.untilTouched("hover", [&] { test::hover(pane, at + QPointF(i % 50, i % 30)); }));
        return series;
    }

private:
    const Setting& m_setting;
    Stage& m_stage;
};

} // namespace

QJsonObject measureRepaints(const Setting& setting)
{
    Stage stage(setting.application, usualSize);
    stage.session().setStft(usualStft());
    stage.open(setting.shelf.pcm(setting.quick ? 60 : 3600).path);
    Repaints repaints(setting, stage);
    QJsonObject result;
    const DisplayParameters initial = stage.session().content().display;
    result[QStringLiteral("color map")] = repaints
                                              .looks("color map",
                                                     [](DisplayParameters& display, int i) {
                                                         const auto maps = colormapCatalog();
                                                         display.colormap.kind =
                                                             maps[static_cast<std::size_t>(i + 1) % maps.size()].kind;
                                                     })
                                              .toJson();
    result[QStringLiteral("limits")] = repaints
                                           .looks("limits",
                                                  [&](DisplayParameters& display, int i) {
                                                      display.high = initial.high - 1 - i % 40;
                                                      display.low = display.high - 80;
                                                  })
                                           .toJson();
    result[QStringLiteral("reference")] =
        repaints
            .looks("reference",
                   [](DisplayParameters& display, int i) {
                       constexpr std::array scales{LevelScale::Density, LevelScale::Spectrum, LevelScale::FullScale};
                       display.levelScale = scales[static_cast<std::size_t>(i) % scales.size()];
                   })
            .toJson();
    result[QStringLiteral("frequency scale")] =
        repaints
            .looks("frequency scale",
                   [](DisplayParameters& display, int i) {
                       constexpr std::array scales{FrequencyScale::Log, FrequencyScale::Mel, FrequencyScale::Bark,
                                                   FrequencyScale::Linear};
                       display.frequencyAxis.scale = scales[static_cast<std::size_t>(i) % scales.size()];
                   })
            .toJson();
    result[QStringLiteral("shading")] = repaints
                                            .looks("shading",
                                                   [](DisplayParameters& display, int i) {
                                                       display.shading = i % 2 == 0 ? Shading::Flat : Shading::Gouraud;
                                                   })
                                            .toJson();
    stage.figure().changeDisplay(initial);
    stage.view().zoomTime(0.2, stage.view().sampleCount() / 2);
    stage.settle();
    result[QStringLiteral("pan")] = repaints.pan().toJson();
    result[QStringLiteral("zoom of time")] = repaints.zoom({}).toJson();
    result[QStringLiteral("zoom of frequency")] = repaints.zoom(Qt::ControlModifier).toJson();
    result[QStringLiteral("hover")] = repaints.hover().toJson();
    return result;
}

} // namespace gabor::bench
