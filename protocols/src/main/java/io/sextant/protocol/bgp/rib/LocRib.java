package io.sextant.protocol.bgp.rib;

import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.bgp.message.AddressFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The Loc-RIB with all candidates, as others read it: a {@link RouteTable} for each unicast family behind questions by
 * prefix. IPv4 comes first in lists.
 */
public final class LocRib {

    private final RouteTable ipv4;
    private final RouteTable ipv6;

    public LocRib(RouteTable ipv4, RouteTable ipv6) {
        this.ipv4 = ipv4;
        this.ipv6 = ipv6;
    }

    /** The table of a unicast family. */
    public RouteTable table(AddressFamily family) {
        return family.afi() == AddressFamily.AFI_IPV4 ? ipv4 : ipv6;
    }

    /** The table of a prefix's family. */
    public RouteTable table(IpPrefix prefix) {
        return table(AddressFamily.of(prefix));
    }

    /** FRR's {@code BGP table version} of IPv4; 0 before the first decision. */
    public long version() {
        return ipv4.version();
    }

    /** The version in which a prefix's best path last changed; 0 before the first decision. */
    public long version(IpPrefix prefix) {
        Destination found = table(prefix).find(prefix);
        return found == null ? 0 : found.version();
    }

    /** A prefix with its paths, if there is one. */
    public Optional<Destination> destination(IpPrefix prefix) {
        return Optional.ofNullable(table(prefix).find(prefix));
    }

    /** The decision for a prefix. */
    public Optional<Selection> selection(IpPrefix prefix) {
        return destination(prefix).flatMap(Destination::selection);
    }

    /** All decisions by prefix. */
    public List<Selection> selections() {
        List<Selection> all = new ArrayList<>();
        ipv4.destinations().forEach(each -> each.selection().ifPresent(all::add));
        ipv6.destinations().forEach(each -> each.selection().ifPresent(all::add));
        return all;
    }

    /** All prefixes with any path, in order. */
    public List<IpPrefix> prefixes() {
        List<IpPrefix> all = new ArrayList<>(size());
        ipv4.destinations().forEach(each -> all.add(each.prefix()));
        ipv6.destinations().forEach(each -> all.add(each.prefix()));
        return all;
    }

    /** The paths to a prefix, newest first, as FRR lists them. */
    public List<Path> paths(IpPrefix prefix) {
        Destination found = table(prefix).find(prefix);
        return found == null ? List.of() : found.paths();
    }

    /** Number of prefixes with any path. */
    public int size() {
        return ipv4.size() + ipv6.size();
    }
}
