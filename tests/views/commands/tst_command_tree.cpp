// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

#include "core/catalog/compiler.h"
#include "support/test_main.h"
#include "views/commands/command_model.h"
#include "views/commands/command_tree.h"

using namespace atscope;
using namespace atscope::views;

namespace {

std::shared_ptr<const decode::Dialect> builtIn(const char *module)
{
    const auto all = catalog::Catalog::builtIn();
    return std::make_shared<decode::Dialect>(all, all->module(module));
}

// One command for ALPHA only, one with a form for it, and a family that BETA does not have.
std::shared_ptr<const decode::Dialect> beta()
{
    catalog::Model model;
    for (const char *yaml : {R"(
atscope: 1
family: mine
title: {en: Mine, zh: 我的}
commands:
  - {name: AT+ONLYALPHA, title: {en: Not here, zh: 无}, group: One, modules: [ALPHA], forms: [{form: execute}]}
  - {name: AT+BOTH, title: {en: Here, zh: 有}, group: One, forms: [{form: execute}, {form: read, modules: [ALPHA], answer: none}]}
)", R"(
atscope: 1
family: theirs
title: {en: Theirs, zh: 他们的}
commands:
  - {name: AT+THEIRS, title: {en: Of others, zh: 其他}, group: Two, forms: [{form: execute}]}
)", R"(
atscope: 1
modules:
  - {module: ALPHA, title: {en: A, zh: A}, families: [mine, theirs]}
  - {module: BETA, title: {en: B, zh: B}, families: [mine]}
  - {module: generic, title: {en: G, zh: G}, families: [mine, theirs], lenient: true}
)"}) {
        auto compiled = catalog::compileFile(yaml, "test.yaml", {});
        for (auto &family : compiled.families)
            model.families.push_back(std::move(family));
        for (auto &module : compiled.modules)
            model.modules.push_back(std::move(module));
    }
    std::vector<catalog::Complaint> complaints;
    const auto all = catalog::Catalog::make(std::move(model), complaints);
    return std::make_shared<decode::Dialect>(all, all->module("BETA"));
}

struct Fixture
{
    CommandTree tree;
    QLineEdit *filter = tree.findChild<QLineEdit *>();
    QTreeView *view = tree.findChild<QTreeView *>();
    CommandModel *model = qobject_cast<CommandModel *>(view->model());
    std::unique_ptr<QAbstractItemModelTester> tester;

    explicit Fixture(std::shared_ptr<const decode::Dialect> dialect = builtIn("ML302"))
    {
        tester = std::make_unique<QAbstractItemModelTester>(model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        tree.setDialect(std::move(dialect));
        tree.resize(280, 500);
        tree.show();
        tree.activateWindow();
        (void)QTest::qWaitForWindowActive(&tree);
    }
    QModelIndex find(const QString &text, const QModelIndex &under = {}) const
    {
        for (int row = 0; row < model->rowCount(under); ++row) {
            const QModelIndex index = model->index(row, 0, under);
            const QString shown = index.data().toString();
            if (shown == text || shown == text + QStringLiteral(" ⚠"))
                return index;
            if (const QModelIndex deeper = find(text, index); deeper.isValid())
                return deeper;
        }
        return {};
    }
    int commands(const QModelIndex &under = {}) const
    {
        int count = 0;
        for (int row = 0; row < model->rowCount(under); ++row) {
            const QModelIndex index = model->index(row, 0, under);
            count += model->command(index) && !model->form(index) ? 1 : 0;
            count += commands(index);
        }
        return count;
    }
    void click(const QModelIndex &index)
    {
        view->scrollTo(index);
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(index).center());
    }
};

} // namespace

