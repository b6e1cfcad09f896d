// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/controls.h"

#include "app/session/session.h"
#include "app/window/fieldkeys.h"
#include "widgets/panels/analysispanel.h"
#include "widgets/panels/displaypanel.h"
#include "widgets/panels/panelwidth.h"

#include <QAction>
#include <QDockWidget>
#include <QMainWindow>
#include <QScrollArea>
#include <QVBoxLayout>

namespace gabor {

namespace {

constexpr QMargins columnMargins{8, 4, 8, 8};

/// Where the panels will stand, and room for them.
QScrollArea* place(QDockWidget* dock)
{
    auto* scroll = new QScrollArea(dock);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setMinimumWidth(panelWidth(*scroll) + columnMargins.left() + columnMargins.right());
    return scroll;
}

} // namespace

Controls::Controls(Session& session, FigureView& figure, QMainWindow& window)
    : QObject(&window), m_session(session), m_figure(figure), m_dock(new QDockWidget(tr("Controls"), &window))
{
    // Each part is made in its place: whoever gets another parent is polished once more, with all that is inside.
    m_dock->setObjectName(QStringLiteral("controlsDock"));
    m_dock->setTitleBarWidget(new QWidget(m_dock));
    m_dock->setFeatures(QDockWidget::DockWidgetClosable);
    auto* const scroll = place(m_dock);
    m_column = new QWidget(scroll->viewport());
    m_column->hide(); // until it is whole
    auto* const layout = new QVBoxLayout(m_column);
    layout->setContentsMargins(columnMargins);
    m_dock->setWidget(scroll);
    window.addDockWidget(Qt::RightDockWidgetArea, m_dock);
    toggleAction()->setText(tr("Cont&rols"));
    toggleAction()->setShortcut(QKeySequence(Qt::Key_F9));
    toggleAction()->setObjectName(QStringLiteral("controlsAction"));

    connect(&session, &Session::soundChanged, this, &Controls::showSound);
    connect(&session, &Session::contentChanged, this, &Controls::showContent);
    connect(&figure.view(), &ViewModel::spanChanged, this, &Controls::showBand);
}

QAction* Controls::toggleAction() const
{
    return m_dock->toggleViewAction();
}

void Controls::build()
{
    while (buildNext()) { }
}

bool Controls::buildNext()
{
    if (m_analysis == nullptr)
        m_analysis = new AnalysisPanel(m_column, PanelBuilding::InParts);
    if (m_analysis->buildNext())
        return true;
    if (m_display == nullptr)
        m_display = new DisplayPanel(m_column, PanelBuilding::InParts);
    if (m_display->buildNext())
        return true;
    if (!m_areWhole)
        finish();
    return false;
}

void Controls::finish()
{
    m_areWhole = true;
    auto* const column = static_cast<QVBoxLayout*>(m_column->layout());
    column->addWidget(m_analysis);
    column->addWidget(m_display);
    column->addStretch(1);
    connectAnalysis();
    connectDisplay();
    showSound();
    showContent();
    showBand();
    static_cast<QScrollArea*>(m_dock->widget())->setWidget(m_column);
    m_column->show();
    auto* const fieldKeys = new FieldKeys(m_column, &m_figure.spectrogram());
    connect(fieldKeys, &FieldKeys::escaped, this, [this] {
        m_analysis->discardEdits();
        m_display->discardEdits();
    });
}

void Controls::connectAnalysis()
{
    connect(m_analysis, &AnalysisPanel::parametersChanged, &m_session, &Session::setStft);
    connect(m_analysis, &AnalysisPanel::channelChanged, &m_session, &Session::setChannel);
}

void Controls::connectDisplay()
{
    connect(m_display, &DisplayPanel::displayChanged, &m_figure, &FigureView::changeDisplay);
    connect(m_display, &DisplayPanel::reductionChanged, &m_session, &Session::setReduction);
    connect(m_display, &DisplayPanel::frequencyRangeChanged, this, [this](double lowHz, double highHz) {
        const PictureSpan& span = m_figure.view().span();
        m_figure.view().show({span.beginSample, span.endSample, lowHz, highHz});
    });
}

void Controls::showSound()
{
    if (!m_areWhole)
        return;
    const SoundDescription& sound = m_session.sound();
    m_analysis->setSound(sound.sampleRate, sound.channelCount);
    m_display->setFrequencyLimits(sound.sampleRate / 2);
}

void Controls::showContent()
{
    if (!m_areWhole)
        return;
    const FigureContent& content = m_session.content();
    m_analysis->setParameters(content.spec.stft);
    m_analysis->setChannel(content.spec.channel);
    m_display->setParameters(content.display);
    m_display->setReduction(content.spec.reduction);
}

void Controls::showBand()
{
    if (!m_areWhole)
        return;
    const PictureSpan& span = m_figure.view().span();
    m_display->setFrequencyRange(span.lowHz, span.highHz);
}

} // namespace gabor
