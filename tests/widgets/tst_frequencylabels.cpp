// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/pitch.h"
#include "widgets/plot/frequencylabels.h"

#include <QHash>
#include <QLocale>
#include <QSet>
#include <QTest>

#include <cmath>

using namespace gabor;

Q_DECLARE_METATYPE(gabor::FrequencyAxis)

namespace {

constexpr double lineHeight = 14;

/// What a label says. Cents are those from the note that it names.
double hzOf(const QString& label, FrequencyUnit unit, double a4Hz)
{
    if (unit == FrequencyUnit::Notes) {
        static const QHash<QString, int> notes = [] {
            QHash<QString, int> all;
            for (int note = 0; note < 200; ++note)
                all.insert(QString::fromStdString(noteName(note)), note);
            return all;
        }();
        return notes.contains(label) ? hzOfNote(notes[label], a4Hz) : qQNaN();
    }
    if (unit == FrequencyUnit::Kilohertz)
        return label.toDouble() * 1000;
    return label.endsWith(u'k') ? label.chopped(1).toDouble() * 1000 : label.toDouble();
}

/// Digits of a number from the first to the last that is not 0.
int digitsOf(double value)
{
    QString text = QString::number(value, 'e', 12).section(u'e', 0, 0).remove(u'.');
    while (text.endsWith(u'0'))
        text.chop(1);
    return std::max(1, static_cast<int>(text.size()));
}

struct View
{
    double lowHz;
    double highHz;
};

/// From all there is to a few hertz, in the bass, in the middle and at the top.
std::vector<View> views(FrequencyScale scale, double maximumHz)
{
    const double lowest = lowestHz(scale, maximumHz);
    const double first = scaleFromHz(lowest, scale);
    const double whole = scaleFromHz(maximumHz, scale) - first;
    std::vector<View> all{{lowest, maximumHz}};
    for (double share = 0.9; share > 2e-4; share *= 0.53) {
        for (const double place : {0.0, 0.123, 0.5, 0.777, 1.0}) {
            const double low = first + place * (1 - share) * whole;
            all.push_back({std::max(lowest, hzFromScale(low, scale)), hzFromScale(low + share * whole, scale)});
        }
    }
    return all;
}

QString text(const FrequencyLabels& labels)
{
    QStringList parts;
    for (const FrequencyLabel& label : labels.labelled)
        parts << label.text;
    return parts.join(u' ');
}

QByteArray whereIs(const FrequencyRoom& room)
{
    return QStringLiteral("%1 to %2 Hz, %3 px: ").arg(room.lowHz).arg(room.highHz).arg(room.pixels).toUtf8();
}

/// Those in view alone.
std::vector<FrequencyLabel> seen(const FrequencyLabels& labels, const FrequencyRoom& room)
{
    std::vector<FrequencyLabel> inView;
    for (const FrequencyLabel& label : labels.labelled) {
        if (room.shows(label.hz))
            inView.push_back(label);
    }
    return inView;
}

} // namespace

class TestFrequencyLabels : public QObject
{
    Q_OBJECT

private slots:
    void everyViewIsReadable_data();
    void everyViewIsReadable();
    void ticksBetweenStandApart_data() { everyViewIsReadable_data(); }
    void ticksBetweenStandApart();
    void aPanKeepsWhatItShows_data();
    void aPanKeepsWhatItShows();
    void usualViews_data();
    void usualViews();
    void notesFollowTheConcertPitch();
    void centsAreFromANote();
    void belowAllNotesAreNumbers();
    void numbersFollowTheLocale();
    void captionsSayTheScale();
};

void TestFrequencyLabels::everyViewIsReadable_data()
{
    QTest::addColumn<FrequencyAxis>("axis");
    for (const FrequencyScaleInfo& info : frequencyScaleCatalog()) {
        if (info.scale != FrequencyScale::Linear) // whose numbers are QCustomPlot's
            QTest::addRow("%s", info.name.data()) << FrequencyAxis{.scale = info.scale};
        QTest::addRow("%s, notes", info.name.data()) << FrequencyAxis{.scale = info.scale, .noteNames = true};
        QTest::addRow("%s, baroque notes", info.name.data())
            << FrequencyAxis{.scale = info.scale, .noteNames = true, .a4Hz = 415};
    }
}

