// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>

#include <QRegularExpression>
#include <QTest>

#include "core/decode/dialect.h"
#include "core/decode/manual_text.h"
#include "support/test_main.h"

using namespace atscope;
using catalog::FormKind;

// Every command and URC of the five manuals is in the catalog with its forms, and nothing else is. The list is
// tests/data/manuals/names.yaml; where the manuals themselves lie beside the repository, it is held against them.
class TstManualNames final : public QObject
{
    Q_OBJECT

    std::shared_ptr<const catalog::Catalog> m_catalog = catalog::Catalog::builtIn();
    const test::ManualNames m_names = test::readManualNames();

    static constexpr std::pair<char, FormKind> Forms[] = {
        {'t', FormKind::Test}, {'r', FormKind::Read}, {'s', FormKind::Set}, {'x', FormKind::Execute}};

    bool listed(const std::string &family, const std::string &name) const
    {
        const auto same = [&](const test::ManualName &entry) { return entry.family == family && entry.name == name; };
        return std::any_of(m_names.rows.begin(), m_names.rows.end(), same) ||
               std::any_of(m_names.beyond.begin(), m_names.beyond.end(), same);
    }
    static bool answersWith(const catalog::CatalogView &view, const std::string &prefix)
    {
        for (const auto &command : view.commands())
            for (const auto &form : command->forms)
                for (const auto &shape : form.answer.lines)
                    if (shape.prefix == prefix)
                        return true;
        return false;
    }
    std::set<std::string> families() const
    {
        std::set<std::string> out;
        for (const auto &row : m_names.rows)
            out.insert(row.family);
        return out;
    }

private Q_SLOTS:
    void everyNameIsInTheCatalog()
    {
        QCOMPARE(m_names.rows.size(), std::size_t{139});
        for (const auto &row : m_names.rows) {
            const auto *family = m_catalog->family(row.family);
            QVERIFY2(family, row.family.c_str());
            const bool urc = row.forms == "u";
            const auto command =
                std::find_if(family->commands.begin(), family->commands.end(), [&](const auto &entry) { return entry.name == row.name; });
            const bool found =
                urc ? std::any_of(family->urcs.begin(), family->urcs.end(), [&](const auto &u) { return u.name == row.name; })
                    : command != family->commands.end();
            QVERIFY2(found, row.name.c_str());
            if (urc)
                continue;
            for (const auto &[letter, kind] : Forms) {
                const bool wanted = row.forms.find(letter) != std::string::npos;
                const bool there = std::any_of(command->forms.begin(), command->forms.end(),
                                               [wanted_kind = kind](const auto &form) { return form.kind == wanted_kind; });
                QVERIFY2(wanted == there, (row.name + ": form " + letter).c_str());
            }
        }
    }

    void nothingElseIs()
    {
        for (const auto &id : families()) {
            const auto *family = m_catalog->family(id);
            for (const auto &command : family->commands)
                QVERIFY2(listed(id, command.name), command.name.c_str());
            for (const auto &urc : family->urcs)
                QVERIFY2(listed(id, urc.name), urc.name.c_str());
        }
        for (const auto &entry : m_names.beyond) {
            const auto *family = m_catalog->family(entry.family);
            const auto named = [&](const auto &item) { return item.name == entry.name; };
            QVERIFY2(family && (std::any_of(family->commands.begin(), family->commands.end(), named) ||
                                std::any_of(family->urcs.begin(), family->urcs.end(), named)),
                     entry.name.c_str());
        }
    }

    // Each rule, and what must have been done before, is broken by some sample, and a clean line stands beside it.
    void everyRuleHasItsSamples()
    {
        using catalog::SampleKind;
        for (const auto &id : families())
            for (const auto &command : m_catalog->family(id)->commands) {
                const auto broken = [&](const std::string &code) {
                    return std::any_of(command.forms.begin(), command.forms.end(), [&](const auto &form) {
                        return std::any_of(form.samples.begin(), form.samples.end(), [&](const auto &sample) {
                            return std::find(sample.problems.begin(), sample.problems.end(), code) != sample.problems.end();
                        });
                    });
                };
                for (const auto &form : command.forms) {
                    const auto where = command.name + ' ' + form.id + ": ";
                    for (const auto &rule : form.rules)
                        QVERIFY2(broken(rule.code), (where + rule.code).c_str());
                    if (!form.requirements.empty())
                        QVERIFY2(broken("requirement"), (where + "requirement").c_str());
                    const bool clean = std::any_of(form.samples.begin(), form.samples.end(), [](const auto &sample) {
                        return sample.kind == SampleKind::Line && sample.problems.empty();
                    });
                    QVERIFY2(clean, (where + "no clean line").c_str());
                }
            }
    }

