// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QWidget;

namespace gabor {

/// Return and Escape end the editing of a field, and the plot gets the keys again: Return after what was typed has been
/// taken, Escape instead of it.
class FieldKeys : public QObject
{
    Q_OBJECT

public:
    /// Watches the whole program's keys while @p fields, its owner, lives.
    /// @param fields  what the fields stand in
    /// @param plot    gets the focus
    FieldKeys(QWidget* fields, QWidget* plot);

    bool eventFilter(QObject* watched, QEvent* event) override;

signals:
    /// What is being typed shall be forgotten.
    void escaped();

private:
    QWidget* m_fields;
    QWidget* m_plot;
};

} // namespace gabor
