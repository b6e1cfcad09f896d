// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/soundmetadata.h"

#include <QTest>

using namespace gabor;

/// What files say in words reaches people clean and in bounds, whatever the bytes were.
class TestSoundMetadata : public QObject
{
    Q_OBJECT
private slots:
    void textIsCleaned_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("text");
        const auto row = [](const char* name, const QByteArray& bytes, const char* text) {
            QTest::newRow(name) << bytes << QString::fromUtf8(text);
        };
        row("plain", "Dawn chorus", "Dawn chorus");
        row("UTF-8", "Möwe 🐦 Ελλ", "Möwe 🐦 Ελλ");
        row("Windows-1252",
            "M\xF6we \x80 5\x97"
            "6",
            "Möwe € 5—6");
        row("undefined in Windows-1252", "a\x81\xFF", "a ÿ");
        row("overlong slash", "\xC0\xAF", "À¯");
        row("surrogate", "\xED\xA0\x80", "í €");
        row("beyond Unicode", "\xF4\x90\x80\x80", "ô €€");
        row("cut off", "x\xE2\x82", "xâ‚");
        row("cut off behind others", "Mö x\xE2\x82", "Mö x");
        row("cut off after three of four", "Mö x\xF0\x9F\x90", "Mö x");
        row("odd end", "Mö x\xE2(", "MÃ¶ xâ(");
        row("last letter of Windows-1252", "caf\xE9", "café");
        row("end at NUL", QByteArray("abc\0def", 7), "abc");
        row("terminal escape", "\x1B[31mred\x07", "[31mred");
        row("line breaks", "one\r\n\r\ntwo\tthree\n", "one two three");
        row("spaces around", "  a  b \xC2\xA0", "a b");
        row("turned direction",
            "a\xE2\x80\xAE"
            "cba\xE2\x81\xA9",
            "a cba");
        row("line separator",
            "a\xE2\x80\xA8"
            "b",
            "a b");
        row("C1 control in UTF-8",
            "a\xC2\x9B"
            "b",
            "a b");
        row("nothing", "", "");
    }
    void textIsCleaned()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, text);
        QCOMPARE(QString::fromStdString(cleanText(bytes.toStdString())), text);
    }
    void everyPairOfBytesBecomesText()
    {
        for (int first = 0; first < 256; ++first)
            for (int second = 0; second < 256; ++second) {
                const std::string bytes{'(', static_cast<char>(first), static_cast<char>(second), ')'};
                const std::string text = cleanText(bytes);
                QCOMPARE(QString::fromStdString(text).toUtf8().toStdString(), text);
                QVERIFY(text.find('\x1B') == std::string::npos);
            }
    }
    void longTextIsCutBetweenCharacters()
    {
        std::string bytes;
        while (bytes.size() < 100'000)
            bytes += "aé€🐦";
        const std::string text = cleanText(bytes);
        QVERIFY(text.size() <= SoundMetadata::mostTextBytes);
        QVERIFY(text.size() > SoundMetadata::mostTextBytes - 16);
        QVERIFY(text.ends_with("…"));
        QCOMPARE(QString::fromStdString(text).toUtf8().toStdString(), text);
        const std::string exact(SoundMetadata::mostTextBytes / 2, 'a');
        QCOMPARE(cleanText(exact), exact);
    }
    void tagsAreFewAndDistinctAndInOrder()
    {
        SoundMetadata metadata;
        metadata.addTag("Encoder", "x");
        metadata.addTag("COMMENT", "c");
        metadata.addTag("comment", "c");
        metadata.addTag("comment", "another");
        metadata.addTag("title", " \n ");
        metadata.addTag("", "text");
        metadata.addTag("TITLE", "t");
        metadata.sort();
        const std::vector<SoundTag> expected{
            {"title", "t"}, {"comment", "c"}, {"comment", "another"}, {"encoder", "x"}};
        QVERIFY(metadata.tags == expected);
        QCOMPARE(metadata.text("comment"), std::string_view("c"));
        QCOMPARE(metadata.text("artist"), std::string_view());
        for (int i = 0; i < 1000; ++i)
            metadata.addTag("tag" + std::to_string(i), "x");
        QCOMPARE(metadata.tags.size(), SoundMetadata::mostTags);
    }
    void markersAreFewAndInOrder()
    {
        SoundMetadata metadata;
        QVERIFY(metadata.isEmpty());
        for (int i = 10'000; i >= 0; --i)
            metadata.addMarker({.span = {i - 5, i - 5}});
        metadata.addMarker({.span = {-1, 5}});
        metadata.sort();
        QCOMPARE(metadata.markers.size(), SoundMetadata::mostMarkers);
        QVERIFY(std::ranges::is_sorted(metadata.markers, {}, [](const auto& marker) { return marker.span.begin; }));
    }
};

QTEST_GUILESS_MAIN(TestSoundMetadata)
#include "tst_soundmetadata.moc"
