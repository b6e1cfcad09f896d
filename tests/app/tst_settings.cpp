// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/figure/parametersjson.h"
#include "app/window/recentfiles.h"
#include "tests/app/gestures.h"
#include "tests/app/sounds.h"
#include "tests/app/windowdriver.h"

#include <QAction>
#include <QFileDialog>
#include <QJsonDocument>
#include <QRegularExpression>

#include <thread>
#include <vector>

using namespace gabor;

namespace {

/// Through the very bytes of a file.
QJsonObject throughAFile(const QJsonObject& json)
{
    return QJsonDocument::fromJson(QJsonDocument(json).toJson()).object();
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestSettings : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void everythingReturnsAtTheNextStart();
    void aMissingFileIsAFirstStart();
    void whatCannotBeReadIsPutAside_data();
    void whatCannotBeReadIsPutAside();
    void whatIsWrongAloneIsReplaced_data();
    void whatIsWrongAloneIsReplaced();
    void ofManyThatCannotBeReadTheFirstAndTheLatestAreKept();
    void settingsOfANewerVersionAreTakenAsFarAsTheyGoAndKept();
    void anUnwritablePlaceIsSaidAndNotFatal();
    void ofSeveralProgramsEachKeepsWhatWasChosenInIt();
    void ofSeveralProgramsEachKeepsHowFilesWereRead();
    void aDamagedFileIsNotTakenOver();
    void sixWritersLoseNothing();
    void aFreshStartLeavesNothingBehind();
    void onlyTenRecentFilesAreKept();
    void theLastExportReturns();
    void chosenReadingsReturn();
    void onlySoManyReadingsAreKept();
    void everyWindowReturnsFromJson();
    void everyLookReturnsFromJson();
    void looksOfAnEarlierVersionAreRead();
    void brokenLooksDoNotPassTheDoor();
    void brokenParametersDoNotPassTheDoor_data();
    void brokenParametersDoNotPassTheDoor();

private:
    QString path(const QString& name) const { return m_folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestSettings::initTestCase()
{
    static const QTemporaryDir config; // a file dialog keeps settings of its own
    qputenv("XDG_CONFIG_HOME", config.path().toUtf8());
}

void TestSettings::everythingReturnsAtTheNextStart()
{
    const QString sound = path("sounds/tone.wav");
    QVERIFY(QDir().mkdir(path("sounds")));
    test::writeWav(sound, {test::sine(48000, 440, 48000, 0.5)});
    StftParameters stft;
    DisplayParameters display;
    QSize size;
    QList<int> heights;
    {
        test::WindowDriver first(path("settings.json"));
        QVERIFY(first.open(sound));
        first.window().resize(760, 640);
        first.figure().setPaneHeights({200, 200});
        first.hands->choose("windowCombo", "Kaiser");
        first.hands->write("windowParameter0Spin", "5.5");
        first.hands->write("windowLengthCombo", "1000");
        first.hands->write("nfftCombo", "3000");
        first.hands->write("overlapPercentSpin", "60");
        first.hands->choose("detrendCombo", "Linear");
        first.hands->choose("colormapCombo", "Magma");
        first.hands->check("reversedCheck");
        first.hands->click("shadingFlatButton");
        first.hands->choose("reductionCombo", "Mean power");
        first.hands->write("lowDbSpin", "-77.5");
        first.spectrogram().setFocus();
        first.key(Qt::Key_S);
        first.window().findChild<QAction*>("themeDarkAction")->trigger();
        first.window().findChild<QAction*>("wheelScrollsAction")->trigger();
        QApplication::processEvents();
        stft = first.stft();
        display = first.display();
        size = first.window().size();
        heights = first.figure().paneHeights();
        QVERIFY(first.close());
    }
    QCOMPARE(stft.windowLength, 1000);
    QCOMPARE(stft.nfft, 3000);

    test::WindowDriver second(path("settings.json"));
    QCOMPARE(second.message(), QString());
    QVERIFY(second.stft() == stft);
    QVERIFY(second.display() == display);
    QCOMPARE(second.figure().content().spec.reduction, Reduction::MeanPower);
    QCOMPARE(second.hands->textOf("windowCombo"), QStringLiteral("Kaiser"));
    QCOMPARE(second.hands->textOf("colormapCombo"), QStringLiteral("Magma"));
    // As small as that again, but for what the texts of another sound need.
    QTRY_COMPARE(second.window().size(), size.expandedTo(second.window().minimumSizeHint()));
    QTRY_COMPARE(second.figure().paneHeights(), heights);
    QCOMPARE(second.window().findChild<RecentFiles*>()->paths(), QStringList{sound});
    QVERIFY(second.window().findChild<QAction*>("themeDarkAction")->isChecked());
    QVERIFY(second.window().palette().color(QPalette::Window).lightness() < 100);
    QVERIFY(second.window().findChild<QAction*>("selectAction")->isChecked());
    const QRectF inside = second.spectrogram().inside();
    test::drag(second.spectrogram(), inside.center(), inside.center() + QPointF(50, 50));
    QVERIFY(second.view().selection());
    test::wheel(second.spectrogram(), inside.center(), -1); // scrolls, and there is nowhere to go
    QCOMPARE(second.span(), second.view().whole());
    second.key(Qt::Key_O, Qt::ControlModifier);
    auto* dialog = second.window().findChild<QFileDialog*>("openDialog");
    QVERIFY(dialog);
    QCOMPARE(dialog->directory().path(), path("sounds"));
    dialog->reject();
    second.window().findChild<QAction*>("themeSystemAction")->trigger();
}

void TestSettings::aMissingFileIsAFirstStart()
{
    const SettingsFile::Loaded loaded = SettingsFile(path("none.json")).load();
    QVERIFY(loaded.settings == Settings());
    QCOMPARE(loaded.complaint, QString());
}

void TestSettings::whatCannotBeReadIsPutAside_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray whole = R"({"theme": "dark", "selectTool": true})";
    QTest::newRow("random bytes") << QByteArray::fromHex("00ff8123de7b0a225c") + QByteArray(3000, '\xC3');
    QTest::newRow("cut") << whole.left(whole.size() - 7);
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("an array") << QByteArray("[1, 2, 3]");
    QTest::newRow("infinite") << QByteArray(R"({"display": {"low": 1e999}})");
    QTest::newRow("huge") << QByteArray(300'000, ' ') + whole;
    QTest::newRow("deep") << QByteArray(100'000, '[');
}

void TestSettings::whatCannotBeReadIsPutAside()
{
    QFETCH(QByteArray, bytes);
    const QString file = path("settings.json");
    test::write(file.toStdString(), bytes.toStdString());
    {
        test::WindowDriver drive(file);
        QVERIFY(drive.stft() == StftParameters());
        QVERIFY2(drive.message().contains("could not be"), qPrintable(drive.message()));
        QVERIFY2(drive.message().contains(".bad"), qPrintable(drive.message()));
        QCOMPARE(contentOf(file + ".bad"), bytes);
        QVERIFY(drive.settle());
        QVERIFY(drive.close());
    }
    QCOMPARE(SettingsFile(file).load().complaint, QString()); // what was saved then is whole
    QCOMPARE(contentOf(file + ".bad"), bytes);
}

void TestSettings::whatIsWrongAloneIsReplaced_data()
{
    QTest::addColumn<QByteArray>("member");
    QTest::addColumn<QString>("name");
    const auto analysis = [](const char* numbers) {
        return QByteArray(R"("analysis": {"window": {"name": "hann", "parameters": [], "symmetric": false}, )")
            + numbers + R"(, "detrend": "none"})";
    };
    QTest::newRow("number for an object") << QByteArray(R"("analysis": 5)") << "analysis";
    QTest::newRow("lowest integer") << analysis(R"("nperseg": -2147483648, "hop": 1, "nfft": 64)") << "analysis";
    QTest::newRow("beyond an integer") << analysis(R"("nperseg": 64, "hop": 1, "nfft": 1e300)") << "analysis";
    QTest::newRow("half a sample") << analysis(R"("nperseg": 64, "hop": 1.5, "nfft": 64)") << "analysis";
    QTest::newRow("text for a number") << analysis(R"("nperseg": "64", "hop": 1, "nfft": 64)") << "analysis";
    QTest::newRow("unknown color map") << QByteArray(
        R"("display": {"shading": "flat", "colormap": "jet", "reversed": false, "low": -90, )"
        R"("high": 0, "automaticLevels": true})")
                                       << "display";
    QTest::newRow("unknown theme") << QByteArray(R"("theme": "pink")") << "theme";
    QTest::newRow("files are no list") << QByteArray(R"("recentFiles": {"a": "b"})") << "recentFiles";
    QTest::newRow("number for a truth") << QByteArray(R"("wheelScrolls": 1)") << "wheelScrolls";
    QTest::newRow("geometry is a number") << QByteArray(R"("windowGeometry": 12)") << "windowGeometry";
}

void TestSettings::whatIsWrongAloneIsReplaced()
{
    QFETCH(QByteArray, member);
    QFETCH(QString, name);
    const QString file = path("settings.json");
    const QByteArray bytes = "{" + member + R"(, "selectTool": true, "lastDirectory": "/music"})";
    test::write(file.toStdString(), bytes.toStdString());
    const SettingsFile::Loaded loaded = SettingsFile(file).load();
    Settings expected;
    expected.selectTool = true;
    expected.lastDirectory = "/music";
    QVERIFY(loaded.settings == expected);
    QVERIFY2(loaded.complaint.contains(name), qPrintable(loaded.complaint));
    QCOMPARE(contentOf(file + ".bad"), bytes);

    test::WindowDriver drive(file);
    QVERIFY2(drive.message().contains(name), qPrintable(drive.message()));
    QVERIFY(drive.window().findChild<QAction*>("selectAction")->isChecked());
}

void TestSettings::ofManyThatCannotBeReadTheFirstAndTheLatestAreKept()
{
    const QString file = path("settings.json");
    for (int i = 1; i <= 12; ++i) {
        test::write(file.toStdString(), "broken " + std::to_string(i));
        QVERIFY(!SettingsFile(file).load().complaint.isEmpty());
    }
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files).size(), 9);
    QCOMPARE(contentOf(file + ".bad"), QByteArray("broken 1"));
    QCOMPARE(contentOf(file + ".bad8"), QByteArray("broken 8"));
    QCOMPARE(contentOf(file + ".bad9"), QByteArray("broken 12"));
}

void TestSettings::settingsOfANewerVersionAreTakenAsFarAsTheyGoAndKept()
{
    const QString file = path("settings.json");
    const QByteArray bytes = R"({"version": 99, "theme": "dark", "futureThing": {"a": [1]}})";
    test::write(file.toStdString(), bytes.toStdString());
    const SettingsFile::Loaded loaded = SettingsFile(file).load();
    QCOMPARE(loaded.settings.theme, ThemeChoice::Dark);
    QVERIFY2(loaded.complaint.contains("newer Gabor"), qPrintable(loaded.complaint));
    QVERIFY2(!loaded.complaint.contains("could not be used"), qPrintable(loaded.complaint));
    QCOMPARE(contentOf(file + ".bad"), bytes);
}

void TestSettings::anUnwritablePlaceIsSaidAndNotFatal()
{
    test::write(path("file").toStdString(), "in the way of a folder");
    {
        test::WindowDriver drive(path("file/settings.json"));
        QVERIFY(drive.settle());
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression("settings could not be kept in .*settings\\.json"));
        QVERIFY(drive.close());
    }
    QVERIFY(QDir().mkdir(path("settings.json"))); // a folder by the file's name
    const SettingsFile file(path("settings.json"));
    const SettingsFile::Loaded loaded = file.load();
    QVERIFY(loaded.settings == Settings());
    QVERIFY(!loaded.complaint.isEmpty());
    QVERIFY(QFileInfo(path("settings.json.bad")).isDir());
    QCOMPARE(file.save(Settings()), QString());
    QVERIFY(QDir().mkdir(path("other.json")));
    QVERIFY(!SettingsFile(path("other.json")).save(Settings()).isEmpty());
}

void TestSettings::ofSeveralProgramsEachKeepsWhatWasChosenInIt()
{
    const SettingsFile file(path("settings.json"));
    Settings before;
    before.recentFiles = QStringList{"/a", "/b"};
    before.channel = 3;
    QCOMPARE(file.save(before), QString());
    Settings one = before;
    one.theme = ThemeChoice::Dark;
    one.recentFiles = QStringList{"/one", "/a", "/b"};
    Settings other = before;
    other.wheelScrolls = true;
    other.channel = 1;
    other.recentFiles = QStringList{"/other", "/a"}; // "/b" was cleared
    QCOMPARE(file.save(one, before), QString());
    QCOMPARE(file.save(other, before), QString());

    const Settings both = file.load().settings;
    QCOMPARE(both.theme, ThemeChoice::Dark);
    QVERIFY(both.wheelScrolls);
    QCOMPARE(both.channel, 1);
    QCOMPARE(both.recentFiles, (QStringList{"/other", "/a", "/one"}));
    one.channel = 2; // the last wins what both have changed
    QCOMPARE(file.save(one, before), QString());
    QCOMPARE(file.load().settings.channel, 2);
    QVERIFY(file.load().settings.wheelScrolls);
}

void TestSettings::ofSeveralProgramsEachKeepsHowFilesWereRead()
{
    const SettingsFile file(path("settings.json"));
    const auto track = [](int index) { return SoundReading{.track = index, .raw = {}}; };
    Settings before;
    before.readings.remember("/a", track(1));
    before.readings.remember("/b", track(1));
    before.readings.remember("/c", track(1));
    Settings one = before;
    one.readings.remember("/one", track(1));
    one.readings.remember("/a", track(2));
    one.readings.remember("/b", {});
    Settings other = before;
    other.readings.remember("/other", track(3));
    other.readings.remember("/c", {});
    QCOMPARE(file.save(one, before), QString());
    QCOMPARE(file.save(other, before), QString());

    const KnownReadings both = file.load().settings.readings;
    QCOMPARE(both.of("/one").track, std::optional(1));
    QCOMPARE(both.of("/other").track, std::optional(3));
    QCOMPARE(both.of("/a").track, std::optional(2));
    QVERIFY(both.of("/b") == SoundReading{}); // forgotten by one
    QVERIFY(both.of("/c") == SoundReading{}); // and by the other
}

void TestSettings::aDamagedFileIsNotTakenOver()
{
    const SettingsFile file(path("settings.json"));
    const Settings before;
    Settings after;
    after.channel = 2;
    for (const char* const damage : {"", "{", "[1]", "\xff\xfe", R"({"theme": 7, "pictureMemoryMebibytes": -5})"}) {
        test::write(path("settings.json").toStdString(), damage);
        QCOMPARE(file.save(after, before), QString());
        const SettingsFile::Loaded loaded = file.load();
        QCOMPARE(loaded.complaint, QString());
        QVERIFY(loaded.settings == after);
    }
}

void TestSettings::sixWritersLoseNothing()
{
    const SettingsFile file(path("settings.json"));
    const Settings before;
    QCOMPARE(file.save(before), QString());
    std::vector<std::jthread> writers;
    for (int writer = 0; writer < 6; ++writer) {
        writers.emplace_back([&file, &before, writer] {
            Settings mine = before;
            mine.recentFiles = QStringList{QStringLiteral("/of-%1").arg(writer)};
            file.save(mine, before);
        });
    }
    writers.clear();
    QStringList files = file.load().settings.recentFiles;
    files.sort();
    QCOMPARE(files, (QStringList{"/of-0", "/of-1", "/of-2", "/of-3", "/of-4", "/of-5"}));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList{"settings.json"});
}

void TestSettings::aFreshStartLeavesNothingBehind()
{
    const QString before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(m_folder->path()));
    const SettingsFile none{QString()};
    QVERIFY(none.load().settings == Settings());
    QCOMPARE(none.load().complaint, QString());
    QCOMPARE(none.save(Settings()), QString());
    QVERIFY(QDir(m_folder->path()).isEmpty());
    QDir::setCurrent(before);
}

