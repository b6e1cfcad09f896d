// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pixels/toplevel.h"
#include "tests/core/scene.h"

#include <QTest>

#include <cmath>

using namespace gabor;

namespace {

constexpr StftParameters stft{.windowLength = 256, .hop = 64, .nfft = 512};
constexpr std::int64_t length = 64 * 9000 + 17;

/// Hiss that comes and goes, with tones in it: many levels near the highest, however they are joined.
std::vector<double> restlessSound()
{
    std::vector<double> sound = test::noise(length, 0.5);
    for (std::size_t i = 0; i < sound.size(); ++i) {
        const double at = static_cast<double>(i);
        sound[i] *= std::pow(std::sin(at / 30'000), 4);
        sound[i] += 0.1 * std::sin(at * (0.3 + 1e-6 * at)) * std::pow(std::sin(at / 7000), 2);
    }
    return sound;
}

} // namespace

class TestTopLevel : public QObject
{
    Q_OBJECT
private slots:
    void everySizeHasTheSame_data()
    {
        QTest::addColumn<Reduction>("reduction");
        QTest::addColumn<FrequencyScale>("scale");
        QTest::addColumn<PictureSpan>("span");
        QTest::newRow("all") << Reduction::Maximum << FrequencyScale::Linear << PictureSpan{0, length, 0, 4000};
        QTest::newRow("part") << Reduction::Maximum << FrequencyScale::Linear
                              << PictureSpan{100'001, 400'003, 500, 3000};
        QTest::newRow("few frames") << Reduction::Maximum << FrequencyScale::Linear
                                    << PictureSpan{100'001, 101'003, 500, 3000};
        QTest::newRow("mel") << Reduction::Maximum << FrequencyScale::Mel << PictureSpan{0, length, 0, 4000};
        QTest::newRow("log") << Reduction::Maximum << FrequencyScale::Log << PictureSpan{5000, length, 50, 4000};
        QTest::newRow("mean") << Reduction::MeanPower << FrequencyScale::Linear << PictureSpan{0, length, 0, 4000};
        QTest::newRow("sample") << Reduction::Sample << FrequencyScale::Linear << PictureSpan{0, length, 0, 4000};
    }
    void everySizeHasTheSame()
    {
        QFETCH(Reduction, reduction);
        QFETCH(FrequencyScale, scale);
        QFETCH(PictureSpan, span);
        test::Scene scene(restlessSound(), stft, reduction);
        const std::optional<float> expected = scene.top({span, scale, 1100, 600});
        QVERIFY(expected);
        float fromPicturesLow = 0;
        float fromPicturesHigh = -300;
        for (const QSize size : {QSize(256, 100), QSize(300, 2000), QSize(513, 400), QSize(777, 60), QSize(1600, 1000),
                                 QSize(8000, 4000)}) {
            const PictureFrame frame{span, scale, size.width(), size.height()};
            const std::optional<float> top = scene.top(frame);
            QVERIFY(top);
            if (reduction == Reduction::MeanPower) // means of means are rounded otherwise
                QVERIFY2(std::abs(*top - *expected) < 1e-3F, qPrintable(QString::number(*top - *expected)));
            else
                QCOMPARE(*top, *expected);
            const float ofPicture = topLevel(scene.picture(frame, {})).value();
            fromPicturesLow = std::min(fromPicturesLow, ofPicture);
            fromPicturesHigh = std::max(fromPicturesHigh, ofPicture);
        }
        qInfo("%.2f dB; of the pictures themselves from %.2f to %.2f", static_cast<double>(*expected),
              static_cast<double>(fromPicturesLow), static_cast<double>(fromPicturesHigh));
    }
    void aSmallPictureHasItsOwn()
    {
        test::Scene scene(restlessSound(), stft);
        const PictureSpan all{0, length, 0, 4000};
        const float usual = scene.top({all, FrequencyScale::Linear, 1100, 600}).value();
        QVERIFY(std::abs(scene.top({all, FrequencyScale::Linear, 40, 30}).value() - usual) < 3);
        QVERIFY(scene.top({all, FrequencyScale::Linear, 1, 1}));
    }
    void silenceHasNone()
    {
        test::Scene scene(std::vector<double>(length), stft);
        QVERIFY(!scene.top({{0, length, 0, 4000}, FrequencyScale::Linear, 500, 300}));
    }
    void aClickIsNotLost()
    {
        std::vector<double> sound = test::noise(length, 1e-4);
        for (int i = 0; i < 50; ++i)
            sound[static_cast<std::size_t>(length / 2 + i)] = i % 2 == 0 ? 0.9 : -0.9;
        test::Scene scene(std::move(sound), stft);
        const PictureSpan all{0, length, 0, 4000};
        const LevelGrid picture = scene.picture(all, 1100, 600);
        const float highest = *std::ranges::max_element(picture.levels);
        QVERIFY(std::abs(scene.top({all, FrequencyScale::Linear, 1100, 600}).value() - (highest - 10)) < 0.01F);
    }
};

QTEST_GUILESS_MAIN(TestTopLevel)
#include "tst_toplevel.moc"
