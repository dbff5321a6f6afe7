// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>
#include <QTest>

#include <random>

#include "core/session/draft.h"
#include "core/session/workspace.h"
#include "support/test_main.h"

using namespace atscope;
using session::Draft;
using session::DraftEditor;

#define COMPARE_TEXT(actual, expected) QCOMPARE(QByteArray::fromStdString(actual), QByteArray(expected))

// The line that is being written.
class TstDraft final : public QObject
{
    Q_OBJECT

    std::unique_ptr<session::Workspace> m_workspace;
    std::unique_ptr<Draft> m_draft;

    const catalog::Command &command(const char *name) const
    {
        const auto found = m_draft->dialect()->view().command(name);
        if (!found)
            qFatal("no %s", name);
        return *found.item;
    }
    std::string codes() const
    {
        std::string all;
        for (const auto &problem : m_draft->problems())
            all += problem.code + ' ';
        return all;
    }

private Q_SLOTS:
    void initTestCase()
    {
        auto workspace = session::Workspace::open({});
        QVERIFY(workspace.ok());
        m_workspace = std::move(workspace).value();
    }
    void init()
    {
        m_draft = std::make_unique<Draft>();
        m_draft->setContext(m_workspace->dialect("ML302"), {});
    }

    void readAndChecked()
    {
        auto &d = *m_draft;
        QSignalSpy changed(&d, &Draft::changed);
        QSignalSpy commandChanged(&d, &Draft::commandChanged);
        d.setLine("AT+CIOTDAT=0,2,\"te,,22.5\"", DraftEditor::Composer);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(commandChanged.count(), 1);
        QVERIFY(d.command());
        QVERIFY2(d.hasErrors(), codes().c_str());
        d.setLine("AT+CIOTDAT=0,1,\"te,,22.5\"", DraftEditor::Composer);
        QVERIFY2(!d.hasErrors(), codes().c_str());
        QCOMPARE(commandChanged.count(), 1); // the same form
        d.setLine("AT+CIOTDAT=0,1,\"te,,22.5\"", DraftEditor::Composer);
        QCOMPARE(changed.count(), 2); // nothing new
        d.setLine("AT+CIOTMKEY?", DraftEditor::Composer);
        QCOMPARE(commandChanged.count(), 2);
        d.setLine("nothing of ours", DraftEditor::Composer);
        QVERIFY(!d.command());
    }

    void anotherContext()
    {
        auto &d = *m_draft;
        d.setLine("AT+CIOTMKEY?", DraftEditor::Composer);
        QSignalSpy changed(&d, &Draft::changed);
        d.setContext(d.dialect(), d.facts());
        QCOMPARE(changed.count(), 0);
        d.setContext(nullptr, {});
        QCOMPARE(changed.count(), 1);
        QVERIFY(!d.command());
        QVERIFY(!d.hasErrors());
        d.setArguments({{"mkey", "x"}}, DraftEditor::Form);
        COMPARE_TEXT(d.line(), "AT+CIOTMKEY?");
        d.setContext(m_workspace->dialect("ML302"), {});
        QVERIFY(d.command());
    }

    void undoMergesWhatIsTyped()
    {
        auto &d = *m_draft;
        for (const char *line : {"A", "AT", "AT+", "AT+C"})
            d.setLine(line, DraftEditor::Composer);
        d.setLine("AT+CIOTMKEY?", DraftEditor::Tree); // a step of its own
        d.setLine("AT+CIOTMKEY=\"a\"", DraftEditor::Form);
        d.setLine("AT+CIOTMKEY=\"ab\"", DraftEditor::Form);
        d.endStep();
        d.setLine("AT+CIOTMKEY=\"abc\"", DraftEditor::Form);
        QVERIFY(!d.canRedo());
        d.undo();
        COMPARE_TEXT(d.line(), "AT+CIOTMKEY=\"ab\"");
        d.undo();
        COMPARE_TEXT(d.line(), "AT+CIOTMKEY?");
        d.undo();
        COMPARE_TEXT(d.line(), "AT+C");
        d.redo();
        COMPARE_TEXT(d.line(), "AT+CIOTMKEY?");
        d.undo();
        d.undo();
        COMPARE_TEXT(d.line(), "");
        QVERIFY(!d.canUndo());
        d.undo();
        COMPARE_TEXT(d.line(), "");
        d.redo();
        COMPARE_TEXT(d.line(), "AT+C");
        d.setLine("AT", DraftEditor::Composer); // what was undone is gone
        QVERIFY(!d.canRedo());
    }

