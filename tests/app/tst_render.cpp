// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/exportflow.h"
#include "app/export/imagefile.h"
#include "app/figure/recipe.h"
#include "tests/app/programrun.h"
#include "tests/app/sounds.h"
#include "tests/app/windowdriver.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>

#include <csignal>

#include <unistd.h>

using namespace gabor;
using test::contentOf;
using test::Outcome;
using test::run;

class TestRender : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();

    void oneSoundMakesOneImage();
    void theImageIsTheOneThatTheProgramExports_data();
    void theImageIsTheOneThatTheProgramExports();
    void everyOptionHasItsEffect_data();
    void everyOptionHasItsEffect();
    void mistakesAreSaid_data();
    void mistakesAreSaid();
    void badFilesDoNotStopTheOthers();
    void aNameWithPlaceholdersIsSaidAsItIs();
    void nothingIsWrittenOverUnasked();
    void aSoundIsNeverWrittenOver_data();
    void aSoundIsNeverWrittenOver();
    void clashingNamesAreKeptApart();
    void contactSheetsHaveTheirPages();
    void theRecipeSaysWhatWasDrawn();
    void automaticLimitsAreTheSameAtEverySize();
    void aRecipeRepeatsTheImageBitForBit_data();
    void aRecipeRepeatsTheImageBitForBit();
    void aRecipeRefusesAnotherSound();
    void anInterruptionLeavesNothingHalfDone();

private:
    QString sound(const QString& name) const { return m_sounds.filePath(name); }
    QString out(const QString& name = {}) const { return m_out->filePath(name); }
    QString exportedByWindow(const QString& name, const QStringList& arguments);

    QTemporaryDir m_sounds;
    std::unique_ptr<QTemporaryDir> m_out;
};

void TestRender::initTestCase()
{
    qputenv("XDG_CONFIG_HOME", m_sounds.filePath("config").toUtf8());
    QDir(m_sounds.path()).mkdir("calls");
    test::writeWav(sound("stereo.wav"), test::richStereo());
    for (int i = 0; i < 10; ++i)
        test::writeWav(sound(QStringLiteral("calls/call%1.wav").arg(i)),
                       {test::sine(24000, 500 + 400 * i, 48000, 0.5)});
    test::write(sound("calls/bad1.wav").toStdString(), "no sound at all, but a text of some length\n");
    test::write(sound("calls/bad2.wav").toStdString(), "");
    test::write(sound("calls/notes.txt").toStdString(), "not looked at");
    test::writeWav(sound("short.wav"), {test::sine(1000, 500, 48000)});
}

void TestRender::init()
{
    m_out = std::make_unique<QTemporaryDir>();
}

void TestRender::oneSoundMakesOneImage()
{
    const Outcome outcome = run({"render", sound("stereo.wav"), "--output", out("a.png")});
    QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.err));
    QCOMPARE(outcome.out + outcome.err, QString());
    QCOMPARE(QImage(out("a.png")).size(), QSize(1600, 900));
    // The short form draws the same.
    QCOMPARE(run({"--export", out("b.png"), sound("stereo.wav")}).exitCode, 0);
    QCOMPARE(contentOf(out("a.png")), contentOf(out("b.png")));
}

void TestRender::theImageIsTheOneThatTheProgramExports_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("as it opens") << QStringList{};
    QTest::newRow("a part of it") << QStringList{"--start", "0.5", "--duration", "1.25",
                                                 "--fmin",  "200", "--fmax",     "6000"};
    QTest::newRow("another analysis") << QStringList{
        "--window",  "kaiser:8.6", "--nperseg", "1001", "--hop",       "77",   "--nfft",     "1500",
        "--detrend", "linear",     "--channel", "2",    "--reduction", "mean", "--boundary", "padded"};
    QTest::newRow("another look") << QStringList{
        "--colormap",        "magma", "--reversed", "--shading", "flat",   "--vmin", "-90", "--vmax", "-15",
        "--frequency-scale", "mel",   "--theme",    "dark",      "--grid", "--title"};
}

