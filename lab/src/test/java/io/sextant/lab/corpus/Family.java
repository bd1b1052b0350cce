package io.sextant.lab.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;

/** An address family as the corpus asks for it: the commands, and the names of the parts. */
public enum Family {
    IPV4("show bgp ipv4 unicast", "show ip route json", "-j route", ""),
    IPV6("show bgp ipv6 unicast", "show ipv6 route json", "-6 -j route", "6");

    private final String bgp;
    private final String routes;
    private final String kernel;
    private final String suffix;

    Family(String bgp, String routes, String kernel, String suffix) {
        this.bgp = bgp;
        this.routes = routes;
        this.kernel = kernel;
        this.suffix = suffix;
    }

    /** Whether a network has IPv6 at all: in an address, a route or a statement. */
    public static boolean isDual(JsonNode topology, Collection<String> configurations) {
        return topology.toString().contains("::") || configurations.stream().anyMatch(text -> text.contains("::"));
    }

    public String table() {
        return bgp + " json";
    }

    public String detail(String prefix) {
        return bgp + " " + prefix + " json";
    }

    public String routes() {
        return routes;
    }

    /** Arguments of {@code ip}. */
    public String kernel() {
        return kernel;
    }

    String summaryKey() {
        return this == IPV4 ? "ipv4Unicast" : "ipv6Unicast";
    }

    public String part(String name) {
        return name + suffix;
    }
}