    void theHistoryIsBounded()
    {
        auto &d = *m_draft;
        const int steps = static_cast<int>(Draft::HistorySteps) + 50;
        for (int i = 0; i < steps; ++i)
            d.setLine("AT" + std::to_string(i), DraftEditor::Tree);
        int undone = 0;
        for (; d.canUndo(); ++undone)
            d.undo();
        QCOMPARE(undone, static_cast<int>(Draft::HistorySteps) - 1);
        for (; d.canRedo(); --undone)
            d.redo();
        QCOMPARE(undone, 0);
        COMPARE_TEXT(d.line(), "AT" + QByteArray::number(steps - 1));
    }

    void countsAndLengthsFollow()
    {
        auto &d = *m_draft;
        d.setLine("AT+CIOTDAT=0,1,\"te,,22.5\"", DraftEditor::Composer);
        QVERIFY2(!d.hasErrors(), codes().c_str());
        d.setArguments({{"data", "te,,22.5;hy,,35;pm,,89"}}, DraftEditor::Form);
        COMPARE_TEXT(d.line(), "AT+CIOTDAT=0,3,\"te,,22.5;hy,,35;pm,,89\"");
        QVERIFY2(!d.hasErrors(), codes().c_str());
        d.setArguments({{"data", "te,,1;"}}, DraftEditor::Form); // the last separator begins no record
        COMPARE_TEXT(d.line(), "AT+CIOTDAT=0,1,\"te,,1;\"");
        // One that was wrong before, or is set by hand, stays.
        d.setLine("AT+CIOTDAT=0,9,\"te,,22.5\"", DraftEditor::Composer);
        d.setArguments({{"data", "te,,22.5;hy,,35"}}, DraftEditor::Form);
        COMPARE_TEXT(d.line(), "AT+CIOTDAT=0,9,\"te,,22.5;hy,,35\"");
        d.setArguments({{"data", "a,,1"}, {"num", "4"}}, DraftEditor::Form);
        COMPARE_TEXT(d.line(), "AT+CIOTDAT=0,4,\"a,,1\"");
        // Lengths in bytes of what is sent, two digits each.
        d.setLine("AT+CIOTBINSEND=2,\"0102\"", DraftEditor::Composer);
        const auto before = d.line();
        d.setArguments({{"bin_data", "010203"}}, DraftEditor::Form);
        QVERIFY2(d.line() == "AT+CIOTBINSEND=3,\"010203\"" || d.line() == "AT+CIOTBINSEND=6,\"010203\"", d.line().c_str());
        QVERIFY(d.line() != before);
    }

    void emptyArgumentsAreLeftOut()
    {
        auto &d = *m_draft;
        d.setLine("AT+CIOTINIT=\"name\",\"text\"", DraftEditor::Composer);
        QVERIFY2(d.command(), codes().c_str());
        d.setArguments({{"desc", ""}}, DraftEditor::Form);
        QVERIFY2(d.line().find("text") == std::string::npos, d.line().c_str());
        d.setArguments({{"desc", "again"}}, DraftEditor::Form);
        COMPARE_TEXT(d.line(), "AT+CIOTINIT=\"name\",\"again\"");
        d.setArguments({{"no such", "x"}}, DraftEditor::Form);
        COMPARE_TEXT(d.line(), "AT+CIOTINIT=\"name\",\"again\"");
    }

