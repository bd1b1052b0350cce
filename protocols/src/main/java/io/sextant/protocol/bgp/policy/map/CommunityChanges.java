package io.sextant.protocol.bgp.policy.map;

import static io.sextant.protocol.bgp.policy.map.Change.with;

import io.sextant.protocol.bgp.message.Community;
import io.sextant.protocol.bgp.message.ExtendedCommunity;
import io.sextant.protocol.bgp.message.LargeCommunity;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.policy.PathFacts;
import io.sextant.protocol.bgp.policy.PolicyRoute;
import io.sextant.protocol.bgp.policy.RouteMark;
import io.sextant.protocol.bgp.policy.list.CommunityKind;
import io.sextant.protocol.bgp.policy.list.ExtendedCommunities;
import io.sextant.protocol.bgp.policy.list.ListKind;
import io.sextant.protocol.bgp.policy.list.ListRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code set community}, {@code set large-community}, {@code set extcommunity} and the deletions. */
public final class CommunityChanges {

    private CommunityChanges() {}

    /** A statement of this file. */
    public sealed interface Rule extends Change
            permits Standard, StandardDelete, Large, LargeDelete, Extended, ExtendedNone, LinkBandwidth {}

    private static PathAttributes attributes(Evaluation asked) {
        return asked.route().attributes();
    }

