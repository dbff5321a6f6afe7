// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_main.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include "views/kit/hex_view.h"
#include "views/kit/theme.h"

using namespace atscope::views;

namespace {

class Bytes final : public HexSource
{
public:
    QByteArray bytes;
    std::vector<HexSpan> all;

    std::int64_t size() const override { return bytes.size(); }
    QByteArray read(std::int64_t from, int length) const override { return bytes.mid(static_cast<int>(from), length); }
    std::vector<HexSpan> spans(std::int64_t from, std::int64_t length) const override
    {
        std::vector<HexSpan> out;
        for (const HexSpan &span : all) {
            if (span.from < from + length && from < span.from + span.length)
                out.push_back(span);
        }
        return out;
    }
    QString emptyText() const override { return QStringLiteral("Choose an event"); }
};

// Bytes that are the lower part of their position, as many as one likes.
class Endless final : public HexSource
{
public:
    std::int64_t length = 0;

    std::int64_t size() const override { return length; }
    QByteArray read(std::int64_t from, int count) const override
    {
        QByteArray out;
        for (std::int64_t at = from; at < std::min(from + count, length); ++at)
            out.append(static_cast<char>(at & 0xFF));
        return out;
    }
    std::vector<HexSpan> spans(std::int64_t, std::int64_t) const override { return {}; }
};

using Range = std::pair<qint64, qint64>;

} // namespace

class TstHexView final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void rows();
    void bytesPerRow();
    void arrows();
    void selectsByKeys();
    void selectsByMouse();
    void selectsByTheProgram();
    void copies();
    void masks();
    void copyIsCapped();
    void saysWhatAByteIs();
    void paintsSpans();
    void scrollsLongSources();
    void grows();
    void basePosition();
    void accessibleText();
    void inputMethod();

private:
    Bytes m_source;
    std::unique_ptr<HexView> m_view;
};

void TstHexView::init()
{
    Theme::instance().setTheme(Theme::Kind::Light);
    m_source.bytes = QByteArray("AT+CSQ\r\r\n+CSQ: 21,99\r\n\r\nOK\r\n") + QByteArray("\x00\xFF\xE6\xB8\xA9", 5) + QByteArray(67, 'z');
    m_source.all = {{0, 7, QStringLiteral("echo"), Tone::Dim, false}, {9, 12, QStringLiteral("answer"), Tone::Received, false},
        {16, 2, QStringLiteral("rssi"), Tone::Symbol, false}, {26, 2, QStringLiteral("key"), Tone::Bad, true}};
    m_view = std::make_unique<HexView>();
    m_view->setBytesPerRow(16);
    m_view->setSource(&m_source);
    m_view->resize(700, 120);
    m_view->show();
    m_view->activateWindow();
    m_view->setFocus();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
}

void TstHexView::rows()
{
    QCOMPARE(m_view->rowText(0), QStringLiteral("00000000  41 54 2B 43 53 51 0D 0D  0A 2B 43 53 51 3A 20 32  AT+CSQ\u00B7\u00B7\u00B7+CSQ: 2"));
    QCOMPARE(m_view->rowText(6), QStringLiteral("00000060  7A 7A 7A 7A                                       zzzz            "));
    QCOMPARE(m_view->rowText(7), QString());
    QCOMPARE(m_view->rowText(-1), QString());
    QCOMPARE(m_view->cursor(), 0);
}

void TstHexView::bytesPerRow()
{
    m_view->setBytesPerRow(0);
    m_view->resize(1400, 120);
    QCOMPARE(m_view->bytesPerRow(), 32);
    m_view->resize(700, 120);
    QCOMPARE(m_view->bytesPerRow(), 16);
    m_view->resize(400, 120);
    QCOMPARE(m_view->bytesPerRow(), 8);
    QVERIFY(m_view->rowText(0).startsWith(QStringLiteral("00000000  41 54 2B 43 53 51 0D 0D  ")));
    m_view->resize(200, 120);
    QCOMPARE(m_view->bytesPerRow(), 8);
    QVERIFY(m_view->horizontalScrollBar()->maximum() > 0);
    m_view->setBytesPerRow(7); // no such width
    m_view->resize(700, 120);
    QCOMPARE(m_view->bytesPerRow(), 16);
}

