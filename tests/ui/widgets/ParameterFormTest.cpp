// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ParameterForm.h"
#include "tests/support/TestMain.h"
#include "ui/widgets/FaultLabel.h"
#include "ui/widgets/NumberBox.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolTip>
#include <QWheelEvent>

using namespace hourglass;
using hourglass::ui::NumberBox;
using hourglass::ui::ParameterForm;

class ParameterFormTest : public QObject {
    Q_OBJECT

    struct Edit {
        std::string key;
        ParameterValue value;
        QString what;
    };

    static ParameterSchema schema() {
        return {ParameterSpec::integer("units", "Units", 128, 1, 4096).withUnit("px").withHelp("How many."),
                ParameterSpec::real("rate", "Learning rate", 1e-3, 0, 1, 1e-4).asLogarithmic().asLive(),
                ParameterSpec::choice("optimiser", "Optimiser", "adam", {{"adam", "Adam"}, {"sgd", "SGD"}}),
                ParameterSpec::real("momentum", "Momentum", 0.9, 0, 1, 0.1).shownWhen("optimiser", {"sgd"}),
                ParameterSpec::flag("shuffle", "Shuffle", true),
                ParameterSpec::string("name", "Name", "run"),
                ParameterSpec::path("folder", "Picture folder"),
                ParameterSpec::path("images", "Images")};
    }

    template <class Editor>
    Editor* editor(const char* key) {
        return m_form->findChild<Editor*>(key);
    }