void TestSettings::onlyTenRecentFilesAreKept()
{
    Settings settings;
    for (int i = 0; i < 25; ++i)
        settings.recentFiles << QStringLiteral("/music/%1.wav").arg(i);
    const SettingsFile file(path("settings.json"));
    QCOMPARE(file.save(settings), QString());
    QCOMPARE(file.load().settings.recentFiles, settings.recentFiles.mid(0, 10));
}

void TestSettings::theLastExportReturns()
{
    Settings settings;
    const SettingsFile file(path("settings.json"));
    QVERIFY(file.save(settings).isEmpty() && !file.load().settings.exportChoice);
    settings.exportChoice = ExportChoice{.format = ImageFormat::Tiff,
                                         .size = {.unit = FigureSize::Unit::Millimeters,
                                                  .pixels = {801, 602},
                                                  .textScale = 1.25,
                                                  .millimeters = {89, 60.5},
                                                  .dotsPerInch = 600},
                                         .dark = true,
                                         .parts = {.title = true, .waveform = false, .grid = true}};
    QVERIFY(file.save(settings).isEmpty());
    QVERIFY(file.load().settings == settings);

    QJsonObject json = QJsonDocument::fromJson(contentOf(path("settings.json"))).object();
    QJsonObject choice = json[QLatin1String("export")].toObject();
    choice[QLatin1String("format")] = QStringLiteral("exe");
    json[QLatin1String("export")] = choice;
    QFile damaged(path("settings.json"));
    QVERIFY(damaged.open(QIODevice::WriteOnly) && damaged.write(QJsonDocument(json).toJson()) > 0);
    damaged.close();
    const SettingsFile::Loaded loaded = file.load();
    QVERIFY(!loaded.settings.exportChoice && loaded.complaint.contains("export"));
}

