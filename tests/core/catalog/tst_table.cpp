// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <limits>
#include <optional>

#include "core/catalog/archive.h"
#include "core/catalog/builtin.h"
#include "core/catalog/catalog.h"
#include "core/catalog/compiler.h"
#include "support/test_main.h"

using namespace atscope;
using namespace atscope::catalog;

// The compact table: what goes in comes out, and nothing else ever does.
class TstTable : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void roundTrip();
    void numbers();
    void truncated();
    void changed();
    void hostile();
    void loads();

private:
    Model m_model;
    std::string m_table;
};

namespace {

struct Numbers
{
    std::vector<int> ints{0, 1, -1, 63, 64, -64, -65, std::numeric_limits<int>::max(), std::numeric_limits<int>::min()};
    std::vector<double> doubles{0.0, -0.5, 1e300, 2000};
    std::vector<std::optional<int>> maybe{std::nullopt, 5};
    std::vector<std::pair<std::string, bool>> pairs{{"a", true}, {std::string("\0b", 2), false}, {"a", false}};
    Place place = Place::NextLine;
    template<class A> void io(A &a) { a(ints, doubles, maybe, pairs, place); }
};

} // namespace

void TstTable::initTestCase()
{
    QFile file(QStringLiteral(ATSCOPE_TEST_DATA "/catalog/everything.yaml"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    CompiledFile compiled = compileFile(file.readAll().toStdString(), "everything.yaml", {true});
    m_model.families = std::move(compiled.families);
    m_model.modules = std::move(compiled.modules);
    m_table = toTable(m_model);
}

void TstTable::roundTrip()
{
    auto again = fromTable(m_table);
    QVERIFY(again.ok());
    QCOMPARE(toTable(*again), m_table);
    Model model = std::move(again).value();
    QVERIFY(link(model).empty());
    QCOMPARE(model.families.size(), 1u);
    QCOMPARE(model.families[0].commands.size(), m_model.families[0].commands.size());
    QCOMPARE(model.families[0].commands[0].forms[2].parameters[0].type.values[0].text.zh, std::string("关"));
    QCOMPARE(model.families[0].commands[2].line, m_model.families[0].commands[2].line);
    QVERIFY(model.families[0].commands[2].forms[0].rules[0].require.compiled.present());
    QVERIFY(!fromTable(toTable(Model())).value().families.size());
}

void TstTable::numbers()
{
    Numbers in;
    archive::Writer writer;
    writer(in);
    const std::string bytes = writer.take();
    Numbers out{{}, {}, {}, {}, Place::SameLine};
    archive::Reader reader(bytes);
    reader(out);
    QVERIFY(reader.good() && reader.atEnd());
    QCOMPARE(out.ints, in.ints);
    QCOMPARE(out.doubles, in.doubles);
    QVERIFY(out.maybe == in.maybe && out.pairs == in.pairs && out.place == in.place);
}

void TstTable::truncated()
{
    for (std::size_t n = 0; n < m_table.size(); n += n < 100 ? 1 : 997)
        QVERIFY(!fromTable(std::string_view(m_table).substr(0, n)).ok());
    QCOMPARE(fromTable({}).error().message.code, std::string("catalog-bad-table"));
    QVERIFY(!fromTable(m_table + "x").ok());
}

void TstTable::changed()
{
    for (std::size_t n = 0; n < m_table.size(); n += 131) {
        std::string wrong = m_table;
        wrong[n] = static_cast<char>(wrong[n] ^ 0x11);
        QVERIFY2(!fromTable(wrong).ok(), QByteArray::number(static_cast<qulonglong>(n)));
    }
}

// With the right checksum over the wrong bytes: nothing may break, whatever comes out.
void TstTable::hostile()
{
    const std::string_view body = archive::opened("ATSCOPEC", 3, m_table).value();
    std::uint32_t random = 12345;
    for (int i = 0; i < 300; ++i) {
        std::string wrong(body);
        for (int k = 0; k < 1 + i % 7; ++k) {
            random = random * 1664525u + 1013904223u;
            wrong[(random >> 8) % wrong.size()] = static_cast<char>(i % 3 == 0 ? 0xff : random >> 3);
        }
        auto model = fromTable(archive::sealed("ATSCOPEC", 3, i % 5 == 0 ? wrong.substr(0, wrong.size() / 2) : wrong));
        if (model.ok() && i % 4 == 0) {
            Model taken = std::move(model).value();
            (void)link(taken);
        }
    }
    // Announces 2^60 texts, families inside of families, and so on.
    for (const std::string &small : {std::string("\xff\xff\xff\xff\xff\xff\xff\xff\x0f"), std::string("\x01\xff\xff\xff\xff\x0f"),
                                     std::string(1000, '\x01'), std::string("\x00\x02\xff\xff\xff\xff\xff\x0f", 8)})
        QVERIFY(!fromTable(archive::sealed("ATSCOPEC", 3, small)).ok());
}

void TstTable::loads()
{
    // The time is for people to read: machines that run this test are slow in their own ways.
    QElapsedTimer timer;
    timer.start();
    const auto catalog = Catalog::builtIn();
    qInfo("the built-in catalog is there after %lld us", static_cast<long long>(timer.nsecsElapsed() / 1000));
    QVERIFY(!catalog->model().families.empty());
    QCOMPARE(catalog->hash().size(), 16u);
    QCOMPARE(catalog->hash(), tableHash(builtin::catalogTable()));
    QCOMPARE(Catalog::builtIn().get(), catalog.get());
}

ATSCOPE_TEST(TstTable)
#include "tst_table.moc"
