// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/playbook/knowledge.h"
#include "views/playbookdialog.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

const QByteArray procedures = R"(id: demo
title: {en: Images of the cluster, ko: 클러스터 이미지}
source: a manual
remedies:
  - id: images
    title: {en: "Build the image {{parameter.image}}", ko: "이미지 {{parameter.image}} 빌드"}
    summary: {en: Builds the images in the container and checks that they are there., ko: 컨테이너에서 이미지를 빌드하고 확인합니다.}
    on_demand: true
    for_each: cluster
    resumable: true
    risk: medium
    parameters:
      - {id: image, title: {en: Image, ko: 이미지}, type: word, default: controller, choices: [controller, compute]}
      - {id: jobs, title: {en: Jobs at once, ko: 동시 작업}, type: number, default: "12", note: {en: As many as there are cores., ko: 코어 수만큼.}}
      - {id: tag, title: {en: Tag, ko: 태그}, type: version}
    steps:
      - {id: build, title: Build, on: console, run: [make, "build-{{parameter.image}}", "TAG={{parameter.tag}}"]}
  - id: hold
    title: {en: Hold the kernel, ko: 커널 고정}
    on_demand: true
    risk: low
    steps:
      - {id: hold, title: Hold, run: [apt-mark, hold, linux-image-amd64]}
)";

Knowledge demoKnowledge()
{
    const Loaded<Knowledge> knowledge = loadKnowledge(shippedKnowledgeFiles()
                                                      << KnowledgeFile{u"demo.yaml"_s, procedures});
    if (!knowledge)
        qFatal("%s", qPrintable(toString(knowledge.error().constFirst())));
    return *knowledge;
}

} // namespace

class TestPlaybookDialog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aFilterFindsByNameAndSource();
    void aWrongValueIsSaidAndKeepsThePlanAway();
    void whatWasFilledInIsAskedFor();
    void aProcedureOfNodesNeedsNodes();
    void obsoleteAdviceSaysWhyAndCannotBeAskedFor();
    void whatAFindingCallsForCannotBeAskedFor();

private:
    QString shownText() const;
    QPushButton *planButton() const { return m_dialog->findChild<QPushButton *>(u"planButton"_s); }
    QLineEdit *field(const QString &name) const;
    void open(const QStringList &nodes);

    const Knowledge m_knowledge = demoKnowledge();
    std::unique_ptr<PlaybookDialog> m_dialog;
};

void TestPlaybookDialog::open(const QStringList &nodes)
{
    m_dialog = std::make_unique<PlaybookDialog>(&m_knowledge, nodes);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose, false);
    m_dialog->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
}

void TestPlaybookDialog::init()
{
    open({u"compute01"_s, u"compute02"_s});
}

QString TestPlaybookDialog::shownText() const
{
    QStringList texts;
    for (const QLabel *label : m_dialog->findChildren<QLabel *>()) {
        if (label->isVisible())
            texts.append(label->text());
    }
    return texts.join(u'\n');
}

QLineEdit *TestPlaybookDialog::field(const QString &name) const
{
    const QList<QLineEdit *> lines = m_dialog->findChildren<QLineEdit *>();
    const auto it = std::ranges::find(lines, name, &QWidget::accessibleName);
    return it == lines.end() ? nullptr : *it;
}

void TestPlaybookDialog::aFilterFindsByNameAndSource()
{
    auto *list = m_dialog->findChild<QTreeView *>();
    const int all = list->model()->rowCount();
    QTest::keyClicks(field(u"Find a playbook"_s), u"images of the cluster"_s);
    QVERIFY(list->model()->rowCount() >= 1 && list->model()->rowCount() < all);
    QVERIFY2(shownText().contains(u"Build the image ‹Image›"_s), qPrintable(shownText()));
    QVERIFY2(shownText().contains(u"Builds the images in the container"_s), qPrintable(shownText()));
    field(u"Find a playbook"_s)->setText(u"a manual"_s);
    QCOMPARE(list->model()->rowCount(), 2);
    field(u"Find a playbook"_s)->setText(u"no such thing"_s);
    QVERIFY(shownText().contains(u"No playbook is called that."_s));
    QVERIFY(!planButton()->isEnabled());
}

void TestPlaybookDialog::aWrongValueIsSaidAndKeepsThePlanAway()
{
    m_dialog->select(u"demo"_s, u"images"_s);
    QVERIFY(!planButton()->isEnabled());
    QVERIFY(shownText().contains(u"A value is needed."_s));
    field(u"Tag"_s)->setText(u"1.2"_s);
    QVERIFY(planButton()->isEnabled());
    QVERIFY(shownText().contains(u"As many as there are cores."_s));
    field(u"Jobs at once"_s)->setText(u"many"_s);
    QVERIFY(shownText().contains(u"This is not a number."_s));
    QVERIFY(!planButton()->isEnabled());
}

void TestPlaybookDialog::whatWasFilledInIsAskedFor()
{
    QStringList nodes{u"not asked"_s};
    RemedyRequest request;
    bool restart = true;
    connect(m_dialog.get(), &PlaybookDialog::planRequested, this,
            [&](const QStringList &asked, const RemedyRequest &what, bool anew) {
                nodes = asked;
                request = what;
                restart = anew;
            });
    m_dialog->select(u"demo"_s, u"images"_s);
    m_dialog->findChild<QComboBox *>()->setCurrentText(u"compute"_s);
    field(u"Tag"_s)->setText(u"1.2"_s);
    QTest::keyClick(field(u"Tag"_s), Qt::Key_Return);
    QCOMPARE(nodes, QStringList());
    QCOMPARE(request,
             (RemedyRequest{u"demo"_s,
                            u"images"_s,
                            {{u"image"_s, u"compute"_s}, {u"jobs"_s, u"12"_s}, {u"tag"_s, u"1.2"_s}}}));
    QVERIFY(!restart);
    QVERIFY(!m_dialog->isVisible());
}

void TestPlaybookDialog::aProcedureOfNodesNeedsNodes()
{
    m_dialog->select(u"demo"_s, u"hold"_s);
    QVERIFY(shownText().contains(u"For compute01, compute02"_s));
    QVERIFY(planButton()->isEnabled());
    open({});
    m_dialog->select(u"demo"_s, u"hold"_s);
    QVERIFY(shownText().contains(u"Select the nodes first."_s));
    QVERIFY(!planButton()->isEnabled());
}

void TestPlaybookDialog::obsoleteAdviceSaysWhyAndCannotBeAskedFor()
{
    m_dialog->select(u"kernel-downgrade"_s, u"older-base-image"_s);
    QVERIFY2(shownText().contains(u"Obsolete: BeeGFS 8 builds on current kernels"_s),
             qPrintable(shownText()));
    QVERIFY2(shownText().contains(u"An older image gets no security updates."_s), qPrintable(shownText()));
    QVERIFY2(shownText().contains(u"Instead: beegfs-dkms-build"_s), qPrintable(shownText()));
    QVERIFY(!planButton()->isEnabled());
}

void TestPlaybookDialog::whatAFindingCallsForCannotBeAskedFor()
{
    const Playbook *repair = m_knowledge.playbook(u"package-repair"_s);
    m_dialog->select(repair->id, repair->remedies.constFirst().id);
    QVERIFY(shownText().contains(u"A finding calls for it"_s));
    QVERIFY(!planButton()->isEnabled());
}

QTEST_MAIN(TestPlaybookDialog)
#include "tst_playbookdialog.moc"
