package io.sextant.lab.scenario.resolve;

import io.sextant.lab.frr.model.Section;
import io.sextant.lab.scenario.language.AddressWord;
import io.sextant.lab.scenario.language.TopologyKeys;
import io.sextant.lab.scenario.shape.Field;
import io.sextant.lab.scenario.shape.Named;
import io.sextant.lab.scenario.shape.Values;
import io.sextant.lab.scenario.topology.InterfaceAddress;
import io.sextant.lab.scenario.topology.InterfaceSpec;
import io.sextant.lab.scenario.topology.Ipv6InterfaceAddress;
import io.sextant.lab.scenario.topology.LinkQuality;
import io.sextant.lab.scenario.topology.NetworkSpec;
import io.sextant.lab.scenario.topology.NodeKind;
import io.sextant.lab.yaml.Position;
import io.sextant.lab.yaml.Problems;
import io.sextant.lab.yaml.YamlScalar;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.protocol.address.Ipv6Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The interfaces of the nodes, each on its network. */
final class InterfaceResolver {

    /** Every machine has it; it hangs nowhere. */
    static final String LOOPBACK = "lo";

    private static final int LOOPBACK_MTU = 65_536;
    private static final int MAXIMUM_HOST_PREFIX = 31;
    private static final int HOST_LENGTH = 32;

    private final Map<String, NetworkSpec> networks;
    /** Ends of links, as {@code node:interface}. */
    private final List<String> linked;

    private final LinkQuality quality;
    private final int mtuOctets;
    private final FrrResolver frr;
    private final Problems problems;

    InterfaceResolver(
            Map<String, NetworkSpec> networks,
            List<String> linked,
            LinkQuality quality,
            int mtuOctets,
            FrrResolver frr,
            Problems problems) {
        this.networks = networks;
        this.linked = linked;
        this.frr = frr;
        this.quality = quality;
        this.mtuOctets = mtuOctets;
        this.problems = problems;
    }

    /** The interfaces that {@code node} declares; those that were refused are left off. */
    List<InterfaceSpec> interfaces(String node, Values values, NodeKind kind, AddressBook book) {
        List<InterfaceSpec> result = new ArrayList<>();
        for (Named<Values> named : values.get(TopologyKeys.INTERFACES).orElse(List.of())) {
            named.value().ifPresent(found -> {
                InterfaceSpec written = one(named, found);
                boolean bare =
                        written.addresses().isEmpty() && written.ipv6Addresses().isEmpty();
                if (found.has(TopologyKeys.ADDRESS) && bare) {
                    book.markBroken(node);
                }
                InterfaceSpec spec = frr.complete(node, written);
                if (kind == NodeKind.SWITCH && !bare) {
                    problems.error(
                            found.position(TopologyKeys.ADDRESS),
                            "a switch's port has no address, found "
                                    + (spec.addresses().isEmpty() ? spec.ipv6Addresses() : spec.addresses()).get(0));
                }
                book.add(node, spec, found.position(TopologyKeys.ADDRESS));
                result.add(spec);
            });
        }
        List<String> written = result.stream().map(InterfaceSpec::name).toList();
        for (Section section : frr.interfaces(node)) {
            String end = node + ":" + section.name();
            boolean known = written.contains(section.name());
            if (!known && !section.name().equals(LOOPBACK) && !linked.contains(end)) {
                // FRR waits for an interface that is not there.
                problems.warning(section.position(), "the interface " + end + " hangs on no network and on no link");
            } else if (!known) {
                InterfaceSpec spec = frr.complete(node, bare(section));
                book.add(node, spec, section.position());
                result.add(spec);
            }
        }
        return result;
    }

    /** An interface of which FRR's configuration alone speaks. */
    private InterfaceSpec bare(Section section) {
        boolean loopback = section.name().equals(LOOPBACK);
        return new InterfaceSpec(
                section.position(),
                section.name(),
                null,
                List.of(),
                List.of(),
                loopback ? LOOPBACK_MTU : mtuOctets,
                null,
                quality);
    }

