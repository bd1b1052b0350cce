package io.sextant.topology.host;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many ICMP errors may leave: a token bucket for each peer (inet_peer_xrlim_allow), one for all together
 * (icmp_global_allow), and the back-off of redirects (ip_rt_send_redirect).
 */
final class IcmpLimits {

    /** Peers remembered; the oldest is forgotten first. */
    private static final int PEER_LIMIT = 65_536;

    /** XRLIM_BURST_FACTOR: a peer long silent gets six errors at once. */
    private static final int BURST_FACTOR = 6;

    private static final long SECOND = 1_000_000_000L;

    /** ip_rt_redirect_load, HZ/50. */
    private static final long REDIRECT_LOAD_NANOS = 20_000_000L;

    /** ip_rt_redirect_number. */
    private static final int REDIRECT_NUMBER = 9;

    /** ip_rt_redirect_silence, (HZ/50) << 10. */
    private static final long REDIRECT_SILENCE_NANOS = REDIRECT_LOAD_NANOS << 10;

    private final Host host;
    private final Map<IpAddress, Peer> peers = new LinkedHashMap<>();
    private long globalTokens;
    private long globalLastNanos;

    private static final class Peer {
        private long tokens;
        private long lastNanos;
        private int redirects;
        private long lastRedirectNanos;
    }

    IcmpLimits(Host host) {
        this.host = host;
        this.globalTokens = host.sysctl().icmpMessagesBurst();
    }

    /** Whether an error of this type may go to this address now. */
    boolean allow(int type, int address) {
        Sysctl sysctl = host.sysctl();
        long interval = sysctl.icmpRateLimitNanos();
        boolean limited = type < 32 && (sysctl.icmpRateMask() >>> type & 1) != 0 && interval > 0;
        if (!limited || address >>> 24 == 127) {
            return true;
        }
        return allowGlobal() && allowPeer(peer(new Ipv4Address(address)), interval);
    }

    /** Whether an ICMPv6 error may go to this address now, given the least time between two. */
    boolean allowIpv6(Ipv6Address address, long interval) {
        return allowGlobal() && allowPeer(peer(address), interval);
    }

    boolean allowRedirect(int address) {
        long now = host.network().nowNanos();
        Peer peer = peer(new Ipv4Address(address));
        if (now > peer.lastRedirectNanos + REDIRECT_SILENCE_NANOS) {
            peer.redirects = 0;
        }
        if (peer.redirects >= REDIRECT_NUMBER) {
            peer.lastRedirectNanos = now;
            return false;
        }
        if (peer.redirects == 0 || now > peer.lastRedirectNanos + (REDIRECT_LOAD_NANOS << peer.redirects)) {
            peer.lastRedirectNanos = now;
            peer.redirects++;
            return true;
        }
        return false;
    }

    private boolean allowPeer(Peer peer, long interval) {
        long now = host.network().nowNanos();
        peer.tokens = Math.min(BURST_FACTOR * interval, peer.tokens + now - peer.lastNanos);
        peer.lastNanos = now;
        if (peer.tokens < interval) {
            return false;
        }
        peer.tokens -= interval;
        return true;
    }

    private boolean allowGlobal() {
        long now = host.network().nowNanos();
        long perSecond = Math.max(1, host.sysctl().icmpMessagesPerSecond());
        long gained = (now - globalLastNanos) / (SECOND / perSecond);
        if (gained > 0) {
            globalTokens = Math.min(host.sysctl().icmpMessagesBurst(), globalTokens + gained);
            globalLastNanos = now;
        }
        if (globalTokens <= 0) {
            return false;
        }
        globalTokens--;
        return true;
    }

    /** A new peer starts as if it had been silent for a minute (inet_getpeer). */
    private Peer peer(IpAddress address) {
        @Nullable Peer known = peers.get(address);
        if (known != null) {
            return known;
        }
        if (peers.size() >= PEER_LIMIT) {
            Iterator<IpAddress> oldest = peers.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        Peer added = new Peer();
        added.lastNanos = host.network().nowNanos() - 60 * SECOND;
        peers.put(address, added);
        return added;
    }
}