/// What the window exports when it shows what @p arguments say, in the size and with the parts of the recipe's figure.
QString TestRender::exportedByWindow(const QString& name, const QStringList& arguments)
{
    if (run(QStringList{"render", sound(name), "--output", out("command.png")} + arguments).exitCode != 0)
        return QStringLiteral("the command failed");
    const auto json = recipeInImage(out("command.png"));
    const auto recipe = json ? recipeFromJson(json.value()) : Result<Recipe, QString>(json.fault());
    if (!recipe)
        return recipe.fault();
    const FigureRequest& wanted = recipe.value().figure;

    test::WindowDriver drive;
    if (!drive.open(sound(name)))
        return QStringLiteral("the window did not open it");
    Session& session = drive.window().session();
    session.setStft(wanted.content.spec.stft);
    session.setChannel(wanted.content.spec.channel);
    session.setReduction(wanted.content.spec.reduction);
    DisplayParameters display = wanted.content.display;
    display.automaticLevels = !arguments.contains("--vmin"); // the window finds them itself
    session.setDisplay(display);
    drive.view().show(*wanted.span);
    if (!drive.settle())
        return QStringLiteral("the window did not settle");

    FigureRequest request = wanted;
    request.content = session.content();
    request.content.display.automaticLevels = false; // as they are in the window
    request.span = drive.span();
    request.paneHeights.clear();
    auto* const flow = drive.window().findChild<ExportFlow*>();
    const QSignalSpy done(flow, &ExportFlow::done);
    const QSignalSpy failed(flow, &ExportFlow::failed);
    flow->exportTo(out("window.png"), request, {});
    if (!QTest::qWaitFor([&] { return done.count() + failed.count() > 0; }, test::patienceMs) || done.isEmpty())
        return QStringLiteral("the window did not export it");
    return {};
}

void TestRender::theImageIsTheOneThatTheProgramExports()
{
    QFETCH(QStringList, arguments);
    const QString fault = exportedByWindow("stereo.wav", arguments);
    QVERIFY2(fault.isEmpty(), qPrintable(fault));
    const QImage command(out("command.png"));
    const QImage window(out("window.png"));
    QCOMPARE(command.size(), QSize(1600, 900));
    QVERIFY(command == window);
}

void TestRender::everyOptionHasItsEffect_data()
{
    QTest::addColumn<QStringList>("arguments");
    const auto row = [](const QStringList& arguments) { QTest::newRow(qPrintable(arguments.join(u' '))) << arguments; };
    row({"--window", "boxcar"});
    row({"--symmetric"});
    row({"--window-length", "512"});
    row({"--hop", "2000"});
    row({"--overlap", "10"});
    row({"--noverlap", "100"});
    row({"--nfft", "2048"});
    row({"--detrend", "constant"});
    row({"--boundary", "padded"});
    row({"--channel", "1"});
    row({"--reduction", "sample"});
    row({"--shading", "flat"});
    row({"--colormap", "gray"});
    row({"--reversed"});
    row({"--vmin", "-60", "--vmax", "-30"});
    row({"--frequency-scale", "log"});
    row({"--frequency-scale", "log", "--note-names"});
    row({"--piano"});
    row({"--piano", "--a4", "415"});
    row({"--level-scale", "psd"});
    row({"--level-scale", "spectrum"});
    row({"--level-scale", "spl", "--calibration", "120"});
    row({"--level-scale", "magnitude"});
    row({"--level-scale", "phase"});
    row({"--start", "1"});
    row({"--duration", "1"});
    row({"--fmin", "500"});
    row({"--fmax", "5000"});
    row({"--theme", "dark"});
    row({"--title"});
    row({"--no-waveform"});
    row({"--no-colorbar"});
    row({"--no-axes"});
    row({"--grid"});
    row({"--description"});
    row({"--dpi", "120"});
    row({"--text-size", "1.5"});
}

void TestRender::everyOptionHasItsEffect()
{
    QFETCH(QStringList, arguments);
    const auto draw = [this](const QString& file, const QStringList& more) {
        return run(QStringList{"render", sound("stereo.wav"), "--output", out(file), "--size", "700x420"} + more);
    };
    QCOMPARE(draw("plain.png", {}).exitCode, 0);
    const Outcome outcome = draw("changed.png", arguments);
    QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.err));
    const QImage plain(out("plain.png"));
    const QImage changed(out("changed.png"));
    QCOMPARE(changed.size(), QSize(700, 420));
    QVERIFY(plain != changed);
}

