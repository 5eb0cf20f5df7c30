// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explore/CodePanel.h"
#include "tests/ui/explore/ExploreFixture.h"
#include "ui/explore/DimensionSliders.h"
#include "ui/session/Convert.h"
#include "ui/widgets/PictureView.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPainter>
#include <QSignalSpy>
#include <QToolButton>

#include <cmath>
#include <optional>

using namespace hourglass;
using namespace hourglass::ui;

class CodePanelTest : public test::ExploreFixture {
    Q_OBJECT

    CodePanel& panel() const { return static_cast<CodePanel&>(*m_widget); }
    DimensionSliders& sliders() const { return panel().sliders(); }
    QLineEdit* search() const { return named<QLineEdit>("Find numbers of the code"); }
    QComboBox* classes() const { return named<QComboBox>("Class that the network is told"); }
    QToolButton* button(const QString& text) const {
        for (auto* button : m_widget->findChildren<QToolButton*>())
            if (button->text() == text)
                return button;
        return nullptr;
    }
    std::vector<std::int64_t> dimensions() const {
        std::vector<std::int64_t> dimensions;
        for (const DimensionSliders::Row& row : sliders().rows())
            dimensions.push_back(row.dimension);
        return dimensions;
    }
    /// What the network makes of a code.
    QImage decoded(const CodeValues& code, int label = -1) {
        std::optional<QImage> picture;
        m_exploration->quick().ask(
            1000, decoding(code, {label}, 256, [&](const std::vector<QImage>& pictures) { picture = pictures.front(); }));
        settle();
        return picture.value_or(QImage());
    }
    QPoint handle(std::size_t row, double share) const {
        const QRect track = sliders().trackOf(row);
        const double margin = double(track.width()) / DimensionSliders::SweepSteps / 2;
        return {qRound(track.left() + margin + share * (track.width() - 2 * margin)), track.center().y()};
    }
    static Experiment conditional() { return complete(withVariant(test::tinyDigits(), "conditional-variational")); }

    void openPanel(const Experiment& experiment = test::tinyDigits()) {
        show(new CodePanel(*m_exploration), {420, 640});
        open(experiment);
        settle();
    }

private Q_SLOTS:
    void beginsWithTheFirstSample() {
        show(new CodePanel(*m_exploration), {420, 640});
        QVERIFY(panel().isEmpty());
        QVERIFY(sliders().rows().empty());
        QVERIFY(!button("Mean")->isEnabled() && !button("Random")->isEnabled());
        open();
        QCOMPARE(dimensions().size(), 8U);
        QCOMPARE(dimensions(), byEffect(m_exploration->space()));
        QVERIFY(!panel().isEmpty());
        QCOMPARE(panel().picture().picture(), decoded(m_exploration->code()));
        QVERIFY(button("Mean")->isEnabled() && button("Random")->isEnabled());
    }

    void thePictureFollowsTheSlider() {
        openPanel();
        const QImage before = panel().picture().picture();
        const auto dimension = dimensions().front();
        QSignalSpy shown(&panel(), &CodePanel::decodedShown);
        QTest::mousePress(sliders().viewport(), Qt::LeftButton, {}, handle(0, 0));
        const float lowest = m_exploration->code()[std::size_t(dimension)];
        QTest::mouseMove(sliders().viewport(), handle(0, 1));
        QTest::mouseRelease(sliders().viewport(), Qt::LeftButton, {}, handle(0, 1));
        QVERIFY(m_exploration->code()[std::size_t(dimension)] > lowest);
        settle();
        QVERIFY(shown.count() > 0);
        QVERIFY(panel().picture().picture() != before);
        QCOMPARE(panel().picture().picture(), decoded(m_exploration->code())); // of where the hand came to, not on its way
    }

    void anAnswerForAnOlderNetworkIsNotShown() {
        openPanel();
        m_exploration->setNumber(0, 3);
        bool wasEmpty = false;
        connect(m_exploration.get(), &Exploration::begun, &panel(), [&] { wasEmpty = panel().isEmpty(); });
        m_controller->prepare(test::withCodeSize(test::tinyDigits(), 5));
        QTRY_VERIFY_WITH_TIMEOUT(m_exploration->dimensions() == 5, Patience);
        QVERIFY(wasEmpty);
        QTRY_VERIFY_WITH_TIMEOUT(m_exploration->codes() && !m_exploration->code().empty(), Patience);
        settle();
        QCOMPARE(dimensions().size(), 5U);
        QCOMPARE(panel().picture().picture(), decoded(m_exploration->code()));
    }

