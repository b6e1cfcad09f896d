// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/gestures.h"
#include "tests/app/sounds.h"
#include "tests/app/windowdriver.h"
#include "widgets/panels/fieldrow.h"

#include <QAbstractItemView>
#include <QSlider>
#include <QStyleOptionSlider>

using namespace gabor;
using test::PanelDriver;

namespace {

/// Something that hands do.
using Doing = std::function<void(const PanelDriver&)>;

void nothing(const PanelDriver&) { }

Doing writing(const char* field, const char* text)
{
    return [=](const PanelDriver& hands) { hands.write(field, QLatin1String(text)); };
}

Doing choosing(const char* list, const char* entry)
{
    return [=](const PanelDriver& hands) { hands.choose(list, QLatin1String(entry)); };
}

Doing clicking(const char* button)
{
    return [=](const PanelDriver& hands) { hands.click(button); };
}

Doing pressing(const char* control, Qt::Key key)
{
    return [=](const PanelDriver& hands) { hands.press(control, key); };
}

QPointF handleOf(const QSlider& slider)
{
    QStyleOptionSlider option;
    option.initFrom(&slider);
    option.orientation = slider.orientation();
    option.minimum = slider.minimum();
    option.maximum = slider.maximum();
    option.sliderPosition = option.sliderValue = slider.value();
    option.subControls = QStyle::SC_All;
    return slider.style()
        ->subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderHandle, &slider)
        .center()
        .toPointF();
}

} // namespace

Q_DECLARE_METATYPE(Doing)

class TestControls : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init() { m_drive = std::make_unique<test::WindowDriver>(); }
    void cleanup() { m_drive.reset(); }

    void everyControlChangesThePicture_data();
    void everyControlChangesThePicture();
    void impossibleValuesAreSaidAndChangeNothing_data();
    void impossibleValuesAreSaidAndChangeNothing();
    void everyStepOfASliderDragIsAnotherPicture();
    void aListIsChosenFromByMouse();
    void limitsOfTheLevelsAreDrawnAsTheyAreWritten();

private:
    QStringList saidBesideFields() const;

    QTemporaryDir m_folder;
    QString m_stereo;
    QString m_long;
    std::unique_ptr<test::WindowDriver> m_drive;
};

void TestControls::initTestCase()
{
    m_stereo = m_folder.filePath("stereo.wav");
    m_long = m_folder.filePath("long.wav");
    test::writeWav(m_stereo, test::richStereo());
    test::writeWav(m_long, {test::noise(30 * 48000, 0.5)}); // three frames a pixel
}

/// Every sentence that stands below a field now.
QStringList TestControls::saidBesideFields() const
{
    QStringList sentences;
    for (const FieldNote* note : m_drive->window().findChildren<FieldNote*>()) {
        if (note->isVisible() && !note->text().isEmpty())
            sentences << note->text();
    }
    return sentences;
}

