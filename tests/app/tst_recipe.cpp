// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/figure/recipe.h"
#include "app/session/soundsearch.h"
#include "tests/app/sounds.h"

#include <QCryptographicHash>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace gabor;

namespace {

/// Nothing in it is as it is at first.
Recipe exampleRecipe()
{
    Recipe recipe;
    recipe.sound = {.name = QStringLiteral("Wal ü \"1\".flac"),
                    .sha256 = QString(64, u'a'),
                    .sampleRate = 44100,
                    .samples = 1'234'567'890'123,
                    .reading = {.track = 2,
                                .raw = RawSound{.format = SampleFormat::Float64,
                                                .byteOrder = std::endian::big,
                                                .sampleRate = 44100.5,
                                                .channelCount = 3,
                                                .offset = 1'234'567'890'123}}};
    recipe.version = QStringLiteral("9.8.7");
    recipe.locale = QStringLiteral("de_DE");
    FigureRequest& figure = recipe.figure;
    figure.content.spec.channel = {2};
    figure.content.spec.stft = {.window = {WindowKind::Kaiser, {8.6}, true},
                                .windowLength = 1000,
                                .hop = 123,
                                .nfft = 2001,
                                .detrend = Detrend::Linear,
                                .boundary = FrameBoundary::Padded};
    figure.content.spec.reduction = Reduction::Sample;
    figure.content.display = {.shading = Shading::Flat,
                              .colormap = {ColormapKind::Magma, true},
                              .phaseColormap = {ColormapKind::Turbo, true},
                              .levelScale = LevelScale::SoundPressure,
                              .calibrationDb = 124.3,
                              .low = 0.1,
                              .high = 1.0 / 3,
                              .automaticLevels = false,
                              .frequencyAxis = {FrequencyScale::Log, true, true, 442.5}};
    figure.title = QStringLiteral("a title\nof two lines");
    figure.span = PictureSpan{0.1, 1e12 / 3, 20.5, 22050};
    figure.paneHeights = {100, 300};
    figure.parts = {.title = true,
                    .waveform = false,
                    .axes = true,
                    .colorBar = false,
                    .grid = true,
                    .markers = false,
                    .description = true};
    figure.dark = true;
    figure.pixels = {2001, 1001};
    figure.scale = 300.0 / 96 * 0.7;
    figure.dotsPerInch = 299.5;
    return recipe;
}

QJsonObject objectOf(const Recipe& recipe)
{
    return QJsonDocument::fromJson(toJson(recipe)).object();
}

QByteArray bytesOf(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// @p object with another value at @p path ("sound/name"); an undefined one takes the member away.
QJsonObject changed(QJsonObject object, const QString& path, const QJsonValue& value)
{
    const QString name = path.section(u'/', 0, 0);
    if (path.contains(u'/'))
        object[name] = changed(object[name].toObject(), path.section(u'/', 1), value);
    else if (value.isUndefined())
        object.remove(name);
    else
        object[name] = value;
    return object;
}

} // namespace

class TestRecipe : public QObject
{
    Q_OBJECT

private slots:
    void everythingReturns();
    void noTextLosesItsBlanks();
    void theDemoAndAnUnknownHashReturn();
    void olderRecipesHaveTextOfNominalSize();
    void jsonIsTheSameForTheSame();
    void everyMissingMemberIsNoticed();
    void whatEarlierRecipesDoNotSayIsAsItWasThen();
    void brokenValuesAreRefused_data();
    void brokenValuesAreRefused();
    void whatIsNoRecipeIsRefused_data();
    void whatIsNoRecipeIsRefused();
    void aNewerSchemaIsNamed();
    void aDrawnFigureHasAWholeRecipe();
    void theSoundIsFoundByNameThenHash();
};

/// As the texts of PNG and JPEG images do with whatever looks like blanks.
void TestRecipe::noTextLosesItsBlanks()
{
    Recipe recipe = exampleRecipe();
    recipe.sound.name = QString::fromUtf8("a  b   c\t \u3000\u00a0 録音　1.wav");
    recipe.figure.title = QStringLiteral("  two  ");
    const QByteArray json = toJson(recipe);
    QCOMPARE(QString::fromUtf8(json).simplified().toUtf8(), json);
    const auto read = recipeFromJson(json);
    QVERIFY(read);
    QCOMPARE(read.value().sound.name, recipe.sound.name);
    QCOMPARE(read.value().figure.title, recipe.figure.title);
}

void TestRecipe::everythingReturns()
{
    const Recipe recipe = exampleRecipe();
    const auto read = recipeFromJson(toJson(recipe));
    QVERIFY2(read, read ? "" : qPrintable(read.fault()));
    const Recipe& again = read.value();
    QVERIFY(again.sound == recipe.sound);
    QCOMPARE(again.version, recipe.version);
    QCOMPARE(again.locale, recipe.locale);
    QVERIFY(again.figure.content.spec == recipe.figure.content.spec);
    QVERIFY(again.figure.content.display == recipe.figure.content.display);
    QVERIFY(again.figure.span == recipe.figure.span);
    QVERIFY(again.figure.parts == recipe.figure.parts);
    QCOMPARE(again.figure.title, recipe.figure.title);
    QCOMPARE(again.figure.paneHeights, recipe.figure.paneHeights);
    QCOMPARE(again.figure.dark, recipe.figure.dark);
    QCOMPARE(again.figure.pixels, recipe.figure.pixels);
    QVERIFY(again.figure.scale == recipe.figure.scale); // to the last bit
    QVERIFY(again.figure.dotsPerInch == recipe.figure.dotsPerInch);
    QCOMPARE(toJson(again), toJson(recipe));
}

void TestRecipe::theDemoAndAnUnknownHashReturn()
{
    Recipe recipe = exampleRecipe();
    recipe.sound.sha256.clear();
    QVERIFY(recipeFromJson(toJson(recipe)).value().sound == recipe.sound);
    recipe.sound.name.clear();
    QVERIFY(recipeFromJson(toJson(recipe)).value().sound == recipe.sound);
}

void TestRecipe::olderRecipesHaveTextOfNominalSize()
{
    const QJsonObject older =
        changed(changed(objectOf(exampleRecipe()), "figure/scale", 3.125), "figure/dotsPerInch", QJsonValue::Undefined);
    const auto read = recipeFromJson(bytesOf(older));
    QVERIFY2(read, read ? "" : qPrintable(read.fault()));
    QCOMPARE(read.value().figure.dotsPerInch, 300.0);
    QCOMPARE(read.value().figure.logicalPixelsPerInch(), 96.0);
}

void TestRecipe::jsonIsTheSameForTheSame()
{
    const QByteArray json = toJson(exampleRecipe());
    QCOMPARE(json, toJson(exampleRecipe()));
    QVERIFY(!json.contains('\n'));
    QVERIFY2(json.contains("\"schema\":1") && json.contains("\"samples\":1234567890123")
                 && json.contains("\"version\":\"9.8.7\"") && json.contains("\"channel\":3"),
             json.constData());
}

void TestRecipe::everyMissingMemberIsNoticed()
{
    const QJsonObject whole = objectOf(exampleRecipe());
    for (const char* const path : {"program",
                                   "schema",
                                   "sound",
                                   "sound/name",
                                   "sound/sha256",
                                   "sound/sampleRate",
                                   "sound/samples",
                                   "interval",
                                   "interval/beginSample",
                                   "interval/endSample",
                                   "interval/lowHz",
                                   "interval/highHz",
                                   "channel",
                                   "reduction",
                                   "analysis",
                                   "analysis/window",
                                   "analysis/nperseg",
                                   "analysis/hop",
                                   "analysis/nfft",
                                   "analysis/detrend",
                                   "display",
                                   "display/shading",
                                   "display/colormap",
                                   "figure",
                                   "figure/width",
                                   "figure/height",
                                   "figure/scale",
                                   "figure/dark",
                                   "figure/title",
                                   "figure/paneHeights",
                                   "figure/parts",
                                   "figure/parts/grid"}) {
        const auto read = recipeFromJson(bytesOf(changed(whole, QLatin1String(path), QJsonValue::Undefined)));
        QVERIFY2(!read, path);
        QVERIFY2(read.fault().endsWith(u'.'), path);
    }
}

void TestRecipe::whatEarlierRecipesDoNotSayIsAsItWasThen()
{
    const QJsonObject whole = objectOf(exampleRecipe());
    const auto unread = recipeFromJson(bytesOf(changed(whole, "sound/reading", QJsonValue::Undefined)));
    QVERIFY(unread && unread.value().sound.reading == SoundReading{});
    const auto unmarked = recipeFromJson(bytesOf(changed(whole, "figure/parts/markers", QJsonValue::Undefined)));
    QVERIFY(unmarked && !unmarked.value().figure.parts.markers);
}

void TestRecipe::brokenValuesAreRefused_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QJsonValue>("value");
    const auto row = [](const char* path, const QJsonValue& value) {
        QTest::addRow("%s %s", path, bytesOf({{"value", value}}).constData()) << QString(path) << value;
    };
    row("sound/name", "../../etc/passwd");
    row("sound/name", "/etc/passwd");
    row("sound/name", "..");
    row("sound/name", QString(QChar(u'\0')) + "a");
    row("sound/name", 5);
    row("sound/sha256", "abc");
    row("sound/sha256", QString(64, u'A'));
    row("sound/sha256", QString(64, u'x'));
    row("sound/sampleRate", 0);
    row("sound/sampleRate", -44100);
    row("sound/sampleRate", "44100");
    row("sound/samples", 0);
    row("sound/samples", 0.5);
    row("sound/samples", 1e300);
    row("interval/beginSample", -1);
    row("interval/beginSample", 1e12);
    row("interval/endSample", 1e15);
    row("interval/lowHz", -20);
    row("interval/lowHz", 0); // on a logarithmic scale
    row("interval/lowHz", 22050);
    row("interval/highHz", 22051);
    row("channel", 0);
    row("channel", -1);
    row("channel", 1.5);
    row("channel", 1e9);
    row("channel", "left");
    row("reduction", "median");
    row("analysis/nperseg", 0);
    row("analysis/nperseg", 1e12);
    row("analysis/hop", 0);
    row("analysis/nfft", 10);
    row("analysis/window", QJsonObject{{"name", "nonsense"}, {"parameters", QJsonArray()}, {"symmetric", false}});
    row("display/low", "loud");
    row("display/low", 500);
    row("display/colormap", "jet");
    row("figure/width", 0);
    row("figure/width", 1e9);
    row("figure/width", 800.5);
    row("figure/height", 100);
    row("figure/height", 20000);
    row("figure/scale", 0.5);
    row("figure/scale", 1000);
    row("figure/scale", "large");
    row("figure/dotsPerInch", 0.5);
    row("figure/dotsPerInch", 10'001);
    row("figure/dotsPerInch", "fine");
    row("figure/dotsPerInch", QJsonValue());
    row("figure/dark", 1);
    row("figure/title", QJsonObject());
    row("figure/paneHeights", QJsonArray{-5, 3});
    row("figure/paneHeights", QJsonArray{1, 1, 1, 1, 1, 1, 1, 1, 1});
    row("figure/parts/axes", "yes");
    row("figure/parts/markers", 1);
    row("sound/reading", 2);
    row("sound/reading/track", 0);
    row("sound/reading/track", 1.5);
    row("sound/reading/raw", "s16le");
    row("sound/reading/raw/encoding", "s17");
    row("sound/reading/raw/sampleRate", 0);
    row("sound/reading/raw/channels", 100'000);
    row("sound/reading/raw/offset", -1);
    row("schema", 0);
    row("schema", "1");
    row("program", "Sonic Visualiser");
}

void TestRecipe::brokenValuesAreRefused()
{
    QFETCH(QString, path);
    QFETCH(QJsonValue, value);
    const auto read = recipeFromJson(bytesOf(changed(objectOf(exampleRecipe()), path, value)));
    QVERIFY(!read);
    QVERIFY2(read.fault().endsWith(u'.'), qPrintable(read.fault()));
}

void TestRecipe::whatIsNoRecipeIsRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("once upon a time");
    QTest::newRow("an array") << QByteArray("[1]");
    QTest::newRow("cut off") << toJson(exampleRecipe()).chopped(1);
    QTest::newRow("deep") << QByteArray(100'000, '[');
    QTest::newRow("large") << bytesOf(changed(objectOf(exampleRecipe()), "figure/title", QString(300'000, u'a')));
}

void TestRecipe::whatIsNoRecipeIsRefused()
{
    QFETCH(QByteArray, json);
    QVERIFY(!recipeFromJson(json));
}

void TestRecipe::aNewerSchemaIsNamed()
{
    const auto read = recipeFromJson(bytesOf(changed(objectOf(exampleRecipe()), "schema", 2)));
    QVERIFY(!read);
    QVERIFY2(read.fault().contains("newer Gabor (9.8.7)"), qPrintable(read.fault()));
}

void TestRecipe::aDrawnFigureHasAWholeRecipe()
{
    FigureRequest drawn = exampleRecipe().figure;
    drawn.content.source = test::monoSource(std::vector<double>(1000), 8000);
    drawn.content.spec.source = 17;
    drawn.content.display.automaticLevels = true;
    drawn.span.reset();
    const Recipe recipe = recipeOf(drawn, QString(64, u'0'));
    QCOMPARE(recipe.sound.samples, 1000);
    QCOMPARE(recipe.sound.sampleRate, 8000.0);
    QVERIFY(!recipe.figure.content.source);
    QVERIFY(!recipe.figure.content.display.automaticLevels);
    QVERIFY((recipe.figure.span == PictureSpan{0, 1000, lowestHz(FrequencyScale::Log, 4000), 4000}));
    QVERIFY(recipeFromJson(toJson(recipe)));
}

void TestRecipe::theSoundIsFoundByNameThenHash()
{
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkpath("a") && QDir(folder.path()).mkpath("b") && QDir(folder.path()).mkpath("c"));
    const auto put = [&](const QString& name, const std::string& bytes) {
        test::write(folder.filePath(name).toStdString(), bytes);
        return folder.filePath(name);
    };
    const QString other = put("a/x.wav", "other");
    const QString same = put("b/x.wav", "the sound");
    const QString renamed = put("c/y.wav", "the sound");
    Recipe::Sound sound{
        .name = "x.wav",
        .sha256 = QString::fromLatin1(QCryptographicHash::hash("the sound", QCryptographicHash::Sha256).toHex()),
        .sampleRate = 8000,
        .samples = 1};
    const QStringList folders{folder.filePath("a"), folder.filePath("none"), QString()};
    QCOMPARE(placesOf(sound, folders, {renamed, same, other}),
             QStringList({other, folder.filePath("none/x.wav"), same}));
    const auto found = findSound(sound, placesOf(sound, folders, {same}));
    QVERIFY(found && found->path == same && found->match == SoundMatch::Same);
    const auto second = findSound(sound, {other});
    QVERIFY(second && second->match == SoundMatch::Differs);
    QVERIFY(!findSound(sound, {folder.filePath("none/x.wav"), folder.path()}));
    sound.sha256.clear();
    QVERIFY(findSound(sound, {other, same})->match == SoundMatch::Unknown);
    const FoundSound none = compared(folder.filePath("none"), {.name = "x", .sha256 = QString(64, u'0')});
    QCOMPARE(none.match, SoundMatch::Uncompared);
    QVERIFY(none.why.contains("“none”") && none.why.contains("No such file"));
}

QTEST_GUILESS_MAIN(TestRecipe)
#include "tst_recipe.moc"
