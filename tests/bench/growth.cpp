// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/measures.h"

#include "core/pixels/colormap.h"

#include <cmath>

namespace gabor::bench {

namespace {

/// Medians of some measures along one axis.
class GrowthTable
{
public:
    void add(double x, const QString& label, const QString& measure, const Series& series)
    {
        QJsonObject column = m_rows[measure].toObject();
        column[label] = series.toJson();
        m_rows[measure] = column;
        m_points[measure].first.push_back(x);
        m_points[measure].second.push_back(series.median());
    }
    QJsonObject toJson() const
    {
        QJsonObject json = m_rows;
        for (const auto& [measure, points] : m_points) {
            const double exponent = fittedExponent(points.first, points.second);
            if (std::isfinite(exponent))
                json[measure + QStringLiteral(" exponent")] = std::round(exponent * 100) / 100;
        }
        return json;
    }

private:
    QJsonObject m_rows;
    std::map<QString, std::pair<std::vector<double>, std::vector<double>>> m_points;
};

class Growth
{
public:
    Growth(const Setting& setting, QSize size) : m_setting(setting), m_stage(setting.application, size)
    {
        m_stage.session().setStft(usualStft());
    }
    Stage& stage() { return m_stage; }

    Series firstPictures(const BenchFile& file)
    {
        Series series;
        for (int i = 0; i < m_setting.times(7); ++i) {
            m_stage.application().act("open the demo", [this] { m_stage.session().openDemo(); });
            m_stage.settle();
            series.add(m_stage.untilOpened(file.path));
        }
        return series;
    }
    /// Windows that have not been there yet, else as @p stft.
    Series tweaks(const StftParameters& stft)
    {
        Series series;
        for (int i = 0; i < m_setting.times(15); ++i) {
            StftParameters fresh = stft;
            fresh.window = freshStft(++m_number).window;
            series.add(m_stage.untilPicture("tweak", [&] { m_stage.session().setStft(fresh); }));
        }
        return series;
    }
    Series recolors()
    {
        Series series;
        for (int i = 0; i < m_setting.times(31); ++i) {
            DisplayParameters display = m_stage.session().content().display;
            display.automaticLevels = false;
            const auto maps = colormapCatalog();
            display.colormap.kind = maps[static_cast<std::size_t>(i) % maps.size()].kind;
            series.add(m_stage.untilRepainted("recolor", [&] { m_stage.session().setDisplay(display); }));
        }
        return series;
    }
    Series pans()
    {
        Series series;
        for (int i = 0; i < m_setting.times(31); ++i)
            series.add(m_stage.untilRepainted("pan", [&] {
                const PictureSpan& span = m_stage.view().span();
                m_stage.view().moveBy((i % 20 < 10 ? 1 : -1) * (span.endSample - span.beginSample) / 200, 0);
            }));
        return series;
    }

private:
    const Setting& m_setting;
    Stage m_stage;
    int m_number = 0;
};

QJsonObject againstLength(const Setting& setting)
{
    Growth growth(setting, usualSize);
    GrowthTable table;
    for (const double seconds :
         setting.quick ? std::vector<double>{60, 3600} : std::vector<double>{60, 600, 3600, 8 * 3600, 24 * 3600}) {
        const BenchFile file = setting.shelf.pcm(seconds);
        setting.application.setStep(QStringLiteral("growth, ") + file.name);
        table.add(seconds, file.name, QStringLiteral("first picture"), growth.firstPictures(file));
        table.add(seconds, file.name, QStringLiteral("tweak"), growth.tweaks(usualStft()));
        growth.stage().settle();
        table.add(seconds, file.name, QStringLiteral("recolor"), growth.recolors());
        growth.stage().view().zoomTime(0.5, growth.stage().view().sampleCount() / 2);
        growth.stage().settle();
        table.add(seconds, file.name, QStringLiteral("pan"), growth.pans());
        growth.stage().view().fitAll();
    }
    return table.toJson();
}

QJsonObject againstNfft(const Setting& setting)
{
    Growth growth(setting, usualSize);
    growth.stage().open(setting.shelf.pcm(setting.quick ? 60 : 3600).path);
    GrowthTable table;
    for (int nfft = 256; nfft <= 262'144; nfft *= setting.quick ? 8 : 2) {
        const QString label = QStringLiteral("%1").arg(nfft, 6); // sorted as numbers are
        setting.application.setStep(QStringLiteral("growth, NFFT ") + label);
        StftParameters stft = usualStft();
        stft.windowLength = stft.nfft = nfft;
        stft.hop = nfft / 4;
        table.add(nfft, label, QStringLiteral("tweak"), growth.tweaks(stft));
        // So large an analysis of an hour takes longer to finish than it tells: its sketch is looked at.
        table.add(nfft, label, QStringLiteral("recolor"), growth.recolors());
    }
    return table.toJson();
}

QJsonObject againstOverlap(const Setting& setting)
{
    Growth growth(setting, usualSize);
    growth.stage().open(setting.shelf.pcm(setting.quick ? 60 : 3600).path);
    GrowthTable table;
    for (const double percent : {0.0, 50.0, 75.0, 90.0, 95.0, 99.0}) {
        const QString label = QStringLiteral("%1 %").arg(percent);
        setting.application.setStep(QStringLiteral("growth, overlap ") + label);
        StftParameters stft = usualStft();
        stft.hop = static_cast<int>(std::lround(stft.windowLength * (1 - percent / 100)));
        table.add(stft.windowLength / static_cast<double>(stft.hop), label, QStringLiteral("tweak"),
                  growth.tweaks(stft));
    }
    return table.toJson();
}

QJsonObject againstSize(const Setting& setting)
{
    GrowthTable table;
    for (const QSize size :
         {QSize(800, 400), QSize(1280, 720), QSize(1600, 900), QSize(2560, 1440), QSize(3840, 2160)}) {
        Growth growth(setting, size);
        growth.stage().open(setting.shelf.pcm(setting.quick ? 60 : 3600).path);
        // A window has a smallest size, and some systems let none be larger than the screen.
        const QSize inside = growth.stage().figure().spectrogram().inside().size();
        const QString label = QStringLiteral("%1 x %2").arg(size.width()).arg(size.height());
        const double pixels = static_cast<double>(inside.width()) * inside.height();
        setting.application.setStep(QStringLiteral("growth, ") + label);
        table.add(pixels, label, QStringLiteral("tweak"), growth.tweaks(usualStft()));
        growth.stage().settle();
        table.add(pixels, label, QStringLiteral("recolor"), growth.recolors());
        growth.stage().view().zoomTime(0.5, growth.stage().view().sampleCount() / 2);
        growth.stage().settle();
        table.add(pixels, label, QStringLiteral("pan"), growth.pans());
    }
    return table.toJson();
}

} // namespace

QJsonObject measureGrowth(const Setting& setting)
{
    return {{QStringLiteral("against length"), againstLength(setting)},
            {QStringLiteral("against NFFT"), againstNfft(setting)},
            {QStringLiteral("against overlap"), againstOverlap(setting)},
            {QStringLiteral("against window size"), againstSize(setting)}};
}

} // namespace gabor::bench
