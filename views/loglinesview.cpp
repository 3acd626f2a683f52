// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/loglinesview.h"

#include "views/icons.h"
#include "views/widgets.h"

#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

QString severityWord(const KnownLine &line)
{
    if (line.benign)
        return LogLinesView::tr("known, harmless");
    return line.severity == Severity::Error ? LogLinesView::tr("error") : LogLinesView::tr("warning");
}

/// "journal · 2025-11-20T15:11:11+0000 · 3 times"
QString placeOf(const KnownLine &line)
{
    QStringList words{line.channel, line.time};
    if (line.count > 1)
        words.append(LogLinesView::tr("%n times", nullptr, line.count));
    words.removeAll(QString());
    return words.join(u" · "_s);
}

} // namespace

LogLinesView::LogLinesView(QWidget *parent)
    : QWidget(parent)
    , m_area(scrolled(new QWidget, tr("Known log lines"), this))
{
    setFocusProxy(m_area);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_area);
}

void LogLinesView::show(const QList<KnownLine> &lines)
{
    if (std::exchange(m_lines, lines) == lines)
        return;
    const int scrolledTo = m_area->verticalScrollBar()->value();
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(8, 4, 8, 8);
    layout->setSpacing(8);
    for (const KnownLine &line : lines)
        layout->addWidget(entry(line));
    layout->addStretch(1);
    m_area->setWidget(content);
    m_area->verticalScrollBar()->setValue(scrolledTo);
}

QWidget *LogLinesView::entry(const KnownLine &line)
{
    const Tone tone = line.benign ? Tone::Muted : toneOf(line.severity);
    const Tone text = line.benign ? Tone::Muted : Tone::Neutral;
    auto *card = new Card(tone);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    auto *head = new QHBoxLayout;
    head->setSpacing(6);
    auto *mark = new QLabel;
    mark->setPixmap(icon(line.benign ? u"evidence"_s : markName(line.severity), tone).pixmap(14, 14));
    head->addWidget(mark, 0, Qt::AlignTop);
    head->addWidget(new ToneLabel(severityWord(line) + u": "_s + line.title, tone, ToneLabel::Bold), 1);
    if (!line.playbook.isEmpty()) {
        auto *open = linkButton(tr("Fix…"));
        open->setToolTip(tr("Plan the playbook “%1” for this node").arg(line.playbook));
        open->setAccessibleName(tr("Fix: %1").arg(line.title));
        disableFor(open, m_readOnly);
        connect(open, &QPushButton::clicked, this,
                [this, playbook = line.playbook] { Q_EMIT playbookRequested(playbook); });
        head->addWidget(open, 0, Qt::AlignTop);
    }
    layout->addLayout(head);
    layout->addWidget(new ToneLabel(placeOf(line), Tone::Muted, ToneLabel::Small));
    layout->addWidget(new ValueLabel(line.line, text, ToneLabel::Fixed | ToneLabel::Small));
    layout->addWidget(new ToneLabel(line.meaning, text));
    if (!line.cause.isEmpty())
        layout->addWidget(new ToneLabel(tr("Cause: %1").arg(line.cause), text));
    if (!line.hint.isEmpty())
        layout->addWidget(new ToneLabel(tr("What to do: %1").arg(line.hint), text));
    return card;
}

} // namespace Vermagic
