// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/figurerenderer.h"
#include "core/audio/demosignal.h"
#include "tests/app/sounds.h"
#include "tests/app/windowdriver.h"

#include <QEvent>
#include <QSet>
#include <QSignalSpy>

using namespace gabor;

namespace {

const QSize large(2720, 1500); ///< of a window whose picture has more pixels than are drawn between two events

/// Counts what is painted on any widget but those of one window.
class PaintCount : public QObject
{
public:
    explicit PaintCount(const QWidget* butNot = nullptr) : m_butNot(butNot) { qApp->installEventFilter(this); }
    int count() const { return m_count; }

protected:
    bool eventFilter(QObject* receiver, QEvent* event) override
    {
        const auto* const widget = qobject_cast<QWidget*>(receiver);
        if (event->type() == QEvent::Paint && widget != nullptr && widget->window() != m_butNot)
            ++m_count;
        return false;
    }

private:
    const QWidget* m_butNot;
    int m_count = 0;
};

FigureRequest demoFigure(QSize pixels, double scale)
{
    FigureRequest request;
    request.content.source = demoSignal();
    request.content.spec.stft.hop = 64;
    request.parts.title = request.parts.description = request.parts.grid = true;
    request.title = QStringLiteral("Demo");
    request.pixels = pixels;
    request.scale = scale;
    return request;
}

} // namespace

class TestLargePictures : public QObject
{
    Q_OBJECT

private slots:
    void anExportIsPaintedByAndByPixelForPixel_data();
    void anExportIsPaintedByAndByPixelForPixel();
    void vectorsComeByAndByToo();
    void anExportThatIsGivenUpIsNeverAnnounced();
    void aFigureForAFileNeverPaintsItself();
    void theWindowKeepsUpWithASlider();
    void neverThePictureOfAnotherSound();

private:
    JobQueue m_queue{2};
};

void TestLargePictures::anExportIsPaintedByAndByPixelForPixel_data()
{
    QTest::addColumn<QSize>("pixels");
    QTest::addColumn<double>("scale");
    QTest::addColumn<bool>("smooth");
    QTest::newRow("small") << QSize(800, 600) << 1.0 << false;
    QTest::newRow("large") << QSize(2600, 1601) << 1.0 << false;
    QTest::newRow("large and smooth") << QSize(2600, 1601) << 1.0 << true;
    QTest::newRow("dense") << QSize(2601, 1700) << 1.7 << false;
    QTest::newRow("large text") << QSize(3000, 2000) << 4.0 << true;
    QTest::newRow("small text") << QSize(2600, 1601) << 0.8 << false;
}

/// Against the same widgets, painted in one go without having been prepared by workers.
void TestLargePictures::anExportIsPaintedByAndByPixelForPixel()
{
    QFETCH(QSize, pixels);
    QFETCH(double, scale);
    QFETCH(bool, smooth);
    FigureRequest request = demoFigure(pixels, scale);
    request.content.display.shading = smooth ? Shading::Gouraud : Shading::Flat;
    FigureRenderer renderer(m_queue);
    QSignalSpy settled(&renderer, &FigureRenderer::settled);
    QImage byAndBy;
    connect(&renderer, &FigureRenderer::painted, this, [&](const FigurePicture& picture) { byAndBy = picture.pixels; });
    renderer.start(request);
    QVERIFY(QTest::qWaitFor([&] { return !settled.isEmpty(); }, test::patienceMs));
    renderer.paintByAndBy(ImageFormat::Png, {});
    QVERIFY(byAndBy.isNull());
    QVERIFY(QTest::qWaitFor([&] { return !byAndBy.isNull(); }, test::patienceMs));
    QCOMPARE(byAndBy.size(), pixels);
    const QImage atOnce = renderer.paint(ImageFormat::Png, {}).pixels;
    QCOMPARE(byAndBy, atOnce);
    QCOMPARE(byAndBy.dotsPerMeterX(), atOnce.dotsPerMeterX());

    if (scale < 1)
        return; // the figure alone paints onto screens, which have no such scale
    FigureView figure(m_queue, 0);
    figure.setAttribute(Qt::WA_DontShowOnScreen);
    figure.setOverviewVisible(false);
    figure.setPixelScale(scale);
    figure.dressForPaper(false);
    figure.setTitle(request.title);
    figure.setParts(request.parts);
    figure.resize(request.logicalSize());
    figure.show();
    figure.setContent(renderer.request().content);
    figure.setPaneHeights(renderer.request().paneHeights);
    QVERIFY(QTest::qWaitFor([&] { return figure.progress().settled; }, test::patienceMs));
    const QImage alone = figure.toImage(scale);
    for (int y = 0; y < pixels.height(); ++y) {
        for (int x = 0; x < pixels.width(); ++x) {
            if (alone.pixel(x, y) != atOnce.pixel(x, y))
                QFAIL(qPrintable(QStringLiteral("differs at %1, %2").arg(x).arg(y)));
        }
    }
}

