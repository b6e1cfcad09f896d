// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/messagebar.h"

#include "tests/widgets/paneldriver.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>

using namespace gabor;

/// What is said, what waits until it is said again, and whose message goes.
class TestMessageBar : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_frame.reset(); }

    void theLatestIsSaid();
    void anOfferThatStaysComesBack();
    void whatIsSaidLaterTakesNoPlace();
    void nobodyTakesAwayTheMessageOfAnother();
    void wordsAreRenewedInPlace();
    void onlyAHandCloses();

private:
    MessageBar::Ticket offer(const QString& text);
    QString button() const { return m_hands->control<QPushButton>("messageOfferButton")->text(); }

    static constexpr auto warning = MessageBar::Kind::Warning;
    std::unique_ptr<QWidget> m_frame;
    MessageBar* m_bar = nullptr;
    std::unique_ptr<test::PanelDriver> m_hands;
    int m_taken = 0;
};

void TestMessageBar::init()
{
    m_taken = 0;
    m_frame = std::make_unique<QWidget>();
    m_frame->resize(800, 100);
    m_bar = new MessageBar(m_frame.get());
    m_bar->resize(800, 60);
    m_hands = std::make_unique<test::PanelDriver>(*m_frame);
}

MessageBar::Ticket TestMessageBar::offer(const QString& text)
{
    return m_bar->show(warning, text, MessageBar::Stay::UntilClosed, {text + " & do", [this] { ++m_taken; }});
}

void TestMessageBar::theLatestIsSaid()
{
    QCOMPARE(m_bar->text(), QString());
    m_bar->show(warning, "<b>one");
    m_bar->show(MessageBar::Kind::Information, "two");
    QCOMPARE(m_bar->text(), QStringLiteral("two"));
    m_hands->click("messageCloseButton");
    QCOMPARE(m_bar->text(), QString());
    QVERIFY(!m_bar->isVisible());
}

void TestMessageBar::anOfferThatStaysComesBack()
{
    offer("first");
    offer("second");
    m_bar->show(warning, "third");
    QVERIFY(!m_hands->control("messageOfferButton")->isVisible());
    m_hands->click("messageCloseButton");
    QCOMPARE(m_bar->text(), QStringLiteral("second"));
    QCOMPARE(button(), QStringLiteral("second && do"));
    m_hands->click("messageOfferButton");
    QCOMPARE(m_taken, 1);
    QCOMPARE(m_bar->text(), QStringLiteral("first"));
    m_hands->click("messageOfferButton");
    QCOMPARE(m_taken, 2);
    QCOMPARE(m_bar->text(), QString());
}

void TestMessageBar::whatIsSaidLaterTakesNoPlace()
{
    m_bar->showLater(warning, "at once");
    QCOMPARE(m_bar->text(), QStringLiteral("at once"));
    m_bar->showLater(warning, "later");
    m_bar->showLater(warning, "last");
    QCOMPARE(m_bar->text(), QStringLiteral("at once"));
    m_hands->click("messageCloseButton");
    QCOMPARE(m_bar->text(), QStringLiteral("later"));
    m_hands->click("messageCloseButton");
    QCOMPARE(m_bar->text(), QStringLiteral("last"));
}

void TestMessageBar::nobodyTakesAwayTheMessageOfAnother()
{
    const MessageBar::Ticket mine = m_bar->show(warning, "mine");
    const MessageBar::Ticket other = m_bar->show(warning, "another's");
    m_bar->withdraw(mine);
    QCOMPARE(m_bar->text(), QStringLiteral("another's"));
    m_bar->withdraw(other);
    QCOMPARE(m_bar->text(), QString());

    const MessageBar::Ticket waiting = offer("waits");
    m_bar->show(warning, "another's");
    m_bar->withdraw(waiting);
    m_hands->click("messageCloseButton");
    QCOMPARE(m_bar->text(), QString());
}

void TestMessageBar::wordsAreRenewedInPlace()
{
    const MessageBar::Ticket waiting = offer("1 of them");
    const MessageBar::Ticket said = m_bar->show(warning, "2 of them");
    m_bar->reword(waiting, "10 of them");
    m_bar->reword(said, "20 of them");
    QCOMPARE(m_bar->text(), QStringLiteral("20 of them"));
    QCOMPARE(m_bar->accessibleName(), QStringLiteral("20 of them"));
    m_hands->click("messageCloseButton");
    QCOMPARE(m_bar->text(), QStringLiteral("10 of them"));
    m_hands->click("messageCloseButton");
    m_bar->reword(waiting, "100 of them"); // it is gone, and does not return
    QCOMPARE(m_bar->text(), QString());
}

void TestMessageBar::onlyAHandCloses()
{
    QSignalSpy closed(m_bar, &MessageBar::closed);
    m_bar->withdraw(offer("withdrawn"));
    offer("taken");
    m_hands->click("messageOfferButton");
    QCOMPARE(closed.size(), 0);
    const MessageBar::Ticket ticket = offer("closed");
    m_hands->click("messageCloseButton");
    QCOMPARE(closed.size(), 1);
    QCOMPARE(closed.first().first().value<MessageBar::Ticket>(), ticket);
}

QTEST_MAIN(TestMessageBar)
#include "tst_messagebar.moc"
