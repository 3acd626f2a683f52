// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/startpage.h"

#include "views/icons.h"
#include "views/widgets.h"

#include <QFileInfo>
#include <QPainter>
#include <QProgressBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr int pageWidth = 560;

/// A wide button with an icon, a title and a line on what it does.
class ChoiceButton : public QAbstractButton
{
public:
    ChoiceButton(const QString &iconName, const QString &title, const QString &note, QWidget *parent)
        : QAbstractButton(parent)
        , m_icon(iconName)
        , m_note(note)
    {
        setText(title);
        setAccessibleName(title);
        setAccessibleDescription(note);
        setCursor(Qt::PointingHandCursor);
        setFocusPolicy(Qt::StrongFocus);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }

    QSize sizeHint() const override { return {pageWidth, 2 * QFontMetrics(font()).lineSpacing() + 30}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const ToneColors accent = toneColors(palette(), Tone::Accent);
        painter.setPen(hasFocus() ? QPen(palette().color(QPalette::Highlight), 1.5)
                                  : QPen(underMouse() ? accent.border : lineColor(palette())));
        painter.setBrush(isDown() ? accent.tint : palette().color(QPalette::Base));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.75, 0.75, -0.75, -0.75), 6, 6);
        paintIcon(painter, QRect(18, (height() - 24) / 2, 24, 24), m_icon, palette(),
                  isEnabled() ? Tone::Accent : Tone::Muted);
        const int line = QFontMetrics(font()).lineSpacing();
        const QRect textRect(60, (height() - 2 * line - 4) / 2, width() - 74, line);
        painter.setFont(boldFont(font()));
        painter.setPen(palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, QPalette::Text));
        painter.drawText(textRect, Qt::AlignVCenter, text());
        painter.setFont(smallFont(font()));
        painter.setPen(mutedText(palette()));
        painter.drawText(textRect.translated(0, line + 4), Qt::AlignVCenter,
                         QFontMetrics(painter.font()).elidedText(m_note, Qt::ElideRight, textRect.width()));
    }

    void enterEvent(QEnterEvent *) override { update(); }
    void leaveEvent(QEvent *) override { update(); }

private:
    QString m_icon;
    QString m_note;
};

QWidget *banner(QWidget *parent)
{
    auto *box = new QWidget(parent);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 14);
    row->setSpacing(16);
    auto *tile = new QLabel;
    tile->setPixmap(
        QIcon(u":/vermagic/icons/vermagic.svg"_s).pixmap(QSize(64, 64), parent->devicePixelRatio()));
    row->addWidget(tile);
    auto *text = new QVBoxLayout;
    text->setSpacing(3);
    auto *title = new ToneLabel(StartPage::tr("Vermagic"), Tone::Neutral, ToneLabel::Bold);
    QFont big = title->font();
    big.setPointSizeF(big.pointSizeF() * 1.8);
    title->setFont(big);
    text->addWidget(title);
    text->addWidget(new ToneLabel(
        StartPage::tr("See, fix and foresee file-system modules that do not match their kernel."),
        Tone::Muted));
    row->addLayout(text, 1);
    return box;
}

} // namespace

StartPage::StartPage(QWidget *parent)
    : QWidget(parent)
    , m_recentBox(new QWidget)
    , m_choices(new QWidget)
    , m_progressText(new ToneLabel({}, Tone::Muted))
    , m_progress(new QProgressBar)
    , m_errorCard(new Card(Tone::Error))
    , m_errorTitle(new ToneLabel({}, Tone::Error, ToneLabel::Bold))
    , m_errorText(new ToneLabel({}, Tone::Neutral, ToneLabel::Fixed | ToneLabel::Small))
{
    auto *column = new QWidget(this);
    column->setMaximumWidth(pageWidth);
    auto *layout = new QVBoxLayout(column);
    layout->setSpacing(8);
    layout->addStretch(2);
    layout->addWidget(banner(this));
    auto *errorLayout = new QVBoxLayout(m_errorCard);
    errorLayout->setContentsMargins(0, 0, 0, 0);
    errorLayout->addWidget(m_errorTitle);
    errorLayout->addWidget(m_errorText);
    m_errorCard->hide();
    layout->addWidget(m_errorCard);

    auto *choices = new QVBoxLayout(m_choices);
    choices->setContentsMargins(0, 0, 0, 0);
    choices->setSpacing(8);
    auto *practice = new ChoiceButton(u"practice"_s, tr("Practice cluster"),
                                      tr("Simulated nodes on this machine, some of them broken on purpose."),
                                      this);
    auto *open = new ChoiceButton(u"open"_s, tr("Open an inventory…"),
                                  tr("A YAML file that names your nodes and file systems."), this);
    auto *import = new ChoiceButton(u"import"_s, tr("Import…"),
                                    tr("An Ansible inventory or an OpenSSH client configuration."), this);
    for (QAbstractButton *button : {practice, open, import})
        choices->addWidget(button);
    layout->addWidget(m_choices);

    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(5);
    m_progress->setAccessibleName(tr("Progress"));
    layout->addWidget(m_progressText);
    layout->addWidget(m_progress);
    m_recent = new QVBoxLayout(m_recentBox);
    m_recent->setContentsMargins(0, 12, 0, 0);
    m_recent->setSpacing(2);
    layout->addWidget(m_recentBox);
    layout->addStretch(3);
    auto *row = new QHBoxLayout(this);
    row->addStretch(1);
    row->addWidget(column, 4);
    row->addStretch(1);
    setProgress({});
    setRecent({});
    connect(practice, &QAbstractButton::clicked, this, &StartPage::practiceRequested);
    connect(open, &QAbstractButton::clicked, this, &StartPage::openRequested);
    connect(import, &QAbstractButton::clicked, this, &StartPage::importRequested);
}

void StartPage::setRecent(const QStringList &paths)
{
    while (QLayoutItem *item = m_recent->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_recentBox->setVisible(!paths.isEmpty());
    if (paths.isEmpty())
        return;
    m_recent->addWidget(new ToneLabel(tr("Used last"), Tone::Muted, ToneLabel::Bold | ToneLabel::Small));
    for (const QString &path : paths) {
        auto *row = new QWidget;
        auto *layout = new QHBoxLayout(row);
        layout->setContentsMargins(0, 0, 0, 0);
        auto *button = linkButton(QFileInfo(path).fileName());
        button->setAccessibleName(tr("Open %1").arg(path));
        connect(button, &QPushButton::clicked, this, [this, path] { Q_EMIT recentRequested(path); });
        layout->addWidget(button);
        layout->addWidget(new ToneLabel(QFileInfo(path).path(), Tone::Muted, ToneLabel::Small), 1);
        m_recent->addWidget(row);
    }
}

void StartPage::setProgress(const QString &text)
{
    m_progressText->setText(text);
    m_progressText->setVisible(!text.isEmpty());
    m_progress->setVisible(!text.isEmpty());
    m_choices->setEnabled(text.isEmpty());
    if (!text.isEmpty())
        m_errorCard->hide();
}

void StartPage::setErrors(const QString &title, const QStringList &errors)
{
    m_errorTitle->setText(title);
    m_errorText->setText(errors.join(u'\n'));
    m_errorCard->setVisible(!title.isEmpty());
}

} // namespace Vermagic