void TestRender::mistakesAreSaid_data()
{
    QTest::addColumn<QStringList>("arguments");
    const QString wav = sound("stereo.wav");
    const QString image = "never.png";
    QTest::newRow("no sound") << QStringList{"--output", image};
    QTest::newRow("no output") << QStringList{wav};
    QTest::newRow("unknown option") << QStringList{wav, "--output", image, "--frobnicate"};
    QTest::newRow("several sounds, one image") << QStringList{wav, sound("short.wav"), "--output", image};
    for (const auto& [option, value] :
         std::initializer_list<std::pair<const char*, const char*>>{{"--size", "800"},
                                                                    {"--size", "10x10"},
                                                                    {"--size", "99999x99999"},
                                                                    {"--size", "a x b"},
                                                                    {"--size-mm", "0x5"},
                                                                    {"--dpi", "10"},
                                                                    {"--dpi", "nan"},
                                                                    {"--text-size", "0"},
                                                                    {"--text-size", "0.5"},
                                                                    {"--theme", "pink"},
                                                                    {"--window", "nonsense"},
                                                                    {"--nperseg", "0"},
                                                                    {"--hop", "-1"},
                                                                    {"--hop", "5000"},
                                                                    {"--noverlap", "2048"},
                                                                    {"--overlap", "100"},
                                                                    {"--nfft", "1000"},
                                                                    {"--detrend", "all"},
                                                                    {"--boundary", "zeros"},
                                                                    {"--channel", "left"},
                                                                    {"--reduction", "median"},
                                                                    {"--shading", "phong"},
                                                                    {"--colormap", "jet"},
                                                                    {"--vmin", "-50"},
                                                                    {"--a4", "5"},
                                                                    {"--frequency-scale", "cents"},
                                                                    {"--level-scale", "volts"},
                                                                    {"--level-scale", "spl"},
                                                                    {"--calibration", "90"},
                                                                    {"--start", "-1"},
                                                                    {"--duration", "0"},
                                                                    {"--fmin", "-5"},
                                                                    {"--fmax", "0"},
                                                                    {"--format", "bmp"},
                                                                    {"--format", "jpg"},
                                                                    {"--jobs", "0"},
                                                                    {"--columns", "2"}})
        QTest::addRow("%s %s", option, value) << QStringList{wav, "--output", image, option, value};
    QTest::newRow("both sizes") << QStringList{wav, "--output", image, "--size", "800x600", "--size-mm", "80x60"};
    QTest::newRow("hop and overlap") << QStringList{wav, "--output", image, "--hop", "100", "--overlap", "50"};
    QTest::newRow("limits the wrong way") << QStringList{wav, "--output", image, "--vmin", "-10", "--vmax", "-90"};
    QTest::newRow("with and without") << QStringList{wav, "--output", image, "--grid", "--no-grid"};
    QTest::newRow("a recipe and more") << QStringList{"--recipe", "x.png", "--output", image, "--grid"};
}

void TestRender::mistakesAreSaid()
{
    QFETCH(QStringList, arguments);
    const Outcome outcome = run(QStringList{"render"} + arguments);
    QCOMPARE(outcome.exitCode, 2);
    QVERIFY2(test::isOneSentence(outcome.err), qPrintable(outcome.err));
    QVERIFY(!QFileInfo::exists("never.png"));
}

void TestRender::badFilesDoNotStopTheOthers()
{
    const Outcome outcome =
        run({"render", sound("calls"), sound("short.wav"), sound("missing.wav"), "--output", out("pictures")});
    QCOMPARE(outcome.exitCode, 1);
    const QStringList lines = outcome.err.trimmed().split(u'\n');
    QCOMPARE(lines.size(), 5);
    for (const char* const name : {"bad1.wav", "bad2.wav", "short.wav", "missing.wav"})
        QCOMPARE(lines.filter(QLatin1String(name)).size(), 1);
    QCOMPARE(lines.last(), QStringLiteral("gabor: 10 images written, 4 files failed."));
    const QStringList images = QDir(out("pictures")).entryList(QDir::Files | QDir::Hidden);
    QCOMPARE(images.size(), 10);
    for (const QString& image : images)
        QCOMPARE(QImage(out("pictures/" + image)).size(), QSize(1600, 900));
    // What a sound does not have is its own fault and not that of the command.
    const Outcome channels =
        run({"render", sound("calls/call1.wav"), sound("stereo.wav"), "--channel", "2", "--output", out("two")});
    QCOMPARE(channels.exitCode, 1);
    QVERIFY(QFileInfo::exists(out("two/stereo.png")) && !QFileInfo::exists(out("two/call1.png")));
}