    void newerWeightsDecodeTheSameCodeAnew() {
        openPanel();
        QTest::mouseClick(button("Mean"), Qt::LeftButton);
        settle();
        const CodeValues code = m_exploration->code();
        const QImage before = panel().picture().picture();
        m_controller->play();
        QTRY_VERIFY_WITH_TIMEOUT(panel().picture().picture() != before, Patience);
        QCOMPARE(m_exploration->code(), code); // the user's
    }

    void aSampleIsFollowedByItsCode() {
        openPanel();
        const CodeValues before = m_exploration->code();
        m_controller->play();
        QTRY_VERIFY_WITH_TIMEOUT(m_exploration->code() != before, Patience);
    }

    void onlyWhatIsSearchedForIsShown() {
        openPanel();
        search()->setFocus();
        QTest::keyClicks(search(), "2, 5-6");
        auto found = dimensions();
        std::ranges::sort(found);
        QCOMPARE(found, std::vector<std::int64_t>({1, 4, 5}));
        QTest::keyClicks(search(), ", x");
        QCOMPARE(dimensions().size(), 3U);
        search()->selectAll();
        QTest::keyClicks(search(), "99");
        QVERIFY(dimensions().empty());
        search()->clear();
        QCOMPARE(dimensions().size(), 8U);
    }

