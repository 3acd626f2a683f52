// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/filterline.h"

#include "views/icons.h"
#include "views/wording.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCompleter>
#include <QKeyEvent>
#include <QPainter>
#include <QStringListModel>
#include <QStyleOptionFrame>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Vermagic {

FilterLine::FilterLine(const ClusterState *state, QWidget *parent)
    : QLineEdit(parent)
    , m_state(state)
    , m_completer(new QCompleter(this))
    , m_words(new QStringListModel(this))
{
    setPlaceholderText(tr("Filter: node, role, state:broken, kernel:6.12*"));
    setAccessibleName(tr("Filter"));
    setClearButtonEnabled(true);
    setAcceptDrops(false); // the summary of a node that slips from the hand is no filter
    addAction(icon(u"filter"_s, Tone::Muted), LeadingPosition);
    setToolTip(tr("Words and key:value terms, all of which must hold. * and ? stand for any characters, "
                  "a,b for either, -term for not, quotes keep blanks."));
    m_completer->setModel(m_words);
    m_completer->setWidget(this);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setMaxVisibleItems(12);
    m_completer->popup()->installEventFilter(this);
    m_delay.setSingleShot(true);
    m_delay.setInterval(100ms);
    connect(&m_delay, &QTimer::timeout, this, &FilterLine::applyNow);
    connect(this, &QLineEdit::textChanged, this, [this] { m_delay.start(); });
    connect(this, &QLineEdit::textEdited, this, &FilterLine::offerCompletions);
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this, &FilterLine::complete);
}

void FilterLine::applyNow()
{
    m_delay.stop();
    const auto filter = parseNodeFilter(text());
    m_error = filter ? std::nullopt : std::optional(filter.error());
    update();
    Q_EMIT mistakeChanged(m_error ? filterErrorText(*m_error) : QString());
    if (filter)
        Q_EMIT filterChanged(*filter);
}

qsizetype FilterLine::wordStart() const
{
    const QString line = text();
    qsizetype start = cursorPosition();
    while (start > 0 && !line[start - 1].isSpace())
        --start;
    return start < line.size() && line[start] == u'-' ? start + 1 : start;
}

void FilterLine::offerCompletions()
{
    const QString word = text().mid(wordStart(), cursorPosition() - wordStart());
    const qsizetype colon = word.indexOf(u':');
    QStringList words;
    if (colon < 0) {
        for (const QString &key : filterKeyWords())
            words.append(key + u':');
    } else if (const auto key = filterKey(word.first(colon).toLower())) {
        for (const QString &value : filterValues(*key, m_state->snapshot()))
            words.append(word.first(colon + 1) + (value.contains(u' ') ? u'"' + value + u'"' : value));
    }
    m_words->setStringList(words);
    m_completer->setCompletionPrefix(word);
    const bool only = m_completer->completionCount() == 1 && m_completer->currentCompletion() == word;
    if (word.isEmpty() || m_completer->completionCount() == 0 || only) {
        m_completer->popup()->hide();
        return;
    }
    const int x = cursorRect().left();
    m_completer->complete(QRect(std::max(0, x - 20), 0, 220, height()));
}

void FilterLine::complete(const QString &word)
{
    const qsizetype start = wordStart();
    QString changed = text();
    changed.replace(start, cursorPosition() - start, word);
    setText(changed);
    setCursorPosition(int(start + word.size()));
    if (word.endsWith(u':'))
        offerCompletions();
}

void FilterLine::keyPressEvent(QKeyEvent *event)
{
    const bool popup = m_completer->popup()->isVisible();
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape) {
        popup ? m_completer->popup()->hide() : clear();
        return;
    }
    QLineEdit::keyPressEvent(event);
    if (enter)
        applyNow();
}

/// Tab takes the chosen or the first completion, wherever the keyboard is: in the line or in the list.
bool FilterLine::takeCompletion(QEvent *event)
{
    if (event->type() != QEvent::KeyPress || static_cast<QKeyEvent *>(event)->key() != Qt::Key_Tab
        || !m_completer->popup()->isVisible())
        return false;
    const QString chosen = m_completer->popup()->currentIndex().data().toString();
    m_completer->popup()->hide();
    complete(chosen.isEmpty() ? m_completer->currentCompletion() : chosen);
    return true;
}

bool FilterLine::event(QEvent *event)
{
    return takeCompletion(event) || QLineEdit::event(event);
}

bool FilterLine::eventFilter(QObject *object, QEvent *event)
{
    return takeCompletion(event) || QLineEdit::eventFilter(object, event);
}

void FilterLine::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason)
        m_completer->popup()->hide();
}

void FilterLine::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    if (!m_error)
        return;
    // The text may be scrolled: everything is measured from the cursor, whose place is known.
    const QFontMetrics metrics(font());
    const int cursorX = cursorRect().center().x();
    const auto at = [&](qsizetype position) {
        const int toCursor = metrics.horizontalAdvance(text().first(cursorPosition()));
        return cursorX + metrics.horizontalAdvance(text().first(std::min(position, text().size())))
               - toCursor;
    };
    QPainter painter(this);
    painter.setPen(QPen(toneColors(palette(), Tone::Error).fill, 2));
    const int y = rect().center().y() + metrics.height() / 2 + 1;
    painter.drawLine(at(m_error->position), y,
                     std::max(at(m_error->position + m_error->length), at(m_error->position) + 6), y);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(toneColors(palette(), Tone::Error).fill);
    painter.drawRoundedRect(rect().adjusted(0, 0, -1, -1), 3, 3);
}

} // namespace Vermagic
