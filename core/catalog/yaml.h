// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.h"

// A YAML text as a tree of plain nodes with their places. Built from yaml-cpp's events, not from its nodes: so limits apply
// while the text is read, every scalar is just text (`on`, `no`, `null` and `~` mean nothing special), double keys are seen,
// and an alias cannot blow up.
namespace atscope::catalog::yaml {

enum class Kind : std::uint8_t { Null, Scalar, Sequence, Map };

// How a scalar stands in the file; tells where the n-th character of its text is.
enum class Style : char { Plain = 0, Single = '\'', Double = '"', Folded = '|' };

struct Node
{
    Kind kind = Kind::Null;
    std::string text;  // Scalar
    int line = 0;      // from 1
    int column = 0;    // from 1, in characters
    int textColumn = 0; // Scalar: where its text begins (behind the quote)
    Style style = Style::Plain;
    std::vector<const Node *> items;                            // Sequence
    std::vector<std::pair<const Node *, const Node *>> entries; // Map, in file order, double keys as they stand
    // With aliases followed; of a finished node.
    std::size_t size = 1;
    int height = 1;

    bool isNull() const { return kind == Kind::Null; }
    bool isScalar() const { return kind == Kind::Scalar; }
    bool isSequence() const { return kind == Kind::Sequence; }
    bool isMap() const { return kind == Kind::Map; }
};

struct Limits
{
    std::size_t bytes = 4u << 20;
    int depth = 64;
    std::size_t nodes = 400000;
};

class Document final
{
public:
    // Reads one document: any bytes, never throws. Errors: catalog-yaml-…, catalog-too-large, catalog-too-deep,
    // catalog-too-many-nodes.
    static base::Result<Document> read(std::string_view text, const std::string &file, const Limits &limits = {});

    const Node &root() const { return *m_root; }
    const std::string &file() const { return m_file; }
    base::SourcePlace placeOf(const Node &node) const { return {m_file, node.line, node.column}; }

private:
    friend class Builder;
    std::string m_file;
    std::vector<std::unique_ptr<Node>> m_nodes; // aliases share a node
    const Node *m_root = nullptr;
};

} // namespace atscope::catalog::yaml
