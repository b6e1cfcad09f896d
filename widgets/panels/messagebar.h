// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QTimer>

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

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

    /// Names one message, also when it is no longer there; 0 names none.
    using Ticket = std::uint64_t;

    explicit MessageBar(QWidget* parent = nullptr);

    /// Takes the place of what is said. That is lost, unless it offers something and stays until it is closed: then it
    /// comes back when nothing newer is said any more.
    /// @param text  plain text, whatever it contains
    Ticket show(Kind kind, const QString& text, Stay stay = Stay::AsUsual, const Offer& offer = {});
    /// The same, but takes no place: it is shown when nothing else is said.
    Ticket showLater(Kind kind, const QString& text, Stay stay = Stay::AsUsual, const Offer& offer = {});
    /// Other words for a message, if it is still there.
    void reword(Ticket ticket, const QString& text);
    /// Takes a message away, if it is still there, and no other.
    void withdraw(Ticket ticket);
    QString text() const;
    /// Below the button of the offer that was taken last, on the screen: the bar may have gone by the time that it runs.
    QPoint offerPlace() const { return m_offerPlace; }

signals:
    /// By somebody who has seen it.
    void closed(gabor::MessageBar::Ticket ticket);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Message
    {
        Ticket ticket = 0;
        Kind kind = Kind::Information;
        QString text;
        Stay stay = Stay::AsUsual;
        Offer offer;
    };

    void put(Message message);
    void showText();
    void closeByHand();
    void takeOffer();
    /// What is said is over.
    void proceed();

    Ticket m_lastTicket = 0;
    std::optional<Message> m_said;
    std::vector<Message> m_waiting; ///< the next one last
    QLabel* m_label = nullptr;
    QPushButton* m_offer = nullptr;
    QPoint m_offerPlace;
    QTimer m_goAway;
};

} // namespace gabor
