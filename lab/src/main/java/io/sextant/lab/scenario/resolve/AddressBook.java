package io.sextant.lab.scenario.resolve;

import io.sextant.lab.scenario.topology.InterfaceSpec;
import io.sextant.lab.yaml.Position;
import io.sextant.lab.yaml.Problems;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.IpVersion;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.MacAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Who has which address, over all nodes. */
final class AddressBook {

    /** An address in its place. */
    private record Entry(
            String node, String interfaceName, Optional<String> network, IpAddress address, IpPrefix prefix) {}

    private final Problems problems;
    private final List<Entry> all = new ArrayList<>();
    private final Map<IpAddress, Entry> byAddress = new LinkedHashMap<>();
    private final Map<MacAddress, String> byMac = new LinkedHashMap<>();
    private final List<String> broken = new ArrayList<>();

    AddressBook(Problems problems) {
        this.problems = problems;
    }

    void add(String node, InterfaceSpec spec, Position position) {
        String place = node + ":" + spec.name();
        Optional<String> network = Optional.ofNullable(spec.network());
        Stream<Entry> ipv4 = spec.addresses().stream()
                .map(each -> new Entry(node, spec.name(), network, each.address(), each.prefix()));
        Stream<Entry> ipv6 = spec.ipv6Addresses().stream()
                .map(each -> new Entry(node, spec.name(), network, each.address(), each.prefix()));
        for (Entry entry : Stream.concat(ipv4, ipv6).toList()) {
            all.add(entry);
            Entry earlier = byAddress.putIfAbsent(entry.address(), entry);
            if (earlier != null && !isAnycast(entry, earlier)) {
                tell(
                        position,
                        "duplicate address " + entry.address() + ", " + earlier.node() + ":" + earlier.interfaceName()
                                + " has it too",
                        isElsewhere(entry, earlier));
            }
        }
        MacAddress mac = spec.mac();
        String earlier = mac == null ? null : byMac.putIfAbsent(mac, place);
        if (earlier != null) {
            problems.error(position, "duplicate MAC address " + mac + ", " + earlier + " has it too");
        }
    }

    private void tell(Position position, String message, boolean harmless) {
        if (harmless) {
            problems.warning(position, message);
        } else {
            problems.error(position, message);
        }
    }

    /** Two machines on different segments may well have one address, odd as it is. */
    private static boolean isElsewhere(Entry entry, Entry earlier) {
        return !entry.node().equals(earlier.node())
                && entry.network().isPresent()
                && earlier.network().isPresent()
                && !entry.network().equals(earlier.network());
    }

    /** Loopbacks of different machines may share an address, which is then announced from several places. */
    private static boolean isAnycast(Entry entry, Entry earlier) {
        return !earlier.node().equals(entry.node())
                && entry.interfaceName().equals(InterfaceResolver.LOOPBACK)
                && earlier.interfaceName().equals(InterfaceResolver.LOOPBACK);
    }

    /** Remembers that some address of the node was refused, so that what misses it need not be told too. */
    void markBroken(String node) {
        broken.add(node);
    }

    /** Whether every address of the node is here. */
    boolean isWhole(String node) {
        return !broken.contains(node);
    }

    /** The node with that address. */
    Optional<String> owner(IpAddress address) {
        return Optional.ofNullable(byAddress.get(address)).map(Entry::node);
    }

    /** The first IPv4 address of a node. */
    Optional<Ipv4Address> firstOf(String node) {
        return all.stream()
                .filter(entry -> entry.node().equals(node))
                .map(Entry::address)
                .filter(Ipv4Address.class::isInstance)
                .map(Ipv4Address.class::cast)
                .findFirst();
    }

    /** The first address of that version of {@code far} on a prefix that {@code near} has too. */
    Optional<IpAddress> met(String near, String far, IpVersion version) {
        return all.stream()
                .filter(entry -> entry.node().equals(far))
                .map(Entry::address)
                .filter(address -> address.version() == version && isOnLink(near, address))
                .findFirst();
    }

    /** Whether the two share a prefix of either version. */
    boolean meets(String near, String far) {
        return met(near, far, IpVersion.IPV4).isPresent()
                || met(near, far, IpVersion.IPV6).isPresent();
    }

    /** Whether the node has an interface whose prefix holds the address. */
    boolean isOnLink(String node, IpAddress address) {
        return all.stream()
                .anyMatch(entry -> entry.node().equals(node)
                        && entry.prefix().contains(address)
                        && !entry.address().equals(address));
    }
}
