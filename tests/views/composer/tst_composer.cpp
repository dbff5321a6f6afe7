// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fixture.h"
#include "support/test_main.h"

using namespace atscope;
using session::DraftEditor;
using test::ComposerFixture;
using views::LineEditor;

class TstComposer final : public QObject
{
    Q_OBJECT

    static std::vector<base::Span> marked(LineEditor &editor, int indicator)
    {
        std::vector<base::Span> spans;
        const auto size = static_cast<std::size_t>(editor.SendScintilla(LineEditor::SCI_GETLENGTH));
        for (std::size_t i = 0; i < size; ++i) {
            if (editor.SendScintilla(LineEditor::SCI_INDICATORVALUEAT, static_cast<unsigned long>(indicator), static_cast<long>(i)) == 0)
                continue;
            if (spans.empty() || spans.back().end() != i)
                spans.push_back({i, 0});
            ++spans.back().length;
        }
        return spans;
    }

private Q_SLOTS:
    void typing()
    {
        ComposerFixture f;
        QSignalSpy changes(&f.draft, &session::Draft::changed);
        f.type("AT+CIOTIP=\"1.2.3.4\"");
        QCOMPARE(f.draft.line(), "AT+CIOTIP=\"1.2.3.4\"");
        QCOMPARE(changes.count(), 19); // one a key, no echo
        QCOMPARE(f.editor().bytes(), f.draft.line());
        QVERIFY(f.draft.problems().empty());
        // The keys of other editors do nothing here.
        f.key(Qt::Key_D, Qt::ControlModifier);
        f.key(Qt::Key_L, Qt::ControlModifier);
        f.key(Qt::Key_T, Qt::ControlModifier);
        QCOMPARE(f.editor().bytes(), "AT+CIOTIP=\"1.2.3.4\"");
        f.key(Qt::Key_Left);
        f.key(Qt::Key_Backspace);
        QCOMPARE(f.draft.line(), "AT+CIOTIP=\"1.2.3.\"");
    }

    void oneHistory()
    {
        ComposerFixture f;
        f.type("AT+CIOTDAT=5,1,\"k,,1\"");
        f.key(Qt::Key_Escape);
        f.draft.setArguments({{"msg_id", "7"}}, DraftEditor::Form);
        QCOMPARE(f.editor().bytes(), "AT+CIOTDAT=7,1,\"k,,1\"");
        f.key(Qt::Key_End);
        f.type(" ");
        f.key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(f.editor().bytes(), "AT+CIOTDAT=7,1,\"k,,1\"");
        f.key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(f.editor().bytes(), "AT+CIOTDAT=5,1,\"k,,1\"");
        f.key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(f.draft.line(), "AT+CIOTDAT=7,1,\"k,,1\"");
        f.key(Qt::Key_Y, Qt::ControlModifier);
        QCOMPARE(f.draft.line(), "AT+CIOTDAT=7,1,\"k,,1\" ");
        QCOMPARE(f.editor().bytes(), f.draft.line());
        QCOMPARE(f.editor().SendScintilla(LineEditor::SCI_CANUNDO), 0L);
        QCOMPARE(f.editor().SendScintilla(LineEditor::SCI_GETUNDOCOLLECTION), 0L);
    }