void TestFrequencyLabels::everyViewIsReadable()
{
    QFETCH(FrequencyAxis, axis);
    for (const double maximumHz : {4000.0, 22'050.0, 96'000.0}) {
        for (const View view : views(axis.scale, maximumHz)) {
            for (const double pixels : {68.0, 150.0, 571.0, 1200.0}) {
                const FrequencyRoom room{axis.scale, view.lowHz, view.highHz, pixels, lineHeight};
                const FrequencyLabels labels = frequencyLabels(axis, room, QLocale::c());
                const std::vector<FrequencyLabel> inView = seen(labels, room);
                const QByteArray where = whereIs(room) + text(labels).toUtf8();
                QVERIFY2(inView.size() >= (pixels >= 150 ? 3U : 1U), where);
                QSet<QString> texts;
                for (std::size_t i = 0; i < inView.size(); ++i) {
                    const double hz = inView[i].hz;
                    const double next = i + 1 < inView.size() ? inView[i + 1].hz : hz;
                    QVERIFY2(i + 1 == inView.size() || room.distance(hz, next) >= lineHeight, where);
                    QVERIFY2(inView[i].text.size() <= 8, where);
                    if (labels.unit == FrequencyUnit::Cents) // which come again with every note
                        continue;
                    QVERIFY2(!texts.contains(inView[i].text), where);
                    texts << inView[i].text;
                    const double said = hzOf(inView[i].text, labels.unit, axis.a4Hz);
                    QVERIFY2(std::abs(said - hz) <= hz * 1e-6, where);
                    const bool number = labels.unit != FrequencyUnit::Notes;
                    // No more digits than it takes to tell neighbours apart.
                    if (number && hz > 0 && next > hz)
                        QVERIFY2(digitsOf(hz) <= std::ceil(std::log10(next / (next - hz)) + 1e-9) + 1, where);
                }
            }
        }
    }
}

