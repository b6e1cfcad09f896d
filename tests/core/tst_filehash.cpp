// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/bytesource.h"
#include "core/audio/filehash.h"
#include "tests/support/soundfiles.h"

#include <QCryptographicHash>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace gabor;

class TestFileHash : public QObject
{
    Q_OBJECT

private slots:
    void knownTextsHaveTheirHash_data();
    void knownTextsHaveTheirHash();
    void piecesMakeOneHash_data();
    void piecesMakeOneHash();
    void whatIsNoFileHasNone();
    void aStopStops();
    void anotherStateOfTheFileIsNoticed();
    void aSoundKnowsTheStateOfItsFile();

private:
    std::string path(const QString& name) const { return m_folder.filePath(name).toStdString(); }

    QTemporaryDir m_folder;
};

void TestFileHash::knownTextsHaveTheirHash_data()
{
    // FIPS 180-4, the examples of NIST
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("hash");
    QTest::newRow("nothing") << QByteArray() << "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    QTest::newRow("abc") << QByteArray("abc") << "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    QTest::newRow("two blocks") << QByteArray("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
                                << "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1";
}

void TestFileHash::knownTextsHaveTheirHash()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, hash);
    test::write(path("text"), text.toStdString());
    const auto result = sha256OfFile(path("text"));
    QVERIFY(result);
    QCOMPARE(QString::fromStdString(result.value()), hash);
}

void TestFileHash::piecesMakeOneHash_data()
{
    QTest::addColumn<int>("size");
    QTest::newRow("a piece") << (1 << 20);
    QTest::newRow("a byte more") << (1 << 20) + 1;
    QTest::newRow("three and a bit") << 3 * (1 << 20) + 12345;
}

void TestFileHash::piecesMakeOneHash()
{
    QFETCH(int, size);
    QByteArray bytes(size, '\0');
    for (int i = 0; i < size; ++i)
        bytes[i] = static_cast<char>(i * 31 + i / 257);
    test::write(path("large"), bytes.toStdString());
    const auto result = sha256OfFile(path("large"));
    QVERIFY(result);
    QCOMPARE(QByteArray::fromStdString(result.value()),
             QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

void TestFileHash::whatIsNoFileHasNone()
{
    const auto missing = sha256OfFile(path("missing"));
    QVERIFY(!missing && missing.fault().kind == HashFault::Kind::CannotOpen && missing.fault().errorNumber == ENOENT);
    const auto folder = sha256OfFile(m_folder.path().toStdString());
    QVERIFY(!folder && folder.fault().kind == HashFault::Kind::NotRegularFile);
    QCOMPARE(mkfifo(path("fifo").c_str(), 0600), 0); // nobody will ever write to it
    const auto fifo = sha256OfFile(path("fifo"));
    QVERIFY(!fifo && fifo.fault().kind == HashFault::Kind::NotRegularFile);
}

void TestFileHash::aStopStops()
{
    test::write(path("text"), "abc");
    std::stop_source stop;
    stop.request_stop();
    const auto result = sha256OfFile(path("text"), {}, stop.get_token());
    QVERIFY(!result && result.fault().kind == HashFault::Kind::Stopped);
}

void TestFileHash::anotherStateOfTheFileIsNoticed()
{
    test::write(path("sound"), "first");
    const FileIdentity first = ByteSource::open(path("sound")).value()->identity();
    QVERIFY(sha256OfFile(path("sound"), first));

    test::write(path("other"), "other"); // as long as the first
    QCOMPARE(std::rename(path("other").c_str(), path("sound").c_str()), 0);
    const auto replaced = sha256OfFile(path("sound"), first);
    QVERIFY(!replaced && replaced.fault().kind == HashFault::Kind::Changed);

    const FileIdentity second = ByteSource::open(path("sound")).value()->identity();
    test::write(path("sound"), "longer than before");
    const auto rewritten = sha256OfFile(path("sound"), second);
    QVERIFY(!rewritten && rewritten.fault().kind == HashFault::Kind::Changed);
    QVERIFY(sha256OfFile(path("sound"))); // to whom nobody said what it should be
}

void TestFileHash::aSoundKnowsTheStateOfItsFile()
{
    const test::PcmDescription description;
    test::write(path("tone.wav"), test::wav(description, test::pcm({std::vector<double>(1000)}, description.format)));
    const auto opened = openSound(path("tone.wav"));
    QVERIFY(opened);
    QVERIFY(opened.value().source->description().file == ByteSource::open(path("tone.wav")).value()->identity());

    if (!test::encode(path("tone.wav"), "", path("tone.flac")))
        QSKIP("there is no ffmpeg command");
    const auto coded = openSound(path("tone.flac"));
    QVERIFY(coded);
    QVERIFY(coded.value().source->description().file == ByteSource::open(path("tone.flac")).value()->identity());
}

QTEST_GUILESS_MAIN(TestFileHash)
#include "tst_filehash.moc"
