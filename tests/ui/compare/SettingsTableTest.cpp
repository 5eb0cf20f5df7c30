// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/SettingsTable.h"
#include "engine/api/Catalogues.h"
#include "tests/support/TestMain.h"
#include "tests/ui/compare/Compared.h"
#include "ui/compare/RunSettings.h"

#include <QCheckBox>
#include <QTableWidget>

using namespace hourglass;
using namespace hourglass::ui;
using test::compared;
using test::record;

namespace {

const QTableWidget& tableOf(const SettingsTable& settings) {
    return *settings.findChild<QTableWidget*>();
}

int rowOf(const QTableWidget& table, const QString& setting) {
    const auto found = table.findItems(setting, Qt::MatchExactly);
    return found.isEmpty() ? -1 : found.front()->row();
}

QStringList shownSettings(const QTableWidget& table) {
    QStringList shown;
    for (int row = 0; row < table.rowCount(); ++row)
        if (!table.isRowHidden(row))
            shown << table.item(row, 0)->text();
    return shown;
}

} // namespace

class SettingsTableTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPresetHasItsSettings();
    void whatDiffersStandsOut();
    void equalRowsAreShownWhenAskedFor();
    void aSettingThatOnlyOneHasDiffers();
    void anExperimentThatCannotBeReadIsSaid();
};

void SettingsTableTest::everyPresetHasItsSettings() {
    for (const Preset& preset : presets()) {
        const std::vector<RunSetting> settings = settingsOf(preset.experiment);
        QVERIFY2(settings.size() > 15, preset.id.c_str());
        QSet<QString> names;
        for (const RunSetting& setting : settings) {
            QVERIFY2(!setting.label.isEmpty(), preset.id.c_str());
            names.insert(setting.group + setting.label);
        }
        QCOMPARE(names.size(), qsizetype(settings.size())); // each says what it is
    }
}

void SettingsTableTest::whatDiffersStandsOut() {
    SettingsTable settings;
    const Experiment other = complete(withField(defaultExperiment(), "training.learningRate", "0.02"));
    settings.setRuns({compared(record("one")), compared(record("other"), 1, other)});
    const QTableWidget& table = tableOf(settings);
    QCOMPARE(table.horizontalHeaderItem(2)->text(), "other");
    QCOMPARE(shownSettings(table), QStringList{"Training: learning rate"});
    const int row = rowOf(table, "Training: learning rate");
    QCOMPARE(table.item(row, 1)->text(), "0.001");
    QCOMPARE(table.item(row, 2)->text(), "0.02");
    QVERIFY(table.item(row, 2)->font().bold());
    QVERIFY(table.item(row, 2)->background() != QBrush());
}

void SettingsTableTest::equalRowsAreShownWhenAskedFor() {
    SettingsTable settings;
    settings.setRuns({compared(record("one")), compared(record("other"), 1)});
    settings.show();
    QVERIFY(shownSettings(tableOf(settings)).isEmpty());
    QTest::mouseClick(settings.findChild<QCheckBox*>(), Qt::LeftButton, {}, {8, 8});
    const int row = rowOf(tableOf(settings), "Network: code");
    QVERIFY(row >= 0 && !tableOf(settings).isRowHidden(row));
    QCOMPARE(tableOf(settings).item(row, 1)->text(), "32 numbers");
    QVERIFY(!tableOf(settings).item(row, 1)->font().bold());
}

void SettingsTableTest::aSettingThatOnlyOneHasDiffers() {
    SettingsTable settings;
    const Experiment sparse = complete(withVariant(defaultExperiment(), "sparse"));
    settings.setRuns({compared(record("plain")), compared(record("sparse"), 1, sparse)});
    const QTableWidget& table = tableOf(settings);
    int onlyInOne = 0;
    for (int row = 0; row < table.rowCount(); ++row)
        if (table.item(row, 0)->text().startsWith("Variant: ") && table.item(row, 1)->text() == "–") {
            ++onlyInOne;
            QVERIFY(!table.isRowHidden(row));
        }
    QVERIFY(onlyInOne > 0);
}

void SettingsTableTest::anExperimentThatCannotBeReadIsSaid() {
    SettingsTable settings;
    ComparedRun unreadable = compared(record("newer"), 1);
    unreadable.experiment.reset();
    settings.setRuns({compared(record("one")), unreadable});
    QVERIFY(tableOf(settings).horizontalHeaderItem(2)->toolTip().contains("cannot read"));
    QCOMPARE(tableOf(settings).item(0, 2)->text(), "–");
    QVERIFY(!tableOf(settings).item(0, 2)->font().bold()); // what is not known does not differ
    settings.setRuns({unreadable, compared(record("one")), compared(record("two"), 2)});
    QVERIFY(shownSettings(tableOf(settings)).isEmpty());
    const Experiment other = complete(withField(defaultExperiment(), "training.learningRate", "0.02"));
    settings.setRuns({compared(record("one")), unreadable, compared(record("other"), 2, other)});
    QCOMPARE(shownSettings(tableOf(settings)), QStringList{"Training: learning rate"});
    const int row = rowOf(tableOf(settings), "Training: learning rate");
    QCOMPARE(tableOf(settings).item(row, 2)->text(), "–");
    QCOMPARE(tableOf(settings).item(row, 3)->text(), "0.02");
}

HOURGLASS_TEST(SettingsTableTest)
#include "SettingsTableTest.moc"
