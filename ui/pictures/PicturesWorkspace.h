// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pictures/PictureClipboard.h"
#include "ui/pictures/PictureShelf.h"
#include "ui/session/LiveModel.h"
#include "ui/session/PictureBatch.h"
#include "ui/session/PictureDesk.h"

#include <QElapsedTimer>
#include <QStringList>
#include <QUndoStack>
#include <QWidget>

#include <map>
#include <utility>
#include <vector>

class QAction;
class QLabel;
class QMimeData;
class QProgressBar;
class QToolButton;

namespace hourglass::ui {

class BatchBar;
class CompareView;
class DamageControls;
class FigureTable;
class ModelControls;
class RateChart;
class TileArea;
class TrainingController;

/// Drop a photograph, see it restored beside what it was, with figures beside those of the usual methods, and take it away.
/// Its actions() are what a menu of it offers.
class PicturesWorkspace : public QWidget {
    Q_OBJECT

public:
    /// @param controller  of the training, whose network can be put to work as it learns; outlives this
    explicit PicturesWorkspace(TrainingController& controller, QWidget* parent = nullptr);
    ~PicturesWorkspace() override;

    /// Files and folders of pictures; a model becomes the one that restores.
    void open(const QStringList& paths);
    /// Whether there is a picture in it, or files that open() may know.
    static bool takes(const QMimeData& mime);
    /// What is in the clipboard.
    void paste();
    TileArea& tiles() { return *m_tiles; }
    CompareView& view() { return *m_view; }
    FigureTable& figures() { return *m_figures; }
    PictureShelf& shelf() { return *m_shelf; }
    RateChart& rates() { return *m_rates; }
    QUndoStack* undoStack() { return &m_steps; }
    bool isBusy() const { return m_desk.isBusy(); }
    /// What the network in training makes of the picture is on show from now on.
    void followTraining();

Q_SIGNALS:
    void saved(const QString& path);
    void failed(const QString& message);
    void trainingWanted(const hourglass::Experiment& experiment); ///< on the user's photographs
    void settled();                                               ///< all that is on show is ready

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    static constexpr int ProgressSteps = 1000;
    static inline const QString ComparisonTile = QStringLiteral("comparison"), RatesTile = QStringLiteral("rates");

    void addCommands();
    QWidget* makeControls();
    QWidget* makeModes();
    void addTiles();
    void connectParts();
    static QString invitation();
    static QString ratesInvitation();
    void change();
    void turnTo(const PictureShelf::Entry* picture);
    void order();
    void take(const PictureNews& news);
    void takeResult(const PictureResult& result);
    void finish(const QString& fault);
    void paintOver(const std::vector<BrushStroke>& strokes, const QString& what);
    void paintAtRandom();
    void noteUnreadable(const QString& fault);
    void breakOff();
    void forgetFigures();
    void beginRates(const PictureOrder& order);
    const PictureResult* shown() const;
    void showPictures();
    void showState();
    void askToOpen();
    void askToSave();
    void askForBatch();
    void startBatch(PictureBatch::Order order, const QString& folder);
    void askForTraining();
    void copy();
    bool isSeen() const;
    const PictureResult* result(const QString& id) const;
    bool wantsPainting() const;

    LiveModel* m_live; ///< outlives the desk, on whose line it gets its copies
    PictureDesk m_desk;
    PictureClipboard m_clipboard;
    CompareView* m_view;
    FigureTable* m_figures;
    PictureShelf* m_shelf;
    RateChart* m_rates;
    DamageControls* m_damage;
    ModelControls* m_model;
    BatchBar* m_batch;
    QAction* m_open;
    QAction* m_save;
    QAction* m_copy;
    QAction* m_all;
    QAction* m_compares;
    QAction* m_train;
    QToolButton* m_cancel;
    QProgressBar* m_progress;
    QLabel* m_note;
    QLabel* m_zoom;
    std::vector<QToolButton*> m_modes;
    TileArea* m_tiles;

    std::optional<PictureFacts> m_facts;
    std::optional<RestorationTask> m_task; ///< of the network at work
    bool m_isInPieces = false;             ///< likewise
    std::vector<PictureResult> m_results;  ///< of the picture on show, in the order in which they came
    QStringList m_awaited;                 ///< ids of those that the last order has not brought yet
    QString m_chosen;                      ///< by the user: id of the one after
    PictureModel m_liveModel;              ///< the copy at hand
    QString m_livePlace;
    QString m_fault;
    std::uint64_t m_picture = 0;                                     ///< number of the one that all this is of
    std::pair<std::string, std::optional<RestorationTask>> m_wanted; ///< kind of damage and task
    PictureOrder m_rated;                                            ///< what the rates on show are of
    QElapsedTimer m_sinceOrder;
    std::map<std::uint64_t, std::vector<BrushStroke>> m_painted; ///< over the other pictures
    bool m_isTurning = false;                                    ///< to another picture: its steps are no edits
    QStringList m_unreadable;                                    ///< what is wrong with the files that were opened last
    QUndoStack m_steps;                                          ///< of painting over it
};

} // namespace hourglass::ui