    void otherCommandsOfTheLineStay()
    {
        auto &d = *m_draft;
        d.setLine("AT+CMEE=1;+CSQ", DraftEditor::Composer);
        QVERIFY(d.command());
        QCOMPARE(d.parsed().commands.size(), std::size_t{2});
        d.setArguments({{d.command()->arguments.at(0).parameter->name, "2"}}, DraftEditor::Form);
        COMPARE_TEXT(d.line(), "AT+CMEE=2;+CSQ");
    }

    void draftsComeBack()
    {
        auto &d = *m_draft;
        d.choose(command("AT+CIOTMKEY"), nullptr);
        QVERIFY(d.command());
        QCOMPARE(d.command()->form->kind, catalog::FormKind::Set); // the form people want first
        d.setArguments({{"mkey", "mine"}}, DraftEditor::Form);
        const auto mine = d.line();
        d.choose(command("AT+CGMR"), nullptr);
        COMPARE_TEXT(d.line(), "AT+CGMR");
        d.choose(command("AT+CIOTMKEY"), nullptr);
        COMPARE_TEXT(d.line(), QByteArray::fromStdString(mine));
        const auto drafts = d.drafts();
        Draft other;
        other.setContext(d.dialect(), {});
        other.restore(drafts, "AT");
        COMPARE_TEXT(other.line(), "AT");
        QVERIFY(!other.canUndo());
        other.choose(command("AT+CIOTMKEY"), nullptr);
        COMPARE_TEXT(other.line(), QByteArray::fromStdString(mine));
        // Every command of the module can be picked.
        for (const auto &each : d.dialect()->view().commands()) {
            other.choose(*each.item, nullptr);
            for (const auto &form : each->forms)
                other.choose(*each.item, &form);
            QVERIFY2(other.line().starts_with("A"), other.line().c_str());
        }
    }

    void fixes()
    {
        auto &d = *m_draft;
        d.setLine("AT+CIOTDAT=0,2,\"te,,22.5;hy,,35%;pm,,89\"", DraftEditor::Composer);
        QVERIFY(d.hasErrors());
        const auto problems = d.problems();
        QVERIFY(!problems.at(0).suggestion.empty());
        d.apply(session::fixesOf(problems.at(0), catalog::Language::English).front());
        COMPARE_TEXT(d.line(), "AT+CIOTDAT=0,3,\"te,,22.5;hy,,35%;pm,,89\"");
        QVERIFY2(!d.hasErrors(), codes().c_str());
        d.undo();
        QVERIFY(d.hasErrors());
        QVERIFY(session::fixesOf({}, catalog::Language::English).empty());
    }

    void hostileLines()
    {
        auto &d = *m_draft;
        d.setLine("AT\r\n+CMEE\n=1\r", DraftEditor::Composer);
        COMPARE_TEXT(d.line(), "AT+CMEE=1");
        std::mt19937 random(3);
        const std::string_view pieces[] = {"AT", "+CIOTDAT", "=", ",", "\"", ";", "0", "1,2", "\xff", "\xc3", "变", "\\", "?", "A/", "{", "[", " ", "\t", "\x1a"};
        for (int round = 0; round < 3000; ++round) {
            std::string line = round % 3 == 0 ? "AT+CIOTDAT=" : "";
            for (unsigned i = 0; i < random() % 14; ++i)
                line += pieces[random() % std::size(pieces)];
            d.setLine(line, DraftEditor::Composer);
            d.setArguments({{"data", line}, {"num", "x"}, {"", ""}}, DraftEditor::Form);
            if (random() % 7 == 0)
                d.undo();
            for (const auto &problem : std::vector<catalog::Problem>(d.problems()))
                QVERIFY(problem.span.end() <= d.line().size());
        }
        const std::string nul("AT+CIOTMKEY=\"a\0b\"", 17);
        d.setLine(nul, DraftEditor::Composer);
        QCOMPARE(d.line(), nul);
        d.setLine("AT+CIOTMKEY=\"" + std::string(300'000, 'k') + '"', DraftEditor::Composer);
        QVERIFY(d.command());
    }
};

ATSCOPE_TEST(TstDraft)
#include "tst_draft.moc"
