package io.sextant.lab.scenario.resolve;

import io.sextant.lab.scenario.topology.InterfaceAddress;
import io.sextant.lab.scenario.topology.InterfaceSpec;
import io.sextant.lab.yaml.Position;
import io.sextant.lab.yaml.Problems;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.protocol.address.MacAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who has which address, over all nodes. */
final class AddressBook {

    /** An address in its place. */
    private record Entry(String node, String interfaceName, Optional<String> network, InterfaceAddress address) {}

    private final Problems problems;
    private final List<Entry> all = new ArrayList<>();
    private final Map<Ipv4Address, Entry> byAddress = new LinkedHashMap<>();
    private final Map<MacAddress, String> byMac = new LinkedHashMap<>();
    private final List<String> broken = new ArrayList<>();

    AddressBook(Problems problems) {
        this.problems = problems;
    }

    void add(String node, InterfaceSpec spec, Position position) {
        String place = node + ":" + spec.name();
        for (InterfaceAddress address : spec.addresses()) {
            Entry entry = new Entry(node, spec.name(), Optional.ofNullable(spec.network()), address);
            all.add(entry);
            Entry earlier = byAddress.putIfAbsent(address.address(), entry);
            if (earlier != null && !isAnycast(entry, earlier)) {
                tell(
                        position,
                        "duplicate address " + address.address() + ", " + earlier.node() + ":" + earlier.interfaceName()
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
    Optional<String> owner(Ipv4Address address) {
        return Optional.ofNullable(byAddress.get(address)).map(Entry::node);
    }

    /** The first address of a node. */
    Optional<Ipv4Address> firstOf(String node) {
        return all.stream()
                .filter(entry -> entry.node().equals(node))
                .map(entry -> entry.address().address())
                .findFirst();
    }

    /** The first address of {@code far} on a prefix that {@code near} has too. */
    Optional<Ipv4Address> met(String near, String far) {
        return all.stream()
                .filter(entry -> entry.node().equals(far))
                .map(entry -> entry.address().address())
                .filter(address -> isOnLink(near, address))
                .findFirst();
    }

    /** Whether the node has an interface whose prefix holds the address. */
    boolean isOnLink(String node, Ipv4Address address) {
        return all.stream()
                .anyMatch(entry -> entry.node().equals(node)
                        && entry.address().prefix().contains(address)
                        && !entry.address().address().equals(address));
    }

    /** The prefixes on a node's interfaces. */
    List<Ipv4Prefix> prefixes() {
        return all.stream().map(entry -> entry.address().prefix()).distinct().toList();
    }
}
