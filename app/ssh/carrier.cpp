// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ssh/carrier.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr qsizetype BridgesPerCarrier = 250;
constexpr size_t CarriersPerBastion = 4;
constexpr std::chrono::minutes IdleTime{5};

QString hopText(const JumpHop &hop)
{
    QString text = hop.host.contains(u':') ? u'[' + hop.host + u']' : hop.host;
    if (!hop.user.isEmpty())
        text.prepend(hop.user + u'@');
    if (hop.port > 0)
        text += u":%1"_s.arg(hop.port);
    return text;
}

} // namespace

/// Keeps the carrier in use and knows why its bridge ended.
class Carrier::Hold : public BridgeHold
{
public:
    Hold(std::shared_ptr<Carrier> carrier, std::shared_ptr<ChannelBridge> bridge)
        : m_carrier(std::move(carrier))
        , m_bridge(std::move(bridge))
    {
    }
    ~Hold() override { m_carrier->release(m_bridge.get()); }
    QString reason() const override { return m_bridge->reason(); }

private:
    std::shared_ptr<Carrier> m_carrier;
    std::shared_ptr<ChannelBridge> m_bridge; ///< before the carrier's session goes
};

Carrier::Carrier(IoServices &services, const Connector::Route &route, const SshSettings &settings)
    : m_services(services)
    , m_route(route)
    , m_settings(settings)
{
}

Carrier::~Carrier()
{
    m_services.loop->cancel(m_idle);
    m_bridges.clear();
    m_connector.reset();
    m_session.reset();
}

qsizetype Carrier::load() const
{
    return static_cast<qsizetype>(m_bridges.size()) + static_cast<qsizetype>(m_waiting.size());
}

void Carrier::reconsider()
{
    m_failures = 0;
    m_error.reset();
}

void Carrier::openBridge(quint64 shell, const ChannelBridge::Target &target, Answer answer)
{
    m_services.loop->cancel(m_idle);
    Request request{target, std::move(answer)};
    if (m_session && !m_session->isDown())
        return start(std::move(request));
    const bool mayTry = !m_error || IoLoop::Clock::now() >= m_notBefore;
    if (!m_connector && !mayTry)
        return refuse(request);
    m_waiting.push_back(std::move(request));
    if (!m_connector)
        connect(shell);
}

void Carrier::connect(quint64 shell)
{
    m_connector = std::make_unique<Connector>(m_services, shell, m_route, m_settings,
                                              static_cast<Connector::Listener &>(*this));
    m_connector->start();
}

void Carrier::connectorDone(ConnectOutcome outcome)
{
    m_services.loop->later([self = shared_from_this(), done = std::move(m_connector)] {});
    m_hostKeyChange = outcome.hostKeyChange;
    m_error = outcome.error;
    if (m_error) {
        m_error->message = u"jump host %1: %2"_s.arg(m_route.node.name, m_error->message);
        const auto backOff = m_settings.firstBackOff * (1 << std::min(m_failures++, 12));
        m_notBefore = IoLoop::Clock::now()
                      + (healsByItself(m_error->code) ? std::min(m_settings.longestBackOff, backOff)
                                                      : m_settings.longestBackOff);
        for (Request &request : std::exchange(m_waiting, {}))
            refuse(request);
        return;
    }
    m_failures = 0;
    m_outerBridge = std::move(outcome.bridge);
    m_session = std::make_unique<SshSession>(
        *m_services.loop, std::move(outcome.session), m_settings.keepaliveAfter,
        [this](const QString &reason) { sessionDown(reason); },
        [this](const QString &reason) {
            return m_outerBridge && !m_outerBridge->reason().isEmpty() ? m_outerBridge->reason() : reason;
        });
    for (Request &request : std::exchange(m_waiting, {}))
        start(std::move(request));
}

void Carrier::refuse(Request &request)
{
    m_services.loop->later(
        [answer = std::move(request.answer), error = m_error, change = m_hostKeyChange]() mutable {
            BridgeResult result;
            result.error = error;
            result.hostKeyChange = change;
            answer(std::move(result));
        });
}