void TestFrequencyLabels::ticksBetweenStandApart()
{
    QFETCH(FrequencyAxis, axis);
    for (const View view : views(axis.scale, 24'000)) {
        const FrequencyRoom room{axis.scale, view.lowHz, view.highHz, 600, lineHeight};
        const FrequencyLabels labels = frequencyLabels(axis, room, QLocale::c());
        for (std::size_t i = 1; i < labels.between.size(); ++i) {
            if (room.shows(labels.between[i - 1]) && room.shows(labels.between[i]))
                QVERIFY(room.distance(labels.between[i - 1], labels.between[i]) >= 3);
        }
    }
}

void TestFrequencyLabels::aPanKeepsWhatItShows_data()
{
    QTest::addColumn<bool>("notes");
    QTest::newRow("numbers") << false;
    QTest::newRow("notes") << true;
}

/// On a logarithmic scale, where every place has the same room, labels must move with the picture and not change.
void TestFrequencyLabels::aPanKeepsWhatItShows()
{
    QFETCH(bool, notes);
    const FrequencyAxis axis{.scale = FrequencyScale::Log, .noteNames = notes};
    for (const double octaves : {9.0, 5.0, 2.0, 0.7}) {
        QSet<QString> before;
        double lowBefore = 0;
        for (double low = 5; low < 10.5; low += 0.013) {
            const FrequencyRoom room{axis.scale, std::exp2(low), std::exp2(low + octaves), 600, lineHeight};
            const FrequencyLabels labels = frequencyLabels(axis, room, QLocale::c());
            const double from = room.lowHz * 1.4;
            const double to = room.highHz / 1.4;
            QSet<QString> now;
            for (const FrequencyLabel& label : labels.labelled) {
                if (label.hz > from && label.hz < to)
                    now << QString::number(std::round(label.hz * 100));
            }
            if (lowBefore > 0) {
                for (const QString& label : before) {
                    const double hz = label.toDouble() / 100;
                    if (hz > from * 1.001 && hz < to / 1.001)
                        QVERIFY2(now.contains(label), qPrintable(label + u' ' + text(labels)));
                }
            }
            before = now;
            lowBefore = low;
        }
    }
}

void TestFrequencyLabels::usualViews_data()
{
    QTest::addColumn<FrequencyAxis>("axis");
    QTest::addColumn<double>("lowHz");
    QTest::addColumn<double>("highHz");
    QTest::addColumn<double>("pixels");
    QTest::addColumn<QString>("labels");
    const FrequencyAxis log{.scale = FrequencyScale::Log};
    const FrequencyAxis notes{.scale = FrequencyScale::Log, .noteNames = true};
    QTest::newRow("log, all") << log << 10.0 << 24'000.0 << 400.0 << "10 20 50 100 200 500 1k 2k 5k 10k 20k";
    QTest::newRow("log, low pane") << log << 10.0 << 24'000.0 << 150.0 << "10 100 1k 10k";
    QTest::newRow("mel, all") << FrequencyAxis{.scale = FrequencyScale::Mel} << 0.0 << 24'000.0 << 600.0
                              << "0 200 500 700 1k 1.5k 2k 3k 4k 5k 6k 8k 10k 12k 15k 20k";
    QTest::newRow("a third") << log << 900.0 << 1100.0 << 300.0 << "900 920 940 960 980 1000 1020 1040 1060 1080 1100";
    QTest::newRow("Cs") << notes << 10.0 << 24'000.0 << 400.0 << "C0 C1 C2 C3 C4 C5 C6 C7 C8 C9 C10";
    QTest::newRow("triads") << notes << 130.0 << 1100.0 << 320.0 << "C3 E3 G3 C4 E4 G4 C5 E5 G5 C6";
    QTest::newRow("naturals") << notes << 260.0 << 525.0 << 260.0 << "C4 D4 E4 F4 G4 A4 B4 C5";
    QTest::newRow("semitones") << notes << 390.0 << 525.0 << 200.0 << "G4 G♯4 A4 A♯4 B4 C5";
    QTest::newRow("cents") << notes << 438.0 << 443.0 << 100.0 << "−5 A4 +5 +10";
}

void TestFrequencyLabels::usualViews()
{
    QFETCH(FrequencyAxis, axis);
    QFETCH(double, lowHz);
    QFETCH(double, highHz);
    QFETCH(double, pixels);
    QFETCH(QString, labels);
    const FrequencyRoom room{axis.scale, lowHz, highHz, pixels, lineHeight};
    QStringList texts;
    for (const FrequencyLabel& label : seen(frequencyLabels(axis, room, QLocale::c()), room))
        texts << label.text;
    QCOMPARE(texts.join(u' '), labels);
}

void TestFrequencyLabels::notesFollowTheConcertPitch()
{
    for (const double a4Hz : {415.0, 440.0, 442.5}) {
        const FrequencyAxis axis{.scale = FrequencyScale::Log, .noteNames = true, .a4Hz = a4Hz};
        const FrequencyRoom room{axis.scale, a4Hz * 0.9, a4Hz * 1.1, 300, lineHeight};
        bool found = false;
        for (const FrequencyLabel& label : frequencyLabels(axis, room, QLocale::c()).labelled)
            found = found || (label.text == QLatin1String("A4") && std::abs(label.hz - a4Hz) < 1e-9);
        QVERIFY(found);
    }
}

void TestFrequencyLabels::centsAreFromANote()
{
    const FrequencyAxis axis{.scale = FrequencyScale::Log, .noteNames = true};
    const double low = hzOfNote(noteOfA4 + 0.2);
    const double high = hzOfNote(noteOfA4 + 0.4);
    const FrequencyLabels labels = frequencyLabels(axis, {axis.scale, low, high, 300, lineHeight}, QLocale::c());
    QCOMPARE(labels.unit, FrequencyUnit::Cents);
    QCOMPARE(labels.reference, "A4");
    for (const FrequencyLabel& label : labels.labelled)
        QVERIFY(std::abs(hzOfNote(noteOfA4 + label.text.toDouble() / 100) / label.hz - 1) < 1e-9);
    QCOMPARE(frequencyCaptions(labels.unit, labels.reference, axis, QLocale::c()).first(),
             "A4 ± cents (A4 = 440 Hz) · log");
}

void TestFrequencyLabels::belowAllNotesAreNumbers()
{
    const FrequencyAxis axis{.noteNames = true};
    const FrequencyLabels labels = frequencyLabels(axis, {axis.scale, 0, 5, 300, lineHeight}, QLocale::c());
    QCOMPARE(labels.unit, FrequencyUnit::Hertz);
    QVERIFY(labels.labelled.size() >= 3);
}

void TestFrequencyLabels::numbersFollowTheLocale()
{
    const FrequencyAxis axis{.scale = FrequencyScale::Mel};
    const QLocale german(QLocale::German);
    QVERIFY(text(frequencyLabels(axis, {axis.scale, 0, 24'000, 600, lineHeight}, german)).contains("1,5k"));
}

void TestFrequencyLabels::captionsSayTheScale()
{
    const QLocale c = QLocale::c();
    QCOMPARE(frequencyCaptions(FrequencyUnit::Kilohertz, {}, {}, c).first(), "Frequency (kHz)");
    QCOMPARE(frequencyCaptions(FrequencyUnit::Kilohertz, {}, {.scale = FrequencyScale::Mel}, c).first(),
             "Frequency (kHz) · mel");
    QCOMPARE(frequencyCaptions(FrequencyUnit::Notes, {}, {.noteNames = true, .a4Hz = 442.5}, c).first(),
             "Note (A4 = 442.5 Hz)");
}

QTEST_GUILESS_MAIN(TestFrequencyLabels)
#include "tst_frequencylabels.moc"
