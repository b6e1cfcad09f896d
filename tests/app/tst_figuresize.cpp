// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/figurerenderer.h"
#include "app/figure/figuresize.h"
#include "core/audio/demosignal.h"
#include "widgets/theme/theme.h"

#include <QSignalSpy>
#include <QTest>

using namespace gabor;

namespace {

constexpr int patienceMs = 60'000;

FigureSize paper(double width, double height, double textScale)
{
    return {.unit = FigureSize::Unit::Millimeters,
            .textScale = textScale,
            .millimeters = {width, height},
            .dotsPerInch = 300};
}

} // namespace

/// What is chosen as a size, and figures of small ones.
class TestFigureSize : public QObject
{
    Q_OBJECT

private slots:
    void pixelsStayWhatTheyAre();
    void textSizeLeavesThePaperAlone();
    void journalsGetTextThatTheyAskFor();
    void resolutionsAreChecked();
    void smallFiguresKeepTheirEdgesFree_data();
    void smallFiguresKeepTheirEdgesFree();
    void narrowFiguresGiveThePictureTheRoom();

private:
    QImage drawn(const FigureRequest& request);
    JobQueue m_queue{2};
};

QImage TestFigureSize::drawn(const FigureRequest& request)
{
    FigureRenderer renderer(m_queue);
    QSignalSpy settled(&renderer, &FigureRenderer::settled);
    renderer.start(request);
    if (!QTest::qWaitFor([&] { return !settled.isEmpty(); }, patienceMs))
        return {};
    return renderer.paint(ImageFormat::Png, {}).pixels;
}

void TestFigureSize::pixelsStayWhatTheyAre()
{
    const FigureRequest request = inSize({}, {.pixels = {3840, 2160}, .textScale = 2});
    QCOMPARE(request.pixels, QSize(3840, 2160));
    QCOMPARE(request.scale, 2.0);
    QCOMPARE(request.dotsPerInch, 192.0);
    QCOMPARE(request.logicalPixelsPerInch(), 96.0);
}

void TestFigureSize::textSizeLeavesThePaperAlone()
{
    const FigureRequest usual = inSize({}, paper(89, 60, 1));
    const FigureRequest small = inSize({}, paper(89, 60, 0.75));
    QCOMPARE(small.pixels, usual.pixels);
    QCOMPARE(small.dotsPerInch, 300.0);
    QCOMPARE(small.scale, usual.scale * 0.75);
    QCOMPARE(small.logicalPixelsPerInch(), 128.0);
}

void TestFigureSize::journalsGetTextThatTheyAskFor()
{
    constexpr double points = 9; // of text at its nominal size
    int journals = 0;
    for (const FigureSizePreset& preset : figureSizePresets({})) {
        const FigureRequest request = inSize({}, preset.size);
        QCOMPARE(faultIn(request), QString());
        if (preset.size.unit == FigureSize::Unit::Pixels)
            continue;
        ++journals;
        const double onPaper = points * FigureRequest::logicalDpi / request.logicalPixelsPerInch();
        QVERIFY(onPaper >= 6 && onPaper <= 7);
        QVERIFY((onPaper - 1) / 72 * 25.4 > 2); // the smaller numbers, millimetres a line
    }
    QCOMPARE(journals, 6);
}

void TestFigureSize::resolutionsAreChecked()
{
    FigureRequest request;
    for (const double dotsPerInch : {0.0, 0.9, 10'001.0, -300.0, std::nan("")}) {
        request.dotsPerInch = dotsPerInch;
        QVERIFY2(faultIn(request).contains("dpi"), qPrintable(QString::number(dotsPerInch)));
    }
    request.dotsPerInch = 1200;
    QCOMPARE(faultIn(request), QString());
}

void TestFigureSize::smallFiguresKeepTheirEdgesFree_data()
{
    QTest::addColumn<QSizeF>("millimeters");
    QTest::addColumn<double>("textScale");
    QTest::addColumn<bool>("everything");
    for (const QSizeF& size : {QSizeF(85, 53), QSizeF(89, 60), QSizeF(89, 75), QSizeF(120, 80), QSizeF(183, 110)}) {
        for (const double textScale : {0.75, 1.0}) {
            for (const bool everything : {false, true}) {
                QTest::addRow("%g x %g mm, text %g%s", size.width(), size.height(), textScale,
                              everything ? ", everything" : "")
                    << size << textScale << everything;
            }
        }
    }
}

/// What is cut off by the edge of an image leaves ink in its last row or column.
void TestFigureSize::smallFiguresKeepTheirEdgesFree()
{
    QFETCH(QSizeF, millimeters);
    QFETCH(double, textScale);
    QFETCH(bool, everything);
    FigureRequest request = inSize({}, paper(millimeters.width(), millimeters.height(), textScale));
    request.content.source = demoSignal();
    request.content.spec.source = 1;
    request.title = QStringLiteral("A sound");
    request.parts.title = request.parts.description = request.parts.grid = everything;
    QCOMPARE(faultIn(request), QString());
    const QImage image = drawn(request);
    QVERIFY(!image.isNull());
    const QRgb ground = qRgb(255, 255, 255);
    for (int x = 0; x < image.width(); ++x)
        QVERIFY(image.pixel(x, 0) == ground && image.pixel(x, image.height() - 1) == ground);
    for (int y = 0; y < image.height(); ++y)
        QVERIFY(image.pixel(0, y) == ground && image.pixel(image.width() - 1, y) == ground);
}

void TestFigureSize::narrowFiguresGiveThePictureTheRoom()
{
    FigureRequest request = inSize({}, paper(89, 75, 0.75));
    request.content.source = demoSignal();
    request.content.spec.source = 1;
    request.span = PictureSpan{20'000, 60'000, 0, 4000}; // without a column at an end that no window fits into
    const QImage image = drawn(request);
    // The heatmap, by the columns that are ink as far as one looks.
    const auto isPicture = [&](int x) {
        for (int y = image.height() / 2; y < image.height() * 3 / 4; ++y) {
            if (image.pixel(x, y) == qRgb(255, 255, 255))
                return false;
        }
        return true;
    };
    int left = 0;
    while (left < image.width() && !isPicture(left))
        ++left;
    int right = left;
    while (right < image.width() && isPicture(right))
        ++right;
    QVERIFY2(right - left > image.width() * 13 / 20, qPrintable(QString::number(right - left)));
}

QTEST_MAIN(TestFigureSize)
#include "tst_figuresize.moc"
