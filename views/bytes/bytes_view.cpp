// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bytes/bytes_view.h"

#include <algorithm>

#include <QCoreApplication>
#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

#include "core/decode/line_head.h"
#include "core/session/event_writer.h"
#include "views/kit/event_notes.h"
#include "views/kit/event_text.h"

namespace atscope::views {

using engine::EventKind;

class BytesView::Source final : public HexSource
{
    Q_DECLARE_TR_FUNCTIONS(atscope::views::BytesView)
public:
    void clear()
    {
        m_store = nullptr;
        m_spans.clear();
        m_size = 0;
    }

    void take(const store::EventStore &store, const engine::Event &event, catalog::Language language)
    {
        m_store = &store;
        m_event = event;
        // Behind a line stand the bytes that end it; they belong to no event but to this view.
        const auto stream = store.taken(event.direction);
        std::uint64_t end = event.span.end();
        if (event.span.length != 0)
            for (const auto tail = store.bytes(event.direction, {end, std::min<std::uint64_t>(4, stream - end)}); const char c : tail) {
                if (c != '\r' && c != '\n')
                    break;
                ++end;
            }
        m_size = static_cast<std::int64_t>(end - event.span.offset);
        m_spans.clear();
        const auto length = static_cast<std::int64_t>(event.span.length);
        if (length == 0)
            return;
        if (m_size > length)
            m_spans.push_back({length, m_size - length, tr("line end"), Tone::Dim, false});
        describe(language, length);
        std::sort(m_spans.begin(), m_spans.end(), [](const auto &a, const auto &b) { return a.from < b.from; });
    }

    std::int64_t size() const override { return m_size; }
    QByteArray read(std::int64_t from, int length) const override
    {
        if (!m_store || from < 0 || from >= m_size)
            return {};
        const auto bytes = m_store->bytes(m_event.direction, {m_event.span.offset + static_cast<std::uint64_t>(from), static_cast<std::uint64_t>(std::min<std::int64_t>(length, m_size - from))});
        return QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size()));
    }
    std::vector<HexSpan> spans(std::int64_t from, std::int64_t length) const override
    {
        std::vector<HexSpan> out;
        for (const auto &span : m_spans)
            if (span.from < from + length && span.from + span.length > from)
                out.push_back(span);
        return out;
    }
    QString emptyText() const override { return tr("Select a line anywhere to see its bytes."); }

private:
    void describe(catalog::Language language, std::int64_t length)
    {
        const auto id = m_event.id;
        const auto bytes = m_store->bytes(m_event);
        const auto dialect = m_store->dialectAt(id);
        const auto whole = kindWord(m_event.kind);
        const auto put = [this](base::Span span, const QString &label, Tone tone, bool secret) {
            if (span.length != 0)
                m_spans.push_back({static_cast<std::int64_t>(span.offset), static_cast<std::int64_t>(span.length), label, tone, secret});
        };
        if (!dialect || m_event.kind == EventKind::Payload || m_event.kind == EventKind::Noise) {
            m_spans.push_back({0, length, whole, m_event.kind == EventKind::Payload ? Tone::Received : Tone::Dim, false});
            return;
        }
        const auto facts = m_store->factsAt(id);
        const session::EventView view(m_event, bytes, *dialect, facts);
        const bool chinese = language == catalog::Language::Chinese;
        // What no field covers: name and prefix first, then separators.
        base::Span prefix{0, std::min<std::uint64_t>(bytes.size(), decode::headOf(bytes).fieldsAt)};
        std::vector<catalog::Argument> fields = view.fields();
        if (!view.command().commands.empty()) {
            prefix = view.command().commands.front().nameSpan;
            fields.clear();
            for (const auto &command : view.command().commands)
                fields.insert(fields.end(), command.arguments.begin(), command.arguments.end());
        }
        m_spans.push_back({0, length, fields.empty() ? whole : tr("separator"), fields.empty() ? Tone::Plain : Tone::Dim, false});
        if (!fields.empty() || !view.command().commands.empty())
            put(prefix, whole + QStringLiteral(": ") + tr("name"), Tone::Link, false);
        const auto secrets = view.secrets();
        for (const auto &field : fields) {
            if (!field.given)
                continue;
            QString label = field.parameter ? QString::fromStdString(field.parameter->name) : tr("surplus field");
            if (field.parameter && !field.parameter->title.empty())
                label += QStringLiteral(" · ") + QString::fromStdString(field.parameter->title.in(chinese));
            const bool secret = std::any_of(secrets.begin(), secrets.end(), [&field](const auto &span) {
                return span.offset < field.span.end() && span.end() > field.span.offset;
            });
            put(field.span, label, field.parameter ? Tone::Received : Tone::Warning, secret);
        }
    }

    const store::EventStore *m_store = nullptr;
    engine::Event m_event;
    std::vector<HexSpan> m_spans;
    std::int64_t m_size = 0;
};

BytesView::BytesView(session::Workbench &workbench, QWidget *parent)
    : QWidget(parent), m_workbench(workbench), m_source(std::make_unique<Source>()), m_title(new QLabel(this)), m_hex(new HexView(this))
{
    m_title->setContentsMargins(8, 2, 8, 2);
    m_title->setTextFormat(Qt::PlainText);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_title);
    all->addWidget(m_hex, 1);
    setFocusProxy(m_hex);
    m_hex->setSource(m_source.get());
    connect(&workbench.selection(), &session::Selection::changed, this, &BytesView::take);
    connect(&workbench, &session::Workbench::currentChanged, this, &BytesView::take);
    connect(&workbench, &session::Workbench::languageChanged, this, &BytesView::take);
    connect(&workbench, &session::Workbench::logRemoved, this, [this] {
        m_source->clear();
        m_hex->sourceChanged();
    });
    retranslate();
    take();
}

BytesView::~BytesView()
{
    m_hex->setSource(nullptr);
}

void BytesView::take()
{
    const auto *log = m_workbench.current();
    const auto id = m_workbench.selection().event();
    engine::Event event;
    if (!log || id == 0 || !log->store().event(id, event)) {
        m_source->clear();
        m_title->clear();
    } else {
        m_source->take(log->store(), event, m_workbench.language());
        m_title->setText(tr("%1 · %2 · position %3 of the %4 bytes")
                             .arg(kindWord(event.kind), sizeText(event.span.length))
                             .arg(event.span.offset)
                             .arg(event.direction == base::Direction::Tx ? tr("sent") : tr("received")));
        m_hex->setBase(event.span.offset);
    }
    m_hex->sourceChanged();
    if (m_source->size() > 0)
        m_hex->setCursor(0);
}

void BytesView::retranslate()
{
    m_hex->setAccessibleName(tr("Bytes"));
}

void BytesView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        take();
    }
    QWidget::changeEvent(event);
}

} // namespace atscope::views
