// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/resolutionlabel.h"

#include "widgets/panels/lengthtext.h"

#include <QGridLayout>
#include <QLabel>

#include <algorithm>
#include <utility>

namespace gabor {

namespace {

/// Equivalent noise bandwidth in bins, to the digits that are shown. It depends on the shape alone, so a long window, which
/// may take a second to design, is measured by a shorter one; but some kinds have a width in samples.
double noiseBandwidthOf(const WindowSpec& window, int length)
{
    constexpr int longEnough = 8192;
    const bool hasWidthInSamples = window.kind == WindowKind::Gaussian || window.kind == WindowKind::GeneralGaussian
        || window.kind == WindowKind::Exponential;
    return equivalentNoiseBandwidth(
        windowCoefficients(window, hasWidthInSamples ? length : std::min(length, longEnough)));
}

} // namespace

ResolutionLabel::ResolutionLabel(QWidget* parent)
    : QFrame(parent), m_frequency(new QLabel(this)), m_time(new QLabel(this))
{
    setObjectName(QStringLiteral("resolutionLabel"));
    setProperty("flatFrame", true);
    setToolTip(tr("How fine the picture can be: lines closer than Δf and clicks closer than Δt melt into one "
                  "(ENBW: equivalent noise bandwidth of the window)."));
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(8, 6, 8, 6);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(2);
    int row = 0;
    for (const auto& [name, label] : {std::pair(tr("Δf"), m_frequency), std::pair(tr("Δt"), m_time)}) {
        auto* caption = new QLabel(name, this);
        caption->setProperty("textRole", "muted");
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        grid->addWidget(caption, row, 0, Qt::AlignTop);
        grid->addWidget(label, row, 1);
        ++row;
    }
    grid->setColumnStretch(1, 1);
}

void ResolutionLabel::showResolution(const StftParameters& parameters, double sampleRate)
{
    if (m_windowLength != parameters.windowLength || m_window != parameters.window) {
        m_window = parameters.window;
        m_windowLength = parameters.windowLength;
        m_noiseBandwidth = noiseBandwidthOf(m_window, m_windowLength);
    }
    const QLocale numbers;
    m_frequency->setText(tr("%1 (bin) · %2 (ENBW)")
                             .arg(frequencyText(binSpacingHz(parameters, sampleRate), numbers),
                                  frequencyText(m_noiseBandwidth * sampleRate / m_windowLength, numbers)));
    m_time->setText(tr("%1 (window) · %2 (hop)")
                        .arg(durationText(m_windowLength / sampleRate, numbers),
                             durationText(parameters.hop / sampleRate, numbers)));
    setAccessibleName(text());
}

QString ResolutionLabel::text() const
{
    return tr("Δf %1, Δt %2").arg(m_frequency->text(), m_time->text());
}

} // namespace gabor
