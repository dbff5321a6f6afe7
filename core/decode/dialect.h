// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "core/base/anchor.h"
#include "core/catalog/catalog.h"
#include "core/decode/line_head.h"
#include "core/decode/name_table.h"
#include "core/expr/pattern.h"
#include "core/wire/frame_table.h"

namespace atscope::decode {

// A form, and a URC, of the model by number. Numbers count through the whole model in file order: they are the same for every
// dialect made from one catalog, so they outlive a change of the module profile.
inline constexpr int NoEntry = -1;

struct FormRef
{
    const catalog::Family *family = nullptr;
    const catalog::Command *command = nullptr;
    const catalog::Form *form = nullptr;
};

struct UrcRef
{
    const catalog::Family *family = nullptr;
    const catalog::Urc *urc = nullptr;
};

// A line shape of a form's answer or of a URC.
struct ShapeRef
{
    int form = NoEntry;
    int urc = NoEntry;
    int shape = NoEntry;
    bool found() const { return shape != NoEntry; }
    bool operator==(const ShapeRef &) const = default;
};

struct FinalMatch
{
    const catalog::Final *final = nullptr; // null for a final that one form declares (SEND OK)
    std::string_view text;                 // the result code without its value: OK, +CME ERROR
    std::string_view value;                // behind it, trimmed: 108
    bool success = false;
    explicit operator bool() const { return !text.empty(); }
};

// Catalog and module profile compiled for reading a stream: the frame table, the line tables, and what a line can be.
// Immutable after construction; shared by threads through shared_ptr.
class Dialect final
{
public:
    // `module` null: generic. `name`: "v4", "classic" or empty for the profile's default.
    Dialect(std::shared_ptr<const catalog::Catalog> catalog, const catalog::ModuleProfile *module, std::string name = {});
    Dialect(const Dialect &) = delete;
    Dialect &operator=(const Dialect &) = delete;

    const catalog::CatalogView &view() const { return m_view; }
    const std::string &name() const { return m_name; }

    FormRef form(int id) const;
    UrcRef urc(int id) const;
    int idOf(const catalog::Form *form) const;
    int idOf(const catalog::Urc *urc) const;
    const catalog::LineShape *shape(const ShapeRef &ref) const;

    // What the framer looks for while commands of these forms are outstanding; URC announcers are always in it.
    std::shared_ptr<const wire::FrameTable> frames() const { return m_frames; }
    std::shared_ptr<const wire::FrameTable> frames(std::span<const int> forms) const;
    // Where the counted data lies in a line of a shape whose data is one of its fields, and what is found from both ends where the
    // count is not kept. Nothing: the shape has no such data.
    struct InlineData
    {
        base::Span span;
        int fieldsAfter = 0;
    };
    std::optional<InlineData> inlineData(const ShapeRef &ref, std::string_view line) const;
    // The longest pause that the module was told to make, as silence limits must take it into account, ms; 0: none is known.
    double leastSilence(std::span<const int> forms, const expr::Scope &scope) const;
    bool hasLeastSilence() const { return m_hasLeastSilence; }
    bool needsFrames(int form) const; // announces payloads, prompts, or answers with raw HTTP
    ShapeRef announcer(std::uint32_t id) const; // of a token
    std::uint32_t announcerId(const ShapeRef &ref) const; // the way back; 0: none
    std::shared_ptr<const std::vector<std::string>> finalTexts() const { return m_finalTexts; }

    // A final result code, anchored at both ends of the line. `forms`: those outstanding, for finals that only they or their
    // families have; empty: nothing is outstanding.
    FinalMatch final(std::string_view line, std::span<const int> forms) const;
    // Does the line have a shape that this form's answer declares? NoEntry if not.
    int answerShape(int form, std::string_view line) const;
    // The URC of this name; `fits` says whether one of its shapes takes so many fields.
    struct UrcMatch
    {
        int urc = NoEntry;
        int shape = NoEntry;
        bool fits = false;
    };
    UrcMatch urcOf(std::string_view line) const { return urcOf(line, headOf(line)); }
    UrcMatch urcOf(std::string_view line, const LineHead &head) const; // the head of this line
    // A form of the catalog whose answer has this shape, for lines that no outstanding command explains.
    ShapeRef orphanAnswer(std::string_view line, const LineHead &head) const;
    // "+CIOTMKEY" for AT+CIOTMKEY; empty for basic commands.
    static std::string_view answerPrefix(std::string_view commandName);

private:
    // A shape and what a line is compared with, so that nothing has to be counted for every line.
    struct Candidate
    {
        ShapeRef ref;
        const catalog::LineShape *shape = nullptr;
        bool told = false; // by a literal, or by conditions on its fields
        const expr::Pattern *pattern = nullptr; // of its fields; null: their number counts
        std::size_t fewest = 0;
        std::size_t most = 0;
    };
    struct Named // what a name, or an alias, in front of a line may be
    {
        std::vector<Candidate> urcs;
        std::vector<Candidate> answers;
    };
    struct FinalKey // the beginning of a final's text
    {
        std::uint64_t bytes = 0;
        std::uint64_t mask = 0;
        const catalog::Final *final = nullptr;
    };
    void number();
    void addShapes(const std::vector<catalog::LineShape> &shapes, int form, int urc);
    Named &named(std::string_view name);
    const Named *named(const LineHead &head) const;
    void buildFinals();
    void buildFrames();
    static const Candidate *choose(const std::vector<Candidate> &candidates, std::string_view line, const LineHead &head, bool &fits);
    bool takesFields(const catalog::LineShape &shape, std::string_view fields) const;
    bool bareFits(const catalog::LineShape &shape, std::string_view line) const;

    catalog::CatalogView m_view;
    std::shared_ptr<const catalog::Catalog> m_catalog;
    std::string m_name;
    std::vector<FormRef> m_forms;
    std::vector<UrcRef> m_urcs;
    std::unordered_map<const void *, int> m_ids;
    NameTable m_names; // of the view, into m_named
    std::vector<Named> m_named;
    NameTable m_exactLines; // URCs that are a whole line, into m_exactUrcs
    std::vector<ShapeRef> m_exactUrcs;
    std::unordered_map<std::string, expr::Pattern> m_patterns;
    std::vector<std::pair<ShapeRef, const expr::Pattern *>> m_bareUrcs; // recognised by pattern
    std::vector<ShapeRef> m_announcers; // token id − 1
    std::map<std::tuple<int, int, int>, std::vector<wire::Announcer>> m_inline; // of shapes (form, urc, shape) with own-field data
    std::vector<const catalog::Expr *> m_urcSilences;
    bool m_hasLeastSilence = false;
    std::unordered_map<int, wire::FrameTable> m_formFrames;
    std::shared_ptr<const wire::FrameTable> m_frames;
    std::shared_ptr<const std::vector<std::string>> m_finalTexts;
    std::vector<FinalKey> m_finals; // by first byte, then longest first
    std::array<std::uint16_t, 257> m_finalsFrom{}; // by first byte; up to where the next one's begin
};

} // namespace atscope::decode
