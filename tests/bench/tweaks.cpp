// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/measures.h"

#include <QSlider>

#include <cmath>
#include <limits>

namespace gabor::bench {

StftParameters usualStft()
{
    return {.window = {}, .windowLength = 2048, .hop = 512, .nfft = 2048, .detrend = {}};
}

StftParameters freshStft(int number)
{
    StftParameters stft = usualStft();
    stft.window = {.kind = WindowKind::Kaiser, .parameters = {2 + 0.01 * number}};
    return stft;
}

namespace {

/// Steps of a hand that never waits.
constexpr double stepMs = 16;

class Tweaks
{
public:
    Tweaks(const Setting& setting, Stage& stage) : m_setting(setting), m_stage(stage) { }

    Series windows()
    {
        return series(31, "other window", [&](int) { m_stage.session().setStft(freshStft(++m_number)); });
    }
    Series lengths()
    {
        return series(31, "other length", [&](int i) {
            StftParameters stft = freshStft(++m_number);
            stft.windowLength = 1000 + 31 * i;
            stft.hop = 250;
            m_stage.session().setStft(stft);
        });
    }
    Series overlaps()
    {
        return series(31, "other overlap", [&](int i) {
            StftParameters stft = freshStft(++m_number);
            stft.hop = 128 + 29 * i;
            m_stage.session().setStft(stft);
        });
    }
    Series detrends()
    {
        return afterAnother("other detrend", [&](int i) {
            StftParameters stft = m_stage.session().content().spec.stft;
            stft.detrend = i % 2 == 0 ? Detrend::Constant : Detrend::Linear;
            m_stage.session().setStft(stft);
        });
    }
    Series reductions()
    {
        return afterAnother("other reduction", [&](int i) {
            m_stage.session().setReduction(i % 2 == 0 ? Reduction::MeanPower : Reduction::Maximum);
        });
    }

    /// @return times of the steps that were painted before the next; the others count as lost
    Series draggedSlider()
    {
        m_setting.application.setStep(QStringLiteral("drag the overlap"));
        m_stage.session().setStft(freshStft(++m_number));
        m_stage.settle();
        auto* const slider = m_stage.window().findChild<QSlider*>(QStringLiteral("overlapSlider"));
        Series series;
        const int steps = m_setting.times(100);
        for (int i = 0; slider != nullptr && i < steps; ++i) {
            const double share = static_cast<double>(i) / steps;
            const auto value = slider->minimum()
                + static_cast<int>(std::lround(share * 0.9 * (slider->maximum() - slider->minimum())));
            const StackSampler::Clock::time_point begin = StackSampler::Clock::now();
            const double ms = m_stage.untilPicture(
                "drag", [&] { slider->setValue(value); }, stepMs);
            series.add(ms <= stepMs ? ms : std::numeric_limits<double>::quiet_NaN());
            const std::chrono::duration<double, std::milli> taken = StackSampler::Clock::now() - begin;
            if (taken.count() < stepMs)
                m_stage.idle(stepMs - taken.count());
        }
        return series;
    }

    /// Until every frame of the sound is in the picture.
    Series settled()
    {
        m_setting.application.setStep(QStringLiteral("settle"));
        Series series;
        for (int i = 0; i < m_setting.times(5); ++i) {
            m_stage.application().act("other window", [&] { m_stage.session().setStft(freshStft(++m_number)); });
            series.add(m_stage.settle());
        }
        return series;
    }

private:
    template <class Change>
    Series series(int usualTimes, const char* name, Change change)
    {
        m_setting.application.setStep(QString::fromLatin1(name));
        Series series;
        for (int i = 0; i < m_setting.times(usualTimes); ++i)
            series.add(m_stage.untilPicture(name, [&] { change(i); }));
        return series;
    }

    /// What has few values is changed under windows that have not been there yet.
    template <class Change>
    Series afterAnother(const char* name, Change change)
    {
        m_setting.application.setStep(QString::fromLatin1(name));
        Series series;
        for (int i = 0; i < m_setting.times(31); ++i) {
            m_stage.untilPicture("other window", [&] { m_stage.session().setStft(freshStft(++m_number)); });
            series.add(m_stage.untilPicture(name, [&] { change(i); }));
        }
        return series;
    }

    const Setting& m_setting;
    Stage& m_stage;
    int m_number = 0;
};

} // namespace

QJsonObject measureTweaks(const Setting& setting)
{
    Stage stage(setting.application, usualSize);
    stage.session().setStft(usualStft());
    stage.open(setting.shelf.pcm(3600).path);
    Tweaks tweaks(setting, stage);
    QJsonObject result;
    result[QStringLiteral("window")] = tweaks.windows().toJson();
    result[QStringLiteral("length")] = tweaks.lengths().toJson();
    result[QStringLiteral("overlap")] = tweaks.overlaps().toJson();
    result[QStringLiteral("detrend")] = tweaks.detrends().toJson();
    result[QStringLiteral("reduction")] = tweaks.reductions().toJson();
    result[QStringLiteral("dragged slider")] = tweaks.draggedSlider().toJson();
    result[QStringLiteral("settled, 1 h")] = tweaks.settled().toJson();
    return result;
}

} // namespace gabor::bench
