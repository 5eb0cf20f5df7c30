// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/TileArrangement.h"
#include "tests/support/TestMain.h"

#include <QJsonArray>

#include <cmath>

using namespace hourglass::ui;

namespace {

/// "(a | b) / [c d]": places beside each other, below each other, and over each other.
QString inWords(const TilePlace& place) {
    if (place.kind == TilePlace::Kind::Tabs)
        return place.tiles.size() == 1 ? place.tiles.front() : '[' + place.tiles.join(' ') + ']';
    QStringList words;
    for (const TilePlace& inner : place.places)
        words << (inner.kind == TilePlace::Kind::Tabs ? inWords(inner) : '(' + inWords(inner) + ')');
    return words.join(place.kind == TilePlace::Kind::Row ? " | " : " / ");
}

/// (a | b) / [c d]
TileArrangement usual() {
    return TileArrangement(TilePlace::column(
        {TilePlace::row({TilePlace::tabs({"a"}), TilePlace::tabs({"b"})}, 3), TilePlace::tabs({"c", "d"}, 2)}));
}

} // namespace

class TileArrangementTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void moves_data() {
        QTest::addColumn<QString>("tile");
        QTest::addColumn<QList<TileSide>>("sides");
        QTest::addColumn<QString>("expected");
        using enum TileSide;
        QTest::newRow("past its neighbour") << "a" << QList{Right} << "(b | a) / [c d]";
        QTest::newRow("out of its row") << "a" << QList{Below} << "b / a / [c d]";
        QTest::newRow("on, past what lies there") << "a" << QList{Below, Below} << "b / [c d] / a";
        QTest::newRow("to the edge of everything") << "a" << QList{Left} << "a | (b / [c d])";
        QTest::newRow("out of its tabs") << "d" << QList{Left} << "(a | b) / (d | c)";
        QTest::newRow("out of its tabs, along the line") << "d" << QList{Above} << "(a | b) / d / c";
        QTest::newRow("there and back") << "a" << QList{Right, Left} << "(a | b) / [c d]";
        QTest::newRow("no further than the edge") << "a" << QList{Left, Left, Left} << "a | (b / [c d])";
    }

    void moves() {
        QFETCH(QString, tile);
        QFETCH(QList<TileSide>, sides);
        TileArrangement arrangement = usual();
        for (const TileSide side : sides)
            arrangement.move(tile, side);
        QTEST(inWords(arrangement.root()), "expected");
    }

    void aMoveThatLeavesARowInARowTidiesUp() {
        // ((a | (b / c)) / d): without a its row is a column in a column
        TileArrangement arrangement(TilePlace::column(
            {TilePlace::row({TilePlace::tabs({"a"}), TilePlace::column({TilePlace::tabs({"b"}), TilePlace::tabs({"c"})})}),
             TilePlace::tabs({"d"})}));
        arrangement.move("a", TileSide::Below);
        QCOMPARE(inWords(arrangement.root()), "b / c / a / d");
        double shares = 0;
        for (const TilePlace& place : arrangement.root().places)
            shares += place.share;
        QCOMPARE(shares, 2.0); // of which d keeps its half
        QCOMPARE(arrangement.root().places.back().share, 1.0);
    }

    void aMoveSaysWhetherThereWasRoom() {
        TileArrangement arrangement = usual();
        QVERIFY(arrangement.move("a", TileSide::Left));
        QVERIFY(!arrangement.move("a", TileSide::Left));
        TileArrangement only(TilePlace::tabs({"a"}));
        QVERIFY(!only.move("a", TileSide::Below));
    }

    void hiddenTilesAreNoNeighbours() {
        TileArrangement arrangement(
            TilePlace::row({TilePlace::tabs({"a"}), TilePlace::tabs({"b"}), TilePlace::tabs({"c"})}));
        arrangement.setState("b", TileState::Hidden);
        QVERIFY(!arrangement.isSeen(arrangement.root().places[1]));
        arrangement.move("a", TileSide::Right);
        QCOMPARE(inWords(arrangement.root()), "b | c | a");
        QVERIFY(!arrangement.move("a", TileSide::Right));

        arrangement.setState("c", TileState::Detached);
        arrangement.setState("b", TileState::InPlace);
        QVERIFY(arrangement.move("a", TileSide::Left));
        QCOMPARE(inWords(arrangement.root()), "a | b | c");
    }

    void joinsAndLeaves() {
        TileArrangement arrangement = usual();
        arrangement.join("a", "d", "d");
        QCOMPARE(inWords(arrangement.root()), "b / [c a d]");
        QCOMPARE(arrangement.tabsOf("c").front, "a");
        arrangement.join("a", "c", "c"); // another place among the same tabs
        QCOMPARE(inWords(arrangement.root()), "b / [a c d]");
        arrangement.putBeside("c", "b", TileSide::Right);
        QCOMPARE(inWords(arrangement.root()), "(b | c) / [a d]");
        arrangement.putBeside("d", "a", TileSide::Below);
        QCOMPARE(inWords(arrangement.root()), "(b | c) / a / d");
        arrangement.putAtEdge("a", TileSide::Above);
        QCOMPARE(inWords(arrangement.root()), "a / (b | c) / d");
        arrangement.putAtEdge("d", TileSide::Right);
        QCOMPARE(inWords(arrangement.root()), "(a / (b | c)) | d");
        QCOMPARE(arrangement.tiles(), QStringList({"a", "b", "c", "d"}));
    }

    void jsonKeepsEverything() {
        TileArrangement arrangement = usual();
        arrangement.move("d", TileSide::Left);
        arrangement.bringToFront("c");
        arrangement.setState("a", TileState::Hidden);
        arrangement.setState("b", TileState::Detached);
        QVERIFY(TileArrangement::fromJson(arrangement.toJson(), usual()) == arrangement);
    }

    void jsonOfAnotherVersion() {
        TileArrangement old(TilePlace::row({TilePlace::tabs({"gone"}), TilePlace::tabs({"c", "a"})}));
        old.setState("gone", TileState::Hidden);
        const TileArrangement read = TileArrangement::fromJson(old.toJson(), usual());
        QCOMPARE(inWords(read.root()), "[c a b d]"); // b has no mate left, d goes to c
        QCOMPARE(read.tiles().size(), 4);
    }

    void unreadableJsonGivesTheUsual_data() {
        QTest::addColumn<QJsonObject>("json");
        const QJsonObject tabs{{"kind", "tabs"}, {"tiles", QJsonArray{"a", "b"}}};
        QJsonObject deep = tabs;
        for (int i = 0; i < 40; ++i)
            deep = {{"kind", "row"}, {"places", QJsonArray{deep}}};
        QTest::newRow("empty") << QJsonObject();
        QTest::newRow("no such kind") << QJsonObject{{"root", QJsonObject{{"kind", "heap"}}}};
        QTest::newRow("none of the tiles") << QJsonObject{{"root", QJsonObject{{"kind", "tabs"}}}};
        QTest::newRow("a share of nothing")
            << QJsonObject{{"root", QJsonObject{{"kind", "tabs"}, {"share", 0}, {"tiles", QJsonArray{"a"}}}}};
        QTest::newRow("too deep") << QJsonObject{{"root", deep}};
    }

    void unreadableJsonGivesTheUsual() {
        QFETCH(QJsonObject, json);
        QVERIFY(TileArrangement::fromJson(json, usual()) == usual());
    }

    void sharesStayNumbers() {
        const auto place = [](const char* id, double share) {
            return QJsonObject{{"kind", "tabs"}, {"share", share}, {"tiles", QJsonArray{id}}};
        };
        const QJsonObject column{
            {"kind", "column"}, {"share", 1e308}, {"places", QJsonArray{place("a", 1e308), place("b", 1e308)}}};
        const QJsonObject json{
            {"root", QJsonObject{{"kind", "row"}, {"places", QJsonArray{column, place("c", 1e-308), place("d", 1)}}}}};
        TileArrangement read = TileArrangement::fromJson(json, usual());
        QCOMPARE(inWords(read.root()), "(a / b) | c | d");
        QCOMPARE(read.root().places[0].share + read.root().places[1].share, 1e6 + 1e-6);
        read.putAtEdge("d", TileSide::Below); // which adds them up
        for (const TilePlace& inner : read.root().places)
            QVERIFY(std::isfinite(inner.share) && inner.share > 0);
    }

    void theTabOnShowLeavesItsPlaceToANeighbour() {
        TileArrangement arrangement(TilePlace::tabs({"a", "b", "c"}));
        arrangement.bringToFront("b");
        arrangement.setState("a", TileState::Hidden);
        QCOMPARE(arrangement.root().front, "b");
        arrangement.setState("b", TileState::Detached);
        QCOMPARE(arrangement.root().front, "c");
        arrangement.setState("a", TileState::InPlace);
        QCOMPARE(arrangement.root().front, "c");
        arrangement.setState("c", TileState::Hidden); // the last one
        QCOMPARE(arrangement.root().front, "a");
    }

    void aTileThatIsNamedTwiceIsThereOnce() {
        const QJsonObject tabs{{"kind", "tabs"}, {"tiles", QJsonArray{"a", "b", "a"}}};
        const QJsonObject json{{"root", QJsonObject{{"kind", "row"}, {"places", QJsonArray{tabs, tabs}}}}};
        const TileArrangement read = TileArrangement::fromJson(json, usual());
        QCOMPARE(inWords(read.root()), "[a b c d]");
    }
};

HOURGLASS_TEST(TileArrangementTest)
#include "TileArrangementTest.moc"
