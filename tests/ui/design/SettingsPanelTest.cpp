// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/design/SettingsPanel.h"
#include "engine/api/Catalogues.h"
#include "tests/support/TestMain.h"
#include "ui/design/NetworkEdits.h"
#include "ui/widgets/FaultLabel.h"
#include "ui/widgets/NumberBox.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSet>
#include <QSlider>
#include <QStyleOptionSlider>

using namespace hourglass;
using namespace hourglass::ui;

class SettingsPanelTest : public QObject {
    Q_OBJECT

    template <class Editor>
    Editor* editor(const char* form, const char* key) {
        return m_panel->findChild<QWidget*>(form)->findChild<Editor*>(key);
    }

    void type(NumberBox* box, const char* text) {
        box->setFocus();
        box->selectAll();
        QTest::keyClicks(box, text);
        QTest::keyClick(box, Qt::Key_Return);
    }

    QStringList faults() const {
        QStringList texts;
        for (const auto* label : m_panel->findChildren<FaultLabel*>())
            if (label->isVisible())
                texts << label->text();
        return texts;
    }

    SettingsPanel* m_panel = nullptr;
    Experiment m_experiment;
    QStringList m_edits;
    QStringList m_mergeKeys;

    /// Pulls the slider's knob by a share of its length, in three moves.
    void pull(QSlider* slider, double by) {
        QStyleOptionSlider option;
        option.initFrom(slider);
        option.orientation = Qt::Horizontal;
        option.minimum = slider->minimum();
        option.maximum = slider->maximum();
        option.sliderPosition = option.sliderValue = slider->sliderPosition();
        const QPoint knob =
            slider->style()->subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderHandle, slider).center();
        QTest::mousePress(slider, Qt::LeftButton, {}, knob);
        for (int move = 1; move <= 3; ++move)
            QTest::mouseMove(slider, knob + QPoint(int(by * slider->width() * move / 3), 0));
        QTest::mouseRelease(slider, Qt::LeftButton, {}, knob + QPoint(int(by * slider->width()), 0));
    }