void TstHexView::arrows()
{
    QSignalSpy moved(m_view.get(), &HexView::cursorMoved);
    const auto press = [&](Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QTest::keyClick(m_view.get(), key, modifiers);
        return m_view->cursor();
    };
    QCOMPARE(press(Qt::Key_Left), 0);
    QCOMPARE(moved.count(), 0);
    QCOMPARE(press(Qt::Key_Right), 1);
    QCOMPARE(moved.takeLast().at(0).toLongLong(), 1);
    QCOMPARE(press(Qt::Key_Down), 17);
    QCOMPARE(press(Qt::Key_End), 31);
    QCOMPARE(press(Qt::Key_Home), 16);
    QCOMPARE(press(Qt::Key_Up), 0);
    QCOMPARE(press(Qt::Key_Up), 0);
    QCOMPARE(press(Qt::Key_PageDown), 16LL * m_view->visibleRows());
    QVERIFY(!m_view->hexRect(m_view->cursor()).isEmpty());
    QCOMPARE(press(Qt::Key_End, Qt::ControlModifier), 99);
    QCOMPARE(press(Qt::Key_Right), 99);
    QCOMPARE(press(Qt::Key_Down), 99);
    QCOMPARE(press(Qt::Key_Home, Qt::ControlModifier), 0);
    QCOMPARE(m_view->firstVisible(), 0);
}

void TstHexView::selectsByKeys()
{
    QSignalSpy selection(m_view.get(), &HexView::selectionChanged);
    m_view->setCursor(5);
    QCOMPARE(m_view->selection().second, 0);
    QTest::keyClick(m_view.get(), Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(m_view.get(), Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(m_view->selection(), Range(5, 3));
    QCOMPARE(selection.takeLast(), (QVariantList{QVariant(5LL), QVariant(3LL)}));
    QTest::keyClick(m_view.get(), Qt::Key_Home, Qt::ShiftModifier);
    QCOMPARE(m_view->selection(), Range(0, 6)); // turned round: the byte it began at stays in
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QCOMPARE(m_view->selection().second, 0);
    QTest::keyClick(m_view.get(), Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(m_view->selection(), Range(0, 100));
}

void TstHexView::selectsByMouse()
{
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, m_view->hexRect(18).center());
    QCOMPARE(m_view->cursor(), 18);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, Qt::ShiftModifier, m_view->hexRect(20).center());
    QCOMPARE(m_view->selection(), Range(18, 3));
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, m_view->textRect(33).center());
    QCOMPARE(m_view->cursor(), 33);
    QCOMPARE(m_view->selection().second, 0);
    QTest::mousePress(m_view->viewport(), Qt::LeftButton, {}, m_view->hexRect(2).center());
    QTest::mouseMove(m_view->viewport(), m_view->hexRect(10).center());
    QTest::mouseMove(m_view->viewport(), m_view->hexRect(22).center());
    QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, {}, m_view->hexRect(22).center());
    QCOMPARE(m_view->selection(), Range(2, 21));
    const qint64 cursor = m_view->cursor();
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, QPoint(2, 5)); // on the offsets: nothing
    QCOMPARE(m_view->cursor(), cursor);
    for (qint64 at = 0; at < 32; ++at) {
        QCOMPARE(m_view->positionAt(m_view->hexRect(at).center()), at);
        QCOMPARE(m_view->positionAt(m_view->textRect(at).center()), at);
    }
}

void TstHexView::selectsByTheProgram()
{
    QSignalSpy moved(m_view.get(), &HexView::cursorMoved);
    m_view->select(80, 10);
    QCOMPARE(m_view->selection(), Range(80, 10));
    QCOMPARE(m_view->cursor(), 80);
    QCOMPARE(moved.count(), 1);
    QVERIFY(!m_view->hexRect(80).isEmpty());
    m_view->select(80, 10);
    QCOMPARE(moved.count(), 1);
    m_view->select(3, 0);
    QCOMPARE(m_view->selection().second, 0);
    m_view->select(95, 500); // held at the end
    QCOMPARE(m_view->selection(), Range(95, 5));
    m_view->setCursor(-7);
    QCOMPARE(m_view->cursor(), 0);
    m_view->ensureVisible(99);
    QVERIFY(!m_view->hexRect(99).isEmpty());
    QCOMPARE(m_view->cursor(), 0);
}

