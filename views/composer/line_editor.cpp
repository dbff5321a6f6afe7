// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/composer/line_editor.h"

#include <algorithm>
#include <array>

#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMimeData>

#include "views/kit/theme.h"

namespace atscope::views {

namespace {

using Sci = QsciScintillaBase;

struct KeyCommand
{
    int key;
    int modifiers; // of Scintilla
    int command;
    Qt::Key qtKey;
    Qt::KeyboardModifiers qtModifiers;
};

constexpr int Plain = 0;
constexpr int Shift = Sci::SCMOD_SHIFT;
constexpr int Ctrl = Sci::SCMOD_CTRL;

// All that Scintilla does by itself. Its other keys (copying and transposing lines …) make no sense in a line, and hide keys of
// the window.
const std::array<KeyCommand, 38> &keyCommands()
{
    constexpr auto none = Qt::NoModifier;
    constexpr auto shift = Qt::ShiftModifier;
    constexpr auto ctrl = Qt::ControlModifier;
    static const std::array<KeyCommand, 38> s_commands{{
        {Sci::SCK_LEFT, Plain, Sci::SCI_CHARLEFT, Qt::Key_Left, none},
        {Sci::SCK_LEFT, Shift, Sci::SCI_CHARLEFTEXTEND, Qt::Key_Left, shift},
        {Sci::SCK_LEFT, Ctrl, Sci::SCI_WORDLEFT, Qt::Key_Left, ctrl},
        {Sci::SCK_LEFT, Ctrl | Shift, Sci::SCI_WORDLEFTEXTEND, Qt::Key_Left, ctrl | shift},
        {Sci::SCK_RIGHT, Plain, Sci::SCI_CHARRIGHT, Qt::Key_Right, none},
        {Sci::SCK_RIGHT, Shift, Sci::SCI_CHARRIGHTEXTEND, Qt::Key_Right, shift},
        {Sci::SCK_RIGHT, Ctrl, Sci::SCI_WORDRIGHT, Qt::Key_Right, ctrl},
        {Sci::SCK_RIGHT, Ctrl | Shift, Sci::SCI_WORDRIGHTEXTEND, Qt::Key_Right, ctrl | shift},
        {Sci::SCK_UP, Plain, Sci::SCI_LINEUP, Qt::Key_Up, none},
        {Sci::SCK_UP, Shift, Sci::SCI_LINEUPEXTEND, Qt::Key_Up, shift},
        {Sci::SCK_DOWN, Plain, Sci::SCI_LINEDOWN, Qt::Key_Down, none},
        {Sci::SCK_DOWN, Shift, Sci::SCI_LINEDOWNEXTEND, Qt::Key_Down, shift},
        {Sci::SCK_PRIOR, Plain, Sci::SCI_PAGEUP, Qt::Key_PageUp, none},
        {Sci::SCK_PRIOR, Shift, Sci::SCI_PAGEUPEXTEND, Qt::Key_PageUp, shift},
        {Sci::SCK_NEXT, Plain, Sci::SCI_PAGEDOWN, Qt::Key_PageDown, none},
        {Sci::SCK_NEXT, Shift, Sci::SCI_PAGEDOWNEXTEND, Qt::Key_PageDown, shift},
        {Sci::SCK_HOME, Plain, Sci::SCI_HOME, Qt::Key_Home, none},
        {Sci::SCK_HOME, Shift, Sci::SCI_HOMEEXTEND, Qt::Key_Home, shift},
        {Sci::SCK_HOME, Ctrl, Sci::SCI_DOCUMENTSTART, Qt::Key_Home, ctrl},
        {Sci::SCK_HOME, Ctrl | Shift, Sci::SCI_DOCUMENTSTARTEXTEND, Qt::Key_Home, ctrl | shift},
        {Sci::SCK_END, Plain, Sci::SCI_LINEEND, Qt::Key_End, none},
        {Sci::SCK_END, Shift, Sci::SCI_LINEENDEXTEND, Qt::Key_End, shift},
        {Sci::SCK_END, Ctrl, Sci::SCI_DOCUMENTEND, Qt::Key_End, ctrl},
        {Sci::SCK_END, Ctrl | Shift, Sci::SCI_DOCUMENTENDEXTEND, Qt::Key_End, ctrl | shift},
        {Sci::SCK_BACK, Plain, Sci::SCI_DELETEBACK, Qt::Key_Backspace, none},
        {Sci::SCK_BACK, Shift, Sci::SCI_DELETEBACK, Qt::Key_Backspace, shift},
        {Sci::SCK_BACK, Ctrl, Sci::SCI_DELWORDLEFT, Qt::Key_Backspace, ctrl},
        {Sci::SCK_DELETE, Plain, Sci::SCI_CLEAR, Qt::Key_Delete, none},
        {Sci::SCK_DELETE, Shift, Sci::SCI_CUT, Qt::Key_Delete, shift},
        {Sci::SCK_DELETE, Ctrl, Sci::SCI_DELWORDRIGHT, Qt::Key_Delete, ctrl},
        {Sci::SCK_INSERT, Plain, Sci::SCI_EDITTOGGLEOVERTYPE, Qt::Key_Insert, none},
        {Sci::SCK_INSERT, Shift, Sci::SCI_PASTE, Qt::Key_Insert, shift},
        {Sci::SCK_INSERT, Ctrl, Sci::SCI_COPY, Qt::Key_Insert, ctrl},
        {'X', Ctrl, Sci::SCI_CUT, Qt::Key_X, ctrl},
        {'C', Ctrl, Sci::SCI_COPY, Qt::Key_C, ctrl},
        {'V', Ctrl, Sci::SCI_PASTE, Qt::Key_V, ctrl},
        {'A', Ctrl, Sci::SCI_SELECTALL, Qt::Key_A, ctrl},
        {'V', Ctrl | Shift, Sci::SCI_PASTE, Qt::Key_V, ctrl | shift}, // as terminals have it
    }};
    return s_commands;
}

bool isContinuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

long colourOf(const QColor &colour)
{
    return colour.red() | (colour.green() << 8) | (colour.blue() << 16);
}

} // namespace

// Tells of the changes of one action once, when it is over.
class LineEditor::Batch final
{
public:
    explicit Batch(LineEditor &editor) : m_editor(editor) { ++m_editor.m_batch; }
    ~Batch()
    {
        if (--m_editor.m_batch == 0)
            m_editor.changed();
    }
    Batch(const Batch &) = delete;
    Batch &operator=(const Batch &) = delete;

private:
    LineEditor &m_editor;
};

LineEditor::LineEditor(QWidget *parent) : QsciScintilla(parent)
{
    setUtf8(true);
    setEolMode(QsciScintilla::EolUnix);
    SendScintilla(SCI_SETUNDOCOLLECTION, 0UL); // the Draft has the history
    SendScintilla(SCI_EMPTYUNDOBUFFER);
    // Widths of text are measured anew each time: the text is short, and a cache outlives a change of fonts with the theme.
    SendScintilla(SCI_SETPOSITIONCACHE, 0UL);
    SendScintilla(SCI_SETLAYOUTCACHE, static_cast<unsigned long>(SC_CACHE_NONE));
    for (int margin = 0; margin < 5; ++margin)
        setMarginWidth(margin, 0);
    SendScintilla(SCI_SETMARGINLEFT, 0UL, 6L);
    SendScintilla(SCI_SETMARGINRIGHT, 0UL, 6L);
    SendScintilla(SCI_SETWRAPMODE, static_cast<unsigned long>(SC_WRAP_CHAR));
    SendScintilla(SCI_SETHSCROLLBAR, 0UL);
    SendScintilla(SCI_SETENDATLASTLINE, 1UL);
    SendScintilla(SCI_SETEXTRAASCENT, 2UL);
    SendScintilla(SCI_SETEXTRADESCENT, 2UL);
    SendScintilla(SCI_SETMULTIPLESELECTION, 0UL);
    SendScintilla(SCI_SETMOUSEDWELLTIME, 400UL);
    SendScintilla(SCI_SETCARETWIDTH, 2UL);
    SendScintilla(SCI_SETMODEVENTMASK, static_cast<unsigned long>(SC_MOD_INSERTTEXT | SC_MOD_DELETETEXT));
    setAutoCompletionSource(QsciScintilla::AcsNone);
    setCallTipsStyle(QsciScintilla::CallTipsNone);
    setFolding(QsciScintilla::NoFoldStyle);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    assignKeys();

    for (const int indicator : {ErrorIndicator, WarningIndicator}) {
        const auto id = static_cast<unsigned long>(indicator);
        // Different lines, for who cannot tell red from yellow.
        SendScintilla(SCI_INDICSETSTYLE, id, static_cast<long>(indicator == ErrorIndicator ? INDIC_SQUIGGLE : INDIC_DASH));
        SendScintilla(SCI_INDICSETUNDER, id, 1L);
    }
    SendScintilla(SCI_INDICSETSTYLE, static_cast<unsigned long>(CompositionIndicator), static_cast<long>(INDIC_PLAIN));

    connect(this, &QsciScintillaBase::SCN_MODIFIED, this, [this](int, int, const char *, int, int, int, int, int, int, int) {
        if (m_silent)
            return;
        m_dirty = true;
        if (m_batch == 0)
            changed();
    });
    connect(this, &QsciScintillaBase::SCN_UPDATEUI, this, [this](int updated) {
        if (updated & (SC_UPDATE_SELECTION | SC_UPDATE_CONTENT))
            Q_EMIT cursorMoved();
        if (updated & (SC_UPDATE_H_SCROLL | SC_UPDATE_V_SCROLL))
            Q_EMIT scrolledOrResized();
    });
    connect(this, &QsciScintillaBase::SCN_DWELLSTART, this, [this](int position, int, int) { Q_EMIT hovered(position); });
    connect(this, &QsciScintillaBase::SCN_DWELLEND, this, [this](int, int, int) { Q_EMIT hovered(-1); });
}

void LineEditor::assignKeys()
{
    SendScintilla(SCI_CLEARALLCMDKEYS);
    for (const auto &key : keyCommands())
        SendScintilla(SCI_ASSIGNCMDKEY, static_cast<unsigned long>(key.key | (key.modifiers << 16)), static_cast<long>(key.command));
}

bool LineEditor::ours(const QKeyEvent &event) const
{
    const auto modifiers = event.modifiers() & ~Qt::KeypadModifier;
    const auto &keys = keyCommands();
    return std::any_of(keys.begin(), keys.end(),
                       [&](const KeyCommand &key) { return key.qtKey == event.key() && key.qtModifiers == modifiers; });
}

void LineEditor::changed()
{
    if (!m_dirty || m_composing)
        return;
    m_dirty = false;
    Q_EMIT edited();
}

// ---------------------------------------------------------------------------------------------------------------- text

std::string LineEditor::bytes() const
{
    const auto size = SendScintilla(SCI_GETLENGTH);
    const auto *text = static_cast<const char *>(SendScintillaPtrResult(SCI_GETCHARACTERPOINTER));
    return text != nullptr && size > 0 ? std::string(text, static_cast<std::size_t>(size)) : std::string();
}

void LineEditor::setBytes(std::string_view text)
{
    const std::string before = bytes();
    if (before == text)
        return;
    const std::size_t least = std::min(before.size(), text.size());
    std::size_t head = 0;
    while (head < least && before[head] == text[head])
        ++head;
    while (head > 0 && ((head < before.size() && isContinuation(before[head])) || (head < text.size() && isContinuation(text[head]))))
        --head;
    std::size_t tail = 0;
    while (tail < least - head && before[before.size() - 1 - tail] == text[text.size() - 1 - tail])
        ++tail;
    while (tail > 0 && isContinuation(text[text.size() - tail]))
        --tail;
    const bool silent = std::exchange(m_silent, true);
    SendScintilla(SCI_SETTARGETRANGE, static_cast<unsigned long>(head), static_cast<long>(before.size() - tail));
    const std::string middle(text.substr(head, text.size() - tail - head));
    SendScintilla(SCI_REPLACETARGET, static_cast<unsigned long>(middle.size()), middle.c_str());
    m_silent = silent;
}

void LineEditor::replace(base::Span span, std::string_view text)
{
    const Batch batch(*this);
    SendScintilla(SCI_SETTARGETRANGE, static_cast<unsigned long>(span.offset), static_cast<long>(span.end()));
    const std::string with(text);
    SendScintilla(SCI_REPLACETARGET, static_cast<unsigned long>(with.size()), with.c_str());
    select(span.offset + with.size(), span.offset + with.size());
}

std::size_t LineEditor::position() const
{
    return static_cast<std::size_t>(SendScintilla(SCI_GETCURRENTPOS));
}

std::size_t LineEditor::anchor() const
{
    return static_cast<std::size_t>(SendScintilla(SCI_GETANCHOR));
}

void LineEditor::select(std::size_t from, std::size_t to)
{
    SendScintilla(SCI_SETSEL, static_cast<unsigned long>(from), static_cast<long>(to));
}

void LineEditor::mark(const std::vector<catalog::Problem> &problems)
{
    const auto size = static_cast<std::uint64_t>(SendScintilla(SCI_GETLENGTH));
    for (const int indicator : {ErrorIndicator, WarningIndicator}) {
        SendScintilla(SCI_SETINDICATORCURRENT, static_cast<unsigned long>(indicator));
        SendScintilla(SCI_INDICATORCLEARRANGE, 0UL, static_cast<long>(size));
        for (const auto &problem : problems) {
            if ((problem.severity == catalog::Severity::Error) != (indicator == ErrorIndicator) || size == 0)
                continue;
            // A place where something is missing has no bytes: the character before it, whole, carries the line.
            auto from = std::min(problem.span.offset, size);
            const auto to = std::min(problem.span.end(), size);
            if (from == to)
                from = static_cast<std::uint64_t>(SendScintilla(SCI_POSITIONBEFORE, static_cast<unsigned long>(to)));
            const auto end = from == to ? std::min(size, to + 1) : to;
            SendScintilla(SCI_INDICATORFILLRANGE, static_cast<unsigned long>(from), static_cast<long>(end - from));
        }
    }
}

void LineEditor::applyTheme()
{
    const auto &theme = Theme::instance();
    const auto background = theme.colour(Theme::Role::Background);
    setColor(theme.colour(Theme::Role::Text));
    setPaper(background);
    setCaretForegroundColor(theme.colour(Theme::Role::Text));
    setSelectionBackgroundColor(theme.colour(Theme::Role::Selection));
    resetSelectionForegroundColor(); // the selection keeps every tone readable
    SendScintilla(SCI_INDICSETFORE, static_cast<unsigned long>(ErrorIndicator), colourOf(theme.colour(Theme::Role::SquiggleError)));
    SendScintilla(SCI_INDICSETFORE, static_cast<unsigned long>(CompositionIndicator), colourOf(theme.colour(Theme::Role::Text)));
    SendScintilla(SCI_INDICSETFORE, static_cast<unsigned long>(WarningIndicator), colourOf(theme.colour(Theme::Role::SquiggleWarning)));
}

int LineEditor::linesShown() const
{
    const auto lines = SendScintilla(SCI_GETLINECOUNT);
    long shown = 0;
    for (long line = 0; line < lines && shown < 64; ++line)
        shown += SendScintilla(SCI_WRAPCOUNT, static_cast<unsigned long>(line));
    return static_cast<int>(std::max(shown, 1L));
}

QRect LineEditor::characterRect(std::size_t at) const
{
    const auto x = SendScintilla(SCI_POINTXFROMPOSITION, 0UL, static_cast<long>(at));
    const auto y = SendScintilla(SCI_POINTYFROMPOSITION, 0UL, static_cast<long>(at));
    const auto height = SendScintilla(SCI_TEXTHEIGHT, 0UL);
    return {viewport()->mapToGlobal(QPoint(static_cast<int>(x), static_cast<int>(y))), QSize(1, static_cast<int>(height))};
}

// -------------------------------------------------------------------------------------------------------------- events

bool LineEditor::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        // What the editor does with a key must not be a shortcut of the window at the same time: undo, above all.
        auto &key = static_cast<QKeyEvent &>(*event);
        const auto modifiers = key.modifiers() & ~Qt::KeypadModifier;
        const bool types = (modifiers == Qt::NoModifier || modifiers == Qt::ShiftModifier) && key.key() < Qt::Key_Escape;
        const bool enter = key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
        const bool history = modifiers.testFlag(Qt::ControlModifier) && (key.key() == Qt::Key_Z || key.key() == Qt::Key_Y);
        const bool list = modifiers.testFlag(Qt::ControlModifier) && key.key() == Qt::Key_Space;
        if (types || enter || history || list || ours(key))
            key.accept();
        else
            key.ignore();
        return true;
    }
    if (event->type() == QEvent::KeyPress) {
        // QWidget takes Tab for itself before keyPressEvent.
        auto &key = static_cast<QKeyEvent &>(*event);
        if (key.key() == Qt::Key_Tab || key.key() == Qt::Key_Backtab) {
            const Batch batch(*this);
            if (m_keyHandler && m_keyHandler(key)) {
                key.accept();
                return true;
            }
        }
    }
    if (event->type() == QEvent::Resize || event->type() == QEvent::Move)
        Q_EMIT scrolledOrResized();
    return QsciScintilla::event(event);
}