void TestSettings::chosenReadingsReturn()
{
    const RawSound raw{.format = SampleFormat::MuLaw, .sampleRate = 8000.5, .channelCount = 2, .offset = 44};
    Settings settings;
    settings.raw = raw;
    settings.showsMarkers = false;
    settings.readings.remember("/a.raw", {.raw = raw});
    settings.readings.remember("/b.mka", {.track = 3});
    const SettingsFile file(path("settings.json"));
    QVERIFY(file.save(settings).isEmpty());
    const SettingsFile::Loaded loaded = file.load();
    QVERIFY2(loaded.complaint.isEmpty() && loaded.settings == settings, qPrintable(loaded.complaint));
    QVERIFY(loaded.settings.readings.of("/a.raw").raw == raw);
    QCOMPARE(loaded.settings.readings.of("/b.mka").track.value_or(-1), 3);
    QVERIFY(loaded.settings.readings.of("/c.wav") == SoundReading{});
}

void TestSettings::onlySoManyReadingsAreKept()
{
    KnownReadings known;
    for (int i = 0; i < KnownReadings::most + 1; ++i)
        known.remember(QString::number(i), {.track = i});
    QVERIFY(known.of("0") == SoundReading{});
    QCOMPARE(known.of("1").track.value_or(-1), 1);
    known.remember("1", {});
    QVERIFY(known.of("1") == SoundReading{});
    QCOMPARE(known.toJson().size(), KnownReadings::most - 1);
}

