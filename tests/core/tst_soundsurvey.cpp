// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/soundsurvey.h"
#include "tests/support/signals.h"

#include <QTest>

#include <cmath>

using namespace gabor;

class TestSoundSurvey : public QObject
{
    Q_OBJECT
private slots:
    /// Longer than a block, and no multiple of what is looked at side by side.
    void everySampleOfEveryChannelCounts()
    {
        constexpr std::size_t length = 50'003;
        std::vector<std::vector<double>> channels(2, std::vector<double>(length, 0.0));
        channels[0][0] = 0.5;
        channels[1][length - 1] = -0.75;
        const test::MemorySource source(channels, 8000);
        const SoundSurvey survey = surveyOf(source);
        QCOMPARE(survey.values, std::int64_t(2 * length));
        QCOMPARE(survey.zeros, std::int64_t(2 * length - 2));
        QCOMPARE(survey.peak, 0.75);
        QVERIFY(std::abs(survey.rms - std::sqrt((0.25 + 0.5625) / double(2 * length))) < 1e-15);
        QVERIFY(!survey.isSilent());
        QCOMPARE(firstSampleReaching(0.6, source), std::int64_t(length - 1));
        QCOMPARE(firstSampleReaching(0.5, source), 0);
        QCOMPARE(firstSampleReaching(0.8, source), -1);
    }
    void silenceIsSilent() { QVERIFY(surveyOf(test::MemorySource({std::vector<double>(100, 0.0)}, 8000)).isSilent()); }
};

QTEST_GUILESS_MAIN(TestSoundSurvey)
#include "tst_soundsurvey.moc"
