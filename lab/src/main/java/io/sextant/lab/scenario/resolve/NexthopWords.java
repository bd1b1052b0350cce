package io.sextant.lab.scenario.resolve;

import io.sextant.lab.scenario.topology.NextHopSpec;
import io.sextant.lab.scenario.topology.NexthopSpec;
import io.sextant.lab.yaml.Position;
import io.sextant.lab.yaml.Problems;
import io.sextant.lab.yaml.YamlScalar;
import io.sextant.protocol.address.IpAddress;
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

    private final WordReader words;

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

    private NexthopWords(WordReader words) {
        this.words = words;
    }

    /** The object, or nothing after a problem. */
    static Optional<NexthopSpec> parse(String text, Position position, Problems problems) {
        WordReader words = new WordReader("next hop", text, position, problems);
        NexthopSpec nexthop = new NexthopWords(words).nexthop();
        return words.isRefused() ? Optional.empty() : Optional.of(nexthop);
    }

    private NexthopSpec nexthop() {
        while (words.hasNext() && !words.isRefused()) {
            option(words.word("a word"));
        }
        boolean hop = gateway != null || device != null;
        int kinds = (hop ? 1 : 0) + (blackhole ? 1 : 0) + (members.isEmpty() ? 0 : 1);
        if (id == 0 || kinds != 1) {
            words.refuse("expected an id and one of via, dev, group and blackhole, as in 'id 1 via 10.1.1.2 dev eth0'");
        }
        if (resilient && buckets < members.size()) {
            words.refuse("expected 'buckets N' in a resilient group, at least one for each member");
        }
        return new NexthopSpec(
                words.position(),
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
            case "id" -> id = Math.toIntExact(words.number(1, Integer.MAX_VALUE));
            case "via" -> gateway = words.address();
            case "dev" -> device = words.word("an interface");
            case "blackhole" -> blackhole = true;
            case "onlink" -> {}
            case "group" -> members = members(words.word("next hops such as 1/2,3"));
            case "type" -> resilient = isResilient(words.word("mpath or resilient"));
            case "buckets" -> buckets = Math.toIntExact(words.number(1, MAXIMUM_BUCKETS));
            case "idle_timer" -> idleSeconds = words.number(0, MAXIMUM_SECONDS);
            case "unbalanced_timer" -> unbalancedSeconds = words.number(0, MAXIMUM_SECONDS);
            case "proto", "protocol" -> protocol = RouteWords.protocol(words.word("a protocol"), words::refuse);
            default ->
                words.refuse(
                        "expected id, via, dev, group, type, buckets, idle_timer, unbalanced_timer, proto or blackhole in a"
                                + " next hop, found " + YamlScalar.quoted(key));
        }
    }

    private boolean isResilient(String type) {
        if (!type.equals("resilient") && !type.equals("mpath")) {
            words.refuse("expected mpath or resilient behind type, found " + YamlScalar.quoted(type));
        }
        return type.equals("resilient");
    }

    private List<NexthopSpec.Member> members(String text) {
        List<NexthopSpec.Member> found = new ArrayList<>();
        for (String member : text.split("/", -1)) {
            if (!member.matches("[0-9]{1,9}(,[0-9]{1,5})?")) {
                words.refuse("expected next hops such as 1/2,3 behind group, found " + YamlScalar.quoted(text));
                return List.of();
            }
            String[] parts = member.split(",", 2);
            long weight = parts.length == 1 ? 1 : Long.parseLong(parts[1]);
            if (weight < 1 || weight > MAXIMUM_WEIGHT) {
                words.refuse("expected a weight from 1 to " + MAXIMUM_WEIGHT + ", found " + weight);
                return List.of();
            }
            found.add(new NexthopSpec.Member(Integer.parseInt(parts[0]), (int) weight));
        }
        return found;
    }
}