void TestSettings::everyWindowReturnsFromJson()
{
    for (const WindowInfo& info : windowCatalog()) {
        for (const bool symmetric : {false, true}) {
            StftParameters stft{
                .window = initialWindow(info.kind, 1000), .windowLength = 1000, .hop = 333, .nfft = 1001};
            stft.window.symmetric |= symmetric;
            for (double& parameter : stft.window.parameters)
                parameter =
                    parameter == std::floor(parameter) ? parameter : parameter * (1 - 1e-13); // every bit counts
            stft.detrend = symmetric ? Detrend::Linear : Detrend::Constant;
            QVERIFY2(!faultIn(stft), info.scipyName.data());
            const auto back = stftFromJson(throughAFile(toJson(stft)));
            QVERIFY2(back == stft, info.scipyName.data());
        }
    }
}

void TestSettings::everyLookReturnsFromJson()
{
    for (const ColormapInfo& info : colormapCatalog()) {
        for (const bool other : {false, true}) {
            DisplayParameters display;
            display.shading = other ? Shading::Flat : Shading::Gouraud;
            display.colormap = {info.kind, other};
            display.phaseColormap = {info.kind, !other};
            display.low = -93.7;
            display.high = 0.1;
            display.automaticLevels = other;
            QVERIFY(displayFromJson(throughAFile(toJson(display))) == display);
        }
    }
    for (const LevelScaleInfo& info : levelScaleCatalog()) {
        DisplayParameters display;
        display.levelScale = info.scale;
        display.calibrationDb = 94.25;
        QVERIFY(displayFromJson(throughAFile(toJson(display))) == display);
        display.calibrationDb.reset();
        QCOMPARE(displayFromJson(throughAFile(toJson(display))).has_value(), info.scale != LevelScale::SoundPressure);
    }
    for (const FrequencyScaleInfo& info : frequencyScaleCatalog()) {
        DisplayParameters display;
        display.frequencyAxis = {info.scale, true, false, 442.5};
        QVERIFY(displayFromJson(throughAFile(toJson(display))) == display);
        display.frequencyAxis = {info.scale, false, true, 415};
        QVERIFY(displayFromJson(throughAFile(toJson(display))) == display);
    }
    for (const Reduction reduction : {Reduction::Maximum, Reduction::MeanPower, Reduction::Sample})
        QVERIFY(reductionFromJson(toJson(reduction)) == reduction);
}