    void squiggles_data()
    {
        QTest::addColumn<QString>("line");
        QTest::newRow("table") << "AT+CIOTCONNECTPARA=2";
        QTest::newRow("count, Chinese before it") << "AT+CIOTDAT=5,4,\"温度,,1;湿度,,2\"";
        QTest::newRow("typographic quotes") << "AT+CIOTIP=“183.230.40.39”";
        QTest::newRow("behind Chinese") << "AT+CIOTINIT=\"设备\",\"描述\",1";
        QTest::newRow("unknown") << "AT+CIOTXX=1";
    }
    void squiggles()
    {
        QFETCH(QString, line);
        ComposerFixture f;
        f.draft.setLine(line.toStdString(), DraftEditor::Program);
        QVERIFY(!f.draft.problems().empty());
        std::vector<bool> wanted[2] = {std::vector<bool>(f.draft.line().size()), std::vector<bool>(f.draft.line().size())};
        for (const auto &problem : f.draft.problems()) {
            QVERIFY(problem.span.length > 0);
            for (auto i = problem.span.offset; i < problem.span.end(); ++i)
                wanted[problem.severity == catalog::Severity::Error ? 0 : 1][i] = true;
        }
        for (const int indicator : {LineEditor::ErrorIndicator, LineEditor::WarningIndicator}) {
            std::vector<bool> found(f.draft.line().size());
            for (const auto &span : marked(f.editor(), indicator))
                for (auto i = span.offset; i < span.end(); ++i)
                    found[i] = true;
            QCOMPARE(found, wanted[indicator == LineEditor::ErrorIndicator ? 0 : 1]);
        }
        f.draft.setLine("AT", DraftEditor::Program);
        QVERIFY(marked(f.editor(), LineEditor::ErrorIndicator).empty());
    }

    void missingHasASquiggle()
    {
        ComposerFixture f;
        f.draft.setLine("AT+CIOTCONNECTPARA=", DraftEditor::Program);
        QVERIFY(f.draft.hasErrors());
        QCOMPARE(marked(f.editor(), LineEditor::ErrorIndicator).size(), 1U);
    }

    void completionByKeyboard()
    {
        ComposerFixture f;
        QSignalSpy sent(&f.composer, &views::Composer::sendWanted);
        f.type("ciotcon");
        QVERIFY(f.composer.assistant().listShown());
        QVERIFY(f.listed("AT+CIOTCONNECTPARA"));
        f.key(Qt::Key_Tab);
        QCOMPARE(f.draft.line(), "AT+CIOTCONNECTPARA");
        QVERIFY(f.composer.assistant().listShown()); // how it goes on
        QVERIFY(f.listed("=") && f.listed("?"));
        f.key(Qt::Key_Tab);
        QCOMPARE(f.draft.line(), "AT+CIOTCONNECTPARA=");
        QVERIFY(f.listed("0") && f.listed("1"));
        f.key(Qt::Key_Down); // picks the first
        f.key(Qt::Key_Down);
        f.key(Qt::Key_Return);
        QCOMPARE(f.draft.line(), "AT+CIOTCONNECTPARA=1");
        QVERIFY(!f.composer.assistant().listShown());
        QCOMPARE(sent.count(), 0);
        f.key(Qt::Key_Tab); // the next parameter
        QCOMPARE(f.draft.line(), "AT+CIOTCONNECTPARA=1,");
        QVERIFY(f.composer.assistant().tipShown());
        f.key(Qt::Key_Escape);
        QVERIFY(!f.composer.assistant().tipShown());
        // Each acceptance is a step of the history.
        f.key(Qt::Key_Z, Qt::ControlModifier);
        f.key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(f.draft.line(), "AT+CIOTCONNECTPARA=");
    }

    void offeredListDoesNotHoldEnter()
    {
        ComposerFixture f;
        QSignalSpy sent(&f.composer, &views::Composer::sendWanted);
        f.type("AT+CIOT");
        QVERIFY(f.composer.assistant().listShown());
        f.key(Qt::Key_Return);
        QCOMPARE(sent.count(), 1);
        QCOMPARE(f.draft.line(), "AT+CIOT");
        QVERIFY(!f.composer.assistant().listShown());
        // Asked for, it does.
        f.key(Qt::Key_End);
        f.key(Qt::Key_Space, Qt::ControlModifier);
        QVERIFY(f.composer.assistant().listShown());
        f.key(Qt::Key_Return);
        QCOMPARE(sent.count(), 1);
        QVERIFY(f.draft.line().size() > 7);
    }