void Carrier::start(Request request)
{
    ChannelBridge::Target target = request.target;
    target.bastion = m_route.node.name;
    auto place = std::make_shared<std::weak_ptr<ChannelBridge>>();
    auto opened = [self = weak_from_this(), place,
                   answer = std::move(request.answer)](Result<FileHandle> socket) mutable {
        BridgeResult result;
        const auto carrier = self.lock();
        const auto bridge = place->lock();
        if (!socket) {
            result.error = socket.error();
        } else if (carrier && bridge) {
            result.socket = std::move(*socket);
            result.hold = std::make_unique<Hold>(carrier, bridge);
        }
        answer(std::move(result));
    };
    auto bridge = std::make_shared<ChannelBridge>(*m_session, target, m_settings.connectTimeout * 2,
                                                  std::move(opened),
                                                  [this](ChannelBridge *ended) { bridgeEnded(ended); });
    *place = bridge;
    m_bridges.push_back(std::move(bridge));
}

void Carrier::sessionDown(const QString &reason)
{
    m_error = Error{ErrorCode::ConnectionLost,
                    u"jump host %1: the connection was lost: %2"_s.arg(m_route.node.name, reason),
                    {},
                    {}};
    m_notBefore = {};
    m_services.loop->later([self = shared_from_this()] { self->dropSession(); });
}

void Carrier::dropSession()
{
    // Bridges first: each holds a channel of the session.
    for (auto &bridge : std::exchange(m_bridges, {}))
        m_services.loop->later([gone = std::move(bridge)] {});
    if (m_session) {
        m_session->retire();
        m_services.loop->later([gone = std::move(m_session)] {});
    }
    if (m_outerBridge)
        m_services.loop->later([gone = std::move(m_outerBridge)] {});
}

void Carrier::bridgeEnded(ChannelBridge *bridge)
{
    const auto it = std::ranges::find(m_bridges, bridge, &std::shared_ptr<ChannelBridge>::get);
    if (it != m_bridges.end()) {
        m_services.loop->later(
            [self = shared_from_this(), gone = std::move(*it)]() mutable { gone.reset(); });
        m_bridges.erase(it);
    }
    closeWhenIdle();
}

void Carrier::release(ChannelBridge *bridge)
{
    bridgeEnded(bridge);
}

void Carrier::closeWhenIdle()
{
    if (load() > 0)
        return;
    m_services.loop->cancel(m_idle);
    m_idle = m_services.loop->after(IdleTime, [this] {
        if (load() == 0)
            dropSession();
    });
}

std::shared_ptr<Carrier> CarrierRegistry::carrierFor(IoServices &services, const Connector::Route &from,
                                                     const QList<JumpHop> &jumps, const SshSettings &settings)
{
    const JumpHop &hop = jumps.last();
    QStringList chain;
    for (const JumpHop &before : jumps.first(jumps.size() - 1))
        chain.append(hopText(before));
    Connector::Route route;
    route.isBastion = true;
    route.bastions = from.bastions + QStringList{hop.host.toLower()};
    route.node.name = hop.host;
    route.node.address = hop.host;
    route.node.user = hop.user;
    route.node.port = hop.port;
    route.node.identity = from.node.identity;
    route.node.knownHosts = from.node.knownHosts;
    route.node.proxyJump = chain.join(u',');
    const QString key = QStringList{hopText(hop), route.node.proxyJump, route.node.identity,
                                    route.node.knownHosts, settings.configFile}
                            .join(u'\n');

    std::vector<std::shared_ptr<Carrier>> &carriers = m_carriers[key];
    const auto lightest = std::ranges::min_element(carriers, {}, &Carrier::load);
    const bool isFull = lightest == carriers.end()
                        || ((*lightest)->load() >= BridgesPerCarrier && carriers.size() < CarriersPerBastion);
    if (!isFull)
        return *lightest;
    carriers.push_back(std::make_shared<Carrier>(services, route, settings));
    return carriers.back();
}

void CarrierRegistry::reconsider()
{
    for (const auto &[key, carriers] : m_carriers) {
        for (const auto &carrier : carriers)
            carrier->reconsider();
    }
}

} // namespace Vermagic