void LineEditor::keyPressEvent(QKeyEvent *event)
{
    const Batch batch(*this);
    const bool tab = event->key() == Qt::Key_Tab || event->key() == Qt::Key_Backtab; // was asked in event()
    if (!tab && m_keyHandler && m_keyHandler(*event)) {
        event->accept();
        return;
    }
    const auto modifiers = event->modifiers() & ~Qt::KeypadModifier;
    const auto text = event->text();
    // AltGr comes as Ctrl+Alt and types; other chords do not.
    const bool chord = (modifiers & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) != 0
        && (modifiers & (Qt::ControlModifier | Qt::AltModifier)) != (Qt::ControlModifier | Qt::AltModifier);
    const bool types = !text.isEmpty() && text.front().isPrint() && !chord;
    if (!types && !ours(*event)) {
        event->ignore();
        return;
    }
    QsciScintilla::keyPressEvent(event);
}

// QScintilla takes the text of a composition back by its undo, which is off here: the unfinished text would stay. So it is put
// in and taken out by hand, underlined, and is no change of the text until the input method commits.
void LineEditor::inputMethodEvent(QInputMethodEvent *event)
{
    const Batch batch(*this);
    const auto put = [this](base::Span span, const QByteArray &text) {
        SendScintilla(SCI_SETTARGETRANGE, static_cast<unsigned long>(span.offset), static_cast<long>(span.end()));
        SendScintilla(SCI_REPLACETARGET, static_cast<unsigned long>(text.size()), text.constData());
    };
    m_silent = true;
    put(m_composition, {});
    m_silent = false;
    if (m_composing)
        select(m_composition.offset, m_composition.offset);
    m_composition = {position(), 0};
    m_composing = false;
    if (event->replacementLength() > 0) {
        const auto from = SendScintilla(SCI_POSITIONRELATIVE, static_cast<unsigned long>(position()), static_cast<long>(event->replacementStart()));
        const auto to = SendScintilla(SCI_POSITIONRELATIVE, static_cast<unsigned long>(from), static_cast<long>(event->replacementLength()));
        select(static_cast<std::size_t>(from), static_cast<std::size_t>(to));
    }
    if (!event->commitString().isEmpty())
        SendScintilla(SCI_REPLACESEL, event->commitString().toUtf8().constData());
    if (const auto text = event->preeditString().toUtf8(); !text.isEmpty()) {
        if (hasSelection())
            SendScintilla(SCI_REPLACESEL, ""); // what was selected is being written over
        m_composing = true;
        m_composition = {position(), static_cast<std::uint64_t>(text.size())};
        m_silent = true;
        put({m_composition.offset, 0}, text);
        m_silent = false;
        SendScintilla(SCI_SETINDICATORCURRENT, static_cast<unsigned long>(CompositionIndicator));
        SendScintilla(SCI_INDICATORFILLRANGE, static_cast<unsigned long>(m_composition.offset), static_cast<long>(text.size()));
        auto caret = m_composition.end();
        for (const auto &attribute : event->attributes())
            if (attribute.type == QInputMethodEvent::Cursor)
                caret = m_composition.offset + static_cast<std::uint64_t>(event->preeditString().left(attribute.start).toUtf8().size());
        select(caret, caret);
    }
    event->accept();
}

