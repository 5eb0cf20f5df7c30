// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/CsvTable.h"

#include "engine/api/Error.h"
#include "engine/core/Memory.h"

#include <algorithm>

namespace hourglass {

namespace {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r";
    const auto first = text.find_first_not_of(blanks);
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// Number of cells in each of the first rows.
std::vector<std::size_t> cellCounts(std::string_view text, char delimiter) {
    constexpr std::size_t sampledRows = 20;
    std::vector<std::size_t> counts;
    std::size_t cells = 1;
    bool quoted = false, blank = true;
    for (std::size_t i = 0; i <= text.size() && counts.size() < sampledRows; ++i) {
        const char character = i < text.size() ? text[i] : '\n';
        if (character == '"')
            quoted = !quoted;
        if (character == '\n' && (!quoted || i == text.size())) {
            if (!blank)
                counts.push_back(cells);
            cells = 1;
            blank = true;
            continue;
        }
        cells += character == delimiter && !quoted;
        blank = blank && std::string_view(" \t\r\n").find(character) != std::string_view::npos;
    }
    return counts;
}

char detectDelimiter(std::string_view text) {
    // The comma comes last: it may also stand inside numbers and sentences.
    char best = ',';
    std::size_t most = 1;
    for (const char delimiter : {'\t', ';', ','}) {
        const std::vector<std::size_t> counts = cellCounts(text, delimiter);
        if (counts.empty() || counts.front() < 2)
            continue;
        if (std::ranges::all_of(counts, [&](std::size_t count) { return count == counts.front(); }))
            return delimiter;
        if (counts.front() > most) {
            most = counts.front();
            best = delimiter;
        }
    }
    return best;
}

std::string nameOf(char delimiter) {
    return delimiter == '\t' ? "tab" : delimiter == ';' ? "semicolon" : "comma";
}

class CsvParser {
public:
    CsvParser(std::string& text, std::string path)
        : m_text(text)
        , m_path(std::move(path)) {
        if (text.starts_with("\xef\xbb\xbf"))
            m_place = 3;
        if (text.find('\0') != std::string::npos || text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff"))
            throw Error(m_path + " is not a table in UTF-8 text. Save it as CSV with UTF-8 encoding.");
        m_table.text = text.data();
        m_delimiter = detectDelimiter(std::string_view(text).substr(m_place));
    }

    CsvTable parse() {
        while (m_place < m_text.size())
            parseRow();
        return std::move(m_table);
    }

private:
    static constexpr std::size_t mostColumns = 1 << 16;
    static constexpr std::size_t mostCells = 50'000'000;
    static constexpr std::size_t longestRow = 2 << 20; ///< bytes

    void parseRow() {
        const std::size_t line = m_line;
        const std::size_t before = m_table.cells.size();
        const std::size_t begin = m_place;
        do {
            const std::string_view cell = parseCell();
            m_table.cells.push_back(
                {std::uint32_t(cell.empty() ? 0 : cell.data() - m_text.data()), std::uint32_t(cell.size())});
            if (m_table.cells.size() - before > mostColumns || m_place - begin > longestRow)
                throw Error(m_path + ", line " + std::to_string(line) + ": the row has more than " +
                            std::to_string(mostColumns) + " columns or " + std::to_string(longestRow >> 20) +
                            " MiB, too much for one sample. A row must end with its line; samples must be smaller.");
        } while (consume(m_delimiter));
        consume('\n');
        ++m_line;

        const std::size_t count = m_table.cells.size() - before;
        if (count == 1 && m_table.cells.back().size == 0) {
            m_table.cells.pop_back();
            return;
        }
        if (m_table.cells.size() > mostCells)
            throw Error(m_path + " has more than " + std::to_string(mostCells) + " cells, too many to load.");
        if (m_table.rows() == 0) {
            m_table.columns = count;
            reserve();
        } else if (count != m_table.columns)
            throw Error(m_path + ", line " + std::to_string(line) + ": there are " + std::to_string(count) +
                        (count == 1 ? " column" : " columns") + " where the first row has " +
                        std::to_string(m_table.columns) + ". Correct this line or the first one; a text that holds a " +
                        nameOf(m_delimiter) + " must stand in double quotes.");
        m_table.lines.push_back(line);
    }

    /// Room for what can come behind the first row, so that it need not grow: a packed table may be a thousand times as
    /// large as its file, and its cells many times as large again.
    void reserve() {
        const std::string_view rest = std::string_view(m_text).substr(m_place);
        const std::size_t lines = std::size_t(std::ranges::count(rest, '\n')) + 1;
        const std::size_t rows = 1 + std::min({lines, rest.size() / m_table.columns + 1, mostCells / m_table.columns + 1});
        const std::size_t bytes = rows * (m_table.columns * sizeof(CsvTable::Cell) + sizeof(std::size_t));
        requireMemory("Reading " + m_path, bytes, "Use a smaller table, or end other programs.");
        m_table.cells.reserve(rows * m_table.columns);
        m_table.lines.reserve(rows);
    }

    std::string_view parseCell() {
        while (m_place < m_text.size() && (m_text[m_place] == ' ' || (m_text[m_place] == '\t' && m_delimiter != '\t')))
            ++m_place;
        if (consume('"'))
            return parseQuoted();
        const std::size_t begin = m_place;
        skipToCellEnd();
        return trimmed(std::string_view(m_text).substr(begin, m_place - begin));
    }

    /// Moves the characters forward over doubled quotes, so that the cell is a plain stretch of the text.
    std::string_view parseQuoted() {
        const std::size_t line = m_line;
        const std::size_t begin = m_place;
        std::size_t end = m_place;
        while (m_place < m_text.size()) {
            if (consume('"') && !(m_place < m_text.size() && m_text[m_place] == '"')) {
                const std::size_t rest = m_place;
                skipToCellEnd();
                if (!trimmed(std::string_view(m_text).substr(rest, m_place - rest)).empty())
                    throw Error(m_path + ", line " + std::to_string(m_line) +
                                ": text follows after a closing quote. Double the quotes inside a cell.");
                return std::string_view(m_text).substr(begin, end - begin);
            }
            m_line += m_text[m_place] == '\n';
            m_text[end++] = m_text[m_place++];
        }
        throw Error(m_path + ", line " + std::to_string(line) + ": a quote is opened and never closed.");
    }

    void skipToCellEnd() {
        while (m_place < m_text.size() && m_text[m_place] != m_delimiter && m_text[m_place] != '\n')
            ++m_place;
    }

    bool consume(char wanted) {
        const bool found = m_place < m_text.size() && m_text[m_place] == wanted;
        m_place += found;
        return found;
    }

    std::string& m_text;
    std::string m_path;
    std::size_t m_place = 0;
    std::size_t m_line = 1;
    char m_delimiter = ',';
    CsvTable m_table;
};

} // namespace

CsvTable parseCsv(std::string& text, const std::string& path) {
    return CsvParser(text, path).parse();
}

} // namespace hourglass