void TestRender::aNameWithPlaceholdersIsSaidAsItIs()
{
    QVERIFY(QFile::copy(sound("short.wav"), out("100%2 %1.wav")));
    const Outcome outcome = run({"render", out("100%2 %1.wav"), "--output", out("a.png")});
    QVERIFY2(outcome.err.contains(QStringLiteral("“100%2 %1.wav” is shorter than one window of 2048")),
             qPrintable(outcome.err));
}

void TestRender::nothingIsWrittenOverUnasked()
{
    test::write(out("a.png").toStdString(), "precious");
    const Outcome refused = run({"render", sound("stereo.wav"), "--output", out("a.png")});
    QCOMPARE(refused.exitCode, 1);
    QVERIFY2(test::isOneSentence(refused.err) && refused.err.contains("--force"), qPrintable(refused.err));
    QCOMPARE(contentOf(out("a.png")), QByteArray("precious"));
    // What is no picture is never written over by one, whatever its name is.
    const Outcome kept = run({"render", sound("stereo.wav"), "--output", out("a.png"), "--force"});
    QCOMPARE(kept.exitCode, 1);
    QVERIFY2(kept.err.contains("no picture"), qPrintable(kept.err));
    QCOMPARE(contentOf(out("a.png")), QByteArray("precious"));
    QVERIFY(QImage(8, 8, QImage::Format_RGB32).save(out("b.png")));
    QCOMPARE(run({"render", sound("stereo.wav"), "--output", out("b.png"), "--force"}).exitCode, 0);
    QCOMPARE(QImage(out("b.png")).size(), QSize(1600, 900));

    test::write(out("call1.png").toStdString(), "precious");
    const Outcome some = run({"render", sound("calls/call1.wav"), sound("calls/call2.wav"), "--output", out()});
    QCOMPARE(some.exitCode, 1);
    QVERIFY2(some.err.endsWith("gabor: 1 image written, 1 file failed.\n"), qPrintable(some.err));
    QCOMPARE(contentOf(out("call1.png")), QByteArray("precious"));
}

void TestRender::aSoundIsNeverWrittenOver_data()
{
    QTest::addColumn<QString>("target");
    QTest::newRow("itself") << "sound.png";
    QTest::newRow("symbolic link") << "soft.png";
    QTest::newRow("hard link") << "hard.png";
    QTest::newRow("by a detour") << "./x/../sound.png";
}

void TestRender::aSoundIsNeverWrittenOver()
{
    QFETCH(QString, target);
    QVERIFY(QFile::copy(sound("stereo.wav"), out("sound.png")));
    const QByteArray before = contentOf(out("sound.png"));
    QVERIFY(QDir(out()).mkdir("x") && QFile::link(out("sound.png"), out("soft.png")));
    QCOMPARE(::link(qPrintable(out("sound.png")), qPrintable(out("hard.png"))), 0);
    const Outcome outcome = run({"render", out("sound.png"), "--output", out(target), "--force"});
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(test::isOneSentence(outcome.err), qPrintable(outcome.err));
    QCOMPARE(contentOf(out("sound.png")), before);
    QVERIFY(QFileInfo(out("soft.png")).isSymLink());
    // Another sound's image may be one of the sounds, too.
    QCOMPARE(run({"render", sound("calls/call1.wav"), out("hard.png"), "--output", out(), "--force"}).exitCode, 1);
    QCOMPARE(contentOf(out("hard.png")), before);
}

void TestRender::clashingNamesAreKeptApart()
{
    for (const char* const name : {"in/x/a.wav", "in/y/a.wav", "in/y/a.WAVE"}) {
        QVERIFY(QDir(out()).mkpath(QFileInfo(QLatin1String(name)).path()));
        QVERIFY(QFile::copy(sound("calls/call1.wav"), out(QLatin1String(name))));
    }
    const Outcome outcome = run({"render", out("in/x"), out("in/y/a.wav"), out("in/y/a.WAVE"), "--output", out("o/")});
    QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.err));
    for (const char* const name : {"o/x/a.png", "o/y/a.wav.png", "o/y/a.WAVE.png"})
        QVERIFY2(QFileInfo::exists(out(QLatin1String(name))), name);
}

