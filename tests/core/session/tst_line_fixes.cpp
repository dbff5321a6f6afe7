// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/session/draft.h"
#include "core/session/line_writer.h"
#include "core/session/workspace.h"
#include "support/test_main.h"

using namespace atscope;
using catalog::Language;
using session::Draft;
using session::DraftEditor;
using session::LineFix;

#define COMPARE_TEXT(actual, expected) QCOMPARE(QByteArray::fromStdString(actual), QByteArray(expected))

// What mends a line, what is missing before it, and what the session proposes for it.
class TstLineFixes final : public QObject
{
    Q_OBJECT

    std::unique_ptr<session::Workspace> m_workspace;

    static std::vector<LineFix> fixes(const Draft &draft, const char *code, Language language = Language::English)
    {
        for (const auto &problem : draft.problems())
            if (problem.code == code)
                return session::fixesOf(problem, language);
        return {};
    }
    void listen(Draft &draft, const char *module, std::vector<std::pair<const char *, expr::Value>> known) const
    {
        catalog::FactState facts;
        for (const auto &[name, value] : known)
            facts.set(name, value);
        draft.setContext(m_workspace->dialect(module), std::move(facts));
    }

private Q_SLOTS:
    void initTestCase()
    {
        auto workspace = session::Workspace::open({});
        QVERIFY(workspace.ok());
        m_workspace = std::move(workspace).value();
    }

    void everyWay()
    {
        Draft d;
        listen(d, "M5311", {});
        d.setLine("AT+HTTPCONTENT=0,\"{\"a\":\"1\",\"b\":\"2\"}\"", DraftEditor::Composer);
        const auto ways = fixes(d, "separator-in-value");
        QVERIFY2(ways.size() >= 2, std::to_string(ways.size()).c_str());
        std::vector<std::string> lines;
        for (const auto &way : ways) {
            QVERIFY(!way.words.empty());
            QCOMPARE(way.kind, LineFix::Kind::Replace);
            Draft other;
            listen(other, "M5311", {});
            other.setLine(d.line(), DraftEditor::Composer);
            other.apply(way);
            QCOMPARE(other.line(), way.line);
            QVERIFY2(fixes(other, "separator-in-value").empty(), way.line.c_str());
            lines.push_back(way.line);
        }
        std::sort(lines.begin(), lines.end());
        QVERIFY(std::unique(lines.begin(), lines.end()) == lines.end());
        QVERIFY(fixes(d, "separator-in-value", Language::Chinese).front().words != ways.front().words);
    }

    void theMissingStepComesFirst()
    {
        Draft d;
        const std::string line = "AT+CIOTBINSEND=2,\"0102\"";
        listen(d, "ML302", {});
        d.setLine(line, DraftEditor::Composer);
        QVERIFY(fixes(d, "requirement").empty()); // nothing is known: nothing is said
        listen(d, "ML302", {{"edp.session", "plain"}, {"edp.upload", "none"}});
        const auto step = fixes(d, "requirement");
        QCOMPARE(step.size(), std::size_t{1});
        QCOMPARE(step[0].kind, LineFix::Kind::Before);
        COMPARE_TEXT(step[0].words, "First AT+CIOTBINSET=…");
        d.apply(step[0]);
        QVERIFY2(d.line().starts_with("AT+CIOTBINSET="), d.line().c_str());
        QVERIFY(d.command() && d.command()->form->kind == catalog::FormKind::Set);
        QCOMPARE(d.waiting(), std::vector<std::string>{line});
        // That one has a step before it, too.
        listen(d, "ML302", {{"edp.session", "none"}, {"edp.upload", "none"}});
        const auto binset = d.line();
        const auto login = fixes(d, "requirement");
        QCOMPARE(login.size(), std::size_t{1});
        COMPARE_TEXT(login[0].words, "First AT+CIOTSTART=0");
        d.apply(login[0]);
        COMPARE_TEXT(d.line(), "AT+CIOTSTART=0");
        QCOMPARE(d.waiting(), (std::vector<std::string>{line, binset}));
        d.takeNext();
        QCOMPARE(d.line(), binset);
        QCOMPARE(d.waiting(), std::vector<std::string>{line});
        d.undo(); // the login again: nothing is lost
        COMPARE_TEXT(d.line(), "AT+CIOTSTART=0");
        d.takeNext();
        QCOMPARE(d.line(), line);
        QVERIFY(d.waiting().empty());
        d.takeNext();
        QCOMPARE(d.line(), line);
        // Another line than the one that waits may be written meanwhile; going back by hand ends the waiting.
        listen(d, "ML302", {{"edp.session", "plain"}, {"edp.upload", "none"}});
        d.apply(fixes(d, "requirement").front());
        d.setLine("AT", DraftEditor::Composer);
        QCOMPARE(d.waiting(), std::vector<std::string>{line});
        d.setLine(line, DraftEditor::History);
        QVERIFY(d.waiting().empty());
        d.apply(fixes(d, "requirement").front());
        d.dropWaiting();
        QVERIFY(d.waiting().empty());
        QVERIFY(d.line().starts_with("AT+CIOTBINSET="));
        for (int i = 0; i < 40; ++i)
            d.apply({LineFix::Kind::Before, "x", "AT+" + std::to_string(i)});
        QCOMPARE(d.waiting().size(), Draft::MostWaiting);
    }

