// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QTimer>

class QLabel;

namespace gabor {

/// Says what went wrong or is worth knowing, above the plots and out of the way: it blocks nothing and can be closed.
class MessageBar : public QFrame
{
    Q_OBJECT

public:
    enum class Kind { Information, Warning };
    enum class Stay {
        AsUsual, ///< information goes after some seconds, a warning stays
        UntilClosed
    };

    explicit MessageBar(QWidget* parent = nullptr);

    /// @param text  plain text, whatever it contains
    void show(Kind kind, const QString& text, Stay stay = Stay::AsUsual);
    QString text() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Kind m_kind = Kind::Information;
    QLabel* m_label = nullptr;
    QTimer m_goAway;
};

} // namespace gabor
