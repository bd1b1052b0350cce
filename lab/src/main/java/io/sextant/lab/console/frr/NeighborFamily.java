package io.sextant.lab.console.frr;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.protocol.bgp.config.FamilyOption;
import io.sextant.protocol.bgp.config.MaximumPrefix;
import io.sextant.protocol.bgp.config.PeerFamily;
import io.sextant.protocol.bgp.config.PolicyPlace;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.speaker.PeerFamilyView;
import java.util.List;
import java.util.Optional;

/** One address family of a neighbour as text ({@code bgp_show_peer_afi} of FRR 8.4). */
final class NeighborFamily {

    /** A policy's line as text, and its key as JSON. */
    record Place(PolicyPlace place, String words, String key) {}

    static final List<Place> LISTS = List.of(
            new Place(
                    PolicyPlace.PREFIX_LIST_IN,
                    "Incoming update prefix filter list is ",
                    "incomingUpdatePrefixFilterList"),
            new Place(
                    PolicyPlace.PREFIX_LIST_OUT,
                    "Outgoing update prefix filter list is ",
                    "outgoingUpdatePrefixFilterList"),
            new Place(
                    PolicyPlace.DISTRIBUTE_LIST_IN,
                    "Incoming update network filter list is ",
                    "incomingUpdateNetworkFilterList"),
            new Place(
                    PolicyPlace.DISTRIBUTE_LIST_OUT,
                    "Outgoing update network filter list is ",
                    "outgoingUpdateNetworkFilterList"),
            new Place(
                    PolicyPlace.FILTER_LIST_IN,
                    "Incoming update AS path filter list is ",
                    "incomingUpdateAsPathFilterList"),
            new Place(
                    PolicyPlace.FILTER_LIST_OUT,
                    "Outgoing update AS path filter list is ",
                    "outgoingUpdateAsPathFilterList"),
            new Place(
                    PolicyPlace.ROUTE_MAP_IN,
                    "Route map for incoming advertisements is ",
                    "routeMapForIncomingAdvertisements"),
            new Place(
                    PolicyPlace.ROUTE_MAP_OUT,
                    "Route map for outgoing advertisements is ",
                    "routeMapForOutgoingAdvertisements"));

    private static final String MISSING = " updates discarded due to missing policy";

    private final Neighbor neighbor;
    private final AddressFamily family;
    private final PeerFamily settings;
    private final PeerFamilyView view;

    NeighborFamily(Neighbor neighbor, AddressFamily family, PeerFamily settings) {
        this.neighbor = neighbor;
        this.family = family;
        this.settings = settings;
        this.view = neighbor.family(family);
    }

    void text(Lines out) {
        String group = neighbor.config().groupName();
        out.line(" For address family: ", Frr.familyName(family));
        out.lineIf(!group.isEmpty(), "  ", group, " peer-group member");
        if (view.updateGroup() == 0) {
            out.line("  Not part of any update group");
        } else {
            out.line("  Update group ", view.updateGroup(), ", subgroup ", view.subgroup());
            out.line("  Packet Queue length 0");
        }
        flags(out);
        communities(out);
        defaultRoute(out);
        policies(out);
        out.line("  ", view.acceptedPrefixes(), " accepted prefixes");
        limits(out);
        out.line();
    }

    private void flags(Lines out) {
        out.lineIf(has(FamilyOption.ROUTE_REFLECTOR_CLIENT), "  Route-Reflector Client");
        out.lineIf(has(FamilyOption.ROUTE_SERVER_CLIENT), "  Route-Server Client");
        out.lineIf(has(FamilyOption.SOFT_RECONFIGURATION), "  Inbound soft reconfiguration allowed");
        out.lineIf(
                has(FamilyOption.REMOVE_PRIVATE_AS),
                "  Private AS numbers ",
                has(FamilyOption.REMOVE_PRIVATE_AS_ALL) ? "(all) " : "",
                has(FamilyOption.REMOVE_PRIVATE_AS_REPLACE) ? "replaced" : "removed",
                " in updates to this neighbor");
        out.lineIf(has(FamilyOption.ADD_PATH_TX_ALL), "  Advertise all paths via addpath");
        out.lineIf(has(FamilyOption.ADD_PATH_TX_BEST_PER_AS), "  Advertise bestpath per AS via addpath");
        out.lineIf(has(FamilyOption.AS_OVERRIDE), "  Override ASNs in outbound updates if aspath equals remote-as");
        out.lineIf(isAlwaysNextHop(), "  NEXT_HOP is always this router");
        unchanged(out, FamilyOption.AS_PATH_UNCHANGED, "AS_PATH");
        unchanged(out, FamilyOption.NEXT_HOP_UNCHANGED, "NEXT_HOP");
        unchanged(out, FamilyOption.MED_UNCHANGED, "MED");
    }

