package io.sextant.lab.console.frr;

import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.session.LocalAs;
import io.sextant.protocol.bgp.speaker.UpdateGroupView;

/**
 * {@code show bgp update-groups} (FRR 8.4 {@code update_group_show_walkcb}). FRR walks a hash of the groups' settings; here
 * they stand in the order of their numbers.
 */
final class UpdateGroupsText {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Frr frr;

    UpdateGroupsText(Frr frr) {
        this.frr = frr;
    }

    /**
     * Those of a family.
     *
     * @param subgroup the number of one; all where it is no number
     */
    String text(AddressFamily family, String subgroup) {
        boolean all = !subgroup.matches("[1-9][0-9]{0,17}");
        Lines out = new Lines();
        frr.speaker().updateGroups().stream()
                .filter(group ->
                        group.family().equals(family) && (all || group.subgroupId() == Long.parseLong(subgroup)))
                .forEach(group -> text(out, group));
        return out.toString();
    }

    private void text(Lines out, UpdateGroupView group) {
        String created = frr.calendar(group.createdNanos());
        out.line("Update-group ", group.id(), ":");
        out.line("  Created: ", created);
        group.routeMap().ifPresent(map -> out.line("  Outgoing route map: ", map));
        out.line("  MRAI value (seconds): ", group.advertisementNanos() / NANOS_PER_SECOND);
        group.localAs().ifPresent(as -> out.line("  Local AS ", localAs(as)));
        out.line().line("  Update-subgroup ", group.subgroupId(), ":");
        out.line("    Created: ", created);
        out.line("    Join events: ", group.joins());
        out.line("    Prune events: ", group.prunes());
        out.line("    Merge events: ", group.merges());
        out.line("    Split events: 0");
        out.line("    Update group switch events: 0");
        out.line("    Peer refreshes combined: 0");
        out.line("    Merge checks triggered: ", group.mergeChecks());
        out.line("    Coalesce Time: ", group.coalesceNanos() / 1_000_000);
        out.line("    Version: ", group.tableVersion());
        out.line("    Packet queue length: 0");
        out.line("    Total packets enqueued: ", group.packets());
        out.line("    Packet queue high watermark: ", group.packets() == 0 ? 0 : 1);
        out.line("    Adj-out list count: ", group.adjOut());
        out.line("    Advertise list: empty");
        out.line("    Flags: ");
        out.line("    Max packet size: ", group.maximumMessageOctets());
        out.lineIf(!group.members().isEmpty(), "    Peers:");
        group.members().forEach(peer -> out.line("      - ", peer));
    }

    private static String localAs(LocalAs as) {
        return as.asn() + (as.noPrepend() ? " no-prepend" : "") + (as.replaceAs() ? " replace-as" : "");
    }
}
