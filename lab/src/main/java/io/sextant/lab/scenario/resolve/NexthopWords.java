package io.sextant.lab.scenario.resolve;

import io.sextant.lab.scenario.topology.NextHopSpec;
import io.sextant.lab.scenario.topology.NexthopSpec;
import io.sextant.lab.yaml.Position;
import io.sextant.lab.yaml.Problems;
import io.sextant.lab.yaml.YamlScalar;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads next-hop objects in the words of {@code ip nexthop add} (iproute2 6.1). */
final class NexthopWords {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long DEFAULT_IDLE_SECONDS = 120;

    /** iproute2 multiplies by 100 for the 32 bits of the netlink attribute. */
    private static final long MAXIMUM_SECONDS = 42_949_672;

    private static final long MAXIMUM_WEIGHT = 65_535;
    private static final long MAXIMUM_BUCKETS = 65_535;

    private final Problems problems;
    private final Position position;
    private final List<String> words;
    private int next;
    private boolean refused;

    private int id;
    private @Nullable IpAddress gateway;
    private @Nullable String device;
    private @Nullable String protocol;
    private boolean blackhole;
    private boolean resilient;
    private int buckets;
    private long idleSeconds = DEFAULT_IDLE_SECONDS;
    private long unbalancedSeconds;
    private List<NexthopSpec.Member> members = List.of();

    private NexthopWords(String text, Position position, Problems problems) {
        this.words = List.of(text.strip().split("\\s+", -1));
        this.position = position;
        this.problems = problems;
    }

    /** The object, or nothing after a problem. */
    static Optional<NexthopSpec> parse(String text, Position position, Problems problems) {
        NexthopWords words = new NexthopWords(text, position, problems);
        NexthopSpec nexthop = words.nexthop();
        return words.refused ? Optional.empty() : Optional.of(nexthop);
    }

    private NexthopSpec nexthop() {
        while (next < words.size() && !refused) {
            option(words.get(next++));
        }
        boolean hop = gateway != null || device != null;
        int kinds = (hop ? 1 : 0) + (blackhole ? 1 : 0) + (members.isEmpty() ? 0 : 1);
        if (id == 0 || kinds != 1) {
            refuse("expected an id and one of via, dev, group and blackhole, as in 'id 1 via 10.1.1.2 dev eth0'");
        }
        if (resilient && buckets < members.size()) {
            refuse("expected 'buckets N' in a resilient group, at least one for each member");
        }
        return new NexthopSpec(
                position,
                id,
                hop ? new NextHopSpec(gateway, device, 1) : null,
                members,
                resilient
                        ? new NexthopSpec.Resilience(
                                buckets, idleSeconds * NANOS_PER_SECOND, unbalancedSeconds * NANOS_PER_SECOND)
                        : null,
                protocol);
    }

    private void option(String key) {
        switch (key) {
            case "id" -> id = Math.toIntExact(number(1, Integer.MAX_VALUE));
            case "via" -> gateway = address();
            case "dev" -> device = word("an interface");
            case "blackhole" -> blackhole = true;
            case "onlink" -> {}
            case "group" -> members = members(word("next hops such as 1/2,3"));
            case "type" -> resilient = isResilient(word("mpath or resilient"));
            case "buckets" -> buckets = Math.toIntExact(number(1, MAXIMUM_BUCKETS));
            case "idle_timer" -> idleSeconds = number(0, MAXIMUM_SECONDS);
            case "unbalanced_timer" -> unbalancedSeconds = number(0, MAXIMUM_SECONDS);
            case "proto", "protocol" -> protocol = RouteWords.protocol(word("a protocol"), this::refuse);
            default ->
                refuse(
                        "expected id, via, dev, group, type, buckets, idle_timer, unbalanced_timer, proto or blackhole in a"
                                + " next hop, found " + YamlScalar.quoted(key));
        }
    }

    private boolean isResilient(String type) {
        if (!type.equals("resilient") && !type.equals("mpath")) {
            refuse("expected mpath or resilient behind type, found " + YamlScalar.quoted(type));
        }
        return type.equals("resilient");
    }

    private List<NexthopSpec.Member> members(String text) {
        List<NexthopSpec.Member> found = new ArrayList<>();
        for (String member : text.split("/", -1)) {
            if (!member.matches("[0-9]{1,9}(,[0-9]{1,5})?")) {
                refuse("expected next hops such as 1/2,3 behind group, found " + YamlScalar.quoted(text));
                return List.of();
            }
            String[] parts = member.split(",", 2);
            long weight = parts.length == 1 ? 1 : Long.parseLong(parts[1]);
            if (weight < 1 || weight > MAXIMUM_WEIGHT) {
                refuse("expected a weight from 1 to " + MAXIMUM_WEIGHT + ", found " + weight);
                return List.of();
            }
            found.add(new NexthopSpec.Member(Integer.parseInt(parts[0]), (int) weight));
        }
        return found;
    }

    private String word(String expected) {
        if (next >= words.size()) {
            refuse("the next hop ends where " + expected + " was expected");
            return "";
        }
        return words.get(next++);
    }

    private IpAddress address() {
        String text = word("an address");
        return IpAddress.tryParse(text).orElseGet(() -> {
            refuse("expected an IP address in a next hop, found " + YamlScalar.quoted(text));
            return Ipv4Address.ANY;
        });
    }

    private long number(long min, long max) {
        String text = word("a number");
        if (!text.matches("[0-9]{1,10}") || Long.parseLong(text) < min || Long.parseLong(text) > max) {
            refuse("expected a number from " + min + " to " + max + " in a next hop, found " + YamlScalar.quoted(text));
            return min;
        }
        return Long.parseLong(text);
    }

    private void refuse(String message) {
        if (!refused) {
            problems.error(position, message);
        }
        refused = true;
    }
}
