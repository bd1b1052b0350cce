package io.sextant.lab.frr;

import io.sextant.lab.frr.model.Context;
import io.sextant.lab.frr.model.Entry;
import io.sextant.lab.frr.model.Section;
import io.sextant.lab.frr.running.ConfigPart;
import io.sextant.lab.frr.running.RunningConfigWriter;
import java.util.List;
import java.util.Optional;

/** What an FRR router is configured to do. Immutable. */
public record FrrConfig(Section root) {

    /** FRR's sets of defaults. */
    public enum Profile {
        TRADITIONAL,
        DATACENTER
    }

    /** {@code frr defaults}; traditional unless said otherwise. */
    public Profile profile() {
        boolean datacenter = root.find("frr defaults")
                .filter(entry -> entry.value("profile").equals("datacenter"))
                .isPresent();
        return datacenter ? Profile.DATACENTER : Profile.TRADITIONAL;
    }

    public Optional<String> hostname() {
        return root.find("hostname").map(entry -> entry.value("name"));
    }

    /** {@code router bgp}. */
    public Optional<Section> bgp() {
        return root.child(Context.ROUTER_BGP, "");
    }

    public List<Section> interfaces() {
        return root.children(Context.INTERFACE);
    }

    /** {@code ip route} and {@code ipv6 route}, in the order in which they were given. */
    public List<Entry> staticRoutes() {
        return root.entries().values().stream()
                .filter(entry -> entry.setting().key().startsWith("ip route")
                        || entry.setting().key().startsWith("ipv6 route"))
                .toList();
    }

    /**
     * What {@code show running-config} prints, its head line included.
     *
     * @param hostName where the configuration names none
     */
    public String runningConfig(String hostName) {
        return "Building configuration...\n\nCurrent configuration:\n!\n" + runningConfig(hostName, ConfigPart.ALL);
    }

    /** The same of one daemon, without the head line. */
    public String runningConfig(String hostName, ConfigPart part) {
        return RunningConfigWriter.write(root, hostName, part);
    }
}
