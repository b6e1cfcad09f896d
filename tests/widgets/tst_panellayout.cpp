// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/analysispanel.h"
#include "widgets/panels/displaypanel.h"
#include "widgets/panels/fieldrow.h"
#include "widgets/panels/numberlist.h"
#include "widgets/panels/numberspin.h"
#include "widgets/theme/theme.h"

#include "tests/widgets/paneldriver.h"

#include <QApplication>
#include <QLayout>
#include <QLineEdit>

using namespace gabor;

/// The panels stay as wide as they are and show all of every name in that.
class TestPanelLayout : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();

    void nothingIsCut_data();
    void nothingIsCut();
    void widthDependsOnNothingShown();
    void longTextsAreQuotedInPart();
    void parametersAreNamedInFull();
    void firstWeightIsInView();
    void weightsHaveTheMinusOfOtherNumbers();
    void inPartsAPanelIsTheSame();
};

namespace {

constexpr int narrow = 285;

void showWindow(AnalysisPanel& panel, WindowKind kind)
{
    StftParameters p;
    p.window = initialWindow(kind, p.windowLength);
    panel.setParameters(p);
}

/// In the order in which Tab goes through them.
QStringList tabOrderOf(QWidget& panel)
{
    QStringList names;
    for (const QWidget* next = panel.nextInFocusChain(); next != &panel; next = next->nextInFocusChain())
        names << next->objectName();
    return names;
}

/// @return how many parts there were
template <class Panel>
int compareWithParts()
{
    Panel atOnce;
    Panel inParts(nullptr, PanelBuilding::InParts);
    int parts = 0;
    while (inParts.buildNext()) {
        QApplication::processEvents();
        ++parts;
    }
    const QSize size(narrow, 700);
    for (Panel* const panel : {&atOnce, &inParts})
        panel->resize(size);
    [&] {
        QCOMPARE(tabOrderOf(inParts), tabOrderOf(atOnce));
        QCOMPARE(inParts.sizeHint(), atOnce.sizeHint());
        QCOMPARE(inParts.grab().toImage(), atOnce.grab().toImage());
    }();
    return parts;
}

} // namespace

void TestPanelLayout::initTestCase()
{
    QLocale::setDefault(QLocale::c());
    applyTheme(*qApp, ThemeChoice::Dark);
}

void TestPanelLayout::nothingIsCut_data()
{
    QTest::addColumn<WindowKind>("kind");
    for (const WindowInfo& info : windowCatalog())
        QTest::newRow(info.scipyName.data()) << info.kind;
}

void TestPanelLayout::nothingIsCut()
{
    QFETCH(WindowKind, kind);
    AnalysisPanel analysis;
    DisplayPanel display;
    analysis.setSound(48000, 2);
    showWindow(analysis, kind);
    for (QWidget* panel : {static_cast<QWidget*>(&analysis), static_cast<QWidget*>(&display)}) {
        panel->setFixedWidth(narrow);
        panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(panel));
        QVERIFY(panel->layout()->totalMinimumSize().width() <= narrow);
        for (const FieldLabel* label : panel->findChildren<FieldLabel*>()) {
            if (!label->isVisible() || label->text().isEmpty())
                continue;
            QVERIFY2(!label->wordWrap() && label->width() >= label->sizeHint().width(), qPrintable(label->text()));
            QVERIFY2(label->text().remove('&').front().isUpper(), qPrintable(label->text()));
        }
        panel->hide();
    }
}

void TestPanelLayout::widthDependsOnNothingShown()
{
    AnalysisPanel analysis;
    const int width = analysis.sizeHint().width();
    QVERIFY(width >= narrow);
    QCOMPARE(DisplayPanel().sizeHint().width(), width);
    QCOMPARE(DisplayPanel().minimumSizeHint().width(), width);
    for (const int channels : {1, 2, 300}) {
        analysis.setSound(48000, channels);
        for (const WindowInfo& info : windowCatalog()) {
            showWindow(analysis, info.kind);
            QCOMPARE(analysis.sizeHint().width(), width);
            QCOMPARE(analysis.minimumSizeHint().width(), width);
        }
    }
}

void TestPanelLayout::longTextsAreQuotedInPart()
{
    AnalysisPanel panel;
    showWindow(panel, WindowKind::GeneralCosine);
    panel.setFixedWidth(narrow);
    const test::PanelDriver drive(panel);
    for (const char* field : {"windowLengthCombo", "overlapPercentSpin", "windowParametersEdit"}) {
        drive.write(field, QString(200, 'w'));
        QVERIFY(!drive.said(field).isEmpty());
        QVERIFY2(panel.layout()->totalMinimumSize().width() <= narrow, field);
    }
}

void TestPanelLayout::parametersAreNamedInFull()
{
    AnalysisPanel panel;
    const auto* first = panel.findChild<NumberSpin*>("windowParameter0Spin");
    const auto* second = panel.findChild<NumberSpin*>("windowParameter1Spin");
    showWindow(panel, WindowKind::Dpss);
    QCOMPARE(first->accessibleName(), "Half bandwidth NW");
    QVERIFY(first->toolTip().contains("Half bandwidth NW"));
    showWindow(panel, WindowKind::Taylor);
    QVERIFY(first->accessibleName().startsWith("Near sidelobes"));
    QCOMPARE(second->accessibleName(), "Sidelobe level");
    showWindow(panel, WindowKind::Chebwin);
    QCOMPARE(first->accessibleName(), "Attenuation");
}

void TestPanelLayout::firstWeightIsInView()
{
    AnalysisPanel panel;
    showWindow(panel, WindowKind::GeneralCosine);
    auto* weights = panel.findChild<QLineEdit*>("windowParametersEdit");
    QCOMPARE(weights->cursorPosition(), 0);
    const test::PanelDriver drive(panel);
    drive.write("windowParametersEdit", "0.355768, 0.487396, 0.144232, 0.012604");
    drive.press("windowParametersEdit", Qt::Key_Tab);
    QCOMPARE(weights->cursorPosition(), 0);
}

void TestPanelLayout::weightsHaveTheMinusOfOtherNumbers()
{
    const std::vector<double> weights{1, -1.93, 1.29};
    QCOMPARE(numberListText(weights, QLocale::c()), "1, −1.93, 1.29");
    for (const QLocale& locale : {QLocale::c(), QLocale("de"), QLocale("sv")}) {
        const QString text = numberListText(weights, locale);
        QCOMPARE(readNumberList(text, locale), std::optional(weights));
        QCOMPARE(readNumberList(QString(text).replace(QChar(0x2212), '-'), locale), std::optional(weights));
    }
}

/// Small enough for an event loop that shall not wait, and nothing is seen of it afterwards.
void TestPanelLayout::inPartsAPanelIsTheSame()
{
    QCOMPARE_GE(compareWithParts<AnalysisPanel>(), 4);
    QCOMPARE_GE(compareWithParts<DisplayPanel>(), 4);
}

QTEST_MAIN(TestPanelLayout)
#include "tst_panellayout.moc"
