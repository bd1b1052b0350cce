package io.sextant.topology.routing;

import io.sextant.protocol.address.IpPrefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A prefix with all routes to it ({@code rib_dest_t}). */
final class RibNode {

    final IpPrefix prefix;

    /** The newest first, the order of {@code show ip route} and of the choice among equals. */
    final List<RibEntry> entries = new ArrayList<>(1);

    /** What stands in the kernel, or is on its way there ({@code selected_fib}). */
    @Nullable
    RibEntry fib;

    RibNode(IpPrefix prefix) {
        this.prefix = prefix;
    }

    Optional<RibEntry> selected() {
        return entries.stream().filter(entry -> entry.selected).findFirst();
    }

    /** The queue zebra puts it into: that of its most urgent source ({@code rib_meta_queue_add}). */
    RouteOrigin queue() {
        RouteOrigin first = RouteOrigin.BGP;
        for (RibEntry entry : entries) {
            if (entry.origin().compareTo(first) < 0) {
                first = entry.origin();
            }
        }
        return first;
    }
}
