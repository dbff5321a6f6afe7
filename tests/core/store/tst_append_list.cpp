// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/append_list.h"

#include <QTest>

#include <memory>
#include <string>

#include "support/test_main.h"

using namespace atscope::store;

class TstAppendList final : public QObject
{
    Q_OBJECT
private slots:
    void keepsPlacesAndValues();
    void destroysWhatItHolds();
    void findsTheFirstAfter();
};

void TstAppendList::keepsPlacesAndValues()
{
    AppendList<std::string, 2> list;
    QCOMPARE(list.size(), std::uint64_t{0});
    std::vector<const std::string *> places;
    for (int i = 0; i < 10'000; ++i)
        places.push_back(&list.append("a value that is too long for the small string " + std::to_string(i)));
    QCOMPARE(list.size(), std::uint64_t{10'000});
    for (std::size_t i = 0; i < places.size(); ++i) {
        QCOMPARE(&list[i], places[i]);
        QVERIFY(list[i].ends_with(" " + std::to_string(i)));
    }
    AppendList<int, 0, 4> full; // to the last place
    for (int i = 0; i < 16; ++i)
        full.append(i);
    for (int i = 0; i < 16; ++i)
        QCOMPARE(full[static_cast<std::uint64_t>(i)], i);
}

void TstAppendList::destroysWhatItHolds()
{
    const auto counted = std::make_shared<int>(1);
    {
        AppendList<std::shared_ptr<int>, 1> list;
        for (int i = 0; i < 100; ++i)
            list.append(counted);
        QCOMPARE(counted.use_count(), 101L);
    }
    QCOMPARE(counted.use_count(), 1L);
}

void TstAppendList::findsTheFirstAfter()
{
    AppendList<int> list;
    const auto value = [](int v) { return v; };
    QCOMPARE(list.firstAfter(0, 5, value), std::uint64_t{0});
    for (const int v : {1, 3, 3, 3, 9})
        list.append(v);
    QCOMPARE(list.firstAfter(5, 0, value), std::uint64_t{0});
    QCOMPARE(list.firstAfter(5, 1, value), std::uint64_t{1});
    QCOMPARE(list.firstAfter(5, 3, value), std::uint64_t{4});
    QCOMPARE(list.firstAfter(2, 3, value), std::uint64_t{2}); // of the first two only
    QCOMPARE(list.firstAfter(5, 9, value), std::uint64_t{5});
}

ATSCOPE_TEST(TstAppendList)
#include "tst_append_list.moc"