private Q_SLOTS:
    void init() {
        m_panel = new SettingsPanel;
        m_panel->resize(280, 600);
        m_edits.clear();
        m_mergeKeys.clear();
        m_experiment = defaultExperiment();
        connect(m_panel, &SettingsPanel::experimentEdited, this,
                [this](const Experiment& experiment, const QString& what, const QString& mergeKey) {
                    m_experiment = experiment;
                    m_edits << what;
                    m_mergeKeys << mergeKey;
                    m_panel->setExperiment(experiment);
                });
        m_panel->setExperiment(m_experiment);
        m_panel->show();
        m_panel->activateWindow();
        QVERIFY(QTest::qWaitForWindowExposed(m_panel));
    }

    void cleanup() { delete m_panel; }

    void showingProposesNothing() {
        m_panel->setExperiment(withVariant(m_experiment, "denoising"));
        m_panel->setTraining(true);
        QVERIFY(m_edits.isEmpty());
    }

    void everyParameterHasAnEditorWithAName() {
        for (const ParameterSpec& spec : trainingSchema()) {
            const char* form = spec.key == "loss" ? "hyperparameters" : "training";
            auto* widget = editor<QWidget>(form, spec.key.c_str());
            QVERIFY2(widget, spec.key.c_str());
            QCOMPARE(widget->accessibleName(), QString::fromStdString(spec.label));
        }
    }

    void trainingParameterIsEdited() {
        auto* rate = editor<NumberBox>("training", "learningRate");
        type(rate, "2e-3");
        QCOMPARE(m_experiment.training.real("learningRate"), 2e-3);
        QCOMPARE(m_edits, QStringList("Set learning rate to 2e-3"));
        QCOMPARE(m_mergeKeys, QStringList("training.learningRate"));
        QVERIFY(rate->hasFocus());
    }

    void hyperparameterIsEdited() {
        type(editor<NumberBox>("hyperparameters", "codeSize"), "2");
        QCOMPARE(m_experiment.network.code.size, std::int64_t(2));
        QTest::keyClick(editor<NumberBox>("hyperparameters", "layers"), Qt::Key_Up);
        QCOMPARE(m_experiment.network.encoder.size(), std::size_t(3));
        QCOMPARE(editor<QLineEdit>("hyperparameters", "nodes")->text(), QString("512, 128, 65"));
    }

    void brokenNodeListIsExplainedAndNotProposed() {
        auto* nodes = editor<QLineEdit>("hyperparameters", "nodes");
        nodes->setFocus();
        nodes->selectAll();
        QTest::keyClicks(nodes, "512, lots");
        QTest::keyClick(nodes, Qt::Key_Return);
        QVERIFY(m_edits.isEmpty());
        QCOMPARE(faults().size(), 1);
        QVERIFY(faults()[0].contains("lots"));
        nodes->selectAll();
        QTest::keyClicks(nodes, "64");
        QTest::keyClick(nodes, Qt::Key_Return);
        QCOMPARE(m_experiment.network.encoder.size(), std::size_t(1));
        QVERIFY(faults().isEmpty());
    }

    void variantGoesThroughItsRecipe() {
        auto* kind = editor<QComboBox>("variant", "kind");
        const Experiment expected = withVariant(m_experiment, "denoising");
        kind->setFocus();
        kind->setCurrentIndex(kind->findData("denoising") - 1);
        QTest::keyClick(kind, Qt::Key_Down);
        QVERIFY(m_experiment == expected);
        QCOMPARE(m_edits, QStringList("Set variant to denoising"));
        QVERIFY(m_experiment.corruption.kind != "none");
    }

    void noiseKindStartsFromItsDefaults() {
        m_panel->showFault("corruption.nothing", "open"); // Unfolds the section.
        m_panel->showFault({}, {});
        auto* kind = editor<QComboBox>("corruption", "kind");
        kind->setFocus();
        kind->setCurrentIndex(kind->findData("masking") - 1);
        QTest::keyClick(kind, Qt::Key_Down);
        QCOMPARE(m_experiment.corruption.kind, std::string("masking"));
        const CatalogueEntry& entry = findEntry(corruptionEntries(), "masking");
        QVERIFY(m_experiment.corruption.parameters == complete(entry.schema, {}, "corruption"));
        QVERIFY(editor<NumberBox>("corruption", entry.schema.front().key.c_str()));
    }

    void faultStandsAtItsFieldEvenInAFoldedSection() {
        m_panel->showFault("training.learningRate", "Too long.");
        m_panel->showFault("dataset.kind", "Gone.");
        m_panel->showFault("network.code.size", "Too wide.");
        QStringList shown = faults();
        shown.sort();
        QCOMPARE(shown, (QStringList{"Gone.", "Too long.", "Too wide."}));
        m_panel->showFault({}, {});
        QVERIFY(faults().isEmpty());
    }

    void trainingMarksWhatWouldStartAnew() {
        m_panel->setTraining(true);
        QVERIFY(editor<QWidget>("training", "batchSize")->accessibleDescription().contains("new training"));
        QVERIFY(editor<QWidget>("training", "learningRate")->accessibleDescription().contains("while training"));
        QVERIFY(editor<QWidget>("training", "batchSize")->isEnabled());
    }

    void slidersReshapeTheHourglass() {
        auto* code = editor<QSlider>("hyperparameters", "codeSizeSlider");
        QCOMPARE(code->accessibleName(), "Code size");
        pull(code, -0.3);
        QVERIFY(m_experiment.network.code.size < 32);
        QVERIFY(m_edits.size() >= 2 && m_edits.last().startsWith("Set code size to "));
        for (const QString& key : m_mergeKeys)
            QCOMPARE(key, m_mergeKeys.first()); // one edit
        QCOMPARE(editor<NumberBox>("hyperparameters", "codeSize")->value(), double(m_experiment.network.code.size));

        auto* layers = editor<QSlider>("hyperparameters", "layersSlider");
        layers->setFocus();
        QTest::keyClick(layers, Qt::Key_Right);
        QCOMPARE(m_experiment.network.encoder.size(), std::size_t(3));
        QTest::keyClick(layers, Qt::Key_Home);
        QVERIFY(m_experiment.network.encoder.empty());
        QVERIFY(!editor<QSlider>("hyperparameters", "nodesSlider")->isEnabled());
    }

    // Whatever stood there, down to nothing and back within one pull.
    void layersPulledAwayComeBack() {
        m_experiment.network.encoder = {newLayer("convolution"), newLayer("max-pooling"), newLayer("dense")};
        m_panel->setExperiment(m_experiment);
        const auto before = m_experiment.network.encoder;
        auto* layers = editor<QSlider>("hyperparameters", "layersSlider");
        const int place = layers->value();
        layers->setSliderDown(true);
        layers->setSliderPosition(0);
        QVERIFY(m_experiment.network.encoder.empty());
        layers->setSliderPosition(place);
        layers->setSliderDown(false);
        QVERIFY(m_experiment.network.encoder == before);
        QCOMPARE(QSet<QString>(m_mergeKeys.begin(), m_mergeKeys.end()).size(), 1);
        layers->setSliderDown(true); // another pull is another edit
        layers->setSliderPosition(0);
        layers->setSliderDown(false);
        QVERIFY(m_mergeKeys.last() != m_mergeKeys.first());
    }

    // Down to nothing and back within one pull: the proportions are those from before.
    void nodesAreScaledTogether() {
        auto* nodes = editor<QSlider>("hyperparameters", "nodesSlider");
        const int place = nodes->value();
        nodes->setFocus();
        QTest::keyClick(nodes, Qt::Key_Left);
        QTest::keyClick(nodes, Qt::Key_Left);
        QCOMPARE(editor<QLineEdit>("hyperparameters", "nodes")->text(), "256, 64");
        QTest::keyClick(nodes, Qt::Key_Right);
        QTest::keyClick(nodes, Qt::Key_Right);
        QCOMPARE(nodes->value(), place);
        QCOMPARE(editor<QLineEdit>("hyperparameters", "nodes")->text(), "512, 128");
        nodes->setSliderDown(true);
        nodes->setSliderPosition(0);
        QCOMPARE(editor<QLineEdit>("hyperparameters", "nodes")->text(), "2, 1");
        nodes->setSliderPosition(place);
        nodes->setSliderDown(false);
        QCOMPARE(editor<QLineEdit>("hyperparameters", "nodes")->text(), "512, 128");
    }
};

HOURGLASS_TEST(SettingsPanelTest)
#include "SettingsPanelTest.moc"
