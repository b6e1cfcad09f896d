// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/pitch.h"
#include "widgets/plot/pianokeys.h"

#include <QImage>
#include <QPainter>
#include <QTest>

#include <cmath>

using namespace gabor;

namespace {

QImage painted(const FrequencyRoom& room, double a4Hz, bool dark, double scale)
{
    QImage image(static_cast<int>(14 * scale), static_cast<int>(room.pixels * scale), QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    image.fill(Qt::red);
    QPainter painter(&image);
    paintPianoKeys(painter, QRectF(0, 0, 14, room.pixels), room, a4Hz, QFont(), dark);
    return image;
}

/// Of the strip at @p hz, a little from its left edge, where black keys are.
double lightnessAt(const QImage& image, const FrequencyRoom& room, double hz)
{
    const double scale = image.devicePixelRatio();
    const double y = (room.pixels - room.pixelsAt(hz)) * scale;
    return image.pixelColor(static_cast<int>(2 * scale), static_cast<int>(y)).lightnessF();
}

} // namespace

class TestPianoKeys : public QObject
{
    Q_OBJECT

private slots:
    void whiteKeysTileTheAxis();
    void everyKeyHoldsItsNote();
    void onlyWhatIsInViewIsThere();
    void keysArePaintedAtTheirNotes_data();
    void keysArePaintedAtTheirNotes();
    void anyViewIsPainted();
};

void TestPianoKeys::whiteKeysTileTheAxis()
{
    double end = 0;
    int whites = 0;
    for (const PianoKey& key : pianoKeys(27.5, 4186, 440)) {
        if (key.black)
            continue;
        if (end > 0)
            QVERIFY(std::abs(key.lowHz / end - 1) < 1e-12);
        end = key.highHz;
        ++whites;
    }
    QVERIFY(whites == 52 || whites == 53); // a piano's, and maybe part of the one below
}

void TestPianoKeys::everyKeyHoldsItsNote()
{
    for (const double a4Hz : {415.0, 440.0}) {
        const std::vector<PianoKey> keys = pianoKeys(20, 20'000, a4Hz);
        for (std::size_t i = 0; i < keys.size(); ++i) {
            const PianoKey& key = keys[i];
            const double hz = hzOfNote(key.note, a4Hz);
            QVERIFY(key.lowHz < hz && hz < key.highHz);
            QCOMPARE(key.black, isSharp(key.note));
            QVERIFY(i == 0 || key.note == keys[i - 1].note + 1);
            if (key.black) // in the middle
                QVERIFY(std::abs(std::sqrt(key.lowHz * key.highHz) / hz - 1) < 1e-9);
        }
    }
}

void TestPianoKeys::onlyWhatIsInViewIsThere()
{
    const std::vector<PianoKey> keys = pianoKeys(430, 450, 440);
    QCOMPARE(keys.size(), 1U);
    QCOMPARE(keys.front().note, noteOfA4);
    QVERIFY(pianoKeys(0, 5, 440).empty());
    QCOMPARE(pianoKeys(0, 9, 440).front().note, 0);
}

void TestPianoKeys::keysArePaintedAtTheirNotes_data()
{
    QTest::addColumn<FrequencyScale>("scale");
    QTest::addColumn<double>("a4Hz");
    QTest::addColumn<bool>("dark");
    QTest::addColumn<double>("pixelRatio");
    for (const FrequencyScaleInfo& info : frequencyScaleCatalog()) {
        QTest::addRow("%s", info.name.data()) << info.scale << 440.0 << false << 1.0;
        QTest::addRow("%s, 415 Hz, dark, 2x", info.name.data()) << info.scale << 415.0 << true << 2.0;
    }
}

void TestPianoKeys::keysArePaintedAtTheirNotes()
{
    QFETCH(FrequencyScale, scale);
    QFETCH(double, a4Hz);
    QFETCH(bool, dark);
    QFETCH(double, pixelRatio);
    const FrequencyRoom room{scale, 200, 1000, 500, 14};
    const QImage image = painted(room, a4Hz, dark, pixelRatio);
    int keys = 0;
    for (int note = 56; note < 84; ++note) {
        const double hz = hzOfNote(note, a4Hz);
        if (!room.shows(hz) || note % 12 == 0) // whose name is there
            continue;
        // All over the key but its edges.
        for (const double share : {-0.4, -0.2, 0.0, 0.2, 0.4}) {
            if (!room.shows(hzOfNote(note + share, a4Hz)))
                continue;
            const double light = lightnessAt(image, room, hzOfNote(note + share, a4Hz));
            QVERIFY2(isSharp(note) ? light < 0.3 : light > 0.6, noteName(note).c_str());
        }
        ++keys;
    }
    QVERIFY(keys > 20);
}

void TestPianoKeys::anyViewIsPainted()
{
    for (const FrequencyScaleInfo& info : frequencyScaleCatalog()) {
        for (const double high : {5.0, 20.0, 24'000.0, 96'000.0}) {
            const double low = lowestHz(info.scale, high);
            const QImage image = painted({info.scale, low, high, 300, 14}, 440, true, 1);
            QVERIFY(!image.isNull());
        }
    }
}

QTEST_MAIN(TestPianoKeys)
#include "tst_pianokeys.moc"
