package io.sextant.topology.frame;

/**
 * Why a frame's life ended other than by delivery. An open set: the stack's own reasons stand here (named after
 * Linux' skb drop reasons where one exists), a datapath adds its own.
 *
 * @param name kebab-case, stable: reports count by it
 * @param text one phrase for people
 */
public record DropReason(String name, String text) {

    // the wire
    public static final DropReason LINK_DOWN = new DropReason("link-down", "the link is down");
    public static final DropReason QUEUE_FULL = new DropReason("queue-full", "the transmit queue is full");
    public static final DropReason LOSS = new DropReason("loss", "lost on the wire");
    public static final DropReason POWER_OFF = new DropReason("power-off", "the machine has no power");

    // the device
    public static final DropReason DEVICE_DOWN = new DropReason("device-down", "the interface is down");
    public static final DropReason NO_CARRIER = new DropReason("no-carrier", "the interface has no carrier");
    public static final DropReason NO_TUNNEL_KEY = new DropReason("no-tunnel-key", "no remote end is known");
    public static final DropReason REDIRECT_LOOP = new DropReason("redirect-loop", "redirected too often");
    public static final DropReason TOO_BIG = new DropReason("too-big", "longer than the interface's MTU");
    public static final DropReason FRAME_TOO_SHORT = new DropReason("frame-too-short", "shorter than its header");
    public static final DropReason OTHER_HOST = new DropReason("other-host", "for another machine's MAC address");
    public static final DropReason UNHANDLED_PROTOCOL =
            new DropReason("unhandled-protocol", "nobody here speaks this protocol");

    // the switch
    public static final DropReason SWITCH_FILTERED =
            new DropReason("switch-filtered", "its target is behind the port it came from");

    public static final DropReason UNKNOWN_STATION =
            new DropReason("unknown-station", "flooded by a switch, and nobody has its target MAC address");

    // neighbours
    public static final DropReason ARP_FAILED = new DropReason("arp-failed", "the neighbour did not answer ARP");
    public static final DropReason ARP_MALFORMED = new DropReason("arp-malformed", "malformed ARP packet");
    public static final DropReason ARP_QUEUE_FULL =
            new DropReason("arp-queue-full", "too much waits for the neighbour's ARP reply");
    public static final DropReason NEIGHBOUR_TABLE_FULL =
            new DropReason("neighbour-table-full", "the neighbour table is full");

    public static final DropReason ND_FAILED =
            new DropReason("nd-failed", "the neighbour did not answer neighbour discovery");
    public static final DropReason ND_MALFORMED = new DropReason("nd-malformed", "malformed neighbour discovery");
    public static final DropReason ND_QUEUE_FULL =
            new DropReason("nd-queue-full", "too much waits for the neighbour's advertisement");

    // IPv6
    public static final DropReason IPV6_HEADER = new DropReason("ipv6-header", "the IPv6 header is malformed");
    public static final DropReason HOP_LIMIT_EXCEEDED =
            new DropReason("hop-limit-exceeded", "hop limit exceeded in transit");
    public static final DropReason PACKET_TOO_BIG = new DropReason("packet-too-big", "longer than the next link's MTU");
    public static final DropReason BEYOND_SCOPE =
            new DropReason("beyond-scope", "a link-local address, which is not forwarded");

    // IPv4
    public static final DropReason IP_HEADER = new DropReason("ip-header", "the IPv4 header is malformed");
    public static final DropReason IP_CHECKSUM = new DropReason("ip-checksum", "the IPv4 header's checksum is wrong");
    public static final DropReason MARTIAN_SOURCE = new DropReason("martian-source", "an impossible source address");
    public static final DropReason MARTIAN_DESTINATION =
            new DropReason("martian-destination", "an impossible destination address");
    public static final DropReason RP_FILTER = new DropReason("rp-filter", "the way back is another interface");
    public static final DropReason FORWARDING_OFF = new DropReason("forwarding-off", "this host does not forward");
    public static final DropReason NO_ROUTE = new DropReason("no-route", "no route to the destination");
    public static final DropReason BLACKHOLE = new DropReason("blackhole", "a blackhole route");
    public static final DropReason PROHIBITED = new DropReason("prohibited", "a prohibit route");
    public static final DropReason TTL_EXCEEDED = new DropReason("ttl-exceeded", "time to live exceeded in transit");
    public static final DropReason FRAGMENTATION_NEEDED =
            new DropReason("fragmentation-needed", "longer than the next link's MTU");
    public static final DropReason FRAGMENT = new DropReason("fragment", "fragments are not reassembled here");
    public static final DropReason NOT_FORWARDABLE =
            new DropReason("not-forwardable", "broadcast or multicast, which is not forwarded");
    public static final DropReason IP_UNKNOWN_PROTOCOL =
            new DropReason("ip-unknown-protocol", "no such transport protocol here");

    // transport
    public static final DropReason ICMP_MALFORMED = new DropReason("icmp-malformed", "malformed ICMP message");
    public static final DropReason UDP_MALFORMED = new DropReason("udp-malformed", "malformed UDP datagram");
    public static final DropReason VXLAN_MALFORMED = new DropReason("vxlan-malformed", "malformed VXLAN packet");
    public static final DropReason UDP_CHECKSUM = new DropReason("udp-checksum", "the UDP checksum is wrong");
    public static final DropReason TCP_MALFORMED = new DropReason("tcp-malformed", "malformed TCP segment");
    public static final DropReason TCP_CHECKSUM = new DropReason("tcp-checksum", "the TCP checksum is wrong");
    public static final DropReason TCP_MD5_NOT_FOUND =
            new DropReason("tcp-md5-not-found", "the TCP segment is not signed, and the socket has a key");
    public static final DropReason TCP_MD5_UNEXPECTED =
            new DropReason("tcp-md5-unexpected", "the TCP segment is signed, and the socket has no key");
    public static final DropReason TCP_MD5_FAILURE =
            new DropReason("tcp-md5-failure", "the TCP segment is signed with another key than the socket's");
    public static final DropReason TCP_MINIMUM_TTL =
            new DropReason("tcp-minimum-ttl", "the TCP segment came farther than its peer may be");
    public static final DropReason UDP_MINIMUM_TTL =
            new DropReason("udp-minimum-ttl", "the TTL is less than the socket takes");
    public static final DropReason NO_SOCKET = new DropReason("no-socket", "no socket listens there");

    @Override
    public String toString() {
        return name;
    }
}