QByteArray LineEditor::fromMimeData(const QMimeData *source, bool &rectangular) const
{
    rectangular = false;
    if (source == nullptr || !source->hasText())
        return {};
    const auto text = source->text().toUtf8();
    auto pasted = pastedText({text.constData(), static_cast<std::size_t>(text.size())});
    const bool line = pasted.text.find('\n') == std::string::npos;
    const auto held = static_cast<std::size_t>(SendScintilla(SCI_GETLENGTH));
    const auto most = line ? PastedText::MostLineBytes : PastedText::MostBlockBytes;
    if (pasted.refusal == PastedText::Refusal::None && held + pasted.text.size() > most) {
        pasted.refusal = line ? PastedText::Refusal::LineTooLong : PastedText::Refusal::BlockTooLong;
        pasted.text.clear();
    }
    if (pasted.refusal != PastedText::Refusal::None || pasted.nulsLeftOut > 0) {
        // Later: what is said about the paste must outlive the change that the paste makes. Const only because QScintilla says so.
        QMetaObject::invokeMethod(
            const_cast<LineEditor *>(this), [this, pasted] { Q_EMIT const_cast<LineEditor *>(this)->pasteRefused(pasted); },
            Qt::QueuedConnection);
    }
    return QByteArray(pasted.text.data(), static_cast<qsizetype>(pasted.text.size()));
}

void LineEditor::contextMenuEvent(QContextMenuEvent *event)
{
    const bool keyboard = event->reason() == QContextMenuEvent::Keyboard;
    Q_EMIT menuWanted(keyboard ? characterRect(position()).bottomLeft() : event->globalPos());
    event->accept();
}

void LineEditor::focusInEvent(QFocusEvent *event)
{
    QsciScintilla::focusInEvent(event);
    Q_EMIT focusChanged(true);
}

void LineEditor::focusOutEvent(QFocusEvent *event)
{
    QsciScintilla::focusOutEvent(event);
    Q_EMIT focusChanged(false);
}

void LineEditor::wheelEvent(QWheelEvent *event)
{
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        event->ignore(); // the text size is the window's
        return;
    }
    QsciScintilla::wheelEvent(event);
}

void LineEditor::dropEvent(QDropEvent *event)
{
    const Batch batch(*this);
    QsciScintilla::dropEvent(event);
}

bool LineEditor::focusNextPrevChild(bool next)
{
    return QWidget::focusNextPrevChild(next);
}

} // namespace atscope::views
