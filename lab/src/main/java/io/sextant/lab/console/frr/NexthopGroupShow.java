package io.sextant.lab.console.frr;

import io.sextant.lab.console.command.Machine;
import io.sextant.lab.console.text.UpTime;
import io.sextant.topology.routing.NexthopGroup;
import io.sextant.topology.routing.RibNextHop;
import java.util.List;
import java.util.function.Predicate;

/** {@code show nexthop-group rib} ({@code show_nexthop_group_out} of FRR 8.4, which knows no JSON for it). */
final class NexthopGroupShow {

    private static final long SECOND_NANOS = 1_000_000_000L;

    private final List<NexthopGroup> groups;
    private final long nowNanos;

    NexthopGroupShow(Machine machine) {
        this.groups = machine.zebra().orElseThrow().nexthopGroups();
        this.nowNanos = machine.nowNanos();
    }

    /** What follows {@code show nexthop-group}. */
    String run(VtyWords words) throws VtyException {
        words.take("rib");
        Predicate<NexthopGroup> which = group -> true;
        if (words.take("singleton")) {
            int lengthBits = words.take("ip") ? 32 : 128;
            words.take("ipv6");
            which = group -> group.lengthBits() == lengthBits;
        }
        // Every number here is zebra's own.
        if (words.take("kernel") || words.take("bgp") || words.take("sharp")) {
            which = group -> false;
        }
        words.take("zebra");
        if (words.take("vrf")) {
            words.next();
            return "VRF subcommand does not make any sense in l3mdev based vrf's\n";
        }
        long id = words.isAtEnd() ? 0 : words.takeNumber(0, 4_294_967_295L);
        words.end();
        return id == 0 ? all(which) : one(id);
    }

    private String all(Predicate<NexthopGroup> which) {
        Lines out = new Lines();
        groups.stream().filter(which).forEach(group -> write(out, group));
        return out.toString();
    }

    private String one(long id) {
        Lines out = new Lines();
        groups.stream().filter(group -> group.id() == id).forEach(group -> write(out, group));
        String text = out.toString();
        return text.isEmpty() ? "Nexthop Group ID: " + id + " does not exist\n" : text;
    }

    private void write(Lines out, NexthopGroup group) {
        String left = group.keepUntilNanos().isEmpty()
                ? ""
                : " Time to Deletion: "
                        + hoursMinutesSeconds((group.keepUntilNanos().getAsLong() - nowNanos) / SECOND_NANOS);
        out.line("ID: ", group.id(), " (zebra)");
        out.line("     RefCnt: ", group.uses(), left);
        out.line("     Uptime: ", UpTime.ofRoute(UpTime.secondsSince(group.sinceNanos(), nowNanos)));
        out.line("     VRF: default");
        out.lineIf(group.valid(), "     Valid", group.installed() ? ", Installed" : "");
        if (group.interfaceIndex().isPresent()) {
            out.line("     Interface Index: ", group.interfaceIndex().getAsInt());
        }
        numbers(out, "     Depends:", group.depends());
        for (RibNextHop hop : group.hops()) {
            hop(out, hop);
            hop.resolved().forEach(way -> hop(out, way));
        }
        numbers(out, "     Dependents:", group.dependents());
    }

    private static void hop(Lines out, RibNextHop hop) {
        String indent = hop.isRecursive() ? "       " : "          ";
        out.line(indent, RibWords.way(hop), " (vrf default)", RibWords.state(hop));
    }

    private static void numbers(Lines out, String title, List<Integer> ids) {
        StringBuilder line = new StringBuilder(title);
        ids.forEach(id -> line.append(" (").append(id).append(')'));
        out.lineIf(!ids.isEmpty(), line);
    }

    /** {@code thread_timer_to_hhmmss}. */
    private static String hoursMinutesSeconds(long seconds) {
        return two(seconds / 3600) + ":" + two(seconds / 60 % 60) + ":" + two(seconds % 60);
    }

    private static String two(long number) {
        return number < 10 ? "0" + number : Long.toString(number);
    }
}
