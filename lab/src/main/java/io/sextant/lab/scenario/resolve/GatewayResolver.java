package io.sextant.lab.scenario.resolve;

import io.sextant.lab.scenario.language.TopologyKeys;
import io.sextant.lab.scenario.shape.Values;
import io.sextant.lab.yaml.Position;
import io.sextant.lab.yaml.Problems;
import io.sextant.lab.yaml.YamlScalar;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The next hops of a machine's default routes, at most one of each version of IP. */
final class GatewayResolver {

    private final Names names;
    private final AddressBook book;
    private final Problems problems;

    GatewayResolver(Names names, AddressBook book) {
        this.names = names;
        this.book = book;
        this.problems = names.problems();
    }

    List<IpAddress> gateways(String name, Values values) {
        List<String> texts = values.get(TopologyKeys.GATEWAY).orElse(List.of());
        Position position = values.position(TopologyKeys.GATEWAY);
        List<IpAddress> gateways = new ArrayList<>();
        for (String text : texts) {
            for (IpAddress address : meant(name, text, position)) {
                if (gateways.stream().anyMatch(each -> each.version() == address.version())) {
                    problems.error(
                            position,
                            "expected one gateway of each version of IP, found " + gateways.get(0) + " and " + address);
                } else {
                    gateways.add(address);
                }
            }
        }
        return gateways;
    }

    private List<IpAddress> meant(String name, String text, Position position) {
        Optional<IpAddress> address = IpAddress.tryParse(text);
        if (address.isPresent()) {
            check(name, address.get(), position);
            return List.of(address.get());
        }
        Optional<String> node = names.node(text, position);
        if (node.isEmpty()) {
            return List.of();
        }
        List<IpAddress> met = new ArrayList<>();
        for (IpVersion version : List.of(IpVersion.IPV4, IpVersion.IPV6)) {
            book.met(name, node.get(), version).ifPresent(met::add);
        }
        if (met.isEmpty() && book.isWhole(name) && book.isWhole(node.get())) {
            problems.error(position, "the gateway " + YamlScalar.quoted(text) + " is on none of this node's networks");
        }
        return met;
    }

    private void check(String name, IpAddress address, Position position) {
        if (!book.isOnLink(name, address) && book.isWhole(name)) {
            problems.error(position, "the gateway " + address + " is on none of this node's networks");
        } else if (book.owner(address).isEmpty()) {
            problems.warning(position, "no node has the gateway's address " + address);
        }
    }
}
