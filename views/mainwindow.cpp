// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/mainwindow.h"

namespace Vermagic {

class MainWindow::Private
{
};

MainWindow::MainWindow(ClusterState *, QSettings *, QWidget *parent)
    : QMainWindow(parent)
    , d(std::make_unique<Private>())
{
}

MainWindow::~MainWindow() = default;

std::chrono::milliseconds MainWindow::liveInterval() const
{
    return {};
}

void MainWindow::showPlan(const QList<Plan> &) {}
void MainWindow::showPlanRefused(const QString &, const Error &) {}
void MainWindow::askHostKey(const HostKeyQuestion &) {}
void MainWindow::askCredential(const CredentialQuestion &) {}
void MainWindow::withdrawQuestion(quint64) {}
void MainWindow::showErrors(const QString &, const QList<Error> &) {}
void MainWindow::showProgress(const QString &) {}
void MainWindow::addActivity(const ActivityEntry &) {}
void MainWindow::setAuditFile(const QString &) {}
void MainWindow::setIdentity(const QString &) {}

} // namespace Vermagic
