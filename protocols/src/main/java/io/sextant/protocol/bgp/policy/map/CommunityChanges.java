package io.sextant.protocol.bgp.policy.map;

import static io.sextant.protocol.bgp.policy.map.Change.with;

import io.sextant.protocol.bgp.message.Community;
import io.sextant.protocol.bgp.message.ExtendedCommunity;
import io.sextant.protocol.bgp.message.LargeCommunity;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.message.RouteMark;
import io.sextant.protocol.bgp.policy.PathFacts;
import io.sextant.protocol.bgp.policy.PolicyRoute;
import io.sextant.protocol.bgp.policy.list.CommunityKind;
import io.sextant.protocol.bgp.policy.list.CommunityList;
import io.sextant.protocol.bgp.policy.list.ExtendedCommunities;
import io.sextant.protocol.bgp.policy.list.ListKind;
import io.sextant.protocol.bgp.policy.list.ListRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** {@code set community}, {@code set large-community}, {@code set extcommunity} and the deletions. */
public final class CommunityChanges {

    private static final long MEGABIT_OCTETS = 125_000;
    private static final long MOST = 0xFFFF_FFFFL;
    /** FRR 8.4 {@code BGP_LINK_BW_REF_BW}, in megabits. */
    private static final long REFERENCE_MEGABITS = 1;

    private static final Attribute<Community> STANDARD =
            new Attribute<>(CommunityKind.STANDARD, PathAttributes::communities, PathAttributes.Builder::communities);
    private static final Attribute<LargeCommunity> LARGE = new Attribute<>(
            CommunityKind.LARGE, PathAttributes::largeCommunities, PathAttributes.Builder::largeCommunities);
    private static final Attribute<ExtendedCommunity> EXTENDED = new Attribute<>(
            CommunityKind.EXTENDED, PathAttributes::extendedCommunities, PathAttributes.Builder::extendedCommunities);

    /** Where a bandwidth comes from. */
    public enum Measure {
        VALUE,
        /** The sum of the multipaths' own. */
        CUMULATIVE,
        /** As many megabits as there are multipaths. */
        NUM_MULTIPATHS
    }

    /** One of the three attributes: how it is printed, read and written. */
    private record Attribute<C extends Comparable<C>>(
            CommunityKind<C> kind,
            Function<PathAttributes, List<C>> reader,
            BiFunction<PathAttributes.Builder, List<C>, PathAttributes.Builder> writer) {

        PolicyRoute changed(Evaluation asked, UnaryOperator<List<C>> change) {
            PathAttributes attributes = asked.route().attributes();
            List<C> old = reader.apply(attributes);
            List<C> values = change.apply(old);
            return values.equals(old) ? asked.route() : with(asked, writer.apply(attributes.toBuilder(), values));
        }

        /** The statement that sets values, or adds them. */
        Change set(String name, List<C> given, boolean additive) {
            List<C> values = given.stream().distinct().sorted().toList();
            String text = values.isEmpty() ? "none" : kind.text(values);
            return new Change(
                    name,
                    additive && !values.isEmpty() ? text + " additive" : text,
                    asked -> changed(asked, old -> additive ? union(old, values) : values));
        }

        /** The statement that deletes what a list permits; nothing where it is not defined. */
        Change delete(String name, ListRef list, Function<Evaluation, Optional<CommunityList<C>>> lookup) {
            return new Change(
                    name,
                    list.name() + " delete",
                    list,
                    asked -> changed(asked, old -> lookup.apply(asked)
                            .map(found -> found.delete(old))
                            .orElse(old)));
        }
    }

    private CommunityChanges() {}

    private static <C> List<C> union(List<C> first, List<C> second) {
        List<C> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    /** {@code set community … [additive]}; no values for {@code none}. */
    public static Change standard(List<Community> values, boolean additive) {
        return STANDARD.set("community", values, additive);
    }

    /** {@code set comm-list NAME delete}. */
    public static Change deleteStandard(String name) {
        ListRef list = new ListRef(ListKind.COMMUNITY_LIST, name);
        return STANDARD.delete("comm-list", list, asked -> asked.lists().communityList(name));
    }

    /** {@code set large-community … [additive]}; no values for {@code none}. */
    public static Change large(List<LargeCommunity> values, boolean additive) {
        return LARGE.set("large-community", values, additive);
    }

    /** {@code set large-comm-list NAME delete}. */
    public static Change deleteLarge(String name) {
        ListRef list = new ListRef(ListKind.LARGE_COMMUNITY_LIST, name);
        return LARGE.delete("large-comm-list", list, asked -> asked.lists().largeList(name));
    }

    /** {@code set extcommunity rt …}: added to what is there. */
    public static Change routeTargets(List<ExtendedCommunity> values) {
        return extended("extcommunity rt", "RT:", values);
    }

    /** {@code set extcommunity soo …}: added to what is there. */
    public static Change sitesOfOrigin(List<ExtendedCommunity> values) {
        return extended("extcommunity soo", "SoO:", values);
    }

    private static Change extended(String kind, String label, List<ExtendedCommunity> values) {
        String argument = CommunityKind.EXTENDED.text(values).replace(label, "");
        List<ExtendedCommunity> added = values.stream().distinct().sorted().toList();
        // FRR 8.4 ecommunity_merge appends, and looks for nothing that is there already.
        return new Change(kind, argument, asked -> EXTENDED.changed(asked, old -> union(old, added)));
    }

    /** {@code set extcommunity none}. */
    public static Change noExtended() {
        return new Change("extcommunity", "none", asked -> EXTENDED.changed(asked, old -> List.of()));
    }

    /**
     * {@code set extcommunity bandwidth …}.
     *
     * @param megabits for {@code VALUE}: 1..25600
     */
    public static Change linkBandwidth(Measure measure, long megabits, boolean nonTransitive) {
        String what =
                switch (measure) {
                    case VALUE -> Long.toString(megabits);
                    case CUMULATIVE -> "cumulative";
                    case NUM_MULTIPATHS -> "num-multipaths";
                };
        return new Change(
                "extcommunity bandwidth",
                nonTransitive ? what + " non-transitive" : what,
                asked -> withBandwidth(asked, measure, megabits * MEGABIT_OCTETS, nonTransitive));
    }

    private static PolicyRoute withBandwidth(Evaluation asked, Measure measure, long value, boolean nonTransitive) {
        PathFacts facts = asked.route().facts();
        long octets =
                switch (measure) {
                    case VALUE -> value;
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
        return EXTENDED.changed(asked, old -> placed(made, old)).withMark(RouteMark.LINK_BANDWIDTH_SET);
    }

    /** FRR 8.4 {@code ecommunity_add_val}: in the place of one of its type, or before the first that is greater. */
    private static List<ExtendedCommunity> placed(ExtendedCommunity made, List<ExtendedCommunity> old) {
        List<ExtendedCommunity> all = new ArrayList<>(old);
        int place = old.size();
        for (int i = old.size() - 1; i >= 0; i--) {
            ExtendedCommunity other = old.get(i);
            if (other.type() == made.type() && other.subtype() == made.subtype()) {
                all.set(i, made);
                return all;
            }
            place = other.compareTo(made) > 0 ? i : place;
        }
        all.add(place, made);
        return all;
    }
}
