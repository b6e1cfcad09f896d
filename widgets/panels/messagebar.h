// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;

namespace gabor {

/// Says what went wrong or is worth knowing, above the plots and out of the way: it blocks nothing and can be closed.
class MessageBar : public QFrame
{
    Q_OBJECT

public:
    enum class Kind { Information, Warning };

    explicit MessageBar(QWidget* parent = nullptr);

    /// @param text  plain text, whatever it contains
    void show(Kind kind, const QString& text);
    QString text() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Kind m_kind = Kind::Information;
    QLabel* m_label = nullptr;
};

} // namespace gabor
