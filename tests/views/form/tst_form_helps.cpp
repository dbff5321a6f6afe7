// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QLabel>

#include "form_fixture.h"
#include "support/test_main.h"
#include "views/form/form_header.h"

using namespace atscope;
using test::FormFixture;

// What the catalog knows beyond right and wrong: ways to repair, the step before, what the session proposes, dangers.
class TstFormHelps final : public QObject
{
    Q_OBJECT

    static void listen(FormFixture &form, const char *module, std::vector<std::pair<const char *, expr::Value>> known = {})
    {
        const auto all = catalog::Catalog::builtIn();
        catalog::FactState facts;
        for (const auto &[name, value] : known)
            facts.set(name, value);
        form.draft.setContext(std::make_shared<const decode::Dialect>(all, all->module(module)), std::move(facts));
    }
    static QStringList dangers(const FormFixture &form)
    {
        QStringList lines;
        for (const auto *label : form.view->findChild<views::FormHeader *>()->findChildren<QLabel *>())
            if (label->isVisible() && label->text().startsWith(QStringLiteral("⚠")))
                lines << label->text().split(QLatin1Char('\n'));
        return lines;
    }

private Q_SLOTS:
    void everyWayHasItsButton()
    {
        FormFixture form;
        listen(form, "M5311");
        form.write("AT+HTTPCONTENT=0,\"{\"a\":\"1\",\"b\":\"2\"}\"");
        auto *row = form.row("content");
        QVERIFY(row != nullptr);
        const auto &problems = row->problems().problems();
        const auto it = std::find_if(problems.begin(), problems.end(), [](const auto &shown) { return shown.fixes.size() >= 2; });
        QVERIFY(it != problems.end());
        const auto fixes = it->fixes;
        for (const auto &fix : fixes) {
            auto *button = form.button(QString::fromStdString(fix.words), row);
            QVERIFY2(button != nullptr, fix.words.c_str());
            QVERIFY(button->focusPolicy() & Qt::TabFocus);
        }
        QTest::mouseClick(form.button(QString::fromStdString(fixes[1].words), row), Qt::LeftButton);
        QCOMPARE(form.draft.line(), fixes[1].line);
        QVERIFY(form.button(QString::fromStdString(fixes[1].words)) == nullptr); // with its problem
        form.draft.undo();
        auto *last = form.button(QString::fromStdString(fixes.back().words), row);
        QVERIFY(last != nullptr);
        last->setFocus();
        QTest::keyClick(last, Qt::Key_Space);
        QCOMPARE(form.draft.line(), fixes.back().line);
        QVERIFY(form.row("content")->isAncestorOf(QApplication::focusWidget()));
    }

    void theStepBeforeIsOneClick()
    {
        FormFixture form;
        const std::string line = "AT+CIOTBINSEND=2,\"0102\"";
        listen(form, "ML302", {{"edp.session", "plain"}, {"edp.upload", "none"}});
        form.write(line);
        auto *first = form.button(QStringLiteral("First AT+CIOTBINSET=…"));
        QVERIFY(first != nullptr);
        first->setFocus();
        QTest::keyClick(first, Qt::Key_Space);
        QVERIFY(form.draft.line().starts_with("AT+CIOTBINSET="));
        QCOMPARE(form.draft.waiting(), std::vector<std::string>{line});
        QVERIFY(form.row("bin_lens") != nullptr); // its form, to be filled in
        QVERIFY(qobject_cast<QLineEdit *>(QApplication::focusWidget()) != nullptr);
        form.draft.takeNext();
        QCOMPARE(form.draft.line(), line);
        listen(form, "ML302", {{"edp.session", "plain"}, {"edp.upload", "running"}});
        QVERIFY(form.button(QStringLiteral("First AT+CIOTBINSET=…")) == nullptr);
    }

    void proposalsAreOffered()
    {
        FormFixture form;
        listen(form, "ML307A", {{"lwm2m.nsmi", std::int64_t{1}}, {"lwm2m.mid", std::int64_t{41}}, {"lwm2m.ackid", std::int64_t{7}}});
        form.write("AT+MIPLNOTIFY=0,5,3300,0,5700,1,1,\"a\",0,0");
        QCOMPARE(form.inside("mid")->text(), QStringLiteral("5")); // what was typed stays
        auto *use = form.button(QStringLiteral("Use 42"), form.row("mid"));
        QVERIFY(use != nullptr);
        QTest::mouseClick(use, Qt::LeftButton);
        QVERIFY2(form.draft.line().starts_with("AT+MIPLNOTIFY=0,42,"), form.draft.line().c_str());
        QCOMPARE(form.inside("mid")->text(), QStringLiteral("42"));
        QVERIFY(!use->isVisible());
        QVERIFY(form.row("mid")->isAncestorOf(QApplication::focusWidget()));
        auto *ack = form.button(QStringLiteral("Use 8"), form.row("ackid"));
        QVERIFY(ack != nullptr);
        ack->setFocus();
        QTest::keyClick(ack, Qt::Key_Space);
        QVERIFY2(form.draft.line().ends_with(",0,0,8"), form.draft.line().c_str());
        form.draft.undo();
        QVERIFY2(form.draft.line().ends_with(",0,0"), form.draft.line().c_str());
        // A wrong length has the right one beside it.
        form.type(form.inside("len"), QStringLiteral("9"));
        QVERIFY(form.button(QStringLiteral("Use 1"), form.row("len")) != nullptr);
        form.type(form.inside("len"), QStringLiteral("1"));
        QVERIFY(form.button(QStringLiteral("Use 1"), form.row("len")) == nullptr);
        // Nothing is known: nothing is offered.
        listen(form, "ML307A");
        QVERIFY(form.row("mid")->findChildren<QToolButton *>().isEmpty() || !form.button(QStringLiteral("Use 42"), form.row("mid")));
    }

    void dangersAreThoseOfTheLine()
    {
        FormFixture form;
        const auto all = catalog::Catalog::builtIn();
        // Each form with a danger under a condition, with what its line says.
        int conditional = 0;
        for (const auto &family : all->model().families) {
            for (const auto &command : family.commands) {
                for (const auto &shape : command.forms) {
                    const bool open =
                        std::any_of(shape.hazards.begin(), shape.hazards.end(), [](const auto &h) { return h.when.present(); });
                    if (!open || ++conditional > 12)
                        continue;
                    for (const auto &sample : shape.samples) {
                        if (sample.kind != catalog::SampleKind::Line)
                            continue;
                        form.write(sample.text);
                        if (form.draft.command() == nullptr)
                            continue;
                        const auto now = catalog::hazardsOf(*form.draft.command(), form.draft.context());
                        QCOMPARE(dangers(form).size(), static_cast<qsizetype>(now.size()));
                    }
                }
            }
        }
        QVERIFY(conditional > 0);
    }
};

ATSCOPE_TEST(TstFormHelps)
#include "tst_form_helps.moc"
