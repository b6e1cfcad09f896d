// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/soundfile.h"
#include "core/audio/soundformats.h"
#include "tests/support/soundfiles.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cerrno>
#include <set>

#include <sys/stat.h>
#include <unistd.h>

using namespace gabor;
using test::Bytes;
using Kind = OpenFault::Kind;

class TestSoundFile : public QObject
{
    Q_OBJECT
private slots:
    void whatIsNoSoundIsRefused_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<int>("kind");
        const auto row = [](const char* test, const char* name, const Bytes& content, Kind kind) {
            QTest::newRow(test) << name << QByteArray::fromStdString(content) << int(kind);
        };
        Bytes text;
        Bytes html = "<!DOCTYPE html><html><head><title>404</title></head><body>\n";
        for (int i = 0; i < 400; ++i) {
            text += "This is no sound at all.\n";
            html += "<p>The file that you asked for is not here.</p>\n";
        }
        const Bytes samples = test::pcm({std::vector<double>(1000, 0.5)}, SampleFormat::Signed16);
        row("empty", "empty.wav", {}, Kind::Empty);
        row("text", "text.wav", text, Kind::NotSound);
        row("HTML", "page.mp3", html, Kind::NotSound);
        row("ffconcat script", "script.wav", "ffconcat version 1.0\nfile 'good.wav'\n", Kind::NotSound);
        row("playlist", "list.wav", "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile:good.wav\n#EXT-X-ENDLIST\n",
            Kind::NotSound);
        row("zeros", "zeros.wav", Bytes(100'000, '\0'), Kind::NotSound);
        row("sync words", "ff.mp3", Bytes(100'000, '\xFF'), Kind::NotSound);
        row("header alone", "header.wav", test::wav({}, {}), Kind::NoAudio);
        row("header cut", "cut.wav", test::wav({}, samples).substr(0, 20), Kind::NoAudio);
        row("claims hours", "claims.wav", test::wavThatClaims({}, {}, 0x70000000), Kind::NoAudio);
        row("no channels", "channels.wav", test::wav({.channelCount = 0}, samples), Kind::BadFormat);
        row("no rate", "rate.wav", test::wav({.sampleRate = 0}, samples), Kind::BadFormat);
        Bytes notANumber = test::caf({}, samples, -1);
        notANumber.replace(20, 8, test::number(0x7FF8000000000000, 8, std::endian::big));
        row("rate NaN", "rate.caf", notANumber, Kind::BadFormat);
        Bytes unknown = test::wav({}, samples);
        unknown.replace(20, 2, test::number(0x1234, 2));
        row("unknown encoding", "unknown.wav", unknown, Kind::UnknownEncoding);
    }
    void whatIsNoSoundIsRefused()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, content);
        QFETCH(int, kind);
        // What a script or a playlist must not be able to reach.
        test::write(path("good.wav"), goodFile());
        test::write(path(name), content.toStdString());
        const auto opened = openSound(path(name));
        QVERIFY(!opened);
        QCOMPARE(int(opened.fault().kind), kind);
        QCOMPARE(opened.fault().path, path(name).native());
    }
    void anUnknownEncodingIsNamed()
    {
        Bytes unknown = goodFile();
        unknown.replace(20, 2, test::number(0x1234, 2));
        test::write(path("unknown.wav"), unknown);
        QCOMPARE(openSound(path("unknown.wav")).fault().detail, std::string("0x1234"));
    }
    void whatIsMissingIsSaidWithItsReason()
    {
        const auto opened = openSound(path("missing.wav"));
        QVERIFY(!opened);
        QCOMPARE(opened.fault().kind, Kind::CannotOpen);
        QCOMPARE(opened.fault().errorNumber, ENOENT);
    }
    void aFileWithoutPermissionIsSaidWithItsReason()
    {
        if (geteuid() == 0)
            QSKIP("root may read everything");
        test::write(path("secret.wav"), goodFile());
        chmod(path("secret.wav").c_str(), 0);
        const auto opened = openSound(path("secret.wav"));
        QVERIFY(!opened);
        QCOMPARE(opened.fault().errorNumber, EACCES);
    }
    void aFolderIsNoFile() { QCOMPARE(openSound(m_folder.path().toStdString()).fault().kind, Kind::NotRegularFile); }
    void aFifoDoesNotHang()
    {
        QCOMPARE(mkfifo(path("fifo.wav").c_str(), 0600), 0);
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(openSound(path("fifo.wav")).fault().kind, Kind::NotRegularFile);
        QVERIFY(timer.elapsed() < 1000);
    }
    void aLinkToADeviceIsNoFile()
    {
        std::filesystem::create_symlink("/dev/zero", path("zero.wav"));
        QCOMPARE(openSound(path("zero.wav")).fault().kind, Kind::NotRegularFile);
    }
    void aStopTokenStops()
    {
        test::write(path("good.wav"), goodFile());
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(openSound(path("good.wav"), stop.get_token()).fault().kind, Kind::Stopped);
    }
    void contentDecidesAndAnyNameOpens_data()
    {
        QTest::addColumn<QString>("name");
        std::size_t number = 1;
        for (const char* name : {"sound.txt", "sound", "concat:a|b.wav", "http:__x.wav", "-version.wav", "seq%03d.wav",
                                 "new\nline.wav", "音声 ñandú 🎧.wav", "e\u0301te\u0301.wav", "quo\"te's <b>.wav"})
            QTest::addRow("name %zu", number++) << name;
    }
    void contentDecidesAndAnyNameOpens()
    {
        QFETCH(QString, name);
        test::write(path(name), goodFile());
        const auto opened = openSound(path(name));
        QVERIFY(opened);
        QCOMPARE(opened.value().source->description().path, path(name).native());
        QCOMPARE(opened.value().source->availableSamples(), 1000);
    }
    void aNameThatIsNotUtf8Opens()
    {
        const std::filesystem::path odd = path("x").parent_path() / std::string("\xFF\xFE.wav");
        test::write(odd, goodFile());
        QVERIFY(openSound(odd));
        std::filesystem::remove(odd); // QTemporaryDir cannot
    }
    void formatsHaveNamesAndEndingsOfTheirOwn()
    {
        std::set<std::string_view> endings;
        for (const SoundFormat& format : soundFormats()) {
            QVERIFY(!format.name.empty());
            QVERIFY(!format.endings.empty());
            for (const std::string_view ending : format.endings) {
                QVERIFY(endings.insert(ending).second);
                QVERIFY(std::ranges::all_of(ending,
                                            [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }));
            }
        }
        for (const char* usual :
             {"wav", "w64", "rf64", "aiff", "au", "caf", "flac", "ogg", "opus", "mp3", "m4a", "mkv"})
            QVERIFY(endings.contains(usual));
    }

private:
    std::filesystem::path path(const QString& name) const { return m_folder.filePath(name).toStdString(); }
    static Bytes goodFile()
    {
        return test::wav({}, test::pcm({std::vector<double>(1000, 0.5)}, SampleFormat::Signed16));
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestSoundFile)
#include "tst_soundfile.moc"