    private InterfaceSpec one(Named<Values> named, Values values) {
        String name = values.get(TopologyKeys.NETWORK_NAME).orElse(null);
        NetworkSpec network = name == null ? null : networks.get(name);
        if (name != null && network == null) {
            problems.error(
                    values.position(TopologyKeys.NETWORK_NAME),
                    Names.nothing(name, List.copyOf(networks.keySet()), "network"));
        }
        boolean loopback = named.name().equals(LOOPBACK);
        if (loopback) {
            checkLoopback(values);
        }
        List<InterfaceAddress> addresses = new ArrayList<>();
        List<Ipv6InterfaceAddress> ipv6Addresses = new ArrayList<>();
        for (AddressWord word : values.get(TopologyKeys.ADDRESS).orElse(List.of())) {
            if (word.address() instanceof Ipv6Address ipv6) {
                ipv6Addresses.add(new Ipv6InterfaceAddress(ipv6, word.prefixLength()));
                continue;
            }
            boolean host = loopback && word.prefixLength() < 0;
            InterfaceAddress whole =
                    new InterfaceAddress((Ipv4Address) word.address(), host ? HOST_LENGTH : word.prefixLength());
            checked(whole, name, network, values.position(TopologyKeys.ADDRESS)).ifPresent(addresses::add);
        }
        return new InterfaceSpec(
                named.position(),
                named.name(),
                network == null ? null : network.name(),
                addresses,
                ipv6Addresses,
                loopback ? LOOPBACK_MTU : Qualities.mtu(values, network == null ? mtuOctets : network.mtuOctets()),
                values.get(TopologyKeys.MAC).orElse(null),
                Qualities.of(values, network == null ? quality : network.quality()));
    }

    private void checkLoopback(Values values) {
        for (Field<?> field : List.of(
                TopologyKeys.NETWORK_NAME,
                TopologyKeys.MTU,
                TopologyKeys.MAC,
                TopologyKeys.RATE,
                TopologyKeys.DELAY,
                TopologyKeys.QUEUE,
                TopologyKeys.LOSS)) {
            if (values.has(field)) {
                problems.error(
                        values.position(field),
                        YamlScalar.quoted(field.key())
                                + " means nothing on lo, which hangs nowhere; only address does");
            }
        }
    }

    private Optional<InterfaceAddress> checked(
            InterfaceAddress address, @Nullable String networkName, @Nullable NetworkSpec network, Position position) {
        Ipv4Prefix prefix = network == null ? null : network.prefix();
        if (network == null || prefix == null) {
            if (address.prefixLength() < 0 && (network != null || networkName == null)) {
                problems.error(
                        position,
                        "expected an address with a length such as " + address.address() + "/30 on "
                                + (network == null
                                        ? "an interface without a network"
                                        : "the network " + YamlScalar.quoted(network.name()) + ", which has no prefix")
                                + ", found " + address.address());
            }
            return address.prefixLength() < 0 ? Optional.empty() : Optional.of(address);
        }
        if (!prefix.contains(address.address())) {
            problems.error(
                    position,
                    "the address " + address.address() + " lies outside the network "
                            + YamlScalar.quoted(network.name()) + " (" + prefix + ")");
        } else if (address.prefixLength() >= 0 && address.prefixLength() != prefix.length()) {
            problems.error(
                    position,
                    "expected the length /" + prefix.length() + " of the network " + YamlScalar.quoted(network.name())
                            + ", found " + address);
        } else if (prefix.length() < MAXIMUM_HOST_PREFIX
                && (address.address().equals(prefix.address())
                        || address.address().equals(prefix.last()))) {
            problems.error(
                    position,
                    "expected a host's address, found " + address.address() + ", the first or the last of " + prefix);
        }
        return Optional.of(new InterfaceAddress(address.address(), prefix.length()));
    }
}
