// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <random>

#include <QComboBox>
#include <QLabel>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>
#include <QTranslator>

#include "form_fixture.h"
#include "support/test_main.h"
#include "views/form/line_preview.h"
#include "views/form/problem_list.h"
#include "views/kit/question_bar.h"
#include "views/form/small_buttons.h"

using namespace atscope;
using namespace atscope::views;
using test::FormFixture;

namespace {

// Every text of the program between brackets.
class Brackets final : public QTranslator
{
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *, const char *source, const char *, int) const override { return QStringLiteral("[%1]").arg(QString::fromUtf8(source)); }
};

const catalog::Command *commandNamed(const FormFixture &form, const char *name)
{
    return form.dialect->view().command(name).item;
}

} // namespace

class TstFormView final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void wrongModeIsSaidWhereItStands()
    {
        FormFixture form;
        form.draft.choose(*commandNamed(form, "AT+CIOTCONNECTPARA"), nullptr);
        auto *combo = form.inside<QComboBox>("mode");
        QVERIFY(combo != nullptr);
        form.type(combo->lineEdit(), QStringLiteral("2"));
        QCOMPARE(form.draft.line(), std::string("AT+CIOTCONNECTPARA=2"));
        const auto &problems = form.row("mode")->problems();
        QCOMPARE(problems.problems().size(), std::size_t{1});
        QVERIFY(problems.isVisible());
        QCOMPARE(problems.problems().front().problem.code, std::string("out-of-table"));
        QVERIFY(combo->accessibleDescription().contains(QLatin1String("Error:"))); // words, not colour only
        form.type(combo->lineEdit(), QStringLiteral("1"));
        QCOMPARE(form.draft.line(), std::string("AT+CIOTCONNECTPARA=1"));
        QVERIFY(form.row("mode")->problems().problems().empty());
        // The form became the other alternative, and the cursor stayed in the field.
        QVERIFY(form.editor("projectid") != nullptr && form.editor("devid") == nullptr);
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(combo));
        form.type(form.inside("projectid"), QStringLiteral("89172"));
        QCOMPARE(form.draft.line(), std::string("AT+CIOTCONNECTPARA=1,\"89172\""));
        QVERIFY(!form.draft.problems().empty()); // both or none
    }
    void oneClickFixes()
    {
        FormFixture form;
        form.write("AT+CIOTDAT=0,2,\"te,,22.5;hy,,35%;pm,,89\"");
        QCOMPARE(form.row("num")->problems().problems().size(), std::size_t{1});
        auto *fix = form.button(QStringLiteral("Fix"), form.row("num"));
        QVERIFY(fix != nullptr);
        QTest::mouseClick(fix, Qt::LeftButton);
        QCOMPARE(form.draft.line(), std::string("AT+CIOTDAT=0,3,\"te,,22.5;hy,,35%;pm,,89\""));
        QCOMPARE(form.inside("num")->text(), QStringLiteral("3"));
        QVERIFY(!form.row("num")->problems().isVisible());
        form.draft.undo();
        QCOMPARE(form.inside("num")->text(), QStringLiteral("2"));
    }
    void undoIsTheDrafts()
    {
        FormFixture form;
        form.write("AT+CIOTDAT=0,1,\"te,,22.5\"");
        auto *edit = form.inside("msg_id");
        form.type(edit, QStringLiteral("77"));
        QCOMPARE(form.draft.line(), std::string("AT+CIOTDAT=77,1,\"te,,22.5\""));
        QTest::keySequence(edit, QKeySequence::Undo);
        QCOMPARE(form.draft.line(), std::string("AT+CIOTDAT=0,1,\"te,,22.5\""));
        QCOMPARE(edit->text(), QStringLiteral("0"));
        QTest::keySequence(edit, QKeySequence::Redo);
        QCOMPARE(edit->text(), QStringLiteral("77"));
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(edit));
    }
    void othersEditsKeepTheCursor()
    {
        FormFixture form;
        form.write("AT+CIOTMKEY=\"abcdef\"");
        auto *edit = form.inside("mkey");
        edit->setFocus();
        edit->setCursorPosition(3);
        form.write("AT+CIOTMKEY=\"abcdefgh\"");
        QCOMPARE(edit->text(), QStringLiteral("abcdefgh"));
        QCOMPARE(edit->cursorPosition(), 3);
        QVERIFY(edit->hasFocus());
    }
    void secretsAreMasked()
    {
        FormFixture form;
        form.write("AT+CIOTMKEY=\"hush-hush\"");
        auto *edit = form.inside("mkey");
        QCOMPARE(edit->echoMode(), QLineEdit::Password);
        auto *preview = form.view->findChild<LinePreview *>();
        QVERIFY(!preview->shown().contains(QLatin1String("hush")));
        QTest::mouseClick(preview->eye(), Qt::LeftButton);
        QVERIFY(preview->shown().contains(QLatin1String("hush-hush")));
        auto *eye = form.inside<EyeButton>("mkey");
        QTest::mouseClick(eye, Qt::LeftButton);
        QCOMPARE(edit->echoMode(), QLineEdit::Normal);
        QTest::mouseClick(eye, Qt::LeftButton);
        QCOMPARE(edit->echoMode(), QLineEdit::Password);
        // A problem that quotes its value does not quote a secret.
        form.write("AT^ONENETGET=\"api-key-hush-hush\"");
        for (const auto *label : form.view->findChildren<QLabel *>())
            QVERIFY(!label->text().contains(QLatin1String("api-key: hush")));
        QCOMPARE(form.inside("api_key")->echoMode(), QLineEdit::Password);
    }
    void dangerAsksOnce()
    {
        FormFixture form;
        QSignalSpy sent(form.view.get(), &FormView::sendWanted);
        form.write("AT+CIOTMKEY=\"abc\"");
        auto *bar = form.view->findChild<QuestionBar *>();
        auto *send = form.button(QStringLiteral("Send"));
        QTest::mouseClick(send, Qt::LeftButton);
        QVERIFY(bar->isVisible());
        QCOMPARE(sent.size(), 0);
        QTest::mouseClick(form.button(QStringLiteral("Do not send"), bar), Qt::LeftButton);
        QVERIFY(!bar->isVisible());
        QCOMPARE(sent.size(), 0);
        QTest::mouseClick(send, Qt::LeftButton);
        form.write("AT+CIOTMKEY=\"abcd\""); // the question was about another line
        QVERIFY(!bar->isVisible());
        QTest::mouseClick(send, Qt::LeftButton);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(!bar->isVisible());
        QCOMPARE(sent.size(), 0);
        QTest::mouseClick(send, Qt::LeftButton);
        QTest::mouseClick(form.button(QStringLiteral("Send"), bar), Qt::LeftButton);
        QCOMPARE(sent.size(), 1);
        form.write("AT+CSQ");
        form.view->send();
        QCOMPARE(sent.size(), 2);
    }
    void errorsAskAndMissingPortSaysWhy()
    {
        FormFixture form;
        QSignalSpy sent(form.view.get(), &FormView::sendWanted);
        form.write("AT+CIOTCONNECTPARA=2");
        auto *send = form.button(QStringLiteral("Send anyway…"));
        QVERIFY(send != nullptr);
        form.view->setSendable(false, QStringLiteral("No port is open"));
        QVERIFY(!send->isEnabled());
        QCOMPARE(send->toolTip(), QStringLiteral("No port is open"));
        form.view->send();
        QVERIFY(!form.view->findChild<QuestionBar *>()->isVisible());
        form.view->setSendable(true);
        QTest::mouseClick(send, Qt::LeftButton);
        QCOMPARE(sent.size(), 0);
        QTest::mouseClick(form.button(QStringLiteral("Send anyway")), Qt::LeftButton);
        QCOMPARE(sent.size(), 1);
        QSignalSpy copied(form.view.get(), &FormView::copyWanted);
        QTest::mouseClick(form.button(QStringLiteral("Copy")), Qt::LeftButton);
        QCOMPARE(copied.size(), 1);
    }
    void formsAreChosenAndRemembered()
    {
        FormFixture form;
        form.write("AT+CIOTCONNECTPARA=1,\"89172\",\"x\"");
        QTest::mouseClick(form.button(QStringLiteral("Read")), Qt::LeftButton);
        QCOMPARE(form.draft.line(), std::string("AT+CIOTCONNECTPARA?"));
        QVERIFY(form.editor("mode") == nullptr);
        QTest::mouseClick(form.button(QStringLiteral("Set")), Qt::LeftButton);
        QCOMPARE(form.draft.line(), std::string("AT+CIOTCONNECTPARA=0"));
        auto *other = form.button(QStringLiteral("Product id and auth info"));
        QVERIFY(other != nullptr);
        other->setFocus();
        QTest::keyClick(other, Qt::Key_Space);
        QCOMPARE(form.draft.line(), std::string("AT+CIOTCONNECTPARA=1,\"89172\",\"x\""));
    }
    void fixedAndForbiddenStayAside()
    {
        FormFixture form(false);
        form.write("AT+ALL=1,,,,,,,,,,,,,,,0");
        QVERIFY(form.row("ref") == nullptr);
        QTest::mouseClick(form.button(QStringLiteral("Show fixed parameters")), Qt::LeftButton);
        QVERIFY(form.row("ref") != nullptr);
        QTest::mouseClick(form.button(QStringLiteral("Hide fixed parameters")), Qt::LeftButton);
        QVERIFY(form.row("ref") == nullptr);
        form.write("AT+ALL=1,,,,,,,,,,,,,,,5"); // wrong: it must be seen
        QVERIFY(form.row("ref") != nullptr);
        QVERIFY(form.editor("psk")->isEnabled());
        form.write("AT+ALL=0");
        QVERIFY(!form.editor("psk")->isEnabled());
        form.write("AT+ALL=0,,,,,,,,,,,,,,,0,\"x\""); // it is there: it can be taken out
        QVERIFY(form.editor("psk")->isEnabled());
        QVERIFY(!form.row("psk")->problems().problems().empty());
    }
    void tabFollowsTheLine()
    {
        FormFixture form;
        form.write("AT+CIOTDAT=0,1,\"te,,22.5\"");
        form.inside("msg_id")->setFocus();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(form.inside("num")));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), form.editor("data")->focusTarget());
        for (int i = 0; i < 40 && QApplication::focusWidget() != form.button(QStringLiteral("Send")); ++i)
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(form.button(QStringLiteral("Send"))));
    }
    void everyControlHasAName()
    {
        FormFixture form(false);
        form.write("AT+ALL=1,,1,3,\"a\",\"00\",,,,\"{}\",\"a=1\",\"a,b,1\",\"1|2\",\"01\"");
        int controls = 0;
        for (const auto *widget : form.view->findChildren<QWidget *>()) {
            if (!widget->isVisible() || (widget->focusPolicy() & Qt::TabFocus) == 0 || widget->focusProxy() != nullptr)
                continue;
            ++controls;
            QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
        }
        QVERIFY(controls > 30);
    }
    void languagesChangeWhileItRuns()
    {
        FormFixture form;
        form.write("AT+CIOTDAT=0,2,\"te,,22.5\"");
        form.view->setLanguage(catalog::Language::Chinese);
        bool title = false;
        for (const auto *label : form.view->findChildren<QLabel *>())
            title = title || label->text().contains(QStringLiteral("上传小数据"));
        QVERIFY(title);
        QVERIFY(form.row("num")->problems().problems().front().words.contains(QStringLiteral("条数据记录")));
        Brackets brackets;
        QCoreApplication::installTranslator(&brackets);
        QCoreApplication::processEvents();
        QVERIFY(form.button(QStringLiteral("[Copy]")) != nullptr);
        QVERIFY(form.button(QStringLiteral("[Fix]")) != nullptr);
        QVERIFY(form.button(QStringLiteral("[Now]"), form.editor("data")) != nullptr);
        QCoreApplication::removeTranslator(&brackets);
        QCoreApplication::processEvents();
        QVERIFY(form.button(QStringLiteral("Copy")) != nullptr);
    }
    void anythingIsShownAndNothingWrittenBack()
    {
        std::mt19937 random(11);
        for (const bool builtIn : {true, false}) {
            FormFixture form(builtIn);
            const auto &commands = form.dialect->view().commands();
            const std::string pieces[] = {",", "\"", ";", "0", "1", "-1", "999999999999", "a=b", "te,,1;", "{\"a\":[1,", "\xFF", "温", "=", "?", "\\", "AB0", "platform", " ", "|", "\xE2\x80\xA9"};
            int wrote = 0;
            connect(&form.draft, &session::Draft::changed, form.view.get(), [&](session::DraftEditor editor) { wrote += editor == session::DraftEditor::Form ? 1 : 0; });
            for (int round = 0; round < 300; ++round) {
                std::string line = commands[random() % commands.size()]->name;
                line += random() % 4 == 0 ? "" : "=";
                for (unsigned i = random() % 14; i > 0; --i)
                    line += pieces[random() % std::size(pieces)];
                if (random() % 8 == 0)
                    line += ";+CSQ";
                form.write(line);
                QCOMPARE(form.draft.line(), line);
                if (random() % 3 == 0) {
                    form.view->focusFirst();
                    QTest::keyClick(form.view->focusWidget() ? form.view->focusWidget() : form.view.get(), Qt::Key_Tab);
                    QCoreApplication::processEvents();
                    QCOMPARE(form.draft.line(), line);
                }
            }
            QCOMPARE(wrote, 0);
        }
    }
    void noCommandTeaches()
    {
        FormFixture form;
        bool teaches = false;
        for (const auto *label : form.view->findChildren<QLabel *>())
            teaches = teaches || (label->isVisible() && label->text().startsWith(QLatin1String("Choose a command")));
        QVERIFY(teaches);
        QVERIFY(!form.button(QStringLiteral("Send"))->isEnabled());
        form.draft.setContext(nullptr, {});
        form.write("AT+CSQ");
        form.view->focusFirst();
        form.draft.setContext(form.dialect, {});
        QVERIFY(form.button(QStringLiteral("Send"))->isEnabled());
    }
};

ATSCOPE_TEST(TstFormView)
#include "tst_form_view.moc"
