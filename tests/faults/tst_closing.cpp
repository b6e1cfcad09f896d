// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/exportflow.h"
#include "app/window/windowrun.h"
#include "app/window/windowworkers.h"
#include "tests/app/programrun.h"
#include "tests/app/sounds.h"
#include "tests/app/windowdriver.h"
#include "tests/faults/faultyrun.h"

#include <QDir>
#include <QElapsedTimer>
#include <QMessageBox>
#include <QRandomGenerator>

using namespace gabor;

/// Closing at any moment: the window goes, nobody waits, and no part of a file is left.
class TestClosing : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void atAnyMoment_data();
    void atAnyMoment();

private:
    QString path(const QString& name) const { return m_folder.filePath(name); }
    FigureRequest figure(MainWindow& window) const;

    QTemporaryDir m_folder;
    QByteArray m_wholeImage;
};

void TestClosing::initTestCase()
{
    test::writeWav(path("short.wav"), {test::noise(48000, 0.3)});
    test::writeLongWav(path("long.wav"), 1800);
    test::writeWav(path("minute.wav"), {test::noise(60 * 48000, 0.3)});
    test::encode(path("minute.wav").toStdString(), "", path("minute.flac").toStdString());
}

FigureRequest TestClosing::figure(MainWindow& window) const
{
    FigureRequest request;
    request.content = window.session().content();
    request.content.display.automaticLevels = false;
    request.pixels = {640, 400};
    return request;
}

void TestClosing::atAnyMoment_data()
{
    QTest::addColumn<QString>("work");
    for (const char* const work : {"opening", "computing", "decoding", "exporting", "a file dialog", "an error box"})
        QTest::newRow(work) << work;
}

/// What a run takes is said, and bounded only by the test's patience with each. GABOR_CLOSINGS=40 makes it 240 in all.
void TestClosing::atAnyMoment()
{
    QFETCH(QString, work);
    if (work == "decoding" && !QFile::exists(path("minute.flac")))
        QFAIL("the ffmpeg command is needed");
    bool isGiven = false;
    const int given = qEnvironmentVariableIntValue("GABOR_CLOSINGS", &isGiven);
    const int times = isGiven ? given : 10;
    constexpr int latestMs = 120;
    QRandomGenerator random(static_cast<quint32>(qHash(work, 1)));
    CommandLine commandLine;
    commandLine.fresh = true;
    commandLine.files = {path(work == "decoding" ? "minute.flac" : work == "computing" ? "long.wav" : "short.wav")};
    if (work == "exporting" || work == "an error box")
        commandLine.files.clear(); // the demo, which is there at once
    const QString target = path("figure.png");
    qint64 longest = 0;
    for (int i = 0; i < times; ++i) {
        QElapsedTimer closing;
        WindowWorkers workers(commandLine);
        const WindowRun run = runWindow(commandLine, workers, {}, [&](MainWindow& window) {
            if (work == "a file dialog")
                QTimer::singleShot(0, &window, [&window] { window.findChild<QAction*>("openAction")->trigger(); });
            if (work == "an error box")
                QTimer::singleShot(0, &window, [&window] {
                    auto* const box = new QMessageBox(QMessageBox::Warning, "Error", "Something went wrong.",
                                                      QMessageBox::Ok, &window);
                    box->open();
                });
            if (work == "exporting")
                QTimer::singleShot(0, &window,
                                   [&] { window.findChild<ExportFlow*>()->exportTo(target, figure(window), {}); });
            QTimer::singleShot(static_cast<int>(random.bounded(latestMs)), &window, [&] {
                QVERIFY(QTest::qWaitFor([&] { return window.isVisible(); }, test::patienceMs));
                closing.start();
                work == "exporting" ? window.closeUnasked() : static_cast<void>(window.close());
            });
        });
        longest = std::max(longest, closing.elapsed());
        QCOMPARE(run.exitCode, 0);
        QVERIFY2(closing.elapsed() < test::patienceMs, qPrintable(QString::number(closing.elapsed())));
        QStringList left = test::everythingIn(m_folder.path());
        left.removeOne("figure.png");
        QCOMPARE(left, (QStringList{"long.wav", "minute.flac", "minute.wav", "short.wav"}));
        if (!QFile::exists(target))
            continue;
        const QImage image(target);
        QVERIFY(image.size() == QSize(640, 400)); // whole
        QVERIFY(QFile::remove(target));
    }
    qInfo("gone after %lld ms at the latest", longest);
}

QTEST_MAIN(TestClosing)
#include "tst_closing.moc"
