package io.sextant.protocol.bgp.policy.list;

import io.sextant.protocol.bgp.message.Community;
import io.sextant.protocol.bgp.message.ExtendedCommunity;
import io.sextant.protocol.bgp.message.LargeCommunity;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** One of the three kinds of community: how its values are printed for expressions. */
public final class CommunityKind<C extends Comparable<C>> {

    /** RFC 1997. */
    public static final CommunityKind<Community> STANDARD =
            new CommunityKind<>(CommunityNames::text, values -> values.contains(CommunityNames.INTERNET));

    /** RFC 4360. */
    public static final CommunityKind<ExtendedCommunity> EXTENDED =
            new CommunityKind<>(ExtendedCommunities::text, values -> false);

    /** RFC 8092. */
    public static final CommunityKind<LargeCommunity> LARGE =
            new CommunityKind<>(LargeCommunity::toString, values -> false);

    private final Function<C, String> printer;
    private final Predicate<List<C>> all;

    private CommunityKind(Function<C, String> printer, Predicate<List<C>> all) {
        this.printer = printer;
        this.all = all;
    }

    /** The values as {@code show bgp} prints them, one blank between two. */
    public String text(List<C> communities) {
        return communities.stream().map(printer).collect(Collectors.joining(" "));
    }

    /** Whether such a line matches whatever a route carries: {@code internet} does. */
    boolean standsForAll(List<C> values) {
        return all.test(values);
    }
}
