// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/pngencoder.h"

#include <QRandomGenerator>
#include <QTest>

using namespace gabor;

namespace {

QImage readBack(const QImage& image, const QList<PngText>& texts = {})
{
    const std::optional<QByteArray> file = pngFile(image, texts);
    return file ? QImage::fromData(*file, "PNG") : QImage();
}

/// Noise in colors that recur, as a heatmap has them.
QImage heatmap(QSize size, QImage::Format format)
{
    QImage image(size, format);
    QRandomGenerator random(1);
    for (int y = 0; y < size.height(); ++y) {
        for (int x = 0; x < size.width(); ++x) {
            const int shade = x * 200 / size.width() + random.bounded(24);
            image.setPixelColor(x, y, QColor(shade, 255 - shade, shade / 3, 255 - shade / 2));
        }
    }
    return image;
}

} // namespace

class TestPngEncoder : public QObject
{
    Q_OBJECT

private slots:
    void pixelsReadBackAsTheyWere_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<QImage::Format>("format");
        QTest::addColumn<QImage::Format>("readAs");
        for (const QSize size : {QSize(1, 1), QSize(3, 200), QSize(641, 1), QSize(333, 131)}) {
            const QByteArray name = QByteArray::number(size.width()) + " x " + QByteArray::number(size.height());
            QTest::newRow((name + ", opaque").constData()) << size << QImage::Format_RGB32 << QImage::Format_RGB32;
            QTest::newRow((name + ", transparent").constData())
                << size << QImage::Format_ARGB32 << QImage::Format_ARGB32;
        }
    }
    void pixelsReadBackAsTheyWere()
    {
        QFETCH(QSize, size);
        QFETCH(QImage::Format, format);
        QFETCH(QImage::Format, readAs);
        const QImage image = heatmap(size, format);
        const QImage again = readBack(image);
        QCOMPARE(again.hasAlphaChannel(), image.hasAlphaChannel());
        QCOMPARE(again.convertToFormat(readAs), image);
    }

    void rowsMayLieApart()
    {
        const QImage whole = heatmap({100, 80}, QImage::Format_RGB32);
        const QImage part(whole.constScanLine(10), 37, 50, whole.bytesPerLine(), whole.format());
        QCOMPARE(readBack(part).convertToFormat(QImage::Format_RGB32), whole.copy(0, 10, 37, 50));
    }

    void textsReadBackAsTheyWere_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("short") << "Rain";
        QTest::newRow("long") << QString("Wind and rain. ").repeated(20);
        QTest::newRow("lines") << "one\ntwo";
        QTest::newRow("Latin-1") << QStringLiteral("Wölfe, für © und ½");
        QTest::newRow("beyond") << QStringLiteral("鯨 🐋");
        QTest::newRow("long and beyond") << QStringLiteral("鯨 🐋 ").repeated(50);
        QTest::newRow("as long as a recipe may be") << QString("{\"a\": \"ä鯨\"}").repeated(4000);
    }
    void textsReadBackAsTheyWere()
    {
        QFETCH(QString, text);
        const QImage again =
            readBack(heatmap({20, 10}, QImage::Format_RGB32), {{"Title", text}, {"other-key", "else"}});
        QCOMPARE(again.text("Title"), text);
        QCOMPARE(again.text("other-key"), QStringLiteral("else"));
    }

    void dotsPerMeterAreKept()
    {
        QImage image = heatmap({20, 10}, QImage::Format_RGB32);
        image.setDotsPerMeterX(11811);
        image.setDotsPerMeterY(5906);
        const QImage again = readBack(image);
        QCOMPARE(again.dotsPerMeterX(), 11811);
        QCOMPARE(again.dotsPerMeterY(), 5906);
    }

    void anEmptyImageIsNone() { QVERIFY(!pngFile({}, {})); }
};

QTEST_GUILESS_MAIN(TestPngEncoder)
#include "tst_pngencoder.moc"