void TestSettings::looksOfAnEarlierVersionAreRead()
{
    const QJsonObject before{{"shading", "flat"}, {"colormap", "magma"}, {"reversed", true},
                             {"lowDb", -77.5},    {"highDb", -3.5},      {"automaticLevels", false}};
    DisplayParameters expected;
    expected.shading = Shading::Flat;
    expected.colormap = {ColormapKind::Magma, true};
    expected.low = -77.5;
    expected.high = -3.5;
    expected.automaticLevels = false;
    QVERIFY(displayFromJson(before) == expected);
}

void TestSettings::brokenLooksDoNotPassTheDoor()
{
    const QJsonObject whole = toJson(DisplayParameters());
    QVERIFY(displayFromJson(whole));
    const std::pair<const char*, QJsonValue> broken[] = {{"levelScale", "sone"},
                                                         {"levelScale", 3},
                                                         {"levelScale", QJsonValue()},
                                                         {"calibrationDb", "loud"},
                                                         {"calibrationDb", 1e6},
                                                         {"phaseColormap", "rainbow"},
                                                         {"phaseReversed", "yes"},
                                                         {"frequencyScale", "cent"},
                                                         {"noteNames", 1},
                                                         {"pianoStrip", QJsonValue()},
                                                         {"a4Hz", 0},
                                                         {"a4Hz", "high"},
                                                         {"low", "deep"},
                                                         {"high", -200},
                                                         {"shading", "round"}};
    for (const auto& [member, value] : broken) {
        QJsonObject json = whole;
        json[QLatin1String(member)] = value;
        QVERIFY2(!displayFromJson(json), member);
    }
}