void TestLargePictures::vectorsComeByAndByToo()
{
    FigureRenderer renderer(m_queue);
    QSignalSpy settled(&renderer, &FigureRenderer::settled);
    FigurePicture got;
    connect(&renderer, &FigureRenderer::painted, this, [&](const FigurePicture& picture) { got = picture; });
    renderer.start(demoFigure({2600, 1601}, 1));
    QVERIFY(QTest::qWaitFor([&] { return !settled.isEmpty(); }, test::patienceMs));
    renderer.paintByAndBy(ImageFormat::Svg, "{}");
    QVERIFY(QTest::qWaitFor([&] { return !got.document.isEmpty(); }, test::patienceMs));
    const FigurePicture atOnce = renderer.paint(ImageFormat::Svg, "{}");
    QCOMPARE(got.document, atOnce.document);
    QCOMPARE(got.images, atOnce.images);
    QCOMPARE(got.recipe, atOnce.recipe);
}

void TestLargePictures::anExportThatIsGivenUpIsNeverAnnounced()
{
    FigureRenderer renderer(m_queue);
    QSignalSpy settled(&renderer, &FigureRenderer::settled);
    QSignalSpy painted(&renderer, &FigureRenderer::painted);
    renderer.start(demoFigure({2600, 1601}, 1));
    QVERIFY(QTest::qWaitFor([&] { return !settled.isEmpty(); }, test::patienceMs));
    renderer.paintByAndBy(ImageFormat::Png, {});
    QCoreApplication::processEvents(); // some rows
    renderer.cancel();
    QTest::qWait(50);
    QVERIFY(painted.isEmpty());
}

void TestLargePictures::aFigureForAFileNeverPaintsItself()
{
    const PaintCount count;
    FigureRenderer renderer(m_queue);
    QSignalSpy settled(&renderer, &FigureRenderer::settled);
    renderer.start(demoFigure({2600, 1601}, 1));
    QVERIFY(QTest::qWaitFor([&] { return !settled.isEmpty(); }, test::patienceMs));
    QTest::qWait(50);
    QCOMPARE(count.count(), 0);
}

/// What is shown while the workers draw is the picture before, and the last step of the slider comes in the end.
void TestLargePictures::theWindowKeepsUpWithASlider()
{
    test::WindowDriver drive;
    drive.window().resize(large);
    QVERIFY(drive.settle());
    QVERIFY(QTest::qWaitFor([&] { return !drive.spectrogram().isDrawing(); }, test::patienceMs));
    const auto picture = [&] { return drive.spectrogram().grab().toImage(); };
    QTest::qWait(100);
    const QImage before = picture();
    DisplayParameters display = drive.display();
    display.automaticLevels = false;
    QImage between;
    for (int step = 0; step < 8; ++step) {
        display.high -= 4;
        drive.window().session().setDisplay(display);
        between = picture();
        QCoreApplication::processEvents();
    }
    QVERIFY(!between.isNull());
    // A pane of its own draws the same at once.
    FigureView figure(m_queue, 0);
    figure.setPixelScale(1);
    figure.setContent(drive.window().session().content());
    figure.resize(drive.figure().size());
    figure.setAttribute(Qt::WA_DontShowOnScreen);
    figure.show();
    figure.setPaneHeights(drive.figure().paneHeights());
    QVERIFY(QTest::qWaitFor([&] { return figure.progress().settled; }, test::patienceMs));
    QCOMPARE(figure.spectrogram().size(), drive.spectrogram().size());
    const QRect inside = drive.spectrogram().inside();
    const auto content = [&inside](const QImage& image) {
        return image.convertToFormat(QImage::Format_RGB32).copy(inside);
    };
    const QImage last = content(figure.spectrogram().toImage(1));
    QVERIFY(last != content(before));
    QVERIFY(QTest::qWaitFor([&] { return content(picture()) == last; }, test::patienceMs));
    // And nothing comes after it.
    QVERIFY(QTest::qWaitFor([&] { return !drive.spectrogram().isDrawing(); }, test::patienceMs));
    QTest::qWait(100);
    QCOMPARE(content(picture()), last);
}

void TestLargePictures::neverThePictureOfAnotherSound()
{
    test::WindowDriver drive;
    drive.window().resize(large);
    QVERIFY(drive.settle());
    QVERIFY(QTest::qWaitFor([&] { return !drive.spectrogram().isDrawing(); }, test::patienceMs));
    const QImage demo = drive.spectrogram().grab().toImage();
    const QString silent = drive.path(QStringLiteral("silent.wav"));
    test::writeWav(silent, {std::vector<double>(48'000, 0.0)});
    DisplayParameters display = drive.display();
    display.automaticLevels = false;
    display.high -= 4;
    drive.window().session().setDisplay(display); // the workers draw the demo
    drive.window().openFiles({silent});
    QVERIFY(drive.waitFor(silent));
    const QRect inside = drive.spectrogram().inside();
    for (int i = 0; i < 100; ++i) { // whatever arrives
        const QImage picture = drive.spectrogram().grab().toImage();
        QSet<QRgb> colors; // the first of the color map, and that of what is not known yet
        for (int x = inside.left() + 200; x < inside.right() - 200; ++x)
            colors.insert(picture.pixel(x, inside.center().y()));
        QVERIFY(colors.size() <= 2);
        QTest::qWait(5);
    }
    QVERIFY(drive.settle());
    QVERIFY(drive.spectrogram().grab().toImage() != demo);
}

QTEST_MAIN(TestLargePictures)
#include "tst_largepictures.moc"
