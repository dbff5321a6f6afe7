// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/settings/settings_page.h"

#include <algorithm>
#include <cmath>

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QRegularExpression>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include "core/catalog/messages.h"
#include "core/record/names.h"
#include "core/session/identification.h"
#include "core/transport/ports.h"
#include "views/kit/event_text.h"
#include "views/kit/theme.h"

namespace atscope::views {

SettingsPage::SettingsPage(session::Workbench &workbench, QWidget *parent)
    : QWidget(parent), m_workbench(workbench), m_language(new QComboBox(this)), m_theme(new QComboBox(this)), m_scale(new QSpinBox(this)),
      m_gigabytes(new QSpinBox(this)), m_days(new QSpinBox(this)), m_part(new QSpinBox(this)), m_usage(new QLabel(this)), m_folder(new QLabel(this)),
      m_identify(new QLabel(this)), m_devices(new QVBoxLayout), m_putBack(new QCheckBox(this)), m_leftOut(new QLabel(this))
{
    m_language->addItems({QStringLiteral("English"), QStringLiteral("简体中文")});
    m_scale->setRange(50, 300);
    m_scale->setSingleStep(10);
    m_scale->setSuffix(QStringLiteral(" %"));
    m_gigabytes->setRange(0, 10'000);
    m_gigabytes->setSuffix(QStringLiteral(" GB"));
    m_days->setRange(0, 36'500);
    m_part->setRange(0, 1'000'000);
    m_part->setSingleStep(64);
    m_part->setSuffix(QStringLiteral(" MB"));
    auto *rows = new QFormLayout;
    QWidget *const fields[] = {m_language, m_theme, m_scale, m_gigabytes, m_days, m_part};
    for (std::size_t i = 0; i < std::size(fields); ++i) {
        m_labels[i] = new QLabel(this);
        m_labels[i]->setBuddy(fields[i]);
        rows->addRow(m_labels[i], fields[i]);
    }
    for (auto *label : {m_usage, m_folder, m_identify, m_leftOut}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    // In a small dock it is scrolled, not squeezed.
    auto *area = new QScrollArea(this);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    auto *inside = new QWidget(area);
    auto *around = new QVBoxLayout(this);
    around->setContentsMargins(0, 0, 0, 0);
    around->addWidget(area);
    auto *all = new QVBoxLayout(inside);
    all->addLayout(rows);
    all->addWidget(m_usage);
    all->addWidget(m_folder);
    all->addSpacing(8);
    all->addWidget(m_identify);
    m_devices->setContentsMargins(12, 0, 0, 0);
    all->addLayout(m_devices);
    all->addWidget(m_putBack);
    all->addSpacing(8);
    all->addWidget(m_leftOut);
    m_leftOut->setVisible(!transport::leftOut().empty());
    all->addStretch();
    area->setWidget(inside);
    setFocusProxy(m_language);

    connect(m_language, &QComboBox::activated, this, [this](int index) {
        Q_EMIT languageWanted(index == 1 ? catalog::Language::Chinese : catalog::Language::English);
    });
    connect(m_theme, &QComboBox::activated, this, [](int index) {
        Theme::instance().setTheme(index == 1 ? Theme::Kind::Dark : Theme::Kind::Light);
    });
    connect(m_scale, &QSpinBox::valueChanged, this, [](int percent) { Theme::instance().setTextScale(percent / 100.0); });
    connect(m_gigabytes, &QSpinBox::valueChanged, this, [this](int value) {
        m_workbench.settings().set(QStringLiteral("quota_gb"), value);
    });
    connect(m_days, &QSpinBox::valueChanged, this, [this](int value) { m_workbench.settings().set(QStringLiteral("quota_days"), value); });
    connect(m_part, &QSpinBox::valueChanged, this, [this](int value) { m_workbench.settings().set(QStringLiteral("part_mb"), value); });
    connect(m_putBack, &QCheckBox::clicked, this, [this](bool on) { m_workbench.identification().setPutsBackAtEnd(on); });
    connect(&workbench.identification(), &session::Identification::choicesChanged, this, &SettingsPage::fillDevices);
    connect(&Theme::instance(), &Theme::changed, this, &SettingsPage::read);
    connect(&workbench, &session::Workbench::languageChanged, this, &SettingsPage::read);
    retranslate();
    read();
}

void SettingsPage::read()
{
    const QSignalBlocker quiet[] = {QSignalBlocker(m_language), QSignalBlocker(m_theme), QSignalBlocker(m_scale), QSignalBlocker(m_gigabytes),
                                    QSignalBlocker(m_days), QSignalBlocker(m_part)};
    const auto quota = m_workbench.quota();
    m_language->setCurrentIndex(m_workbench.chinese() ? 1 : 0);
    m_theme->setCurrentIndex(Theme::instance().dark() ? 1 : 0);
    m_scale->setValue(static_cast<int>(std::lround(Theme::instance().textScale() * 100)));
    m_gigabytes->setValue(static_cast<int>(quota.bytes / 1'000'000'000));
    m_days->setValue(quota.days);
    m_part->setValue(static_cast<int>(m_workbench.partSize() >> 20U));
}

void SettingsPage::showUsage()
{
    std::uint64_t bytes = 0;
    const auto files = record::listRecordings(m_workbench.folders().recordings());
    for (const auto &file : files)
        bytes += file.size;
    m_usage->setText(tr("Recordings: %1, %2. The oldest ones go first; those with a bookmark stay.").arg(files.size()).arg(sizeText(bytes)));
    m_folder->setText(tr("They lie in %1 and hold secrets: only you can read that folder.").arg(QString::fromStdString(m_workbench.folders().recordings())));
}

// Virtual modules, and the devices for which the user chose something else than what is so by itself.
void SettingsPage::fillDevices()
{
    auto &identification = m_workbench.identification();
    m_putBack->setChecked(identification.putsBackAtEnd());
    std::vector<std::pair<std::string, bool>> devices;
    for (const auto &module : m_workbench.virtualModules())
        devices.emplace_back("virtual:" + module, identification.wantedAtOpening("virtual:" + module));
    for (const auto &choice : identification.choices())
        if (std::none_of(devices.begin(), devices.end(), [&](const auto &known) { return known.first == choice.first; }))
            devices.push_back(choice);
    while (m_devices->count() > static_cast<int>(devices.size())) {
        auto *item = m_devices->takeAt(m_devices->count() - 1);
        item->widget()->deleteLater();
        delete item;
    }
    for (std::size_t i = 0; i < devices.size(); ++i) {
        const auto name = QString::fromStdString(devices[i].first);
        auto *box = i < static_cast<std::size_t>(m_devices->count()) ? qobject_cast<QCheckBox *>(m_devices->itemAt(static_cast<int>(i))->widget()) : nullptr;
        if (!box) {
            box = new QCheckBox(this);
            m_devices->addWidget(box);
            connect(box, &QCheckBox::clicked, this, [this, box](bool on) { m_workbench.identification().setWantedAtOpening(box->text().toStdString(), on); });
        }
        box->setText(name);
        box->setChecked(devices[i].second);
    }
}

void SettingsPage::showEvent(QShowEvent *event)
{
    showUsage();
    fillDevices();
    QWidget::showEvent(event);
}

void SettingsPage::retranslate()
{
    const QString names[] = {tr("&Language"), tr("&Theme"), tr("Text si&ze"), tr("Keep recordings up to"), tr("Keep recordings for"), tr("New file of a recording after")};
    for (std::size_t i = 0; i < std::size(names); ++i) {
        m_labels[i]->setText(names[i]);
        // Without the mnemonic: "&Language", "语言(&L)".
        static const QRegularExpression mnemonic(QStringLiteral("\\(&.\\)|&"));
        m_labels[i]->buddy()->setAccessibleName(QString(names[i]).remove(mnemonic));
    }
    const QSignalBlocker quiet(m_theme);
    m_theme->clear();
    m_theme->addItems({tr("Light"), tr("Dark")});
    m_theme->setCurrentIndex(Theme::instance().dark() ? 1 : 0);
    m_gigabytes->setSpecialValueText(tr("no limit"));
    m_days->setSpecialValueText(tr("no limit"));
    m_part->setSpecialValueText(tr("no limit"));
    m_part->setToolTip(tr("A recording that grows larger goes on in another file; each of them opens alone. Counts from the next connection on."));
    m_days->setSuffix(tr(" days"));
    m_identify->setText(tr("Identify the module, and switch its error codes on, when the port of one of these opens. Other ports only listen; the menu of Identify adds one."));
    m_putBack->setText(tr("Put changed settings back before disconnecting"));
    QStringList left{tr("This build leaves out:")};
    for (const auto &message : transport::leftOut())
        left << QStringLiteral("· ") + QString::fromStdString(catalog::Messages::render(message, m_workbench.language()));
    m_leftOut->setText(left.join(QLatin1Char('\n')));
    if (isVisible())
        showUsage();
}

void SettingsPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace atscope::views