    private void unchanged(Lines out, FamilyOption option, String attribute) {
        out.lineIf(has(option), "  ", attribute, " is propagated unchanged to this neighbor");
    }

    private void communities(Lines out) {
        boolean standard = has(FamilyOption.SEND_COMMUNITY);
        boolean extended = has(FamilyOption.SEND_EXTENDED_COMMUNITY);
        boolean large = has(FamilyOption.SEND_LARGE_COMMUNITY);
        String kinds = standard && extended && large
                ? "all"
                : large ? "large" : extended ? "extended" : standard ? "standard" : "";
        out.lineIf(!kinds.isEmpty(), "  Community attribute sent to this neighbor(", kinds, ")");
    }

    private void defaultRoute(Lines out) {
        if (has(FamilyOption.DEFAULT_ORIGINATE)) {
            String map = starred(PolicyPlace.DEFAULT_ORIGINATE_MAP)
                    .map(name -> " default route-map " + name + ",")
                    .orElse("");
            String sent = view.defaultSent() ? " default sent" : " default not sent";
            out.line("  Default information originate,", map, sent);
        }
    }

    private void policies(Lines out) {
        out.lineIf(hasInbound(), "  Inbound path policy configured");
        out.lineIf(hasOutbound(), "  Outbound path policy configured");
        for (Place each : LISTS) {
            starred(each.place()).ifPresent(name -> out.line("  ", each.words(), name));
        }
        out.lineIf(Frr.lacksInbound(neighbor, settings), "  Inbound", MISSING);
        out.lineIf(Frr.lacksOutbound(neighbor, settings), "  Outbound", MISSING);
        starred(PolicyPlace.UNSUPPRESS_MAP)
                .ifPresent(name -> out.line("  Route map for selective unsuppress is ", name));
    }

    private void limits(Lines out) {
        out.lineIf(settings.maximumPrefixOut() > 0, "  Maximum allowed prefixes sent ", settings.maximumPrefixOut());
        MaximumPrefix maximum = settings.maximumPrefix();
        if (maximum != null) {
            String warning = maximum.warningOnly() ? " (warning-only)" : "";
            int minutes = maximum.restartMinutes();
            out.line("  Maximum prefixes allowed ", maximum.limit(), warning);
            out.line(
                    "  Threshold for warning message ",
                    maximum.thresholdPercent(),
                    "%",
                    minutes > 0 ? ", restart interval " + minutes + " min" : "");
        }
    }

    /** The same as JSON, keys in FRR's order. */
    void json(ObjectNode out) {
        if (!neighbor.config().groupName().isEmpty()) {
            out.put("peerGroupMember", neighbor.config().groupName());
        }
        if (view.updateGroup() != 0) {
            out.put("updateGroupId", view.updateGroup()).put("subGroupId", view.subgroup());
            out.put("packetQueueLength", 0);
        }
        jsonFlags(out);
        jsonPolicies(out);
        out.put("acceptedPrefixCounter", view.acceptedPrefixes());
        if (view.updateGroup() != 0) {
            out.put("sentPrefixCounter", view.sentPrefixes());
        }
        if (settings.maximumPrefixOut() > 0) {
            out.put("prefixOutAllowedMax", settings.maximumPrefixOut());
        }
        MaximumPrefix maximum = settings.maximumPrefix();
        if (maximum != null) {
            out.put("prefixAllowedMax", maximum.limit());
            put(out, maximum.warningOnly(), "prefixAllowedMaxWarning");
            out.put("prefixAllowedWarningThresh", maximum.thresholdPercent());
            if (maximum.restartMinutes() > 0) {
                out.put("prefixAllowedRestartIntervalMsecs", maximum.restartMinutes() * 60_000L);
            }
        }
    }

