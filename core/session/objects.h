// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json_writer.h"
#include "core/catalog/messages.h"
#include "core/decode/assembler.h"
#include "core/decode/object_content.h"
#include "core/engine/event.h"
#include "core/store/event_store.h"

namespace atscope::session {

// An event of the engine as the Assembler takes it.
decode::ObjectInput objectInput(const engine::Event &event, std::string_view bytes);

// Looks for the object that an event of a store belongs to, by putting together what stands around it: from `reach` events back,
// or from further where its beginning was not there, to its end, or until nothing of it came for `reach` events. In steps, so that a
// window is never held up. Of a command it is the object that its answer is part of. `ended`: nothing more comes behind the last
// event (a file, a closed port), so what is open there is abandoned. The store must outlive it. One thread.
class ObjectSearch final : private decode::ObjectSink
{
public:
    static constexpr std::uint64_t Reach = 20'000;
    ObjectSearch(const store::EventStore &store, std::uint64_t event, bool ended, std::uint64_t reach = Reach);

    bool step(std::size_t events); // true: it is over
    // As it is now; its state is open where its end has not come. Nothing: the event belongs to none.
    const std::optional<decode::Object> &found() const { return m_found; }

private:
    void onObject(const decode::Object &object, Change change) override;
    bool has(const decode::Object &object) const;
    void begin(std::uint64_t reach);
    bool reachesFurther();

    const store::EventStore &m_store;
    std::shared_ptr<const decode::Dialect> m_dialect;
    std::optional<decode::Assembler> m_assembler;
    std::optional<decode::Object> m_found;
    std::uint64_t m_event = 0;
    std::uint64_t m_reach;    // ahead
    std::uint64_t m_back = 0; // and back
    std::uint64_t m_first = 1, m_next = 0, m_last = 0;
    std::uint64_t m_object = 0; // its id, once it is known
    bool m_passed = false;      // the event was fed
    bool m_ended;
    bool m_over = true;
};
decode::StreamBytes bytesOf(const store::EventStore &store); // the store must outlive it

// "HTTP response (id 0): 200, 1122 bytes, complete". The bytes are those that came, not yet unpacked.
std::string objectHeadline(const decode::Object &object, catalog::Language language);

// An object in words and as JSON: made on demand. All must outlive it.
class ObjectView final
{
public:
    ObjectView(const decode::Object &object, const decode::StreamBytes &bytes, const catalog::Model &model,
               const decode::ContentOptions &options = {});

    const decode::ObjectContent &content() const { return m_content; }
    std::vector<base::Message> reasons() const; // of the object and of its content

    // One JSON object (docs/man/atscope-cli.1, decode --objects). Of a body its first 4 MiB.
    void write(base::JsonWriter &out, catalog::Language language, bool hex) const;
    // Lines for people; of a body its first 4 KiB. `hidden`: what the catalog calls secret is dots (design.md, decision 6).
    std::string toText(catalog::Language language, std::size_t mostBody = 4096, bool hidden = false) const;

private:
    void writeHttp(base::JsonWriter &out) const;
    void writeBody(base::JsonWriter &out, bool hex) const;
    void writeValues(base::JsonWriter &out, catalog::Language language) const;
    std::string shownHeader(const std::string &name, const std::string &value, bool hidden) const;
    std::string shownValue(const decode::ObjectValue &value, bool hidden) const;

    const decode::Object &m_object;
    const catalog::Model &m_model;
    decode::ObjectContent m_content;
};

} // namespace atscope::session
