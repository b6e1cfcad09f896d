// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dsp/stftparameters.h"

#include <QFrame>

class QLabel;

namespace gabor {

/// What an analysis can tell apart, in hertz and in seconds:
/// Δf from bin to bin and the window's equivalent noise bandwidth, Δt of the window and of the hop.
class ResolutionLabel : public QFrame
{
    Q_OBJECT

public:
    explicit ResolutionLabel(QWidget* parent = nullptr);

    /// @param parameters  without fault
    /// @param sampleRate  Hz, > 0
    void showResolution(const StftParameters& parameters, double sampleRate);

    QString text() const;

private:
    QLabel* m_frequency = nullptr;
    QLabel* m_time = nullptr;

    /// Of the window below; costs a whole window to compute, and most edits leave that alone.
    double m_noiseBandwidth = 0;
    WindowSpec m_window;
    int m_windowLength = 0;
};

} // namespace gabor
