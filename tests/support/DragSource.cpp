// SPDX-License-Identifier: GPL-3.0-or-later
// drag_source X Y FILE...: a small window there on the screen, from which the files can be dragged, as from a file manager.
// Says "ready" when it can be seen.
#include <QApplication>
#include <QDrag>
#include <QMimeData>
#include <QMouseEvent>
#include <QTextStream>
#include <QUrl>
#include <QWidget>

#include <utility>

namespace {

class DragSource : public QWidget {
public:
    explicit DragSource(const QStringList& paths) {
        for (const QString& path : paths)
            m_urls << QUrl::fromLocalFile(path);
    }

protected:
    void mouseMoveEvent(QMouseEvent* event) override {
        if (!(event->buttons() & Qt::LeftButton))
            return;
        auto* mime = new QMimeData;
        mime->setUrls(m_urls);
        auto* drag = new QDrag(this);
        drag->setMimeData(mime);
        drag->exec(Qt::CopyAction);
    }
    void paintEvent(QPaintEvent*) override {
        if (std::exchange(m_isSeen, true))
            return;
        QTextStream(stdout) << "ready\n";
    }

private:
    QList<QUrl> m_urls;
    bool m_isSeen = false;
};

} // namespace

int main(int argc, char** argv) {
    const QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() < 4) {
        QTextStream(stderr) << "Usage: drag_source X Y FILE...\n";
        return 2;
    }
    DragSource source(arguments.mid(3));
    source.setGeometry(arguments[1].toInt(), arguments[2].toInt(), 120, 120);
    source.show();
    return QApplication::exec();
}
