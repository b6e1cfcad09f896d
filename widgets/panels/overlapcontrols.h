// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <cstdint>

class QLabel;
class QSlider;

namespace gabor {

struct AnalysisDraft;
class NumberSpin;

/// The overlap three ways, as a slider, in percent and in samples, and the hop that it leaves.
class OverlapControls : public QWidget
{
    Q_OBJECT

public:
    explicit OverlapControls(QWidget* parent = nullptr);

    /// Shows the overlap of @p draft without signaling; a field that already says it keeps its text.
    /// @param keepUnreadable  leave a field alone whose text is no number
    void showOverlap(const AnalysisDraft& draft, double sampleRate, bool keepUnreadable);

    /// Why a field cannot be read, or nothing.
    QString unreadableSentence() const;

    /// Where the name of the row leads to.
    QWidget* firstField() const;

signals:
    /// By the slider, which takes what is possible; the fraction is below 1.
    void fractionDragged(double fraction);
    /// In percent, typed or stepped; any number.
    void fractionTyped(double fraction);
    void noverlapTyped(std::int64_t noverlap);
    /// One of the fields holds no number.
    void unreadable();

private:
    QSlider* m_slider = nullptr;
    NumberSpin* m_percentSpin = nullptr;
    NumberSpin* m_noverlapSpin = nullptr;
    QLabel* m_hopLabel = nullptr;
    bool m_showing = false;
};

} // namespace gabor