void TestRender::contactSheetsHaveTheirPages()
{
    const QStringList sheet{"render", sound("calls"), "--contact-sheet", "--columns", "2", "--rows", "4"};
    QCOMPARE(run(sheet + QStringList{"--output", out("s.png")}).exitCode, 1); // for the two that are no sounds
    QCOMPARE(QDir(out()).entryList({"*.png"}), QStringList({"s-1.png", "s-2.png"}));
    const QImage page(out("s-1.png"));
    QVERIFY(page.width() > page.height() && page.width() > 2000);
    // Its third and fourth cell hold pictures, which have colors.
    int colored = 0;
    for (int x = 0; x < page.width(); ++x) {
        const QColor color = page.pixelColor(x, page.height() * 2 / 5);
        colored += color.saturation() > 100;
    }
    QVERIFY2(colored > page.width() / 3, qPrintable(QString::number(colored)));
    QCOMPARE(run(sheet + QStringList{"--output", out("s.pdf")}).exitCode, 1);
    QVERIFY(contentOf(out("s.pdf")).startsWith("%PDF"));
    QCOMPARE(contentOf(out("s.pdf")).count("/Type /Page\n"), 2);
    // Beside the images:
    QCOMPARE(run(sheet + QStringList{"--output", out("both"), "--quiet"}).exitCode, 1);
    QCOMPARE(QDir(out("both")).entryList(QDir::Files).size(), 11);
    QVERIFY(QFileInfo::exists(out("both/contact-sheet.pdf")));
    const Outcome again = run(sheet + QStringList{"--output", out("s.pdf")});
    QVERIFY2(again.exitCode == 1 && again.err.contains("--force"), qPrintable(again.err));
}