void TestControls::everyControlChangesThePicture_data()
{
    QTest::addColumn<bool>("longSound");
    QTest::addColumn<Doing>("before");
    QTest::addColumn<Doing>("change");
    const auto row = [](const char* name, Doing change, Doing before = nothing, bool longSound = false) {
        QTest::newRow(name) << longSound << std::move(before) << std::move(change);
    };
    row("window", choosing("windowCombo", "Blackman"));
    row("parameter", writing("windowParameter0Spin", "2"), choosing("windowCombo", "Kaiser"));
    row("parameter by key", pressing("windowParameter0Spin", Qt::Key_Up), choosing("windowCombo", "Kaiser"));
    row("weights", writing("windowParametersEdit", "0.4, 0.6"), choosing("windowCombo", "General cosine"));
    row(
        "symmetric", [](const PanelDriver& hands) { hands.check("symmetricCheck"); },
        writing("windowLengthCombo", "32"));
    row("length", writing("windowLengthCombo", "512"));
    row("length as a time", writing("windowLengthCombo", "5 ms"));
    row("length from the list", pressing("windowLengthCombo", Qt::Key_Down));
    row("NFFT", writing("nfftCombo", "8192"));
    row("NFFT from the list", pressing("nfftCombo", Qt::Key_Up));
    row("overlap in percent", writing("overlapPercentSpin", "20"));
    row("overlap in samples", writing("noverlapSpin", "100"));
    row("overlap slider by key", pressing("overlapSlider", Qt::Key_Home));
    row("detrend", choosing("detrendCombo", "Constant"));
    row("detrend the slope", choosing("detrendCombo", "Linear"), choosing("detrendCombo", "Constant"));
    row("channel", choosing("channelCombo", "Right"));
    row("reset of the transform", clicking("transformReset"), choosing("windowCombo", "Rectangular"));
    row("lower limit", writing("lowDbSpin", "-60"));
    row("upper limit", writing("highDbSpin", "10"));
    row("automatic limits", clicking("autoLevelsButton"), writing("lowDbSpin", "-40"));
    row("reset of the levels", clicking("levelReset"), writing("highDbSpin", "20"));
    row("amplitudes", choosing("levelScaleCombo", "Amplitude")); // scales in dB have the same picture
    row("limit of amplitudes", writing("highDbSpin", "0.01"), choosing("levelScaleCombo", "Amplitude"));
    row("colors of phases", choosing("colormapCombo", "Turbo"), choosing("levelScaleCombo", "Phase"));
    row("flat", clicking("shadingFlatButton"));
    row("smooth again", clicking("shadingSmoothButton"), clicking("shadingFlatButton"));
    row("color map", choosing("colormapCombo", "Magma"));
    row("reversed", [](const PanelDriver& hands) { hands.check("reversedCheck"); });
    row("lowest frequency", writing("lowFrequencySpin", "500"));
    row("highest frequency", writing("highFrequencySpin", "5000"));
    row("all frequencies", clicking("fullFrequencyButton"), writing("highFrequencySpin", "5000"));
    row("reduction", choosing("reductionCombo", "Mean power"), nothing, true);
    row("one of the cells", choosing("reductionCombo", "Sample"), nothing, true);
    row("reset of the display", clicking("displayReset"), choosing("colormapCombo", "Gray"));
}

void TestControls::everyControlChangesThePicture()
{
    QFETCH(bool, longSound);
    QFETCH(Doing, before);
    QFETCH(Doing, change);
    QVERIFY(m_drive->open(longSound ? m_long : m_stereo));
    before(*m_drive->hands);
    QVERIFY(m_drive->settle());
    QApplication::processEvents(); // repaints
    const QImage pane = m_drive->spectrogram().toImage(1);
    const QImage screen = m_drive->figure().grab().toImage();
    change(*m_drive->hands);
    QVERIFY(m_drive->settle());
    QApplication::processEvents();
    QVERIFY(m_drive->spectrogram().toImage(1) != pane);
    QVERIFY(m_drive->figure().grab().toImage() != screen);
    QCOMPARE(saidBesideFields(), QStringList());
}

void TestControls::impossibleValuesAreSaidAndChangeNothing_data()
{
    QTest::addColumn<Doing>("before");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("text"); // its beginning may be possible, and is drawn as it goes
    QTest::addColumn<QString>("word"); // of the sentence
    const auto row = [](const char* name, const char* field, const char* text, const char* word,
                        Doing before = nothing) { QTest::newRow(name) << std::move(before) << field << text << word; };
    row("overlap of 100 %", "overlapPercentSpin", "100", "less than the window");
    row("overlap as long as the window", "noverlapSpin", "2048", "less than the window");
    row("negative overlap", "overlapPercentSpin", "-5", "negative");
    row("overlap is a word", "overlapPercentSpin", "half", "not a number");
    row("part of a sample", "noverlapSpin", "12.5", "whole number");
    row("NFFT below the window", "nfftCombo", "500", "at least the window length");
    row("NFFT is a word", "nfftCombo", "many", "no length");
    row("length 0", "windowLengthCombo", "0", "at least 1 sample");
    row("negative length", "windowLengthCombo", "-64", "at least 1 sample");
    row("length is a word", "windowLengthCombo", "long", "no length");
    row("unknown unit", "windowLengthCombo", "51 h", "no length");
    row("parameter out of range", "windowParameter0Spin", "-3", "between", choosing("windowCombo", "Kaiser"));
    row("parameter is infinite", "windowParameter0Spin", "1e999", "not a number", choosing("windowCombo", "Kaiser"));
    row("lower limit above the upper", "lowDbSpin", "90", "must be below");
    row("upper limit below the lower", "highDbSpin", "-500", "must be below");
    row("limit is a word", "highDbSpin", "loud", "not a number");
    row("low end above the high", "lowFrequencySpin", "30000", "must be below");
    row("beyond half the sample rate", "highFrequencySpin", "99999", "half its sample rate");
    row("negative frequency", "lowFrequencySpin", "-1", "begin at 0 Hz");
}