void TstHexView::copies()
{
    m_view->select(0, 8);
    QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("41 54 2B 43 53 51 0D 0D"));
    QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("AT+CSQ\r\r"));
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, m_view->textRect(1).center());
    QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier); // from the text column: text
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("T"));
    m_view->select(28, 5);
    QCOMPARE(m_view->hexText(), QStringLiteral("00 FF E6 B8 A9"));
    QCOMPARE(m_view->plainText(), QStringLiteral("\uFFFD\uFFFD\u6E29"));
}

void TstHexView::masks()
{
    QVERIFY(m_view->rowText(1).contains(QStringLiteral("4B 0D 0A 00 FF")));
    m_view->setMasked(true);
    const QString dots = QString(2, QChar(0x2022));
    QVERIFY(m_view->rowText(1).contains(dots + QLatin1Char(' ') + dots + QStringLiteral(" 00")));
    m_view->select(25, 4);
    QCOMPARE(m_view->hexText(), QStringLiteral("4B %1 %1 00").arg(dots));
    QCOMPARE(m_view->plainText(), QStringLiteral("K%1\uFFFD").arg(dots));
    m_view->setCursor(26);
    QVERIFY(!m_view->statusText().contains(QStringLiteral("0x0D")));
    QVERIFY(m_view->statusText().contains(QStringLiteral("hidden")));
    m_view->setMasked(false);
    QVERIFY(m_view->statusText().contains(QStringLiteral("0x0D")));
}

void TstHexView::copyIsCapped()
{
    Endless source;
    source.length = HexView::CopyCap + 1;
    m_view->setSource(&source);
    QSignalSpy capped(m_view.get(), &HexView::copyCapped);
    m_view->select(0, HexView::CopyCap);
    m_view->copyHex();
    QCOMPARE(capped.count(), 0);
    m_view->selectAll();
    m_view->copyHex();
    QCOMPARE(capped.count(), 1);
    QCOMPARE(QGuiApplication::clipboard()->text().size(), 3 * HexView::CopyCap - 1);
    m_view->setSource(nullptr);
}

void TstHexView::saysWhatAByteIs()
{
    const QLabel *const line = m_view->findChild<QLabel *>();
    m_view->setCursor(16);
    QCOMPARE(m_view->statusText(), QStringLiteral("Position 0x10 (16)   0x31  49  '1'   answer \u203A rssi"));
    QCOMPARE(line->text(), m_view->statusText());
    m_view->setCursor(8);
    QCOMPARE(m_view->statusText(), QStringLiteral("Position 0x8 (8)   0x0A  10"));
    m_view->select(9, 12);
    QVERIFY(line->text().endsWith(QStringLiteral("answer   selected: 12 B")));
    QVERIFY(line->geometry().top() > m_view->viewport()->geometry().bottom());
    m_source.all[1].label = QStringLiteral("<b>answer</b>"); // from a device: never HTML
    m_view->sourceChanged();
    QCOMPARE(line->textFormat(), Qt::PlainText);
    QVERIFY(line->text().contains(QStringLiteral("<b>answer</b>")));
}

void TstHexView::paintsSpans()
{
    m_view->setCursor(99);
    m_view->ensureVisible(0);
    const QImage image = m_view->viewport()->grab().toImage();
    const Theme &theme = Theme::instance();
    const auto ruler = [&](const QRect &at) { return image.pixelColor(at.center().x(), at.bottom() - 1); };
    QCOMPARE(ruler(m_view->hexRect(3)), theme.colour(Tone::Dim));
    QCOMPARE(ruler(m_view->textRect(3)), theme.colour(Tone::Dim));
    QCOMPARE(ruler(m_view->hexRect(16)), theme.colour(Tone::Symbol)); // the inner one
    QCOMPARE(ruler(m_view->hexRect(18)), theme.colour(Tone::Received));
    QCOMPARE(ruler(m_view->hexRect(8)), theme.colour(Theme::Role::Background));
    const QRect between(m_view->hexRect(9).right() + 1, m_view->hexRect(9).y(), m_view->hexRect(10).left() - m_view->hexRect(9).right() - 1,
        m_view->hexRect(9).height());
    QCOMPARE(ruler(between), theme.colour(Tone::Received)); // one line under all of a span
    const QRect apart(m_view->hexRect(17).right() + 1, m_view->hexRect(17).y(), 4, m_view->hexRect(17).height());
    QCOMPARE(ruler(apart), theme.colour(Theme::Role::Background)); // a gap between two spans
}

