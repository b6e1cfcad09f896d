// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/interruption.h"

#include <QElapsedTimer>
#include <QTest>

#include <sys/wait.h>
#include <unistd.h>

using namespace gabor;

class TestInterruption : public QObject
{
    Q_OBJECT

private slots:
    /// Every command ends with it, and a short render takes no longer than a tenth of a second.
    void endsAtOnce()
    {
        constexpr int times = 40;
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < times; ++i) {
            const Interruption interruption;
            QTest::qSleep(1); // until it watches
            QVERIFY(!interruption.happened() && !interruption.token().stop_requested());
        }
        QVERIFY2(timer.elapsed() < times * 15, qPrintable(QString::number(timer.elapsed())));
    }

    /// As where Ctrl+C goes to the program and to a timeout(1) around it, which hands it on.
    void twoSignalsAtOnceAreOneRequest()
    {
        const pid_t child = ::fork(); // without the threads of the test, which take any signal
        if (child == 0) {
            const Interruption interruption(std::chrono::seconds(30));
            for (int i = 0; i < 2; ++i) {
                QTest::qSleep(20);
                ::kill(::getpid(), SIGTERM);
            }
            QTest::qSleep(500);
            ::_exit(interruption.token().stop_requested() ? 0 : 1);
        }
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY2(WIFEXITED(status) && WEXITSTATUS(status) == 0, qPrintable(QString::number(status)));
    }

    void leavesTheSignalsAsTheyWere()
    {
        sigset_t before{};
        sigset_t after{};
        pthread_sigmask(SIG_SETMASK, nullptr, &before);
        {
            const Interruption interruption;
        }
        pthread_sigmask(SIG_SETMASK, nullptr, &after);
        for (const int signal : {SIGINT, SIGTERM, SIGHUP})
            QCOMPARE(sigismember(&after, signal), sigismember(&before, signal));
    }
};

QTEST_GUILESS_MAIN(TestInterruption)
#include "tst_interruption.moc"
