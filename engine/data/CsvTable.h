// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hourglass {

/// A rectangle of texts. The cells lie in the text that was parsed.
struct CsvTable {
    /// A packed table of a few kilobytes may have millions: half as large as a std::string_view.
    struct Cell {
        std::uint32_t begin;
        std::uint32_t size;
    };

    const char* text = nullptr;
    std::size_t columns = 0;
    std::vector<Cell> cells;        ///< row after row
    std::vector<std::size_t> lines; ///< 1-based line of the file on which each row begins

    std::size_t rows() const { return lines.size(); }
    std::string_view cell(std::size_t row, std::size_t column) const {
        const Cell& cell = cells[row * columns + column];
        return {text + cell.begin, cell.size};
    }
};

/// Splits a table in UTF-8 at commas, semicolons or tabs, whichever divides its first rows evenly. Cells may
/// stand in double quotes (RFC 4180), empty lines are passed over, blanks around cells are dropped. Quoted
/// cells are unpacked inside `text`, which must outlive the table and stay below 4 GiB.
/// @throws Error naming `path` and the line: no text, an open quote, a row of another length, one of more than 65,536 cells
/// or 2 MiB.
CsvTable parseCsv(std::string& text, const std::string& path);

} // namespace hourglass
