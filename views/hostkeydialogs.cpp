// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/hostkeydialogs.h"

#include "views/icons.h"
#include "views/widgets.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// Of a fingerprint that nothing explains: 48 bits, which nobody makes another key for by chance.
constexpr int typedCharacters = 8;

QLabel *value(const QString &text)
{
    auto *label = new ToneLabel(text, Tone::Neutral, ToneLabel::Fixed);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QWidget *heading(const QString &iconName, Tone tone, const QString &title, const QString &text)
{
    auto *box = new QWidget;
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 6);
    row->setSpacing(14);
    auto *picture = new QLabel;
    picture->setPixmap(icon(iconName, tone).pixmap(QSize(32, 32), picture->devicePixelRatio()));
    row->addWidget(picture, 0, Qt::AlignTop);
    auto *words = new QVBoxLayout;
    auto *head = new ToneLabel(title, Tone::Neutral, ToneLabel::Bold);
    QFont larger = head->font();
    larger.setPointSizeF(larger.pointSizeF() * 1.15);
    head->setFont(larger);
    words->addWidget(head);
    words->addWidget(new ToneLabel(text, Tone::Neutral));
    row->addLayout(words, 1);
    return box;
}

QString places(const HostKeyChange &change)
{
    QStringList lines;
    for (int line : change.knownHostsLines)
        lines.append(QString::number(line));
    return lines.isEmpty()
               ? change.knownHostsFile
               : ChangedKeyDialog::tr("%1, line %2").arg(change.knownHostsFile, lines.join(u", "_s));
}

} // namespace

HostKeyDialog::HostKeyDialog(const HostKeyQuestion &question, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Unknown host key"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 16, 18, 14);
    layout->setSpacing(10);
    layout->addWidget(
        heading(u"key"_s, Tone::Accent, tr("Is this really %1?").arg(question.node),
                tr("This console has not met the node before. Compare the fingerprint with one that you "
                   "got on another way, such as the node's own console, before you accept it.")));
    auto *form = new QFormLayout;
    form->setLabelAlignment(Qt::AlignLeft);
    form->setHorizontalSpacing(14);
    form->addRow(tr("Host"), value(question.host));
    form->addRow(tr("Key type"), value(question.keyType));
    auto *fingerprint = value(question.fingerprint);
    fingerprint->setObjectName(u"fingerprint"_s);
    form->addRow(tr("Fingerprint"), fingerprint);
    if (!question.randomArt.isEmpty()) {
        auto *art = value(question.randomArt);
        art->setWordWrap(false);
        form->addRow(tr("Picture"), art);
    }
    form->addRow(tr("Stored in"), value(question.knownHostsFile));
    layout->addLayout(form);
    auto *buttons = new QDialogButtonBox;
    QPushButton *refuse = buttons->addButton(tr("Refuse"), QDialogButtonBox::RejectRole);
    QPushButton *accept = buttons->addButton(tr("Accept and store"), QDialogButtonBox::AcceptRole);
    refuse->setObjectName(u"refuseButton"_s);
    accept->setObjectName(u"acceptButton"_s);
    accept->setAutoDefault(false);
    refuse->setDefault(true);
    refuse->setFocus();
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    setMinimumWidth(520);
}

