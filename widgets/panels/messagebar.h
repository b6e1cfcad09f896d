// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QTimer>

#include <functional>

class QLabel;
class QPushButton;

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

    /// What can be done about it: a button.
    struct Offer
    {
        QString label; ///< empty: nothing
        std::function<void()> run;
    };

    explicit MessageBar(QWidget* parent = nullptr);

    /// @param text  plain text, whatever it contains
    void show(Kind kind, const QString& text, Stay stay = Stay::AsUsual, const Offer& offer = {});
    QString text() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Kind m_kind = Kind::Information;
    QLabel* m_label = nullptr;
    QPushButton* m_offer = nullptr;
    std::function<void()> m_run;
    QTimer m_goAway;
};

} // namespace gabor
