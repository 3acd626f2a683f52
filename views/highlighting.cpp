// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/highlighting.h"

#include "views/theme.h"

#include <KSyntaxHighlighting/AbstractHighlighter>
#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Format>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/State>
#include <KSyntaxHighlighting/SyntaxHighlighter>
#include <KSyntaxHighlighting/Theme>

#include <QEvent>
#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr int maximumLines = 10000;
constexpr qsizetype maximumLineLength = 2000;
constexpr qsizetype maximumHighlighted = 1024 * 1024;

/// Collects the formats of one line at a time as rich text.
class HtmlHighlighter : public KSyntaxHighlighting::AbstractHighlighter
{
public:
    HtmlHighlighter(const KSyntaxHighlighting::Definition &definition,
                    const KSyntaxHighlighting::Theme &theme)
    {
        setDefinition(definition);
        setTheme(theme);
    }

    QString html(const QString &text)
    {
        QStringList lines;
        KSyntaxHighlighting::State state;
        for (const QString &line : text.split(u'\n')) {
            m_line = line;
            m_html.clear();
            m_done = 0;
            state = highlightLine(line, state);
            m_html += line.mid(m_done).toHtmlEscaped();
            lines.append(m_html);
        }
        return u"<span style='white-space:pre-wrap'>"_s + lines.join(u"<br/>"_s) + u"</span>"_s;
    }

protected:
    void applyFormat(int offset, int length, const KSyntaxHighlighting::Format &format) override
    {
        if (length <= 0 || offset < m_done)
            return;
        m_html += m_line.mid(m_done, offset - m_done).toHtmlEscaped();
        const QString part = m_line.mid(offset, length).toHtmlEscaped();
        m_done = offset + length;
        QString style;
        if (format.hasTextColor(theme()))
            style += u"color:"_s + format.textColor(theme()).name() + u';';
        if (format.isBold(theme()))
            style += u"font-weight:600;"_s;
        m_html += style.isEmpty() ? part : u"<span style='%1'>%2</span>"_s.arg(style, part);
    }

private:
    QString m_line;
    QString m_html;
    qsizetype m_done = 0;
};

KSyntaxHighlighting::Theme themeFor(const KSyntaxHighlighting::Repository &repository,
                                    const QPalette &palette)
{
    return repository.theme(isDark(palette) ? u"Breeze Dark"_s : u"Breeze Light"_s);
}

} // namespace

Highlighting::Highlighting()
    : m_repository(std::make_unique<KSyntaxHighlighting::Repository>())
{
}

Highlighting::~Highlighting() = default;

QString Highlighting::commandHtml(const QString &command, const QPalette &palette) const
{
    HtmlHighlighter highlighter(m_repository->definitionForName(u"Bash"_s), themeFor(*m_repository, palette));
    return highlighter.html(command);
}

struct LogView::Private
{
    explicit Private(const Highlighting *shared, QTextDocument *document)
        : highlighting(shared)
        , highlighter(document)
    {
    }

    const Highlighting *highlighting;
    KSyntaxHighlighting::SyntaxHighlighter highlighter;
};

LogView::LogView(const Highlighting *highlighting, const QString &accessibleName, QWidget *parent)
    : QPlainTextEdit(parent)
    , d(std::make_unique<Private>(highlighting, document()))
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setLineWrapMode(NoWrap);
    setMaximumBlockCount(maximumLines);
    setFont(smallFont(fixedFont(font())));
    setFrameShape(StyledPanel);
    setTabChangesFocus(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setAccessibleName(accessibleName);
    d->highlighter.setTheme(themeFor(highlighting->repository(), palette()));
    d->highlighter.setDefinition(highlighting->repository().definitionForName(u"Log File (advanced)"_s));
}

LogView::~LogView() = default;

void LogView::show(const QString &text)
{
    if (text == m_shown)
        return;
    const bool goesOn = !m_shown.isEmpty() && text.startsWith(m_shown);
    QStringList lines = (goesOn ? text.mid(m_shown.size()) : text).split(u'\n');
    m_shown = text;
    if (lines.size() > maximumLines)
        lines = lines.last(maximumLines);
    for (QString &line : lines) {
        if (line.size() > maximumLineLength)
            line = line.first(maximumLineLength) + u'…';
    }
    const bool large = text.size() > maximumHighlighted;
    d->highlighter.setDocument(large ? nullptr : document());
    QScrollBar *bar = verticalScrollBar();
    const bool atEnd = bar->value() == bar->maximum();
    if (goesOn) {
        QTextCursor cursor(document());
        cursor.movePosition(QTextCursor::End);
        cursor.insertText(lines.join(u'\n'));
    } else {
        setPlainText(lines.join(u'\n'));
    }
    if (goesOn && atEnd)
        bar->setValue(bar->maximum());
}

void LogView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (d && event->type() == QEvent::PaletteChange) {
        d->highlighter.setTheme(themeFor(d->highlighting->repository(), palette()));
        d->highlighter.rehighlight();
    }
}

} // namespace Vermagic