    void onlyActiveLeavesOutTheOthers() {
        openPanel();
        auto* box = m_widget->findChild<QCheckBox*>();
        QCOMPARE(dimensions().size(), 8U);
        QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(8, box->height() / 2));
        QVERIFY(box->isChecked());
        const auto active =
            std::size_t(std::ranges::count(m_exploration->space().dimensions, true, &CodeDimension::isActive));
        QCOMPARE(dimensions().size(), active);
    }

    void meanAndRandomLeaveWhatIsLocked() {
        openPanel();
        const auto locked = std::size_t(dimensions()[1]);
        QTest::mouseClick(sliders().viewport(), Qt::LeftButton, {}, handle(1, 0.9));
        const float kept = m_exploration->code()[locked];
        QTest::mouseClick(sliders().viewport(), Qt::LeftButton, {}, sliders().lockOf(1).center());
        QVERIFY(m_exploration->isLocked(std::int64_t(locked)));
        QTest::mouseClick(button("Mean"), Qt::LeftButton);
        for (std::size_t i = 0; i < 8; ++i)
            QCOMPARE(m_exploration->code()[i], i == locked ? kept : m_exploration->space().mean[i]);
        QTest::mouseClick(button("Random"), Qt::LeftButton);
        const CodeValues one = m_exploration->code();
        QTest::mouseClick(button("Random"), Qt::LeftButton);
        for (std::size_t i = 0; i < 8; ++i)
            QCOMPARE(m_exploration->code()[i] == one[i], i == locked);
        QTest::mouseClick(sliders().viewport(), Qt::LeftButton, {}, sliders().lockOf(1).center());
        QVERIFY(!m_exploration->isLocked(std::int64_t(locked)));
        QTest::mouseClick(button("Mean"), Qt::LeftButton);
        QCOMPARE(m_exploration->code(), m_exploration->space().mean);
        settle();
        QCOMPARE(panel().picture().picture(), decoded(m_exploration->space().mean));
    }

    void anotherNetworkHasNoLocks() {
        openPanel();
        m_exploration->setLocked(3, true);
        m_controller->prepare(test::tinyDigits());
        QTRY_VERIFY_WITH_TIMEOUT(m_controller->state() == State::Ready && !m_exploration->isLocked(3), Patience);
    }

    void aNetworkThatIsToldTheClassOffersClasses() {
        openPanel();
        QVERIFY(!classes()->isVisible());
        m_controller->prepare(conditional());
        QTRY_VERIFY_WITH_TIMEOUT(classes()->isVisible(), Patience);
        settle();
        QCOMPARE(classes()->count(), 11); // or none
        QCOMPARE(classes()->currentData().toInt(), m_exploration->run()->album->label(0));
        const QImage before = panel().picture().picture();
        const CodeValues code = m_exploration->code();
        classes()->setFocus();
        const int other = m_exploration->label() == 0 ? 1 : -1;
        QTest::keyClick(classes(), other > 0 ? Qt::Key_Down : Qt::Key_Up);
        QCOMPARE(m_exploration->label(), classes()->currentData().toInt());
        QCOMPARE(m_exploration->code(), code);
        settle();
        QVERIFY(panel().picture().picture() != before);
        QCOMPARE(panel().picture().picture(), decoded(code, m_exploration->label()));
    }

    void aSampleCanBeDropped() {
        openPanel();
        const CodeValues before = m_exploration->code();
        QVERIFY(dropSample(panel(), 17));
        settle();
        QVERIFY(m_exploration->code() != before);
        QCOMPARE(panel().picture().picture(), decoded(m_exploration->code()));
        QMimeData text;
        text.setText("17");
        QVERIFY(!drop(panel(), text));
    }

    void aFileCanBeDropped() {
        openPanel();
        const CodeValues before = m_exploration->code();
        QVERIFY(dropFile(panel(), pictureFile("grey.png", 200)));
        QTRY_VERIFY_WITH_TIMEOUT(m_exploration->code() != before, Patience);
        settle();
        QCOMPARE(panel().picture().picture(), decoded(m_exploration->code()));
    }

    void aFileThatIsNoPictureIsRefused() {
        openPanel();
        QSignalSpy failed(&panel(), &CodePanel::failed);
        const QString path = m_folder.filePath("nothing.png");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("no picture") > 0);
        file.close();
        QVERIFY(dropFile(panel(), path));
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, Patience);
        QVERIFY(failed.first().first().toString().contains("nothing.png"));
    }

    void theCodeIsExported() {
        openPanel();
        const QByteArray text = panel().csv()();
        QCOMPARE(text.count('\n'), 2);
        QVERIFY(text.startsWith("code1,code2,"));
        const QList<QByteArray> cells = text.split('\n')[1].trimmed().split(',');
        for (std::size_t i = 0; i < 8; ++i)
            QVERIFY(std::abs(cells[qsizetype(i)].toFloat() - m_exploration->code()[i]) < 1e-5f);
        QImage image(panel().pictureSize(), QImage::Format_RGB32);
        image.fill(Qt::magenta);
        QPainter painter(&image);
        panel().paintPicture(painter);
        painter.end();
        QVERIFY(image.pixelColor(image.rect().center()) != QColor(Qt::magenta));
    }

    void unseenItAsksForNothing() {
        openPanel();
        m_widget->hide();
        QSignalSpy shown(&panel(), &CodePanel::decodedShown);
        QTest::mouseClick(button("Mean"), Qt::LeftButton);
        m_exploration->reset();
        settle();
        QCOMPARE(shown.count(), 0);
        m_widget->show();
        settle();
        QVERIFY(shown.count() > 0);
        QCOMPARE(panel().picture().picture(), decoded(m_exploration->code()));
    }

    void codesOfOneNumberAndManyHaveSliders_data() {
        QTest::addColumn<int>("size");
        QTest::newRow("one") << 1;
        QTest::newRow("512") << 512;
    }
    void codesOfOneNumberAndManyHaveSliders() {
        QFETCH(int, size);
        openPanel(test::withCodeSize(test::tinyDigits(), size));
        QCOMPARE(dimensions().size(), std::size_t(size));
        QTest::mouseClick(sliders().viewport(), Qt::LeftButton, {}, handle(0, 1));
        settle();
        QCOMPARE(panel().picture().picture(), decoded(m_exploration->code()));
    }

    void rowsAreNotLaidElsewhereUnderTheHand() {
        openPanel();
        QTest::mousePress(sliders().viewport(), Qt::LeftButton, {}, handle(0, 0.5));
        const auto before = sliders().rows();
        QSignalSpy surveyed(m_exploration.get(), &Exploration::surveyed);
        m_controller->play();
        QTRY_VERIFY_WITH_TIMEOUT(surveyed.count() > 2, Patience);
        QVERIFY(sliders().rows() == before);
        QTest::mouseRelease(sliders().viewport(), Qt::LeftButton, {}, handle(0, 0.5));
        QTRY_VERIFY_WITH_TIMEOUT(sliders().rows() != before, Patience);
    }

    void itSaysWhyThereIsNothing() {
        show(new CodePanel(*m_exploration), {420, 640});
        const QImage before = m_widget->grab().toImage();
        m_controller->prepare(test::faultyExperiment());
        QTRY_COMPARE_WITH_TIMEOUT(m_controller->state(), State::Empty, Patience);
        QVERIFY(panel().isEmpty());
        QCOMPARE(m_widget->grab().toImage(), before);
    }
};

HOURGLASS_TEST(CodePanelTest)
#include "CodePanelTest.moc"
