// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/support/windowbench.h"
#include "ui/pages/bookingdialog.h"
#include "ui/pages/mainwindow.h"
#include "ui/pages/page.h"
#include "ui/widgets/cardtable.h"
#include "ui/widgets/windowlanguage.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QCheckBox>
#include <QDir>
#include <QElapsedTimer>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>

#include <cstdio>

/// Photographs every page and dialog in one language and theme: screenshots FOLDER de|en light|dark [WIDTHxHEIGHT]
namespace
{

using namespace salon;

constexpr int kSettleMs = 1500;

void settle()
{
    QElapsedTimer timer;
    for (timer.start(); timer.elapsed() < kSettleMs;)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
}

class Photographer
{
public:
    Photographer(const QString &folder, const QString &suffix)
        : m_folder(folder)
        , m_suffix(suffix)
    {
    }
    void take(QWidget &widget, const QString &name) const
    {
        settle();
        const QString file = m_folder.filePath(QStringLiteral("%1-%2.png").arg(name, m_suffix));
        if (!widget.grab().save(file))
            std::fprintf(stderr, "cannot write %s\n", qUtf8Printable(file));
    }

private:
    QDir m_folder;
    QString m_suffix;
};

/// The first start that is taken, chosen and ticked.
void overbook(QDialog &booking)
{
    auto *starts = booking.findChild<CardTable *>(QStringLiteral("starts"));
    auto *knowing = booking.findChild<QCheckBox *>(QStringLiteral("overbook"));
    for (int row = 0; row < starts->model()->rowCount(); ++row) {
        starts->setCurrentIndex(starts->model()->index(row, 0));
        const bool meets_somebody = !starts->model()->index(row, 1).data().toString().isEmpty();
        if (knowing->isVisible() && meets_somebody)
            break;
    }
    knowing->setChecked(true);
}

void photographBook(MainWindow &window, const Photographer &photographer)
{
    const QStringList pages{QStringLiteral("1-appointments"), QStringLiteral("2-review"),
                            QStringLiteral("3-event-maps"), QStringLiteral("4-dashboard"), QStringLiteral("5-calls")};
    for (int i = 0; i < pages.size(); ++i) {
        window.showPage(i);
        photographer.take(window, pages[i]);
    }
    window.showPage(0);
    settle();
    auto *calendar = window.findChild<QAbstractScrollArea *>(QStringLiteral("calendar"));
    calendar->setFocus();
    for (int i = 0; i < 2; ++i) {
        QKeyEvent down(QEvent::KeyPress, Qt::Key_Down, Qt::NoModifier);
        QCoreApplication::sendEvent(calendar, &down);
    }
    photographer.take(window, QStringLiteral("6-appointment"));
    window.findChild<QPushButton *>(QStringLiteral("cancel"))->click();
    settle();
    auto *reason = window.findChild<QDialog *>(QStringLiteral("reasondialog"));
    photographer.take(*reason, QStringLiteral("7-cancel"));
    reason->reject();
    window.findChild<QPushButton *>(QStringLiteral("new"))->click();
    settle();
    auto *booking = window.findChild<QDialog *>(QStringLiteral("bookingdialog"));
    auto *search = booking->findChild<QLineEdit *>(QStringLiteral("customersearch"));
    search->setText(QStringLiteral("Vogt"));
    Q_EMIT search->textEdited(search->text());
    photographer.take(*booking, QStringLiteral("8-new"));
    Q_EMIT search->returnPressed();
    settle();
    overbook(*booking);
    photographer.take(*booking, QStringLiteral("8-overbook"));
    booking->reject();
    auto *find = window.findChild<QLineEdit *>(QStringLiteral("search"));
    find->setText(QStringLiteral("dauer"));
    photographer.take(window, QStringLiteral("9-search"));
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 4)
        return 2;
    const QStringList sides = arguments.value(4, QStringLiteral("1280x800")).split(u'x');
    const QSize size(sides.first().toInt(), sides.last().toInt());
    const Language language = WindowLanguage::chosen(arguments[2]);
    const WindowLanguage texts(application, language);
    Theme::apply(application, arguments[3] == QLatin1String("dark") ? Theme::Mode::Dark : Theme::Mode::Light);
    QDir().mkpath(arguments[1]);
    const Photographer photographer(arguments[1], arguments[2] + u'-' + arguments[3]);

    test::WindowBench bench(test::WindowBench::Filled::Full);
    bench.desk().setLanguage(language);
    MainWindow window(bench.desk());
    window.resize(size);
    window.show();
    photographBook(window, photographer);

    test::WindowBench empty(test::WindowBench::Filled::OnlySalon);
    empty.desk().setLanguage(language);
    MainWindow bare(empty.desk());
    bare.resize(size);
    bare.setDemo(true);
    bare.show();
    for (const int page : {1, 3, 4}) {
        bare.showPage(page);
        photographer.take(bare, QStringLiteral("empty-%1").arg(page + 1));
    }
    return 0;
}
