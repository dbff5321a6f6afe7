// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QEvent>
#include <QTest>

#include "support/test_main.h"
#include "views/kit/message_bar.h"

using namespace atscope::views;

// The one sentence above the work, when the language changes under it.
class TstMessageBar final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isSaidAgainInTheOtherLanguage()
    {
        MessageBar bar;
        QString words = QStringLiteral("The port is gone.");
        bar.tell(MessageBar::Kind::Failure, [&words] { return words; });
        QCOMPARE(bar.text(), words);
        words = QStringLiteral("端口已断开。");
        changeLanguage(bar);
        QCOMPARE(bar.text(), words);
        bar.withdraw();
        changeLanguage(bar);
        QCOMPARE(bar.text(), QString());
    }
    void aNoticeThatCannotBeSaidAgainGoes()
    {
        MessageBar bar;
        bar.tell(MessageBar::Kind::Notice, QStringLiteral("This separates the values."));
        changeLanguage(bar);
        QVERIFY(bar.text().isEmpty() && bar.isHidden());
        bar.tell(MessageBar::Kind::Failure, QStringLiteral("lost"));
        changeLanguage(bar);
        QCOMPARE(bar.text(), QStringLiteral("lost"));
    }

private:
    static void changeLanguage(QWidget &widget)
    {
        QEvent event(QEvent::LanguageChange);
        QCoreApplication::sendEvent(&widget, &event);
    }
};

ATSCOPE_TEST(TstMessageBar)
#include "tst_message_bar.moc"
