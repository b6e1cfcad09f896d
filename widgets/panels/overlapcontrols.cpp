// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/overlapcontrols.h"

#include "widgets/panels/faulttext.h"
#include "widgets/panels/lengthtext.h"
#include "widgets/panels/numberspin.h"
#include "widgets/panels/wheelguard.h"

#include <QGridLayout>
#include <QLabel>
#include <QSlider>

#include <algorithm>
#include <cmath>

namespace gabor {
namespace {

constexpr int sliderSteps = 1000; ///< for the whole window; the last one would leave no hop

/// What was asked for, as long as whole samples can come near to it. A window of one sample has no share to overlap by.
double shownFraction(const AnalysisDraft& draft)
{
    const StftParameters& p = draft.parameters;
    const double asked = draft.overlapFraction * p.windowLength;
    const bool isNearest = std::abs(asked - p.noverlap()) <= 0.5;
    return isNearest || p.windowLength < 1 ? draft.overlapFraction : static_cast<double>(p.noverlap()) / p.windowLength;
}

} // namespace

OverlapControls::OverlapControls(QWidget* parent)
    : QWidget(parent), m_slider(new QSlider(Qt::Horizontal, this)), m_percentSpin(new NumberSpin(this)),
      m_noverlapSpin(new NumberSpin(this)), m_hopLabel(new QLabel(this))
{
    m_slider->setObjectName(QStringLiteral("overlapSlider"));
    m_slider->setRange(0, sliderSteps - 1);
    m_slider->setSingleStep(10);
    m_slider->setPageStep(125);
    m_slider->setAccessibleName(tr("Overlap"));
    m_slider->setToolTip(tr("More overlap draws more columns: the picture gets smoother in time and slower to compute "
                            "(overlap of neighboring frames)."));
    guardFromWheel(*m_slider);

    m_percentSpin->setObjectName(QStringLiteral("overlapPercentSpin"));
    m_percentSpin->setSuffix(QStringLiteral(" %"));
    m_percentSpin->setUsualRange(0, 99.9);
    m_percentSpin->setAccessibleName(tr("Overlap in percent"));
    m_percentSpin->setToolTip(tr("More overlap draws more columns: the picture gets smoother in time "
                                 "(overlap in percent of the window length)."));
    m_noverlapSpin->setObjectName(QStringLiteral("noverlapSpin"));
    m_noverlapSpin->setDecimals(0);
    m_noverlapSpin->setSuffix(tr(" samples"));
    m_noverlapSpin->setAccessibleName(tr("Overlap in samples"));
    m_noverlapSpin->setToolTip(tr(
        "Samples that each column shares with the next; more of them make the picture smoother in time (noverlap)."));

    m_hopLabel->setObjectName(QStringLiteral("hopLabel"));
    m_hopLabel->setProperty("textRole", "muted");
    m_hopLabel->setToolTip(tr("From one column of the picture to the next (hop = window length − overlap)."));

    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(4);
    m_percentSpin->setFixedWidth(m_percentSpin->sizeHint().width());
    grid->addWidget(m_slider, 0, 0);
    grid->addWidget(m_percentSpin, 0, 1);
    grid->addWidget(m_noverlapSpin, 1, 0, 1, 2);
    grid->addWidget(m_hopLabel, 2, 0, 1, 2);
    grid->setColumnStretch(0, 1);

    connectControls();
}

void OverlapControls::connectControls()
{
    connect(m_slider, &QSlider::valueChanged, this, [this](int value) {
        if (m_showing)
            return;
        emit edited({m_slider, {}, [value](AnalysisDraft& draft) {
                         setOverlapFraction(draft, static_cast<double>(value) / sliderSteps);
                         if (draft.parameters.hop < 1) // a slider stops where there is nothing more to take
                             setNoverlap(draft, draft.parameters.windowLength - 1);
                     }});
        emit confirmed();
    });
    connect(m_percentSpin, &NumberSpin::edited, this, [this] {
        const double fraction = m_percentSpin->value() / 100;
        emit edited({m_percentSpin,
                     m_percentSpin->hasNumber() ? QString() : unreadableNumberText(m_percentSpin->typedText()),
                     [fraction](AnalysisDraft& draft) { setOverlapFraction(draft, fraction); }});
    });
    connect(m_noverlapSpin, &NumberSpin::edited, this, [this] {
        const std::int64_t noverlap = std::llround(m_noverlapSpin->value());
        emit edited({m_noverlapSpin,
                     m_noverlapSpin->hasNumber() ? QString() : notWholeText(m_noverlapSpin->typedText()),
                     [noverlap](AnalysisDraft& draft) { setNoverlap(draft, noverlap); }});
    });
    for (NumberSpin* spin : {m_percentSpin, m_noverlapSpin})
        connect(spin, &NumberSpin::confirmed, this, &OverlapControls::confirmed);
}

void OverlapControls::showOverlap(const AnalysisDraft& draft, double sampleRate, const QWidget* edited)
{
    const StftParameters& p = draft.parameters;
    const QLocale numbers;
    const double fraction = shownFraction(draft);
    m_showing = true;
    m_slider->setValue(static_cast<int>(std::lround(std::clamp(fraction, 0.0, 1.0) * sliderSteps)));
    m_showing = false;
    m_noverlapSpin->setUsualRange(0, std::max(0, p.windowLength - 1));
    if (m_percentSpin != edited)
        m_percentSpin->showNumber(100 * fraction);
    if (m_noverlapSpin != edited)
        m_noverlapSpin->showNumber(p.noverlap());
    m_hopLabel->setText(tr("hop %1 = %2").arg(QString::number(p.hop), durationText(p.hop / sampleRate, numbers, 4)));
}

QWidget* OverlapControls::firstField() const
{
    return m_percentSpin;
}

} // namespace gabor
