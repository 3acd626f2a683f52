// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/exportdialog.h"

#include "models/report/reportformats.h"
#include "views/reportdocument.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFontDatabase>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTextBrowser>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// More of it nobody reads in a preview, and laying it out takes long.
constexpr qsizetype longestPreview = 200'000;
const auto pdfFormat = "pdf"_L1;

} // namespace

ExportDialog::ExportDialog(const ClusterState *state, const QStringList &selected, const QString &format,
                           QWidget *parent)
    : QDialog(parent)
    , m_state(state)
    , m_format(new QComboBox(this))
    , m_scope(new QComboBox(this))
    , m_redact(new QCheckBox(tr("&Replace names and addresses"), this))
    , m_preview(new QStackedWidget(this))
    , m_page(new QTextBrowser(this))
    , m_text(new QPlainTextEdit(this))
    , m_copy(new QPushButton(tr("&Copy"), this))
    , m_save(new QPushButton(tr("&Save…"), this))
{
    setWindowTitle(tr("Export report"));
    setObjectName(u"exportDialog"_s);
    const QList<std::pair<QString, QString>> formats{{tr("HTML page"), u"html"_s},
                                                     {tr("PDF"), pdfFormat},
                                                     {tr("Text"), u"text"_s},
                                                     {tr("Markdown"), u"markdown"_s},
                                                     {tr("JSON"), u"json"_s},
                                                     {tr("Table (CSV)"), u"csv"_s},
                                                     {tr("Tests (JUnit)"), u"junit"_s},
                                                     {tr("Metrics (Prometheus)"), u"prometheus"_s},
                                                     {tr("Line of a plugin (Nagios)"), u"nagios"_s}};
    for (const auto &[title, name] : formats)
        m_format->addItem(title, name);
    m_format->setCurrentIndex(std::max(0, m_format->findData(format)));
    addScopes(selected);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(buildChoices());
    layout->addWidget(buildPreview(), 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->addButton(m_copy, QDialogButtonBox::ActionRole);
    buttons->addButton(m_save, QDialogButtonBox::ActionRole);
    m_save->setDefault(true);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &ExportDialog::choosePath);
    connect(m_copy, &QPushButton::clicked, this, &ExportDialog::copy);
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::showPreview);
    connect(m_scope, &QComboBox::currentIndexChanged, this, &ExportDialog::request);
    connect(m_redact, &QCheckBox::toggled, this, &ExportDialog::request);
    resize(860, 640);
    // Whoever opens it has connected the signal by then.
    QMetaObject::invokeMethod(this, &ExportDialog::request, Qt::QueuedConnection);
}

void ExportDialog::addScopes(const QStringList &selected)
{
    m_scope->addItem(tr("All nodes"), QStringList());
    if (!selected.isEmpty())
        m_scope->addItem(tr("%n selected node(s)", nullptr, int(selected.size())), selected);
    if (!m_state->snapshot().inventory)
        return;
    for (const GroupSpec &group : m_state->snapshot().inventory->groups)
        m_scope->addItem(tr("Group %1").arg(group.name), group.nodes);
}

QWidget *ExportDialog::buildChoices()
{
    auto *choices = new QWidget(this);
    auto *form = new QFormLayout(choices);
    form->setContentsMargins(0, 0, 0, 0);
    form->addRow(tr("&Format"), m_format);
    form->addRow(tr("&Nodes"), m_scope);
    form->addRow(QString(), m_redact);
    m_redact->setToolTip(
        tr("Node names, addresses, users and paths become pseudonyms, the same ones throughout the report."));
    return choices;
}

QWidget *ExportDialog::buildPreview()
{
    m_page->setOpenLinks(false);
    m_page->setAccessibleName(tr("Preview"));
    m_text->setReadOnly(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setAccessibleName(tr("Preview"));
    m_preview->addWidget(m_page);
    m_preview->addWidget(m_text);
    m_copy->setEnabled(false);
    m_save->setEnabled(false);
    return m_preview;
}

QString ExportDialog::format() const
{
    return m_format->currentData().toString();
}

QString ExportDialog::suffix() const
{
    return reportSuffix(format());
}

void ExportDialog::request()
{
    m_report.reset(); // what was asked for before must not be saved as what is asked for now
    showPreview();
    Q_EMIT reportRequested(m_scope->currentData().toStringList(), m_redact->isChecked());
}

void ExportDialog::setReport(const HealthReport &report)
{
    m_report = report;
    showPreview();
}

QByteArray ExportDialog::content() const
{
    if (!m_report)
        return {};
    return format() == pdfFormat ? renderPdf(*m_report) : renderReport(*m_report, format());
}

void ExportDialog::showPreview()
{
    const bool isPage = format() == pdfFormat || format() == "html"_L1;
    m_save->setEnabled(m_report.has_value());
    m_copy->setEnabled(m_report && format() != pdfFormat);
    m_preview->setCurrentWidget(isPage ? static_cast<QWidget *>(m_page) : m_text);
    if (!m_report)
        return;
    if (isPage) {
        auto *document = new ReportDocument(*m_report, m_page); // takes the place of the one before
        document->setDocumentMargin(12);
        m_page->setDocument(document);
        // Paper is white, whatever the theme: its colours are made for that.
        QPalette paper = palette();
        paper.setColor(QPalette::Base, Qt::white);
        paper.setColor(QPalette::Text, Qt::black);
        m_page->setPalette(paper);
    } else {
        const QString text = QString::fromUtf8(content());
        m_text->setPlainText(text.size() <= longestPreview
                                 ? text
                                 : text.first(longestPreview) + u'\n' + tr("[the rest is not shown here]"));
    }
}

void ExportDialog::copy() const
{
    QGuiApplication::clipboard()->setText(QString::fromUtf8(content()));
}

void ExportDialog::choosePath()
{
    auto *dialog = new QFileDialog(this, tr("Export report"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave); // asks before it overwrites
    dialog->setDefaultSuffix(suffix());
    dialog->selectFile(u"health-report."_s + suffix());
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        Q_EMIT fileRequested(path, content());
        accept();
    });
    dialog->open();
}

} // namespace Vermagic
