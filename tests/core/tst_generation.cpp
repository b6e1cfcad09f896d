// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/generation.h"

#include <QTest>

#include <optional>

using namespace gabor;

class TestGeneration : public QObject
{
    Q_OBJECT

private slots:
    void whatWasJustAskedForIsCurrent()
    {
        const Generation generation;
        QVERIFY(generation.isCurrent(generation.number()));
        QVERIFY(generation.stopToken().stop_possible());
        QVERIFY(!generation.stopToken().stop_requested());
    }

    void advancingMakesTheOldStopAndNoLongerCount()
    {
        Generation generation;
        const std::uint64_t oldNumber = generation.number();
        const std::stop_token oldToken = generation.stopToken();
        generation.advance();
        QVERIFY(!generation.isCurrent(oldNumber));
        QVERIFY(oldToken.stop_requested());
        QVERIFY(generation.isCurrent(generation.number()));
        QVERIFY(!generation.stopToken().stop_requested());
    }

    void numbersNeverComeBack()
    {
        Generation generation;
        std::uint64_t last = 0; // no generation is 0, so a default may mean 'none'
        for (int i = 0; i < 1000; ++i) {
            QVERIFY(generation.number() > last);
            last = generation.number();
            generation.advance();
        }
    }

    void endOfTheOwnerStopsItsWork()
    {
        std::optional<Generation> generation(std::in_place);
        const std::stop_token token = generation->stopToken();
        generation.reset();
        QVERIFY(token.stop_requested());
    }
};

QTEST_GUILESS_MAIN(TestGeneration)
#include "tst_generation.moc"