    ParameterForm* m_form = nullptr;
    std::vector<Edit> m_edits;

private Q_SLOTS:
    void init() {
        m_form = new ParameterForm;
        m_form->setSchema(schema());
        m_form->resize(280, 400);
        m_form->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_form));
        m_form->activateWindow();
        m_edits.clear();
        connect(m_form, &ParameterForm::edited, this,
                [this](const std::string& key, const ParameterValue& value, const QString& what) {
                    m_edits.push_back({key, value, what});
                });
    }

    void cleanup() { delete m_form; }

    void aLongChoiceIsWholeInItsListAndTooltip() {
        const QString text = "Divergence from the target, exact where all layers are known";
        m_form->setSchema({ParameterSpec::choice("penalty", "Penalty", "kl", {{"kl", text.toStdString()}, {"l1", "L1"}})
                               .withHelp("What is added.")});
        QCoreApplication::processEvents();
        auto* box = editor<QComboBox>("penalty");
        QVERIFY(box->width() < box->fontMetrics().horizontalAdvance(text));
        QHelpEvent help(QEvent::ToolTip, box->rect().center(), box->mapToGlobal(box->rect().center()));
        QCoreApplication::sendEvent(box, &help);
        QVERIFY2(QToolTip::text().contains(text) && QToolTip::text().contains("What is added."),
                 qPrintable(QToolTip::text()));
        box->showPopup();
        QTRY_VERIFY(box->view()->isVisible());
        QVERIFY(box->view()->viewport()->width() >= box->fontMetrics().horizontalAdvance(text));
        box->hidePopup();
    }

    void integerEmitsAWholeNumber() {
        auto* box = editor<NumberBox>("units");
        box->setFocus();
        box->selectAll();
        QTest::keyClicks(box, "64");
        QTest::keyClick(box, Qt::Key_Return);
        QCOMPARE(m_edits.size(), std::size_t(1));
        QCOMPARE(m_edits[0].key, std::string("units"));
        QVERIFY(m_edits[0].value == ParameterValue(std::int64_t(64)));
        QVERIFY2(m_edits[0].what.startsWith("Set units to 64"), qPrintable(m_edits[0].what));
    }

    void realEmitsARealNumberAlsoWhenItIsWhole() {
        auto* box = editor<NumberBox>("rate");
        box->setFocus();
        box->selectAll();
        QTest::keyClicks(box, "1");
        QTest::keyClick(box, Qt::Key_Return);
        QCOMPARE(m_edits.size(), std::size_t(1));
        QVERIFY(m_edits[0].value == ParameterValue(1.0));
        QCOMPARE(m_edits[0].what, QString("Set learning rate to 1"));
    }

    void choiceEmitsTheId() {
        auto* box = editor<QComboBox>("optimiser");
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Down);
        QCOMPARE(m_edits.size(), std::size_t(1));
        QVERIFY(m_edits[0].value == ParameterValue(std::string("sgd")));
        QCOMPARE(m_edits[0].what, QString("Set optimiser to SGD"));
    }

    void flagEmitsItsState() {
        auto* box = editor<QCheckBox>("shuffle");
        QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(8, box->height() / 2));
        QCOMPARE(m_edits.size(), std::size_t(1));
        QVERIFY(m_edits[0].value == ParameterValue(false));
    }

    void textEmitsWhenItIsDoneAndOnlyIfItChanged() {
        auto* line = editor<QLineEdit>("name");
        line->setFocus();
        QTest::keyClick(line, Qt::Key_Return);
        QVERIFY(m_edits.empty());
        QTest::keyClicks(line, "s");
        QVERIFY(m_edits.empty());
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(m_edits.size(), std::size_t(1));
        QVERIFY(m_edits[0].value == ParameterValue(std::string("runs")));
    }

    void pathsHaveAButtonAndTellFilesFromFolders() {
        QCOMPARE(editor<QLineEdit>("folder")->placeholderText(), QString("No folder chosen"));
        QCOMPARE(editor<QLineEdit>("images")->placeholderText(), QString("No file chosen"));
        QCOMPARE(m_form->findChildren<QPushButton*>().size(), 2);
        auto* line = editor<QLineEdit>("folder");
        line->setFocus();
        QTest::keyClicks(line, "/data");
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(m_edits.size(), std::size_t(1));
        QVERIFY(m_edits[0].value == ParameterValue(std::string("/data")));
    }

    void settingValuesEmitsNothing() {
        m_form->setValues({{"units", std::int64_t(7)},
                           {"rate", 0.5},
                           {"optimiser", std::string("sgd")},
                           {"shuffle", false},
                           {"name", std::string("x")},
                           {"folder", std::string("/data/pictures")}});
        QVERIFY(m_edits.empty());
        QCOMPARE(editor<NumberBox>("units")->value(), 7.0);
        QCOMPARE(editor<NumberBox>("rate")->value(), 0.5);
        QCOMPARE(editor<QComboBox>("optimiser")->currentText(), QString("SGD"));
        QVERIFY(!editor<QCheckBox>("shuffle")->isChecked());
        QCOMPARE(editor<QLineEdit>("name")->text(), QString("x"));
    }

    void rowsAreHiddenWhileTheyDoNotMatter() {
        QVERIFY(!editor<NumberBox>("momentum")->isVisible());
        auto* box = editor<QComboBox>("optimiser");
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Down);
        QVERIFY(editor<NumberBox>("momentum")->isVisible());
        m_form->setValues({{"optimiser", std::string("adam")}});
        QVERIFY(!editor<NumberBox>("momentum")->isVisible());
    }

    void sameSchemaKeepsFocusAndCursor() {
        auto* line = editor<QLineEdit>("name");
        line->setFocus();
        line->setCursorPosition(1);
        QTest::keyClicks(line, "e");
        m_form->setSchema(schema());
        m_form->setValues({{"name", std::string("reun")}, {"units", std::int64_t(3)}});
        QCOMPARE(editor<QLineEdit>("name"), line);
        QVERIFY(line->hasFocus());
        QCOMPARE(line->cursorPosition(), 2);
    }

    void anotherSchemaReplacesTheRows() {
        m_form->setSchema({ParameterSpec::flag("on", "On", true)});
        QVERIFY(!editor<NumberBox>("units"));
        QVERIFY(editor<QCheckBox>("on")->isChecked());
        m_form->setSchema({});
        QVERIFY(!editor<QCheckBox>("on"));
    }

    void wheelChangesOnlyWhatHasTheFocus() {
        auto* box = editor<NumberBox>("units");
        editor<QLineEdit>("name")->setFocus();
        const auto turn = [box] {
            QWheelEvent wheel(QPointF(5, 5), box->mapToGlobal(QPointF(5, 5)), {}, QPoint(0, 120), Qt::NoButton,
                              Qt::NoModifier, Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(box, &wheel);
        };
        turn();
        QCOMPARE(box->value(), 128.0);
        QVERIFY(!box->hasFocus());
        box->setFocus();
        turn();
        QCOMPARE(box->value(), 129.0);
    }

    void labelsNameAndOpenTheirEditors() {
        for (const auto* label : m_form->findChildren<QLabel*>()) {
            if (!label->buddy())
                continue;
            QCOMPARE(label->buddy()->accessibleName(), label->text());
        }
        QVERIFY(editor<NumberBox>("units")->toolTip().contains("How many."));
    }

    void faultStandsUnderItsFieldAndGoesAway() {
        QVERIFY(m_form->showFault("units", "Too many."));
        const auto faults = m_form->findChildren<ui::FaultLabel*>();
        const auto shown = std::ranges::find_if(faults, [](auto* label) { return label->isVisible(); });
        QVERIFY(shown != faults.end());
        QCOMPARE((*shown)->text(), QString("Too many."));
        QTRY_VERIFY((*shown)->y() >= editor<NumberBox>("units")->geometry().bottom());
        QVERIFY((*shown)->y() < editor<NumberBox>("rate")->y());
        QVERIFY(!m_form->showFault("nowhere", "Lost."));
        m_form->clearFaults();
        QVERIFY(std::ranges::none_of(faults, [](auto* label) { return label->isVisible(); }));
    }

    void marksWhatMayChangeWhileTraining() {
        QVERIFY(editor<NumberBox>("rate")->accessibleDescription().contains("while training"));
        QVERIFY(!editor<NumberBox>("units")->accessibleDescription().contains("new training"));
        m_form->setTraining(true);
        QVERIFY(editor<NumberBox>("units")->accessibleDescription().contains("new training"));
        m_form->setTraining(false);
        QVERIFY(!editor<NumberBox>("units")->accessibleDescription().contains("new training"));
    }
};

HOURGLASS_TEST(ParameterFormTest)
#include "ParameterFormTest.moc"