    private void jsonFlags(ObjectNode out) {
        put(out, has(FamilyOption.ROUTE_REFLECTOR_CLIENT), "routeReflectorClient");
        put(out, has(FamilyOption.ROUTE_SERVER_CLIENT), "routeServerClient");
        put(out, has(FamilyOption.SOFT_RECONFIGURATION), "inboundSoftConfigPermit");
        String which = has(FamilyOption.REMOVE_PRIVATE_AS_ALL) ? "All" : "";
        String how = has(FamilyOption.REMOVE_PRIVATE_AS_REPLACE) ? "Replaced" : "Removed";
        put(out, has(FamilyOption.REMOVE_PRIVATE_AS), "privateAsNums" + which + how + "InUpdatesToNbr");
        put(out, has(FamilyOption.ADD_PATH_TX_ALL), "addpathTxAllPaths");
        put(out, has(FamilyOption.ADD_PATH_TX_BEST_PER_AS), "addpathTxBestpathPerAS");
        if (has(FamilyOption.AS_OVERRIDE)) {
            out.put("overrideASNsInOutboundUpdates", "ifAspathEqualRemoteAs");
        }
        put(out, isAlwaysNextHop(), "routerAlwaysNextHop");
        put(out, has(FamilyOption.AS_PATH_UNCHANGED), "unchangedAsPathPropogatedToNbr");
        put(out, has(FamilyOption.NEXT_HOP_UNCHANGED), "unchangedNextHopPropogatedToNbr");
        put(out, has(FamilyOption.MED_UNCHANGED), "unchangedMedPropogatedToNbr");
        boolean standard = has(FamilyOption.SEND_COMMUNITY);
        boolean extended = has(FamilyOption.SEND_EXTENDED_COMMUNITY);
        if (standard || extended) {
            out.put(
                    "commAttriSentToNbr",
                    standard && extended ? "extendedAndStandard" : extended ? "extended" : "standard");
        }
        if (has(FamilyOption.DEFAULT_ORIGINATE)) {
            settings.policy(PolicyPlace.DEFAULT_ORIGINATE_MAP).ifPresent(map -> out.put("defaultRouteMap", map.name()));
            out.put(view.defaultSent() ? "defaultSent" : "defaultNotSent", true);
        }
    }

    private void jsonPolicies(ObjectNode out) {
        put(out, hasInbound(), "inboundPathPolicyConfig");
        put(out, hasOutbound(), "outboundPathPolicyConfig");
        for (Place each : LISTS) {
            settings.policy(each.place()).ifPresent(policy -> out.put(each.key(), policy.name()));
        }
        if (Frr.lacksInbound(neighbor, settings)) {
            out.put("inboundEbgpRequiresPolicy", "Inbound" + MISSING);
        }
        if (Frr.lacksOutbound(neighbor, settings)) {
            out.put("outboundEbgpRequiresPolicy", "Outbound" + MISSING);
        }
        settings.policy(PolicyPlace.UNSUPPRESS_MAP)
                .ifPresent(map -> out.put("selectiveUnsuppressRouteMap", map.name()));
    }

    private static void put(ObjectNode out, boolean holds, String key) {
        if (holds) {
            out.put(key, true);
        }
    }

    private boolean has(FamilyOption option) {
        return settings.has(option);
    }

    private boolean isAlwaysNextHop() {
        return has(FamilyOption.NEXT_HOP_SELF) || has(FamilyOption.FORCE_NEXT_HOP_SELF);
    }

    private boolean hasInbound() {
        return Frr.INBOUND.stream().anyMatch(place -> settings.policy(place).isPresent());
    }

    private boolean hasOutbound() {
        return settings.policy(PolicyPlace.UNSUPPRESS_MAP).isPresent()
                || Frr.OUTBOUND.stream()
                        .anyMatch(place -> settings.policy(place).isPresent());
    }

    /** A policy's name, behind a star where the name stands for something. */
    private Optional<String> starred(PolicyPlace place) {
        return settings.policy(place).map(policy -> (policy.defined() ? "*" : "") + policy.name());
    }
}
