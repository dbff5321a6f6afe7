// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QLabel>
#include <QToolButton>

#include "fixture.h"
#include "support/test_main.h"
#include "views/composer/next_bar.h"

using namespace atscope;
using session::DraftEditor;
using test::ComposerFixture;

// Everything that mends the line, by keys and by the mouse.
class TstComposerFixes final : public QObject
{
    Q_OBJECT

    static constexpr const char *TwoCommas = "AT+HTTPCONTENT=0,\"{\"a\":\"1\",\"b\":\"2\"}\"";

    static void listen(ComposerFixture &f, const char *module, std::vector<std::pair<const char *, expr::Value>> known = {})
    {
        const auto all = catalog::Catalog::builtIn();
        catalog::FactState facts;
        for (const auto &[name, value] : known)
            facts.set(name, value);
        f.draft.setContext(std::make_shared<const decode::Dialect>(all, all->module(module)), std::move(facts));
    }
    static std::vector<session::LineFix> ways(const ComposerFixture &f)
    {
        for (const auto &problem : f.draft.problems())
            if (auto fixes = session::fixesOf(problem, catalog::Language::English); !fixes.empty())
                return fixes;
        return {};
    }
    static QMenu *menu(ComposerFixture &f, const char *name)
    {
        for (auto *each : f.composer.findChildren<QMenu *>(QLatin1String(name)))
            if (each->isVisible()) // one that was closed goes later
                return each;
        return nullptr;
    }
    static QToolButton *button(QWidget &where, const QString &text)
    {
        for (auto *each : where.findChildren<QToolButton *>())
            if (each->isVisible() && each->text() == text)
                return each;
        return nullptr;
    }

private Q_SLOTS:
    void severalWaysByKey()
    {
        ComposerFixture f;
        listen(f, "M5311");
        f.type(TwoCommas);
        f.key(Qt::Key_Escape);
        const auto all = ways(f);
        QVERIFY(all.size() >= 2);
        f.key(Qt::Key_Return, Qt::AltModifier);
        auto *choice = menu(f, "composerFixes");
        QVERIFY(choice);
        QCOMPARE(f.draft.line(), std::string(TwoCommas)); // nothing happens before it is chosen
        QCOMPARE(choice->actions().size(), static_cast<qsizetype>(all.size()));
        for (qsizetype i = 0; i < choice->actions().size(); ++i)
            QVERIFY(choice->actions().at(i)->text().startsWith(QString::fromStdString(all[static_cast<std::size_t>(i)].words)));
        QTest::keyClick(choice, Qt::Key_Down);
        QTest::keyClick(choice, Qt::Key_Return);
        QCOMPARE(f.draft.line(), all[1].line);
        QCOMPARE(f.editor().bytes(), all[1].line);
        f.key(Qt::Key_Z, Qt::ControlModifier); // one step
        QCOMPARE(f.draft.line(), std::string(TwoCommas));
    }

    void severalWaysByMouse()
    {
        ComposerFixture f;
        listen(f, "M5311");
        f.draft.setLine(TwoCommas, DraftEditor::Program);
        QVERIFY(f.strip().fixOffered());
        auto *link = button(f.strip(), QStringLiteral("Fix…"));
        QVERIFY(link);
        QTest::mouseClick(link, Qt::LeftButton);
        auto *choice = menu(f, "composerFixes");
        QVERIFY(choice);
        QTest::keyClick(choice, Qt::Key_Escape);
        QCOMPARE(f.draft.line(), std::string(TwoCommas));
        QTRY_VERIFY(!menu(f, "composerFixes"));
        QTest::mouseClick(link, Qt::LeftButton);
        choice = menu(f, "composerFixes");
        QVERIFY(choice);
        const auto all = ways(f);
        QTest::mouseClick(choice, Qt::LeftButton, Qt::NoModifier, choice->actionGeometry(choice->actions().last()).center());
        QCOMPARE(f.draft.line(), all.back().line);
    }

    void inTheMenuOfTheLine()
    {
        ComposerFixture f;
        listen(f, "M5311");
        f.draft.setLine(TwoCommas, DraftEditor::Program);
        const auto all = ways(f);
        QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(5, 5), f.editor().mapToGlobal(QPoint(5, 5)));
        QApplication::sendEvent(f.editor().viewport(), &event);
        auto *choice = menu(f, "composerMenu");
        QVERIFY(choice);
        QVERIFY(choice->actions().first()->text().startsWith(QString::fromStdString(all.front().words)));
        QTest::mouseClick(choice, Qt::LeftButton, Qt::NoModifier, choice->actionGeometry(choice->actions().first()).center());
        QCOMPARE(f.draft.line(), all.front().line);
    }

    void theMissingStep()
    {
        ComposerFixture f;
        const std::string line = "AT+CIOTBINSEND=2,\"0102\"";
        listen(f, "ML302", {{"edp.session", "plain"}, {"edp.upload", "none"}});
        auto *bar = f.composer.findChild<views::NextBar *>();
        QVERIFY(bar && !bar->isVisible());
        f.draft.setLine(line, DraftEditor::Program);
        auto *link = button(f.strip(), QStringLiteral("First AT+CIOTBINSET=…"));
        QVERIFY(link);
        QTest::mouseClick(link, Qt::LeftButton);
        QVERIFY(f.editor().bytes().starts_with("AT+CIOTBINSET="));
        QVERIFY(bar->isVisible());
        QVERIFY(bar->findChild<QLabel *>()->text().contains(QString::fromStdString(line)));
        QVERIFY(f.editor().hasFocus());
        f.type("5"); // what comes next is typed at once
        QVERIFY(f.draft.line().find('5') != std::string::npos);
        auto *back = button(*bar, QStringLiteral("Back to it"));
        QVERIFY(back);
        QTest::mouseClick(back, Qt::LeftButton);
        QCOMPARE(f.editor().bytes(), line);
        QVERIFY(!bar->isVisible());
        // By the key, and given up.
        f.key(Qt::Key_Return, Qt::AltModifier);
        QVERIFY(bar->isVisible());
        QTest::mouseClick(button(*bar, QStringLiteral("✕")), Qt::LeftButton);
        QVERIFY(!bar->isVisible());
        QVERIFY(f.draft.line().starts_with("AT+CIOTBINSET="));
        // Undo brings the line back, and nothing waits for it.
        f.draft.setLine(line, DraftEditor::Program);
        f.key(Qt::Key_Return, Qt::AltModifier);
        f.key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(f.draft.line(), line);
        QVERIFY(!bar->isVisible());
        // What is known now has it: nothing is missing.
        listen(f, "ML302", {{"edp.session", "plain"}, {"edp.upload", "running"}});
        QVERIFY(!f.strip().fixOffered());
    }

    void theProposalIsCompleted()
    {
        ComposerFixture f;
        listen(f, "ML307A", {{"lwm2m.nsmi", std::int64_t{1}}, {"lwm2m.mid", std::int64_t{41}}});
        f.type("AT+MIPLNOTIFY=0,");
        f.key(Qt::Key_Space, Qt::ControlModifier);
        QVERIFY(f.listed("42"));
        QCOMPARE(f.list().items().front().label, std::string("42"));
        f.key(Qt::Key_Return);
        QVERIFY2(f.draft.line().starts_with("AT+MIPLNOTIFY=0,42"), f.draft.line().c_str());
    }
};

ATSCOPE_TEST(TstComposerFixes)
#include "tst_composer_fixes.moc"
