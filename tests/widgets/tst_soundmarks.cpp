// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/signals.h"
#include "widgets/panes/figureview.h"
#include "widgets/panes/markpainting.h"
#include "widgets/panes/soundmarks.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QPainter>
#include <QTest>

using namespace gabor;

namespace {

constexpr QRect inside(0, 0, 400, 100);
const MarkLook look{.line = Qt::red, .seam = {}, .text = Qt::green, .ground = Qt::black};

/// @p marks where a sample is a pixel.
QImage painted(const std::vector<Mark>& marks, const MarkLook& with = look)
{
    QImage image(inside.size(), QImage::Format_RGB32);
    image.fill(Qt::black);
    QPainter painter(&image);
    paintMarks(
        painter, inside, marks, [](double sample) { return sample; }, with);
    return image;
}

/// Columns that have a line from top to bottom.
QList<int> lineColumns(const QImage& image)
{
    QList<int> columns;
    for (int x = 0; x < image.width(); ++x) {
        if (image.pixelColor(x, image.height() - 1) == QColor(Qt::red))
            columns << x;
    }
    return columns;
}

/// First and last column with anything of a name between @p from and @p end; -1 where there is none.
QPair<int, int> nameColumns(const QImage& image, int from, int end)
{
    QPair<int, int> columns{-1, -1};
    for (int x = from; x < end; ++x) {
        for (int y = 0; y < image.height(); ++y) {
            if (image.pixelColor(x, y).green() > 60) {
                columns.first = columns.first < 0 ? x : columns.first;
                columns.second = x;
            }
        }
    }
    return columns;
}

SoundMarker cue(std::int64_t sample, const char* label)
{
    return {.kind = SoundMarker::Kind::Cue, .span = {sample, sample}, .label = label};
}

/// Half a second of a tone with markers.
std::shared_ptr<const SampleSource> markedSource(std::vector<SoundMarker> markers)
{
    auto source = std::make_shared<test::MemorySource>(
        std::vector<std::vector<double>>{test::sine(24000, 1000, 48000, 0.5)}, 48000.0);
    source->metadata().markers = std::move(markers);
    return source;
}

/// With one marker, at a quarter of a second.
void showMarked(FigureView& figure, bool dark)
{
    figure.dressForPaper(dark);
    figure.resize(800, 500);
    figure.show();
    FigureContent content;
    content.source = markedSource(std::vector{cue(12000, "here")});
    content.spec.source = 1;
    figure.setContent(content);
}

} // namespace

class TestSoundMarks : public QObject
{
    Q_OBJECT

private slots:
    void aPlaceIsALineWithItsName()
    {
        const QImage image = painted({{{100, 100}, "abc"}});
        QCOMPARE(lineColumns(image), QList<int>{100});
        const auto name = nameColumns(image, 0, 400);
        QVERIFY(name.first > 100 && name.second < 150);
    }

    void aRunHasTwoLinesAndABar()
    {
        const QImage image = painted({{{100, 300}, {}}});
        QCOMPARE(lineColumns(image), (QList<int>{100, 300}));
        QVERIFY(image.pixelColor(200, 0) == QColor(Qt::red) && image.pixelColor(90, 0) == QColor(Qt::black));
    }

    void whatIsOutOfViewIsNotDrawn()
    {
        const QImage image = painted({{{-50, -50}, "left"}, {{-20, -10}, "run"}, {{500, 500}, "right"}});
        QCOMPARE(lineColumns(image), QList<int>());
        QCOMPARE(nameColumns(image, 0, 400).first, -1);
    }

    void aRunThatBeganBeforeHasItsNameAtTheEdge()
    {
        const auto name = nameColumns(painted({{{-1000, 300}, "intro"}}), 0, 400);
        QVERIFY(name.first >= 0 && name.second < 80);
    }

    void namesDoNotMeet()
    {
        const QString longName(60, u'w');
        const QImage image = painted({{{50, 50}, longName}, {{150, 150}, "next"}});
        QVERIFY(nameColumns(image, 50, 150).second < 148);
        QVERIFY(nameColumns(image, 151, 400).first > 150);
    }

    void crowdedMarksAreOneLineEach3PixelsAndOneName()
    {
        std::vector<Mark> marks;
        for (int x = 100; x < 120; ++x)
            marks.push_back({{x, x}, "wwwwwwwwwwwwwwww"});
        const QImage image = painted(marks);
        const QList<int> lines = lineColumns(image);
        QVERIFY(lines.size() <= 7 && lines.size() >= 6);
        QVERIFY(nameColumns(image, 0, 400).second < 200);
    }

    void withoutColorThereAreNoNames()
    {
        MarkLook bare = look;
        bare.text = QColor();
        const QImage image = painted({{{100, 100}, "abc"}}, bare);
        QCOMPARE(lineColumns(image), QList<int>{100});
        QCOMPARE(nameColumns(image, 0, 400).first, -1);
    }

    void aLabelGoesBeforeANote()
    {
        const std::vector<Mark> marks =
            marksOf(std::vector<SoundMarker>{{.span = {1, 1}, .label = "label", .note = "note"},
                                             {.span = {2, 5}, .note = "note"},
                                             {.span = {3, 3}, .label = std::string(10'000, 'x')}});
        QCOMPARE(marks[0].name, QStringLiteral("label"));
        QCOMPARE(marks[1].name, QStringLiteral("note"));
        QVERIFY(marks[2].name.size() < 100);
    }

    void figuresShowTheMarkersOfTheirSound_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void figuresShowTheMarkersOfTheirSound()
    {
        QFETCH(bool, dark);
        JobQueue queue(1);
        FigureView figure(queue, 0);
        showMarked(figure, dark);
        QTRY_VERIFY_WITH_TIMEOUT(figure.progress().settled, 30'000);
        const QImage with = figure.toImage(1);
        figure.setParts({.markers = false});
        const QImage without = figure.toImage(1);
        QVERIFY(with != without);
        QVERIFY(!figure.marks().areShown());
        // In the waveform, away from the wave, at the middle of the time.
        const QPoint middle =
            figure.waveform().mapTo(&figure, QPoint(qRound(figure.waveform().xOfSeconds(0.25)), 0)) + QPoint(0, 30);
        const QPoint place = middle - figure.spectrogram().parentWidget()->parentWidget()->mapTo(&figure, QPoint(0, 0));
        bool found = false;
        for (const int dx : {-1, 0, 1})
            found |= with.pixelColor(place + QPoint(dx, 0)) == themeColors(dark).marker;
        QVERIFY(found);
    }

    void withoutAWaveformTheNamesStandOverTheSpectrogram()
    {
        JobQueue queue(1);
        FigureView figure(queue, 0);
        showMarked(figure, false);
        const auto shot = [&figure](bool waveform, const char* name) {
            FigureContent marked = figure.content();
            marked.source = markedSource(std::vector{cue(12000, name)});
            ++marked.spec.source;
            figure.setParts({.waveform = waveform});
            figure.setContent(marked);
            [&figure] { QTRY_VERIFY_WITH_TIMEOUT(figure.progress().settled, 30'000); }();
            return figure.spectrogram().toImage(1);
        };
        QVERIFY(shot(true, "") == shot(true, "name"));
        QVERIFY(shot(false, "") != shot(false, "name"));
    }
};

QTEST_MAIN(TestSoundMarks)
#include "tst_soundmarks.moc"
