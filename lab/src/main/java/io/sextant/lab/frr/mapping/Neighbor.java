package io.sextant.lab.frr.mapping;

import io.sextant.lab.frr.model.Context;
import io.sextant.lab.frr.model.Entry;
import io.sextant.lab.frr.model.Section;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import java.util.Optional;

/** A neighbour with its group: each statement is its own, or inherited. */
record Neighbor(BgpMapping.Instance instance, Section own) {

    static Optional<IpAddress> address(Section section) {
        return Ipv4Address.tryParse(section.name())
                .<IpAddress>map(found -> found)
                .or(() -> Ipv6Address.tryParse(section.name()));
    }

    Optional<String> groupName() {
        return own.find("peer-group").flatMap(entry -> entry.find("group"));
    }

    /** The neighbour's statement, else its group's. */
    Optional<Entry> find(String key) {
        return own.find(key).or(() -> findInGroup(key));
    }

    Optional<Entry> findInGroup(String key) {
        return groupName()
                .flatMap(name -> instance.bgp().child(Context.NEIGHBOR, name))
                .flatMap(group -> group.find(key));
    }

    boolean has(String key) {
        return find(key).filter(entry -> !entry.negative()).isPresent();
    }

    boolean hasRemoteAs() {
        return has("remote-as");
    }

    /** The same in an address family. */
    Optional<Entry> find(Context family, String key) {
        Optional<Section> section = instance.bgp().child(family, "");
        return section.flatMap(found -> found.child(Context.FAMILY_NEIGHBOR, own.name()))
                .flatMap(found -> found.find(key))
                .or(() -> groupName()
                        .flatMap(name -> section.flatMap(found -> found.child(Context.FAMILY_NEIGHBOR, name)))
                        .flatMap(found -> found.find(key)));
    }

    boolean has(Context family, String key) {
        return find(family, key).filter(entry -> !entry.negative()).isPresent();
    }
}
