package io.sextant.lab.console.iproute;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.sextant.topology.ecmp.ResilientGroup;
import io.sextant.topology.forwarding.NexthopObjects;
import io.sextant.topology.host.Host;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code ip nexthop bucket}: which member has which bucket of a resilient group, and how long nobody has used it. */
final class NexthopBuckets {

    private record Bucket(int id, int index, BigDecimal idle, int nexthop) {
        private String text() {
            return "id " + id + " index " + index + " idle_time " + idle.toPlainString() + " nhid " + nexthop + " \n";
        }
    }

    private final Host host;
    private final IpOptions options;

    NexthopBuckets(Host host, IpOptions options) {
        this.host = host;
        this.options = options;
    }

    String run(List<String> words) throws IpException {
        if (words.isEmpty() || IpCommand.isShow(words.get(0))) {
            return print(list(words.isEmpty() ? words : words.subList(1, words.size())));
        }
        if (words.get(0).equals("get")) {
            return print(get(words.subList(1, words.size())));
        }
        throw IpNexthops.unknown(words.get(0));
    }

    private String print(List<Bucket> buckets) {
        if (!options.json()) {
            StringBuilder out = new StringBuilder();
            buckets.forEach(bucket -> out.append(bucket.text()));
            return out.toString();
        }
        ArrayNode array = IpCommand.array();
        for (Bucket bucket : buckets) {
            var one = array.addObject().put("id", bucket.id());
            one.putObject("bucket")
                    .put("index", bucket.index())
                    .put("idle_time", bucket.idle())
                    .put("nhid", bucket.nexthop());
            one.putArray("flags");
        }
        return IpJson.print(array, options.pretty());
    }

    private List<Bucket> list(List<String> words) throws IpException {
        List<Bucket> chosen = new ArrayList<>();
        for (NexthopObjects.Nexthop object : host.nexthops().all()) {
            host.nexthops().table(object.id()).ifPresent(table -> addAll(chosen, object.id(), table));
        }
        for (int at = 0; at < words.size(); at += 2) {
            String value = IpCommand.argument(words, at);
            switch (words.get(at)) {
                case "id" -> {
                    int id = IpNexthops.number(value, "id value");
                    table(id, "\nDump terminated");
                    chosen.removeIf(bucket -> bucket.id() != id);
                }
                case "nhid" -> {
                    int id = IpNexthops.number(value, "id value");
                    chosen.removeIf(bucket -> bucket.nexthop() != id);
                }
                case "dev" -> {
                    IpNexthops.require(host, value);
                    chosen.removeIf(bucket -> host.nexthops().hops(bucket.nexthop()).stream()
                            .noneMatch(hop -> hop.device().name().equals(value)));
                }
                default ->
                    throw new IpException(
                            "ip nexthop bucket list [ id ID ] [ nhid ID ] [ dev DEV ] is supported here.",
                            IpException.STATUS_UNKNOWN_COMMAND);
            }
        }
        return chosen;
    }

    private List<Bucket> get(List<String> words) throws IpException {
        if (words.size() != 4 || !words.get(0).equals("id") || !words.get(2).equals("index")) {
            throw new IpException("Usage: ip nexthop bucket get id ID index INDEX", IpException.STATUS_UNKNOWN_COMMAND);
        }
        int id = IpNexthops.number(words.get(1), "id value");
        int index = IpNexthops.number(words.get(3), "bucket index value");
        List<Bucket> all = new ArrayList<>();
        addAll(all, id, table(id, ""));
        if (index >= all.size()) {
            throw new IpException("Error: Bucket index out of bounds.", IpException.STATUS_KERNEL);
        }
        return List.of(all.get(index));
    }

    private ResilientGroup table(int id, String more) throws IpException {
        Optional<ResilientGroup> table = host.nexthops().table(id);
        if (table.isPresent()) {
            return table.get();
        }
        Optional<NexthopObjects.Nexthop> object = host.nexthops().find(id);
        if (object.isEmpty()) {
            // A dump that finds nothing to begin with ends without the kernel's reason.
            throw new IpException(
                    more.isEmpty() ? "RTNETLINK answers: No such file or directory" : more.strip(),
                    IpException.STATUS_KERNEL);
        }
        boolean group = object.get() instanceof NexthopObjects.Group;
        throw new IpException(
                (group ? "Error: Nexthop group not of type resilient." : "Error: Not a nexthop group.") + more,
                IpException.STATUS_KERNEL);
    }

    private void addAll(List<Bucket> to, int id, ResilientGroup table) {
        long now = host.network().nowNanos();
        for (int index = 0; index < table.buckets(); index++) {
            BigDecimal idle = ShownNexthop.seconds(table.idleNanos(now, index));
            to.add(new Bucket(id, index, idle, table.owner(index).id()));
        }
    }
}
