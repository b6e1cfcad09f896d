// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPushButton;

namespace gabor {

class NumberSpin;
class RangeFields;
struct RangeEnds;

/// The band of frequencies in view: its two ends in hertz and a button for all there is.
class FrequencyControls : public QWidget
{
    Q_OBJECT

public:
    explicit FrequencyControls(QWidget* parent = nullptr);

    /// Hz, > 0; the lowest frequency is 0.
    void setMaximum(double maximumHz);
    /// Shows another band without signaling; the one in use leaves the fields alone, and so does one that answers a signal.
    void setRange(double lowHz, double highHz);
    /// As the button does: signals unless all was in view.
    void showAll();

    void finishEdit();
    void discardEdits();

    bool showsAll() const;
    QWidget* firstField() const;

signals:
    void rangeChanged(double lowHz, double highHz);
    /// At every edit: why @p field is no end of a band, or nothing.
    void faultChanged(const QString& sentence, QWidget* field);

private:
    QString faultIn(const RangeEnds& ends) const;

    double m_maximumHz = 24000;
    RangeFields* m_fields = nullptr;
    NumberSpin* m_lowSpin = nullptr;
    NumberSpin* m_highSpin = nullptr;
    QPushButton* m_fullButton = nullptr;
};

} // namespace gabor
