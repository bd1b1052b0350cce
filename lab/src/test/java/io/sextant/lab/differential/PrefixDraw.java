package io.sextant.lab.differential;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The prefixes that networks are about: one of each router's own, and some that several announce. */
final class PrefixDraw {

    private final Draw draw;

    PrefixDraw(Draw draw) {
        this.draw = draw;
    }

    /** What a router announces. */
    Set<String> announced(int routerNumber) {
        Set<String> found = new LinkedHashSet<>();
        found.add("10." + (99 + routerNumber) + ".0.0/16");
        for (int more = draw.between(0, 3); more > 0; more--) {
            found.add(shared());
        }
        return found;
    }

    /** The same of IPv6. */
    Set<String> announced6(int routerNumber) {
        Set<String> found = new LinkedHashSet<>();
        found.add("2001:db8:" + (99 + routerNumber) + "::/48");
        for (int more = draw.between(0, 2); more > 0; more--) {
            found.add(shared6());
        }
        return found;
    }

    String shared6() {
        return draw.of("2001:db8:50:" + draw.between(0, 3) + "::/64", "2001:db8:60::" + draw.between(1, 3) + "/128");
    }

    String pattern6() {
        return draw.of(shared6(), "2001:db8:50::/48 ge 64 le 64", "2001:db8::/32 le 48", "::/0", "any");
    }

    List<String> aggregates6() {
        return List.of("2001:db8:50::/48", "2001:db8:60::/64");
    }

    /** A prefix that others may announce as well. */
    String shared() {
        return draw.of(
                "172.16.10." + draw.between(0, 3) + "/32",
                "10.50." + draw.between(0, 3) + ".0/24",
                "10.60." + draw.between(1, 4) + ".0/24",
                "203.0.113.0/24");
    }

    /** What a prefix list's entry says behind permit or deny. */
    String pattern() {
        return draw.of(
                shared(),
                "10.50.0.0/16 ge 24 le 24",
                "172.16.10.0/24 le 32",
                "10.0.0.0/8 ge 9 le 16",
                "0.0.0.0/0",
                "10.50.0.0/16 le 24",
                "any");
    }

    List<String> aggregates() {
        return List.of("10.50.0.0/16", "10.60.0.0/21", "172.16.10.0/24");
    }
}