    private static <C> List<C> union(List<C> first, List<C> second) {
        List<C> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private static String text(String values, boolean additive) {
        if (values.isEmpty()) {
            return "none";
        }
        return additive ? values + " additive" : values;
    }

    /** {@code set community … [additive]}; no values for {@code none}. */
    public record Standard(List<Community> values, boolean additive) implements Rule {

        public Standard {
            values = values.stream().distinct().sorted().toList();
        }

        @Override
        public String kind() {
            return "community";
        }

        @Override
        public String argument() {
            return text(CommunityKind.STANDARD.text(values), additive);
        }

        @Override
        public PolicyRoute apply(Evaluation asked) {
            List<Community> all = additive ? union(attributes(asked).communities(), values) : values;
            return with(asked, attributes(asked).toBuilder().communities(all));
        }
    }

    /** {@code set comm-list NAME delete}; nothing where the list is not defined. */
    public record StandardDelete(String name) implements Rule {
        @Override
        public String kind() {
            return "comm-list";
        }

        @Override
        public String argument() {
            return name + " delete";
        }

        @Override
        public Optional<ListRef> list() {
            return Optional.of(new ListRef(ListKind.COMMUNITY_LIST, name));
        }

        @Override
        public PolicyRoute apply(Evaluation asked) {
            List<Community> old = attributes(asked).communities();
            List<Community> left = asked.lists()
                    .communityList(name)
                    .map(list -> list.delete(old))
                    .orElse(old);
            return left.size() == old.size()
                    ? asked.route()
                    : with(asked, attributes(asked).toBuilder().communities(left));
        }
    }

    /** {@code set large-community … [additive]}; no values for {@code none}. */
    public record Large(List<LargeCommunity> values, boolean additive) implements Rule {

        public Large {
            values = values.stream().distinct().sorted().toList();
        }

        @Override
        public String kind() {
            return "large-community";
        }

        @Override
        public String argument() {
            return text(CommunityKind.LARGE.text(values), additive);
        }

        @Override
        public PolicyRoute apply(Evaluation asked) {
            List<LargeCommunity> all = additive ? union(attributes(asked).largeCommunities(), values) : values;
            return with(asked, attributes(asked).toBuilder().largeCommunities(all));
        }
    }

    /** {@code set large-comm-list NAME delete}; nothing where the list is not defined. */
    public record LargeDelete(String name) implements Rule {
        @Override
        public String kind() {
            return "large-comm-list";
        }

        @Override
        public String argument() {
            return name + " delete";
        }

        @Override
        public Optional<ListRef> list() {
            return Optional.of(new ListRef(ListKind.LARGE_COMMUNITY_LIST, name));
        }

        @Override
        public PolicyRoute apply(Evaluation asked) {
            List<LargeCommunity> old = attributes(asked).largeCommunities();
            List<LargeCommunity> left =
                    asked.lists().largeList(name).map(list -> list.delete(old)).orElse(old);
            return left.size() == old.size()
                    ? asked.route()
                    : with(asked, attributes(asked).toBuilder().largeCommunities(left));
        }
    }

    /**
     * {@code set extcommunity rt …}, {@code set extcommunity soo …}: added to what is there.
     *
     * @param siteOfOrigin otherwise route targets
     */
    public record Extended(boolean siteOfOrigin, List<ExtendedCommunity> values) implements Rule {

        public Extended {
            values = List.copyOf(values);
        }

        @Override
        public String kind() {
            return siteOfOrigin ? "extcommunity soo" : "extcommunity rt";
        }

        @Override
        public String argument() {
            return CommunityKind.EXTENDED.text(values).replace("RT:", "").replace("SoO:", "");
        }

        @Override
        public PolicyRoute apply(Evaluation asked) {
            List<ExtendedCommunity> all = union(attributes(asked).extendedCommunities(), values);
            return with(asked, attributes(asked).toBuilder().extendedCommunities(all));
        }
    }

    /** {@code set extcommunity none}. */
    public record ExtendedNone() implements Rule {
        @Override
        public String kind() {
            return "extcommunity";
        }

        @Override
        public String argument() {
            return "none";
        }

        @Override
        public PolicyRoute apply(Evaluation asked) {
            return with(asked, attributes(asked).toBuilder().extendedCommunities(List.of()));
        }
    }

    /**
     * {@code set extcommunity bandwidth …}.
     *
     * @param megabits for {@code VALUE}: 1..25600
     */
    public record LinkBandwidth(Measure measure, long megabits, boolean nonTransitive) implements Rule {

        private static final long MEGABIT_OCTETS = 125_000;
        private static final long MOST = 0xFFFF_FFFFL;
        /** FRR 8.4 {@code BGP_LINK_BW_REF_BW}, in megabits. */
        private static final long REFERENCE_MEGABITS = 1;

        /** Where the number comes from. */
        public enum Measure {
            VALUE,
            /** The sum of the multipaths' own. */
            CUMULATIVE,
            /** As many megabits as there are multipaths. */
            NUM_MULTIPATHS
        }

        @Override
        public String kind() {
            return "extcommunity bandwidth";
        }

        @Override
        public String argument() {
            String what =
                    switch (measure) {
                        case VALUE -> Long.toString(megabits);
                        case CUMULATIVE -> "cumulative";
                        case NUM_MULTIPATHS -> "num-multipaths";
                    };
            return nonTransitive ? what + " non-transitive" : what;
        }

        @Override
        public PolicyRoute apply(Evaluation asked) {
            PathFacts facts = asked.route().facts();
            long octets =
                    switch (measure) {
                        case VALUE -> megabits * MEGABIT_OCTETS;
                        case CUMULATIVE -> facts.cumulativeBandwidthOctets();
                        case NUM_MULTIPATHS -> REFERENCE_MEGABITS * MEGABIT_OCTETS * facts.multipaths();
                    };
            // FRR 8.4 route_set_ecommunity_lb: the last two are for the best path, and no sum is no community.
            boolean computed = measure != Measure.VALUE;
            if (computed && (!facts.selected() || octets == 0)) {
                return asked.route();
            }
            ExtendedCommunity made = ExtendedCommunities.linkBandwidth(
                    asked.context().instanceAs(),
                    octets & MOST,
                    nonTransitive,
                    asked.context().integerBandwidth());
            // FRR 8.4 ecommunity_add_val with overwrite: one of the same type gives way.
            List<ExtendedCommunity> others = attributes(asked).extendedCommunities().stream()
                    .filter(old -> old.type() != made.type() || old.subtype() != made.subtype())
                    .toList();
            return with(asked, attributes(asked).toBuilder().extendedCommunities(union(others, List.of(made))))
                    .withMark(RouteMark.LINK_BANDWIDTH_SET);
        }
    }
}