    // The checklist of rules has a row for each name, and the list here is that of its rows.
    void rowsOfTheChecklist()
    {
        const QStringList lines = test::linesOfManual("rules.md");
        if (lines.isEmpty())
            QSKIP("../shared/manuals is not there: the list is not held against the checklist of rules");
        static const QRegularExpression s_family(R"(^## .*\(`(.+)\.txt`\))");
        static const QRegularExpression s_row(R"(^\| ((?:AT)?[+^][A-Z]+) \| ([trsxu]+) \|)");
        std::vector<test::ManualName> rows;
        std::string family;
        for (const QString &line : lines) {
            if (const auto match = s_family.match(line); match.hasMatch())
                family = match.captured(1).toStdString();
            if (const auto match = s_row.match(line); match.hasMatch())
                rows.push_back({family, match.captured(1).toStdString(), match.captured(2).toStdString()});
        }
        QCOMPARE(rows.size(), m_names.rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            QCOMPARE(rows[i].family, m_names.rows[i].family);
            QCOMPARE(rows[i].name, m_names.rows[i].name);
            QCOMPARE(rows[i].forms, m_names.rows[i].forms);
        }
    }

    void namesOfTheTexts_data()
    {
        QTest::addColumn<QString>("file");
        for (const auto &manual : test::readManuals())
            QTest::newRow(manual.file.c_str()) << QString::fromStdString(manual.file);
    }
    // Every name that a manual's text prints is known, and every name of its family is printed there.
    void namesOfTheTexts()
    {
        QFETCH(QString, file);
        const QStringList lines = test::linesOfManual(file.toStdString());
        if (lines.isEmpty())
            QSKIP("../shared/manuals is not there: names are not held against the text");
        const QString text = test::withCanonicalNames(test::withPlainSigns(lines.join('\n')), m_names);
        const decode::Dialect dialect(m_catalog, nullptr);
        static const QRegularExpression s_command(R"((?<![A-Za-z])AT\s*([+^])\s?([A-Z]{2,})(?![a-z]))");
        std::set<std::string> printed;
        for (auto it = s_command.globalMatch(text); it.hasNext();) {
            const auto match = it.next();
            const std::string mark = match.captured(1).toStdString();
            const std::string name = match.captured(2).toStdString();
            printed.insert("AT" + mark + name);
            catalog::NameMatch how = catalog::NameMatch::Name;
            const bool command = bool(dialect.view().command("AT" + mark + name, &how)) && how != catalog::NameMatch::Misprint;
            // The overviews print URCs with AT.
            QVERIFY2(command || dialect.view().urc(mark + name), ("AT" + mark + name).c_str());
        }
        static const QRegularExpression s_urc(R"((?<![A-Za-z0-9>])([+^]) ?([A-Z]{4,}(?:_CUR)?)(?![A-Za-z_]))");
        for (auto it = s_urc.globalMatch(text); it.hasNext();) {
            const auto match = it.next();
            const std::string name = (match.captured(1) + match.captured(2)).toStdString();
            printed.insert(name);
            const bool known = m_names.foreign.contains(match.captured(2)) || dialect.view().urc(name) ||
                               dialect.urcOf(name + ":0").urc != decode::NoEntry || dialect.view().command("AT" + name) ||
                               answersWith(dialect.view(), name);
            QVERIFY2(known, name.c_str());
        }
        const std::string family = file.chopped(4).toStdString();
        const std::string squeezed = test::squeezed(text).toStdString();
        for (const auto *list : {&m_names.rows, &m_names.beyond})
            for (const auto &entry : *list) {
                const std::string name = QString::fromStdString(entry.name).remove(' ').toStdString();
                if (entry.family == family && name != "HTTPSTATUS")
                    QVERIFY2(printed.contains(entry.name) || squeezed.find(name) != std::string::npos, entry.name.c_str());
            }
    }
};

ATSCOPE_TEST(TstManualNames)
#include "tst_manual_names.moc"
