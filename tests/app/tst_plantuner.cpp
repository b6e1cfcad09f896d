// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/plantuner.h"
#include "core/dsp/planwisdom.h"
#include "tests/app/programrun.h"
#include "tests/app/windowdriver.h"

#include <QSignalSpy>

using namespace gabor;
using test::WindowDriver;

class TestPlanTuner : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY(m_cache.isValid());
        qputenv("XDG_CACHE_HOME", m_cache.path().toLocal8Bit()); // for the process that measures, too
        QVERIFY(WisdomFile::ofUser().path().startsWith(m_cache.path()));
    }

    void theCommandMeasuresAndKeeps()
    {
        QProcess tune;
        tune.start(QStringLiteral(GABOR_PROGRAM), {QStringLiteral("tune"), QStringLiteral("64")});
        QVERIFY(tune.waitForFinished());
        QCOMPARE(tune.exitCode(), 0);
        const std::string wisdom = WisdomFile::ofUser().read();
        QVERIFY(!wisdom.empty());
        QVERIFY(takePlanWisdom(wisdom));
        QVERIFY(arePlansMeasured(64));
    }

    void theCommandRefusesWhatIsNoSize()
    {
        for (const char* const size : {"0", "-5", "many", "1000000000"}) {
            const test::Outcome outcome =
                test::run({QStringLiteral("tune"), QStringLiteral("--"), QLatin1String(size)});
            QCOMPARE(outcome.exitCode, 2);
            QVERIFY2(test::isOneSentence(outcome.err), qPrintable(outcome.err));
        }
    }

    void damagedFilesCountAsEmpty()
    {
        const WisdomFile file(m_cache.filePath(QStringLiteral("some")));
        QCOMPARE(file.write("(wisdom)"), QString());
        QCOMPARE(file.read(), std::string("(wisdom)"));
        const QByteArray whole = test::contentOf(file.path());
        for (const QByteArray& damaged : {whole.left(whole.size() - 1), whole + ' ', QByteArray(), QByteArray("\n"),
                                          QByteArray(5 << 20, 'x'), QByteArray(whole).replace("wisdom)", "wisdon)")}) {
            QFile raw(file.path());
            QVERIFY(raw.open(QIODevice::WriteOnly));
            raw.write(damaged);
            raw.close();
            QVERIFY(file.read().empty());
        }
        QVERIFY(WisdomFile(m_cache.path()).read().empty()); // a folder
        QVERIFY(WisdomFile({}).read().empty());
        QVERIFY(!WisdomFile(QStringLiteral("/proc/no/such")).write("(wisdom)").isEmpty());
    }

    void theWindowMeasuresWhatItUsesWhenItIsLeftAlone()
    {
        WindowDriver driver;
        StftParameters stft = driver.stft();
        stft.windowLength = stft.nfft = 400;
        stft.hop = 100;
        driver.window().session().setStft(stft);
        PlanTuner tuner(driver.window().session(), driver.figure(), driver.loadQueue(), WisdomFile::ofUser(),
                        QStringLiteral(GABOR_PROGRAM));
        tuner.setPatience(10);
        QSignalSpy looks(&tuner, &PlanTuner::looked);
        QVERIFY(driver.settle());
        const auto isMeasured = [&] { return !looks.isEmpty() && looks.last() == QVariantList{400, true}; };
        QVERIFY(QTest::qWaitFor(isMeasured, test::patienceMs));
        QVERIFY(!tuner.isMeasuring());

        // A later program finds it at once.
        PlanTuner next(driver.window().session(), driver.figure(), driver.loadQueue(), WisdomFile::ofUser(),
                       QStringLiteral("/no/such/program"));
        QSignalSpy nextLooks(&next, &PlanTuner::looked);
        QVERIFY(nextLooks.wait(test::patienceMs));
        QCOMPARE(nextLooks.first(), (QVariantList{400, true}));
    }

    void withoutAProgramOrAPlaceNothingHappens()
    {
        WindowDriver driver;
        StftParameters stft = driver.stft();
        stft.windowLength = stft.nfft = 300;
        stft.hop = 100;
        driver.window().session().setStft(stft);
        QVERIFY(driver.settle());
        for (const WisdomFile& file : {WisdomFile({}), WisdomFile::ofUser()}) {
            PlanTuner tuner(driver.window().session(), driver.figure(), driver.loadQueue(), file,
                            QStringLiteral("/no/such/program"));
            tuner.setPatience(1);
            QSignalSpy looks(&tuner, &PlanTuner::looked);
            QVERIFY(QTest::qWaitFor([&] { return looks.size() >= 2; }, test::patienceMs));
            QCOMPARE(looks.last(), (QVariantList{300, false}));
            QTRY_VERIFY(!tuner.isMeasuring()); // one that cannot even start says so a moment later
        }
    }

private:
    QTemporaryDir m_cache;
};

QTEST_MAIN(TestPlanTuner)
#include "tst_plantuner.moc"