void TstHexView::scrollsLongSources()
{
    Endless source;
    source.length = 100'000'000'000; // more rows than a scroll bar counts
    m_view->setSource(&source);
    QScrollBar *const bar = m_view->verticalScrollBar();
    bar->setValue(bar->maximum());
    QCOMPARE(m_view->firstVisible(), source.length - 16LL * m_view->visibleRows());
    QTest::keyClick(m_view.get(), Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(m_view->cursor(), source.length - 1);
    QVERIFY(m_view->rowText(m_view->cursor() / 16).startsWith(QStringLiteral("174876E7F0  F0 F1")));
    bar->setValue(0);
    QCOMPARE(m_view->firstVisible(), 0);
    m_view->setSource(nullptr);
    QCOMPARE(m_view->cursor(), -1);
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    QCOMPARE(m_view->statusText(), QString());
}

void TstHexView::grows()
{
    m_view->setCursor(99);
    m_source.bytes += QByteArray(1000, 'y');
    m_view->sourceGrew();
    QTRY_VERIFY(!m_view->rowText(60).isEmpty());
    QCOMPARE(m_view->cursor(), 99);
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QCOMPARE(m_view->cursor(), 100);
    m_source.bytes.truncate(10);
    m_view->sourceChanged();
    QCOMPARE(m_view->cursor(), 9);
    QCOMPARE(m_view->firstVisible(), 0);
}

void TstHexView::basePosition()
{
    m_view->setBase(0x1'0000'0000ULL);
    QVERIFY(m_view->rowText(1).startsWith(QStringLiteral("100000010  ")));
    m_view->setCursor(2);
    QVERIFY(m_view->statusText().contains(QStringLiteral("0x100000002 (4294967298)")));
}

void TstHexView::accessibleText()
{
    QAccessibleInterface *const shown = QAccessible::queryAccessibleInterface(m_view.get());
    QVERIFY(shown && shown->textInterface());
    QCOMPARE(shown->text(QAccessible::Name), QStringLiteral("Bytes"));
    QVERIFY(shown->state().readOnly);
    QAccessibleTextInterface *const text = shown->textInterface();
    const QString content = text->text(0, text->characterCount());
    QCOMPARE(content.split(QLatin1Char('\n')).size(), m_view->visibleRows());
    QVERIFY(content.startsWith(m_view->rowText(0)));
    m_view->setCursor(18);
    QCOMPARE(text->text(text->cursorPosition(), text->cursorPosition() + 2), QStringLiteral("39"));
    QVERIFY(shown->text(QAccessible::Description).contains(QStringLiteral("answer")));
    for (qint64 at = 0; at < 32; ++at) {
        m_view->setCursor(at);
        const int offset = text->cursorPosition();
        text->setCursorPosition(offset);
        QCOMPARE(m_view->cursor(), at);
        QCOMPARE(m_view->viewport()->mapFromGlobal(text->characterRect(offset).topLeft()), m_view->hexRect(at).topLeft());
        QCOMPARE(text->offsetAtPoint(text->characterRect(offset).center()), offset);
    }
    m_view->select(2, 3);
    QCOMPARE(text->selectionCount(), 1);
    int from = 0;
    int to = 0;
    text->selection(0, &from, &to);
    QCOMPARE(text->text(from, to), QStringLiteral("2B 43 53"));
    text->setSelection(0, from + 3, to);
    QCOMPARE(m_view->selection(), Range(3, 2));
    m_view->setSource(nullptr);
    QCOMPARE(text->characterCount(), 0);
    QCOMPARE(text->cursorPosition(), 0);
}

void TstHexView::inputMethod()
{
    QCOMPARE(m_view->inputMethodQuery(Qt::ImEnabled).toBool(), false);
    m_view->setCursor(17);
    const QRect at = m_view->inputMethodQuery(Qt::ImCursorRectangle).toRect();
    QCOMPARE(at, m_view->hexRect(17).translated(m_view->viewport()->pos()));
    QVERIFY(!at.isEmpty());
}

ATSCOPE_TEST(TstHexView)
#include "tst_hex_view.moc"
