// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Data.h"

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

namespace hourglass {

/// Bars side by side: a histogram, or one value for each unit.
struct BarFigure {
    std::string xLabel;
    std::string yLabel;
    std::vector<double> values;
    double first = 0; ///< x of the left edge of the first bar
    double width = 1; ///< of one bar, along x
    /// A level to compare with, drawn as a line over the whole width; shown when it has a name.
    std::string referenceName{};
    double reference = 0;
};

/// Small pictures in rows.
struct PictureFigure {
    std::vector<Image> pictures;
    std::vector<std::string> captions; ///< one for each, or none
    std::vector<double> opacities;     ///< 0 … 1, one for each, or none
    int columns = 0;                   ///< pictures in a row; 0 leaves it to whoever draws them
};

/// Points in the plane, each with where it is drawn to.
struct ArrowFigure {
    std::string xLabel;
    std::string yLabel;
    std::vector<float> x, y;     ///< from
    std::vector<float> toX, toY; ///< to; empty for points alone
    std::vector<int> labels;     ///< −1 without a class
};

/// Nodes, and how strongly each depends on others.
struct GraphFigure {
    struct Edge {
        std::size_t from = 0;
        std::size_t to = 0;
        double strength = 0; ///< 0 … 1
    };
    std::vector<std::string> nodes;
    std::vector<Edge> edges;
};

/// Numbers with their names.
struct FactFigure {
    struct Fact {
        std::string name;
        std::string value;
    };
    std::vector<Fact> facts;
};

/// Numbers in rows and columns, few enough to be read.
struct TableFigure {
    std::vector<std::string> columns;
    std::vector<std::string> rows;
    std::vector<double> values; ///< row after row; no number where there is none
    double most = 1;            ///< size of a number that is shaded fully
};

/// One view of a lens: what is special about a variant, as plain values. The window knows how to draw each kind of
/// content, and nothing about variants.
struct Figure {
    std::string title;
    std::string help; ///< what to look for, one or two sentences
    std::variant<BarFigure, PictureFigure, ArrowFigure, GraphFigure, FactFigure, TableFigure> content;
};

} // namespace hourglass
