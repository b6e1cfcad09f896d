// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/sounds.h"
#include "tests/app/windowdriver.h"
#include "tests/faults/faultswitch.h"

using namespace gabor;

/// Memory that is refused to the workers costs what needed it, and is said; what was there before stays.
class TestLittleMemory : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void anyPieceMayBeRefusedWhileASoundOpens_data();
    void anyPieceMayBeRefusedWhileASoundOpens();
    void thePictureBeforeStaysWhereATransformIsTooLarge();

private:
    QString path(const QString& name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
    std::unique_ptr<test::WindowDriver> m_drive;
    test::FaultSwitch m_faults;
};

void TestLittleMemory::initTestCase()
{
    test::writeWav(path("sound.wav"), {test::noise(20 * 48000, 0.3)});
    test::encode(path("sound.wav").toStdString(), "", path("sound.flac").toStdString());
}

void TestLittleMemory::init()
{
    m_drive = std::make_unique<test::WindowDriver>();
    m_drive->window().resize(900, 700);
    m_drive->window().show();
    QVERIFY(m_drive->settle());
}

void TestLittleMemory::cleanup()
{
    m_faults.set({});
    m_drive.reset();
}

void TestLittleMemory::anyPieceMayBeRefusedWhileASoundOpens_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("smallest");
    for (const char* const name : {"sound.wav", "sound.flac"}) {
        for (const char* const smallest : {"500000", "20000"})
            QTest::addRow("%s, from %s bytes", name, smallest) << name << QByteArray(smallest);
    }
}

void TestLittleMemory::anyPieceMayBeRefusedWhileASoundOpens()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, smallest);
    if (!QFile::exists(path(name)))
        QFAIL("the ffmpeg command is needed");
    for (int which = 1; which <= 12; ++which) {
        m_faults.set(
            {{"FIO_MALLOC_WORKERS", "1"}, {"FIO_MALLOC_MIN", smallest}, {"FIO_MALLOC_NTH", QByteArray::number(which)}});
        m_drive->window().openFiles({path(name)});
        QVERIFY(QTest::qWaitFor([this] { return m_drive->window().session().opening().empty(); }, test::patienceMs));
        QTest::qWait(50);
        const bool isOpen = m_drive->openFile() == path(name);
        QVERIFY2(isOpen || m_drive->message().contains("memory"), qPrintable(m_drive->message()));
        m_faults.set({});
        m_drive->window().session().openDemo();
        QVERIFY2(m_drive->settle(), qPrintable(QString::number(which)));
    }
    QVERIFY(m_drive->open(path(name)));
}

void TestLittleMemory::thePictureBeforeStaysWhereATransformIsTooLarge()
{
    QVERIFY(m_drive->open(path("sound.wav")));
    const StftParameters usual = m_drive->stft();
    m_faults.set({{"FIO_MALLOC_WORKERS", "1"}, {"FIO_MALLOC_MAX", "3000000"}});
    StftParameters large = usual;
    large.nfft = maximumNfft;
    m_drive->window().session().setStft(large);
    QTRY_VERIFY2(m_drive->message().contains("memory"), qPrintable(m_drive->message()));
    const QImage meanwhile = m_drive->spectrogram().grab().toImage();
    int colors = 0;
    for (int x = 0, last = 0; x < meanwhile.width(); ++x) {
        const int color = qGray(meanwhile.pixel(x, meanwhile.height() / 2));
        colors += std::exchange(last, color) != color ? 1 : 0;
    }
    QVERIFY2(colors > 50, qPrintable(QString::number(colors))); // noise, and no empty pane
    m_faults.set({});
    m_drive->window().session().setStft(usual);
    QVERIFY(m_drive->settle());
    QVERIFY(m_drive->stft() == usual);
}

QTEST_MAIN(TestLittleMemory)
#include "tst_littlememory.moc"