    // What the catalog names as a step can be written and sent.
    void everyStepIsALine()
    {
        int steps = 0;
        const auto dialect = m_workspace->dialect("generic");
        for (const auto &family : dialect->view().catalog().model().families)
            for (const auto &command : family.commands)
                for (const auto &form : command.forms)
                    for (const auto &requirement : form.requirements) {
                        if (requirement.fix.empty())
                            continue;
                        ++steps;
                        const bool begins = requirement.fix.ends_with('=') || requirement.fix.ends_with(',');
                        const catalog::LineContext context{&dialect->view(), {}, nullptr};
                        const auto parsed = catalog::parseLine(requirement.fix, context);
                        QVERIFY2(!parsed.commands.empty() && parsed.commands.front().command, requirement.fix.c_str());
                        if (begins)
                            continue;
                        for (const auto &problem : catalog::validate(requirement.fix, parsed, context))
                            QVERIFY2(problem.severity != catalog::Severity::Error, (requirement.fix + ' ' + problem.code).c_str());
                    }
        QVERIFY2(steps > 60, std::to_string(steps).c_str());
    }

    // Without a module the words say for which one it is wrong, once.
    void whoseRuleItIs()
    {
        Draft d;
        listen(d, "generic", {});
        d.setLine("AT+HTTPCREATE=\"https://a.example:443\"", DraftEditor::Composer);
        int about = 0;
        for (const auto &problem : d.problems()) {
            for (const auto language : {Language::English, Language::Chinese}) {
                const auto words = session::problemText(problem, language);
                const auto at = words.find("M5310-A");
                about += at != std::string::npos;
                QVERIFY2(at == std::string::npos || words.find("M5310-A", at + 1) == std::string::npos, words.c_str());
            }
        }
        QCOMPARE(about, 2);
    }

    void stepsInJson()
    {
        Draft d;
        listen(d, "ML302", {{"edp.session", "none"}});
        d.setLine("AT+CIOTPING", DraftEditor::Composer);
        QCOMPARE(d.problems().size(), std::size_t{1});
        base::JsonWriter out;
        session::writeProblem(out, d.problems()[0], Language::English);
        QVERIFY2(out.text().find("\"step\":\"AT+CIOTSTART=0\"") != std::string::npos, std::string(out.text()).c_str());
        const auto words = session::problemLine("f", 1, d.problems()[0], Language::Chinese);
        QVERIFY2(words.ends_with("\n    → 先发送 AT+CIOTSTART=0"), words.c_str());
    }

    void theSessionProposes()
    {
        Draft d;
        const auto choose = [&d](const char *name) {
            const auto found = d.dialect()->view().command(name);
            QVERIFY(found);
            d.choose(*found.item, nullptr);
        };
        const auto text = [&d](const char *name) {
            const auto *argument = d.command() ? d.command()->argument(name) : nullptr;
            return argument && argument->given ? argument->text : std::string("-");
        };
        listen(d, "ML307A", {{"lwm2m.nsmi", std::int64_t{1}}, {"lwm2m.mid", std::int64_t{41}}, {"lwm2m.ackid", std::int64_t{7}}});
        choose("AT+MIPLNOTIFY");
        COMPARE_TEXT(text("mid"), "42");  // it must be there, and the session knows it
        COMPARE_TEXT(text("ackid"), "-"); // may be left out: offered, not put in
        const auto &ackid = *d.command()->argument("ackid")->parameter;
        COMPARE_TEXT(catalog::proposedFor(ackid, *d.command(), d.context()), "8");
        // What the user typed stays, here and when the command is picked again.
        d.setArguments({{"mid", "5"}}, DraftEditor::Form);
        choose("AT+MIPLOPEN");
        choose("AT+MIPLNOTIFY");
        COMPARE_TEXT(text("mid"), "5");
        // A length that is made of the line follows it, until it is set by hand.
        d.setArguments({{"type", "1"}, {"value", "abc"}}, DraftEditor::Form);
        COMPARE_TEXT(text("len"), "3");
        d.setArguments({{"value", "abcde"}}, DraftEditor::Form);
        COMPARE_TEXT(text("len"), "5");
        d.setArguments({{"len", "9"}}, DraftEditor::Form);
        d.setArguments({{"value", "a"}}, DraftEditor::Form);
        COMPARE_TEXT(text("len"), "9");
        // Nothing known: nothing proposed.
        Draft fresh;
        listen(fresh, "ML307A", {});
        fresh.choose(*fresh.dialect()->view().command("AT+MIPLNOTIFY").item, nullptr);
        QVERIFY(fresh.command());
        QVERIFY(!fresh.command()->argument("mid")->given);
    }
};

ATSCOPE_TEST(TstLineFixes)
#include "tst_line_fixes.moc"
