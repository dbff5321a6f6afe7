// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <memory>

#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

#include "core/catalog/compiler.h"
#include "core/session/draft.h"
#include "views/form/argument_editor.h"
#include "views/form/form_view.h"
#include "views/form/parameter_row.h"

namespace atscope::test {

inline const char *const EditorsYaml = R"(
atscope: 1
family: test
title: {en: Test, zh: 测试}
commands:
  - name: AT+ALL
    title: {en: Everything, zh: 全部}
    help: {en: Help of it., zh: 帮助。}
    group: Test
    manual: '1'
    forms:
      - form: read
        answer: none
      - form: set
        manual: '1'
        params:
          - {name: number, type: integer, range: [0..5, 10..12], values: {0: {en: none, zh: 无}}, optional: true, default: 3}
          - {name: real, type: float, range: -1.5..1.5, optional: true}
          - {name: kind, type: enum, values: {0: {en: first, zh: 第一}, 1: {en: second, zh: 第二}}, optional: true}
          - {name: mask, type: flags, bits: {0: {en: low, zh: 低}, 7: {en: high, zh: 高}}, range: 0..255, optional: true}
          - {name: text, type: string, bytes: ..16, optional: true}
          - {name: hex, type: hex, digits: 0..200, even: true, optional: true}
          - {name: host, type: host, optional: true}
          - {name: topic, type: topic, optional: true}
          - {name: at, type: date-time, format: 'YYYY-MM-DD hh:mm:ss', quoting: required, optional: true}
          - {name: body, type: json, quoting: required, bare-quotes: true, secret: {json-keys: [key]}, optional: true}
          - {name: pairs, type: key-values, items: [{name: pmin, type: integer}, {name: pmax, type: integer}], optional: true}
          - name: data
            type: records
            items: [name, {name: time, type: date-time, format: YYYYMMDDhhmmss, optional: true}, {name: value, type: float}]
            optional: true
          - {name: ids, type: list, items: [{name: id, type: integer, range: 0..65535}], separator: '|', optional: true}
          - {name: bits, type: bitmap, bytes: 1..8, optional: true}
          - {name: word, type: literal, literal: platform, optional: true}
          - {name: ref, type: integer, fixed: 0, optional: true}
          - {name: psk, secret: true, forbidden-when: number == 0, optional: true}
          - {name: tail, type: rest, optional: true}
)";

// A draft with its form, shown and active.
struct FormFixture
{
    session::Draft draft;
    std::shared_ptr<const decode::Dialect> dialect;
    std::unique_ptr<views::FormView> view;

    explicit FormFixture(bool builtIn = true)
    {
        std::shared_ptr<const catalog::Catalog> all;
        if (builtIn) {
            all = catalog::Catalog::builtIn();
        } else {
            auto compiled = catalog::compileFile(EditorsYaml, "editors.yaml", {});
            catalog::Model model;
            model.families = std::move(compiled.families);
            std::vector<catalog::Complaint> complaints;
            all = catalog::Catalog::make(std::move(model), complaints);
        }
        dialect = std::make_shared<decode::Dialect>(all, all->module("ML302"));
        draft.setContext(dialect, {});
        view = std::make_unique<views::FormView>(draft);
        view->setClock([] { return QDateTime(QDate(2026, 3, 4), QTime(5, 6, 7)); });
        view->resize(400, 700);
        view->show();
        view->activateWindow();
        (void)QTest::qWaitForWindowActive(view.get());
    }
    void write(const std::string &line) { draft.setLine(line, session::DraftEditor::Composer); }
    views::ParameterRow *row(const std::string &name) const
    {
        for (auto *each : view->findChildren<views::ParameterRow *>())
            if (!each->isHidden() && each->name() == name)
                return each;
        return nullptr;
    }
    views::ArgumentEditor *editor(const std::string &name) const { return row(name) ? row(name)->editor() : nullptr; }
    template<class Widget = QLineEdit>
    Widget *inside(const std::string &name) const { return editor(name) ? editor(name)->findChild<Widget *>() : nullptr; }
    QAbstractButton *button(const QString &text, const QWidget *where = nullptr) const
    {
        for (auto *each : (where ? where : view.get())->findChildren<QAbstractButton *>())
            if (each->isVisible() && each->text() == text)
                return each;
        return nullptr;
    }
    // As people do it.
    void type(QLineEdit *edit, const QString &text)
    {
        edit->setFocus();
        edit->selectAll();
        QTest::keyClick(edit, Qt::Key_Delete);
        QTest::keyClicks(edit, text);
    }
};

} // namespace atscope::test