/// Of hiss that comes and goes, many levels of which are near the highest, however many of them share a pixel.
void TestRender::automaticLimitsAreTheSameAtEverySize()
{
    std::vector<double> hiss = test::noise(30 * 48000, 0.5);
    for (std::size_t i = 0; i < hiss.size(); ++i)
        hiss[i] *= std::pow(std::sin(static_cast<double>(i) / 30'000), 4);
    test::writeWav(sound("hiss.wav"), {hiss});
    const auto limitsIn = [this](const QString& size, const QStringList& further) {
        const QString image = out("hiss.png");
        const QStringList arguments{"render", sound("hiss.wav"), "--output", image, "--force", "--size", size};
        if (run(arguments + further).exitCode != 0)
            return QString();
        const auto json = recipeInImage(image);
        const QJsonObject display =
            json ? QJsonDocument::fromJson(json.value()).object()["display"].toObject() : QJsonObject();
        return QStringLiteral("%1 to %2").arg(display["low"].toDouble()).arg(display["high"].toDouble());
    };
    for (const QStringList& further :
         {QStringList(), QStringList{"--start", "3.3", "--duration", "20.1"}, QStringList{"--reduction", "mean"}}) {
        const QString usual = limitsIn("1600x900", further);
        QVERIFY(!usual.isEmpty());
        for (const char* const size : {"500x350", "760x1200", "3000x700"})
            QCOMPARE(limitsIn(size, further), usual);
        test::WindowDriver drive;
        drive.window().resize(1000, 600);
        if (further.isEmpty()) {
            QVERIFY(drive.open(sound("hiss.wav")) && drive.settle());
            QCOMPARE(QStringLiteral("%1 to %2").arg(drive.display().low).arg(drive.display().high), usual);
        }
    }
}

void TestRender::theRecipeSaysWhatWasDrawn()
{
    QCOMPARE(run({"render", sound("stereo.wav"), "--output", out("a.png"), "--start", "0.5", "--duration", "1",
                  "--fmax", "8000", "--nperseg", "512", "--channel", "2"})
                 .exitCode,
             0);
    const auto json = recipeInImage(out("a.png"));
    QVERIFY(json);
    const QJsonObject recipe = QJsonDocument::fromJson(json.value()).object();
    QCOMPARE(recipe["schema"].toInt(), recipeSchema);
    QCOMPARE(recipe["sound"]["name"].toString(), QStringLiteral("stereo.wav"));
    QCOMPARE(recipe["sound"]["sha256"].toString().toLatin1(),
             QCryptographicHash::hash(contentOf(sound("stereo.wav")), QCryptographicHash::Sha256).toHex());
    QCOMPARE(recipe["interval"]["beginSample"].toDouble(), 24000.0);
    QCOMPARE(recipe["interval"]["endSample"].toDouble(), 72000.0);
    QCOMPARE(recipe["interval"]["highHz"].toDouble(), 8000.0);
    QCOMPARE(recipe["analysis"]["nperseg"].toInt(), 512);
    QCOMPARE(recipe["channel"].toInt(), 2);
    QVERIFY(!recipe["version"].toString().isEmpty());
    QVERIFY(!recipe["display"]["automaticLevels"].toBool(true));
}

void TestRender::aRecipeRepeatsTheImageBitForBit_data()
{
    QTest::addColumn<QString>("suffix");
    for (const char* const suffix : {"png", "jpg", "webp", "tif", "svg", "pdf"})
        QTest::newRow(suffix) << suffix;
}

void TestRender::aRecipeRepeatsTheImageBitForBit()
{
    QFETCH(QString, suffix);
    QVERIFY(QFile::copy(sound("stereo.wav"), out("moved.wav")));
    const QString first = out("first." + suffix);
    const QString second = out("second." + suffix);
    const Outcome drawn = run({"render", out("moved.wav"), "--output", first, "--size-mm", "120x80", "--dpi", "200",
                               "--start", "0.1", "--frequency-scale", "bark", "--description", "--theme", "dark"},
                              QStringLiteral("de_DE.UTF-8"));
    QVERIFY2(drawn.exitCode == 0, qPrintable(drawn.err));
    QTest::qSleep(1100); // no clock has a say in it
    const Outcome repeated = run({"render", "--recipe", first, "--output", second});
    QVERIFY2(repeated.exitCode == 0, qPrintable(repeated.err));
    QCOMPARE(repeated.err, QString());
    QVERIFY(contentOf(first) == contentOf(second));
    const Outcome over = run({"render", "--recipe", first, "--output", first, "--force"});
    QCOMPARE(over.exitCode, 1); // it is what is read
    QVERIFY(contentOf(first) == contentOf(second));
}

void TestRender::aRecipeRefusesAnotherSound()
{
    QVERIFY(QFile::copy(sound("stereo.wav"), out("a.wav")));
    QCOMPARE(run({"render", out("a.wav"), "--output", out("a.png")}).exitCode, 0);
    QVERIFY(QFile::remove(out("a.wav")));
    const Outcome missing = run({"render", "--recipe", out("a.png"), "--output", out("b.png")});
    QVERIFY2(missing.exitCode == 1 && test::isOneSentence(missing.err), qPrintable(missing.err));
    QVERIFY(missing.err.contains("a.wav"));
    // By another name it is the same sound.
    QCOMPARE(run({"render", "--recipe", out("a.png"), sound("stereo.wav"), "--output", out("b.png")}).exitCode, 0);

    test::Channels other = test::richStereo();
    other[0][1000] = 0.9;
    test::writeWav(out("a.wav"), other);
    const Outcome differs = run({"render", "--recipe", out("a.png"), "--output", out("c.png")});
    QVERIFY2(differs.exitCode == 1 && differs.err.contains("--force"), qPrintable(differs.err));
    QVERIFY(!QFileInfo::exists(out("c.png")));
    const Outcome forced = run({"render", "--recipe", out("a.png"), "--output", out("c.png"), "--force"});
    QVERIFY2(forced.exitCode == 0 && forced.err.contains("a.wav"), qPrintable(forced.err));
    QVERIFY(QFileInfo::exists(out("c.png")));

    QVERIFY(QImage(32, 32, QImage::Format_RGB32).save(out("plain.png")));
    const Outcome none = run({"render", "--recipe", out("plain.png"), "--output", out("d.png")});
    QVERIFY2(none.exitCode == 1 && test::isOneSentence(none.err), qPrintable(none.err));
}

void TestRender::anInterruptionLeavesNothingHalfDone()
{
    QDir(out()).mkdir("in");
    for (int i = 0; i < 300; ++i)
        QVERIFY(QFile::link(sound("stereo.wav"), out(QStringLiteral("in/%1.wav").arg(i))));
    QProcess process;
    process.start(GABOR_PROGRAM, {"render", out("in"), "--output", out("o")});
    QTRY_VERIFY_WITH_TIMEOUT(!QDir(out("o")).entryList({"*.png"}).isEmpty(), test::patienceMs);
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGINT), 0);
    QVERIFY(process.waitForFinished(test::patienceMs));
    QCOMPARE(process.exitStatus(), QProcess::CrashExit); // by the signal, so that a shell's loop ends with it
    QCOMPARE(process.exitCode(), SIGINT);
    const QStringList files = QDir(out("o")).entryList(QDir::Files | QDir::Hidden);
    QVERIFY(files.size() < 300);
    for (const QString& file : files)
        QCOMPARE(QImage(out("o/" + file)).size(), QSize(1600, 900));
}

QTEST_MAIN(TestRender)
#include "tst_render.moc"