ChangedKeyDialog::ChangedKeyDialog(const QString &node, const HostKeyChange &change, QWidget *parent)
    : QDialog(parent)
    , m_replace(nullptr)
{
    setWindowTitle(tr("Changed host key"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 16, 18, 14);
    layout->setSpacing(10);
    const bool explained = isExplained(change.evidence);
    layout->addWidget(heading(
        u"warning"_s, explained ? Tone::Warning : Tone::Error,
        tr("%1 shows another key than before").arg(node),
        explained ? tr("The new key is explained. The console refused the session and sent nothing until "
                       "you have agreed.")
                  : tr("Nothing explains the new key: either the node was rebuilt, or something else answers "
                       "in its place. The console refused the session and sent nothing.")));
    auto *buttons = new QDialogButtonBox;
    QPushButton *keep = buttons->addButton(tr("Keep the old key"), QDialogButtonBox::RejectRole);
    m_replace = buttons->addButton(tr("Replace"), QDialogButtonBox::AcceptRole);
    m_replace->setObjectName(u"replaceButton"_s);
    m_replace->setEnabled(false);
    m_replace->setAutoDefault(false);
    keep->setObjectName(u"keepButton"_s);
    keep->setDefault(true);
    addKeys(layout, change);
    addEvidence(layout, change);
    auto *card = new Card(Tone::Warning);
    auto *box = new QVBoxLayout(card);
    box->setContentsMargins(0, 0, 0, 0);
    box->addWidget(
        new ToneLabel(tr("Replacing keeps a backup of the file, puts the key shown now in place of the old "
                         "entries of this host and connects again. It is written to the audit log."),
                      Tone::Neutral));
    layout->addWidget(card);
    addConsent(layout, node, change);
    layout->addWidget(buttons);
    keep->setFocus();
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    setMinimumWidth(600);
}

void ChangedKeyDialog::addKeys(QVBoxLayout *layout, const HostKeyChange &change)
{
    auto *form = new QFormLayout;
    form->setLabelAlignment(Qt::AlignLeft);
    form->setHorizontalSpacing(14);
    form->addRow(tr("Host"), value(change.host));
    form->addRow(tr("Key type"), value(change.keyType));
    auto *oldKey = value(change.oldFingerprint);
    oldKey->setObjectName(u"oldFingerprint"_s);
    form->addRow(tr("Key on record"), oldKey);
    auto *newKey = value(change.newFingerprint);
    newKey->setObjectName(u"newFingerprint"_s);
    form->addRow(tr("Key shown now"), newKey);
    form->addRow(tr("Recorded in"), value(places(change)));
    layout->addLayout(form);
}

void ChangedKeyDialog::addEvidence(QVBoxLayout *layout, const HostKeyChange &change)
{
    const bool explained = isExplained(change.evidence);
    auto *card = new Card(explained ? Tone::Ok : Tone::Error);
    card->setObjectName(u"evidenceCard"_s);
    auto *box = new QVBoxLayout(card);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(3);
    box->addWidget(new ToneLabel(explained ? tr("Explained") : tr("Not explained"),
                                 explained ? Tone::Ok : Tone::Error, ToneLabel::Bold));
    for (const KeyEvidence &one : change.evidence) {
        const Tone tone = one.weight == EvidenceWeight::Explains      ? Tone::Ok
                          : one.weight == EvidenceWeight::Contradicts ? Tone::Error
                          : one.weight == EvidenceWeight::Supports    ? Tone::Neutral
                                                                      : Tone::Muted;
        box->addWidget(new ToneLabel(evidenceLine(one), tone, ToneLabel::Small));
    }
    layout->addWidget(card);
}

void ChangedKeyDialog::addConsent(QVBoxLayout *layout, const QString &node, const HostKeyChange &change)
{
    if (isExplained(change.evidence)) {
        auto *sure = new QCheckBox(
            tr("I know that %1 was rebuilt and that the new key is its own.").arg(node));
        sure->setObjectName(u"sureBox"_s);
        layout->addWidget(sure);
        connect(sure, &QCheckBox::toggled, m_replace, &QWidget::setEnabled);
        return;
    }
    auto *typed = new QLineEdit;
    typed->setObjectName(u"fingerprintEdit"_s);
    typed->setAccessibleName(tr("Last characters of the fingerprint"));
    typed->setMaxLength(120);
    auto *ask = new ToneLabel(
        tr("Read the fingerprint from another source, such as the console of %1, and type its last %2 characters or "
           "paste all of it:")
            .arg(node)
            .arg(typedCharacters),
        Tone::Neutral);
    ask->setBuddy(typed);
    layout->addWidget(ask);
    layout->addWidget(typed);
    connect(typed, &QLineEdit::textChanged, this,
            [this, fingerprint = change.newFingerprint](const QString &text) {
                const QString entered = text.trimmed();
                m_replace->setEnabled(entered == fingerprint
                                      || entered == fingerprint.right(typedCharacters));
            });
}

} // namespace Vermagic