void TestSettings::brokenParametersDoNotPassTheDoor_data()
{
    QTest::addColumn<QString>("member");
    QTest::addColumn<QJsonValue>("value");
    QTest::newRow("hop 0") << "hop" << QJsonValue(0);
    QTest::newRow("hop beyond the window") << "hop" << QJsonValue(4096);
    QTest::newRow("NFFT below the window") << "nfft" << QJsonValue(2047);
    QTest::newRow("enormous NFFT") << "nfft" << QJsonValue(1 << 30);
    QTest::newRow("unknown detrend") << "detrend" << QJsonValue("cubic");
    QTest::newRow("no window") << "window" << QJsonValue();
    QTest::newRow("unknown window") << "window"
                                    << QJsonValue(
                                           QJsonObject{{"name", "welch"}, {"parameters", {}}, {"symmetric", false}});
}

void TestSettings::brokenParametersDoNotPassTheDoor()
{
    QFETCH(QString, member);
    QFETCH(QJsonValue, value);
    QJsonObject json = toJson(StftParameters());
    QVERIFY(stftFromJson(json));
    json[member] = value;
    QVERIFY(!stftFromJson(json));
    json.remove(member);
    QVERIFY(!stftFromJson(json));
}

QTEST_MAIN(TestSettings)
#include "tst_settings.moc"