    void completionByMouse()
    {
        ComposerFixture f;
        f.type("ciotmk");
        QVERIFY(f.composer.assistant().listShown());
        auto *view = f.list().findChild<QAbstractItemView *>();
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(view->model()->index(0, 0)).center());
        QVERIFY(f.draft.line().starts_with("AT+CIOTMKEY"));
    }

    void tabWalksParameters()
    {
        ComposerFixture f;
        f.draft.setLine("AT+CIOTDAT=5,1,\"k,,1\"", DraftEditor::Program);
        f.editor().select(0, 0);
        f.key(Qt::Key_Tab);
        QCOMPARE(f.editor().selectedText(), "5");
        f.key(Qt::Key_Tab);
        QCOMPARE(f.editor().selectedText(), "1");
        f.key(Qt::Key_Tab);
        QCOMPARE(f.editor().selectedText(), "k,,1");
        f.key(Qt::Key_Backtab, Qt::ShiftModifier);
        QCOMPARE(f.editor().selectedText(), "1");
        f.key(Qt::Key_Tab);
        f.key(Qt::Key_Tab); // nothing more: on to the next control, as everywhere
        QVERIFY(!f.editor().hasFocus());
        QCOMPARE(f.draft.line(), "AT+CIOTDAT=5,1,\"k,,1\"");
    }

    void fix()
    {
        ComposerFixture f;
        f.draft.setLine("AT+CIOTDAT=5,4,\"k,,1;m,,2\"", DraftEditor::Program);
        QVERIFY(f.draft.hasErrors());
        QTRY_VERIFY(f.strip().kind() == views::ProblemStrip::Kind::Error);
        QVERIFY(f.strip().fixOffered());
        f.key(Qt::Key_Return, Qt::AltModifier);
        QCOMPARE(f.draft.line(), "AT+CIOTDAT=5,2,\"k,,1;m,,2\"");
        QCOMPARE(f.editor().bytes(), f.draft.line());
        QVERIFY(!f.strip().fixOffered());
        f.key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(f.draft.line(), "AT+CIOTDAT=5,4,\"k,,1;m,,2\"");
    }

    void stripTellsTheMeaning()
    {
        ComposerFixture f;
        f.draft.setLine("AT+CIOTDAT=5,1,\"k,,1\"", DraftEditor::Program);
        f.editor().select(13, 13);
        QTRY_VERIFY(f.strip().message().contains("Number of records"));
        QVERIFY(f.strip().kind() == views::ProblemStrip::Kind::Info);
        f.composer.setLanguage(catalog::Language::Chinese);
        QVERIFY(f.strip().message().contains("数据记录数量"));
    }

    void sending()
    {
        ComposerFixture f;
        QSignalSpy sent(&f.composer, &views::Composer::sendWanted);
        QSignalSpy now(&f.composer, &views::Composer::sendNoWaitWanted);
        f.key(Qt::Key_Return); // nothing to send
        QCOMPARE(sent.count(), 0);
        f.type("AT+CSQ");
        f.key(Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(sent.count(), 0);
        f.key(Qt::Key_Return);
        f.key(Qt::Key_Enter, Qt::KeypadModifier);
        QCOMPARE(sent.count(), 2);
        f.key(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(now.count(), 1);
        QCOMPARE(f.draft.line(), "AT+CSQ");
        f.composer.setSendable(false, "Not connected");
        f.key(Qt::Key_Return);
        QCOMPARE(sent.count(), 2);
        QCOMPARE(f.strip().message(), "Not connected");
        f.type("ATI"); // replaces what was sent
        QCOMPARE(f.draft.line(), "ATI");
    }

    void history()
    {
        ComposerFixture f;
        f.composer.setHistory({"AT+CIOTIP?", "AT+CSQ", "ATI"});
        f.composer.addHistory("AT+CIOTPORT?");
        QCOMPARE(f.composer.history().size(), 4);
        f.type("at+c");
        f.key(Qt::Key_Up);
        QCOMPARE(f.draft.line(), "AT+CIOTPORT?");
        f.key(Qt::Key_Up);
        QCOMPARE(f.draft.line(), "AT+CSQ");
        f.key(Qt::Key_Up);
        f.key(Qt::Key_Up); // there is no older one
        QCOMPARE(f.draft.line(), "AT+CIOTIP?");
        f.key(Qt::Key_Down);
        f.key(Qt::Key_Down);
        f.key(Qt::Key_Down);
        QCOMPARE(f.draft.line(), "at+c");
        QCOMPARE(f.editor().bytes(), "at+c");
        f.key(Qt::Key_A, Qt::ControlModifier);
        f.key(Qt::Key_Up); // all of it selected: no prefix
        f.key(Qt::Key_Up);
        QCOMPARE(f.draft.line(), "ATI");
    }

    void othersChangeTheDraft()
    {
        ComposerFixture f;
        f.draft.setLine("AT+CIOTDAT=5,1,\"k,,1\"", DraftEditor::Program);
        f.editor().select(13, 13);
        QSignalSpy changes(&f.draft, &session::Draft::changed);
        QSignalSpy edits(&f.editor(), &LineEditor::edited);
        f.draft.setArguments({{"msg_id", "12345"}}, DraftEditor::Form);
        QCOMPARE(f.editor().bytes(), "AT+CIOTDAT=12345,1,\"k,,1\"");
        QCOMPARE(f.editor().position(), 17U); // still before the 1
        f.draft.setLine("AT+CIOTDAT=12345,1,\"温,,1\"", DraftEditor::Form);
        f.draft.setLine("AT+CIOTDAT=12345,1,\"湿,,1\"", DraftEditor::Form); // two of three bytes are the same
        QCOMPARE(f.editor().bytes(), f.draft.line());
        QCOMPARE(changes.count(), 3);
        QCOMPARE(edits.count(), 0);
        const auto command = test::ml302()->view().command("AT+CIOTCONNECTPARA");
        f.draft.choose(*command, nullptr);
        QCOMPARE(f.editor().bytes(), f.draft.line());
        QCOMPARE(f.editor().position(), f.editor().bytes().size());
        QCOMPARE(changes.count(), 4);
    }

    void inputMethod()
    {
        ComposerFixture f;
        f.type("AT+CIOTINIT=\"");
        f.key(Qt::Key_Escape);
        QSignalSpy changes(&f.draft, &session::Draft::changed);
        for (const char *preedit : {"w", "we", "wen"}) {
            QInputMethodEvent event(preedit, {});
            QApplication::sendEvent(&f.editor(), &event);
            QCOMPARE(f.draft.line(), "AT+CIOTINIT=\""); // it is no text yet
        }
        QInputMethodEvent commit(QString(), {});
        commit.setCommitString("温度");
        QApplication::sendEvent(&f.editor(), &commit);
        QCOMPARE(f.draft.line(), "AT+CIOTINIT=\"温度");
        QCOMPARE(changes.count(), 1);
        QCOMPARE(f.editor().position(), f.editor().bytes().size());
        // A composition that is given up leaves nothing.
        QInputMethodEvent preedit("shi", {});
        QApplication::sendEvent(&f.editor(), &preedit);
        QInputMethodEvent end;
        QApplication::sendEvent(&f.editor(), &end);
        QCOMPARE(f.draft.line(), "AT+CIOTINIT=\"温度");
        QCOMPARE(f.editor().bytes(), f.draft.line());
        f.type("\"");
        QCOMPARE(f.draft.line(), "AT+CIOTINIT=\"温度\"");
        QCOMPARE(f.editor().SendScintilla(LineEditor::SCI_CANUNDO), 0L);
    }

    void menu()
    {
        ComposerFixture f;
        f.type("AT");
        QContextMenuEvent event(QContextMenuEvent::Mouse, QPoint(5, 5), f.editor().mapToGlobal(QPoint(5, 5)));
        QApplication::sendEvent(f.editor().viewport(), &event);
        auto *menu = f.composer.findChild<QMenu *>("composerMenu");
        QVERIFY(menu != nullptr && menu->isVisible());
        QStringList texts;
        for (const auto *action : menu->actions())
            texts << action->text().remove('&');
        QCOMPARE(texts, (QStringList{"Undo", "Redo", "", "Cut", "Copy", "Paste", "Select all", "", "Send"}));
        menu->actions().front()->trigger();
        QCOMPARE(f.draft.line(), "");
        menu->close();
    }
};

ATSCOPE_TEST(TstComposer)
#include "tst_composer.moc"
