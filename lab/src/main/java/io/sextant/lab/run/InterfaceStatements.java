package io.sextant.lab.run;

import io.sextant.lab.frr.FrrConfig;
import io.sextant.lab.frr.model.Entry;
import io.sextant.lab.frr.model.Section;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.topology.device.InterfaceAddress;
import io.sextant.topology.device.Ipv6InterfaceAddress;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.host.Host;
import java.util.List;
import java.util.Optional;

/**
 * What the {@code interface} blocks of a router's configuration ask of its kernel: {@code shutdown}, and the addresses that
 * come and go while it runs. Those it starts with are there already.
 */
final class InterfaceStatements {

    private static final String IPV4 = "ip address";
    private static final String IPV6 = "ipv6 address";

    private final Host host;

    InterfaceStatements(Host host) {
        this.host = host;
    }

    /** Does what is different in a new configuration. */
    void apply(FrrConfig before, FrrConfig now) {
        for (NetworkInterface device : host.interfaces()) {
            List<Section> old = blocks(before, device);
            List<Section> wanted = blocks(now, device);
            addresses(device, IPV4, old, wanted);
            addresses(device, IPV6, old, wanted);
            boolean shut = wanted.stream().anyMatch(block -> block.flag("shutdown", false));
            boolean wasShut = old.stream().anyMatch(block -> block.flag("shutdown", false));
            if (shut && device.isUp()) {
                device.setUp(false);
            } else if (wasShut && !shut && !device.isUp()) {
                device.setUp(true);
                // FRR 8.4 if_addr_wakeup: what is configured here comes back; what the kernel had of its own is gone.
                all(wanted, IPV6).forEach(address -> add(device, IPV6, address));
            }
        }
    }

    private static List<Section> blocks(FrrConfig config, NetworkInterface device) {
        return config.interfaces().stream()
                .filter(block -> block.name().equals(device.name()))
                .toList();
    }

    private static void addresses(NetworkInterface device, String key, List<Section> before, List<Section> now) {
        List<String> old = all(before, key);
        List<String> wanted = all(now, key);
        old.stream().filter(each -> !wanted.contains(each)).forEach(each -> remove(device, key, each));
        wanted.stream().filter(each -> !old.contains(each)).forEach(each -> add(device, key, each));
    }

    private static List<String> all(List<Section> blocks, String key) {
        return blocks.stream()
                .flatMap(block -> block.all(key).stream())
                .map((Entry entry) -> entry.value("address"))
                .toList();
    }

    private static void add(NetworkInterface device, String key, String text) {
        int length = length(text);
        if (key.equals(IPV4)) {
            Ipv4Address address = Ipv4Address.parse(address(text));
            Optional<InterfaceAddress> known = device.addresses().stream()
                    .filter(each -> each.address().equals(address))
                    .findFirst();
            if (known.isEmpty()) {
                device.addAddress(new InterfaceAddress(address, length));
            }
        } else if (device.isUp()) {
            device.addAddress(new Ipv6InterfaceAddress(Ipv6Address.parse(address(text)), length));
        }
    }

    private static void remove(NetworkInterface device, String key, String text) {
        if (key.equals(IPV4)) {
            device.removeAddress(Ipv4Address.parse(address(text)));
        } else {
            device.removeAddress(Ipv6Address.parse(address(text)));
        }
    }

    private static String address(String text) {
        return text.substring(0, text.indexOf('/'));
    }

    private static int length(String text) {
        return Integer.parseInt(text.substring(text.indexOf('/') + 1));
    }
}
