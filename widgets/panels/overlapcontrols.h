// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/panels/draftedit.h"

#include <QWidget>

class QLabel;
class QSlider;

namespace gabor {

class NumberSpin;

/// The overlap three ways, as a slider, in percent and in samples, and the hop that it leaves.
class OverlapControls : public QWidget
{
    Q_OBJECT

public:
    explicit OverlapControls(QWidget* parent = nullptr);

    /// Shows the overlap of @p draft without signaling; a field that already says it keeps its text.
    /// @param edited  the control that somebody is at, left alone
    void showOverlap(const AnalysisDraft& draft, double sampleRate, const QWidget* edited);

    /// Where the name of the row leads to.
    QWidget* firstField() const;

signals:
    void edited(const gabor::DraftEdit& edit);
    /// What was edited is meant.
    void confirmed();

private:
    void connectControls();

    QSlider* m_slider = nullptr;
    NumberSpin* m_percentSpin = nullptr;
    NumberSpin* m_noverlapSpin = nullptr;
    QLabel* m_hopLabel = nullptr;
    bool m_showing = false;
};

} // namespace gabor
