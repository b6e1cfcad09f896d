// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/messagebar.h"

#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

#include <utility>

namespace gabor {

namespace {
constexpr int iconSize = 18;
constexpr int informationMs = 8000;
} // namespace

MessageBar::MessageBar(QWidget* parent) : QFrame(parent)
{
    setObjectName(QStringLiteral("messageBar"));
    m_label = new QLabel;
    m_label->setObjectName(QStringLiteral("messageText"));
    m_label->setTextFormat(Qt::PlainText);
    m_label->setWordWrap(true);
    m_label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto* close = new QToolButton;
    close->setObjectName(QStringLiteral("messageCloseButton"));
    close->setText(QStringLiteral("✕"));
    close->setAutoRaise(true);
    close->setAccessibleName(tr("Close the message"));
    close->setToolTip(tr("Close the message"));
    connect(close, &QToolButton::clicked, this, &MessageBar::closeByHand);

    m_offer = new QPushButton;
    m_offer->setObjectName(QStringLiteral("messageOfferButton"));
    connect(m_offer, &QPushButton::clicked, this, &MessageBar::takeOffer);

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12 + iconSize + 8, 4, 6, 4);
    layout->addWidget(m_label, 1);
    layout->addWidget(m_offer);
    layout->addWidget(close);
    m_goAway.setSingleShot(true);
    m_goAway.setInterval(informationMs);
    connect(&m_goAway, &QTimer::timeout, this, &MessageBar::proceed);
    hide();
}

MessageBar::Ticket MessageBar::show(Kind kind, const QString& text, Stay stay, const Offer& offer)
{
    const bool comesBack = m_said && m_said->stay == Stay::UntilClosed && !m_said->offer.label.isEmpty();
    if (comesBack && !isHidden())
        m_waiting.push_back(*std::exchange(m_said, {}));
    put({++m_lastTicket, kind, text, stay, offer});
    return m_lastTicket;
}

MessageBar::Ticket MessageBar::showLater(Kind kind, const QString& text, Stay stay, const Offer& offer)
{
    if (isHidden())
        return show(kind, text, stay, offer);
    m_waiting.insert(m_waiting.begin(), {++m_lastTicket, kind, text, stay, offer});
    return m_lastTicket;
}

void MessageBar::put(Message message)
{
    m_said = std::move(message);
    showText();
    // An ampersand in it is no mnemonic.
    m_offer->setText(QString(m_said->offer.label).replace(u'&', QLatin1String("&&")));
    m_offer->setVisible(!m_said->offer.label.isEmpty());
    setVisible(true);
    update();
    if (m_said->kind == Kind::Information && m_said->stay == Stay::AsUsual)
        m_goAway.start();
    else
        m_goAway.stop();
}

void MessageBar::showText()
{
    m_label->setText(m_said->text);
    setAccessibleName(m_said->text);
}

void MessageBar::reword(Ticket ticket, const QString& text)
{
    for (Message& message : m_waiting) {
        if (message.ticket == ticket)
            message.text = text;
    }
    if (m_said && m_said->ticket == ticket) {
        m_said->text = text;
        showText();
    }
}

void MessageBar::withdraw(Ticket ticket)
{
    std::erase_if(m_waiting, [ticket](const Message& message) { return message.ticket == ticket; });
    if (m_said && m_said->ticket == ticket)
        proceed();
}

void MessageBar::closeByHand()
{
    const Ticket ticket = m_said ? m_said->ticket : 0;
    proceed();
    emit closed(ticket);
}

void MessageBar::takeOffer()
{
    const auto run = m_said ? m_said->offer.run : nullptr;
    m_offerPlace = m_offer->mapToGlobal(m_offer->rect().bottomLeft());
    proceed(); // first, as what runs may have something to say
    if (run)
        run();
}

void MessageBar::proceed()
{
    m_said.reset();
    m_goAway.stop();
    if (m_waiting.empty()) {
        hide();
        return;
    }
    Message next = std::move(m_waiting.back());
    m_waiting.pop_back();
    put(std::move(next));
}

QString MessageBar::text() const
{
    return isHidden() ? QString() : m_label->text();
}

void MessageBar::paintEvent(QPaintEvent*)
{
    const ThemeColors colors = themeColors(palette());
    const bool warns = m_said && m_said->kind == Kind::Warning;
    const QColor sign = warns ? colors.warning : colors.link;
    QPainter painter(this);
    painter.fillRect(rect(), colors.panel);
    painter.fillRect(QRect(0, 0, 3, height()), sign);
    paintIcon(painter, warns ? QStringLiteral("warning") : QStringLiteral("info"),
              QRectF(12, (height() - iconSize) / 2.0, iconSize, iconSize), sign);
}

} // namespace gabor
