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
    connect(close, &QToolButton::clicked, this, &QWidget::hide);

    m_offer = new QPushButton;
    m_offer->setObjectName(QStringLiteral("messageOfferButton"));
    connect(m_offer, &QPushButton::clicked, this, [this] {
        hide(); // first, as what runs may have something to say
        std::exchange(m_run, {})();
    });

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12 + iconSize + 8, 4, 6, 4);
    layout->addWidget(m_label, 1);
    layout->addWidget(m_offer);
    layout->addWidget(close);
    m_goAway.setSingleShot(true);
    m_goAway.setInterval(informationMs);
    connect(&m_goAway, &QTimer::timeout, this, &QWidget::hide);
    hide();
}

void MessageBar::show(Kind kind, const QString& text, Stay stay, const Offer& offer)
{
    m_kind = kind;
    m_label->setText(text);
    m_run = offer.run;
    // An ampersand in it is no mnemonic.
    m_offer->setText(QString(offer.label).replace(u'&', QLatin1String("&&")));
    m_offer->setVisible(!offer.label.isEmpty());
    setAccessibleName(text);
    setVisible(true);
    update();
    if (kind == Kind::Information && stay == Stay::AsUsual)
        m_goAway.start();
    else
        m_goAway.stop();
}

QString MessageBar::text() const
{
    return isHidden() ? QString() : m_label->text();
}

void MessageBar::paintEvent(QPaintEvent*)
{
    const ThemeColors colors = themeColors(palette());
    const QColor sign = m_kind == Kind::Warning ? colors.warning : colors.link;
    QPainter painter(this);
    painter.fillRect(rect(), colors.panel);
    painter.fillRect(QRect(0, 0, 3, height()), sign);
    paintIcon(painter, m_kind == Kind::Warning ? QStringLiteral("warning") : QStringLiteral("info"),
              QRectF(12, (height() - iconSize) / 2.0, iconSize, iconSize), sign);
}

} // namespace gabor