class TstCommandTree final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void typingFilters()
    {
        Fixture all;
        const int before = all.commands();
        all.tree.focusFilter();
        QTest::keyClicks(all.filter, QStringLiteral("ciotdat"));
        QVERIFY(all.find(QStringLiteral("AT+CIOTDAT")).isValid());
        QVERIFY(!all.find(QStringLiteral("AT+CSQ")).isValid());
        all.filter->clear();
        QTest::keyClicks(all.filter, QStringLiteral("bin_data")); // a parameter
        QCOMPARE(all.commands(), 1);
        all.filter->clear();
        all.filter->setText(QStringLiteral("上传小数据")); // a title, whatever language is on
        QVERIFY(all.find(QStringLiteral("AT+CIOTDAT")).isValid());
        all.filter->setText(QStringLiteral("edp upload"));
        QVERIFY(all.find(QStringLiteral("AT+CIOTDAT")).isValid());
        QVERIFY(all.commands() < before);
        all.filter->setText(QStringLiteral("nothing has this"));
        QCOMPARE(all.commands(), 0);
        QVERIFY(!all.view->isVisible());
        all.filter->setFocus();
        QTest::keyClick(all.filter, Qt::Key_Escape);
        QCOMPARE(all.commands(), before);
        QVERIFY(all.view->isVisible());
        // In the tree letters go to the filter.
        all.view->setFocus();
        QTest::keyClicks(all.view, QStringLiteral("c"));
        QVERIFY(all.filter->hasFocus());
        QCOMPARE(all.filter->text(), QStringLiteral("c"));
    }
    void commandsAreChosen()
    {
        Fixture all;
        QSignalSpy chosen(&all.tree, &CommandTree::chosen);
        all.click(all.find(QStringLiteral("AT+CIOTDAT")));
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.last().at(0).value<const catalog::Command *>()->name, std::string("AT+CIOTDAT"));
        QVERIFY(chosen.last().at(1).value<const catalog::Form *>() == nullptr);
        const QModelIndex keys = all.find(QStringLiteral("AT+CIOTMKEY"));
        QVERIFY(keys.isValid());
        all.view->expand(keys);
        all.click(all.model->index(1, 0, keys));
        QCOMPARE(chosen.size(), 2);
        QVERIFY(chosen.last().at(1).value<const catalog::Form *>()->kind == catalog::FormKind::Read);
        // Arrows choose where they rest, not what they pass.
        QTest::keyClick(all.view, Qt::Key_Down);
        QTest::keyClick(all.view, Qt::Key_Down);
        QCOMPARE(chosen.size(), 2);
        QTRY_COMPARE(chosen.size(), 3);
        QTest::keyClick(all.view, Qt::Key_Return);
        QCOMPARE(chosen.size(), 4);
        // A section opens and closes and is no command.
        const QModelIndex section = all.model->index(0, 0);
        const bool open = all.view->isExpanded(section);
        all.click(section);
        QCOMPARE(all.view->isExpanded(section), !open);
        QCOMPARE(chosen.size(), 4);
        // From the filter straight on.
        all.tree.focusFilter();
        QTest::keyClicks(all.filter, QStringLiteral("ciotbinsend"));
        QTest::keyClick(all.filter, Qt::Key_Return);
        QCOMPARE(chosen.size(), 5);
        QCOMPARE(chosen.last().at(0).value<const catalog::Command *>()->name, std::string("AT+CIOTBINSEND"));
        // Told from outside: nothing is said back.
        const auto *csq = builtIn("ML302")->view().command("AT+CSQ").item;
        all.filter->clear();
        all.tree.setCurrent(csq, nullptr);
        QCOMPARE(all.model->command(all.view->currentIndex()), csq);
        QTest::qWait(2 * CommandTree::ArrowPauseMs);
        QCOMPARE(chosen.size(), 5);
    }
    void favouritesAndRecent()
    {
        Fixture all;
        QSignalSpy changed(&all.tree, &CommandTree::settingsChanged);
        all.tree.setFavourites({QStringLiteral("AT+CSQ"), QStringLiteral("AT+OFANOTHERMODULE")});
        QCOMPARE(changed.size(), 0);
        QCOMPARE(all.model->index(0, 0).data().toString(), QStringLiteral("Favourites"));
        QCOMPARE(all.model->rowCount(all.model->index(0, 0)), 1);
        all.click(all.find(QStringLiteral("AT+CIOTDAT")));
        QTest::keyClick(all.view, Qt::Key_D, Qt::ControlModifier);
        QVERIFY(all.tree.favourites().contains(QStringLiteral("AT+CIOTDAT")));
        QVERIFY(all.tree.favourites().contains(QStringLiteral("AT+OFANOTHERMODULE"))); // it keeps what it cannot show
        QCOMPARE(changed.size(), 1);
        const QModelIndex star = all.find(QStringLiteral("AT+CIOTDAT")).siblingAtColumn(CommandModel::Star);
        QCOMPARE(star.data().toString(), QStringLiteral("★"));
        all.click(star);
        QVERIFY(!all.tree.favourites().contains(QStringLiteral("AT+CIOTDAT")));
        QCOMPARE(changed.size(), 2);
        for (int i = 0; i < 3; ++i)
            all.tree.noteUsed(QStringLiteral("AT+CSQ"));
        all.tree.noteUsed(QStringLiteral("AT+CIOTDAT"));
        QCOMPARE(all.tree.recent(), (QStringList{QStringLiteral("AT+CIOTDAT"), QStringLiteral("AT+CSQ")}));
        for (int i = 0; i < 40; ++i)
            all.tree.noteUsed(QStringLiteral("AT+N%1").arg(i));
        QCOMPARE(all.tree.recent().size(), CommandTree::MostRecent);
    }
    void whatTheModuleLacksIsStruckOrHidden()
    {
        Fixture all(beta());
        const QModelIndex absent = all.find(QStringLiteral("AT+ONLYALPHA"));
        QVERIFY(absent.data(CommandModel::MissingRole).toBool());
        QVERIFY(absent.data(Qt::ToolTipRole).toString().contains(QLatin1String("only on ALPHA")));
        const QModelIndex both = all.find(QStringLiteral("AT+BOTH"));
        QVERIFY(!both.data(CommandModel::MissingRole).toBool());
        QVERIFY(all.model->index(1, 0, both).data(CommandModel::MissingRole).toBool()); // its read form
        const QModelIndex theirs = all.find(QStringLiteral("AT+THEIRS"));
        QVERIFY(theirs.data(CommandModel::MissingRole).toBool());
        QVERIFY(!all.view->isExpanded(theirs.parent().parent())); // other families are closed at first
        QSignalSpy changed(&all.tree, &CommandTree::settingsChanged);
        QTest::mouseClick(all.tree.findChild<QToolButton *>(), Qt::LeftButton);
        QVERIFY(!all.tree.showsMissing());
        QCOMPARE(changed.size(), 1);
        QVERIFY(!all.find(QStringLiteral("AT+ONLYALPHA")).isValid());
        QVERIFY(!all.find(QStringLiteral("AT+THEIRS")).isValid());
        QVERIFY(all.find(QStringLiteral("AT+BOTH")).isValid());
    }
    void languageAndDanger()
    {
        Fixture all;
        const QModelIndex before = all.find(QStringLiteral("AT+CIOTMKEY"));
        QVERIFY(before.data().toString().endsWith(QStringLiteral("⚠")));
        QVERIFY(before.data(Qt::ToolTipRole).toString().contains(QLatin1String("Destructive")));
        QVERIFY(before.data(Qt::AccessibleTextRole).toString().contains(QLatin1String("destructive")));
        all.tree.setLanguage(catalog::Language::Chinese);
        QCOMPARE(all.find(QStringLiteral("AT+CIOTDAT")).data(CommandModel::TitleRole).toString(), QStringLiteral("上传小数据"));
    }
    void closedSectionsStayClosedAndDialectsChange()
    {
        Fixture all;
        const QModelIndex section = all.model->index(0, 0);
        const QString title = section.data().toString();
        all.view->collapse(section);
        all.filter->setText(QStringLiteral("at"));
        QVERIFY(all.view->isExpanded(all.model->index(0, 0)));
        all.filter->clear();
        QCOMPARE(all.model->index(0, 0).data().toString(), title);
        QVERIFY(!all.view->isExpanded(all.model->index(0, 0)));
        all.click(all.find(QStringLiteral("AT+CSQ")));
        all.tree.setDialect(beta());
        QCOMPARE(all.commands(), 3);
        all.tree.setDialect(nullptr);
        QCOMPARE(all.commands(), 0);
    }
};

ATSCOPE_TEST(TstCommandTree)
#include "tst_command_tree.moc"