void TestControls::impossibleValuesAreSaidAndChangeNothing()
{
    QFETCH(Doing, before);
    QFETCH(QString, field);
    QFETCH(QString, text);
    QFETCH(QString, word);
    QVERIFY(m_drive->open(m_stereo));
    before(*m_drive->hands);
    m_drive->spectrogram().setFocus();
    QVERIFY(m_drive->settle());
    const QImage picture = m_drive->picture();
    const FigureContent content = m_drive->figure().content();
    const PictureSpan span = m_drive->span();

    m_drive->hands->write(field.toLatin1(), text);
    QVERIFY(m_drive->settle());
    QCOMPARE(m_drive->picture(), picture);
    QVERIFY(m_drive->figure().content().spec == content.spec);
    QVERIFY(m_drive->figure().content().display == content.display);
    QVERIFY(m_drive->span() == span);
    const QStringList said = saidBesideFields();
    QCOMPARE(said.size(), 1);
    QVERIFY2(said.first().contains(word), qPrintable(said.first()));

    m_drive->key(Qt::Key_Tab); // what is in force stands in the field again
    QCOMPARE(m_drive->picture(), picture);
    QCOMPARE(saidBesideFields(), QStringList());
}

void TestControls::everyStepOfASliderDragIsAnotherPicture()
{
    QVERIFY(m_drive->open(m_stereo));
    auto* slider = m_drive->hands->control<QSlider>("overlapSlider");
    QImage last = m_drive->spectrogram().toImage(1);
    int lastHop = m_drive->stft().hop;
    QPointF at = handleOf(*slider);
    test::press(*slider, at);
    for (int step = 0; step < 12; ++step) {
        at.rx() -= 4;
        test::pull(*slider, at);
        QVERIFY(m_drive->stft().hop > lastHop);
        lastHop = m_drive->stft().hop;
        QVERIFY(m_drive->settle());
        const QImage now = m_drive->spectrogram().toImage(1);
        QVERIFY2(now != last, qPrintable(QString::number(step)));
        last = now;
    }
    test::release(*slider, at);
}

void TestControls::aListIsChosenFromByMouse()
{
    QVERIFY(m_drive->settle());
    const QImage before = m_drive->picture();
    auto* combo = m_drive->hands->control<QComboBox>("windowCombo");
    QTest::mouseClick(combo, Qt::LeftButton);
    QTRY_VERIFY(combo->view()->isVisible());
    const QModelIndex entry = combo->model()->index(combo->findText("Blackman"), 0);
    QElapsedTimer open;
    open.start();
    QTRY_VERIFY(open.elapsed() > QApplication::doubleClickInterval());
    QTest::mouseClick(combo->view()->viewport(), Qt::LeftButton, {}, combo->view()->visualRect(entry).center());
    QTRY_COMPARE(m_drive->stft().window.kind, WindowKind::Blackman);
    QVERIFY(m_drive->settle());
    QVERIFY(m_drive->picture() != before);
}

void TestControls::limitsOfTheLevelsAreDrawnAsTheyAreWritten()
{
    QVERIFY(m_drive->settle());
    m_drive->hands->write("lowDbSpin", "-300");
    m_drive->hands->write("highDbSpin", "-299"); // everything there is lies above
    QVERIFY(!m_drive->display().automaticLevels);
    const QRect inside = m_drive->spectrogram().inside();
    const QImage image = m_drive->spectrogram().toImage(1);
    QCOMPARE(image.pixel(inside.center()), QRgb(colorTable({}).back()));
}

QTEST_MAIN(TestControls)
#include "tst_controls.moc"
