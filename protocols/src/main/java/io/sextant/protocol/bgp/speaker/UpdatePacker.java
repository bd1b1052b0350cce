package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.BgpCodec;
import io.sextant.protocol.bgp.message.CodecContext;
import io.sextant.protocol.bgp.message.Nlri;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.message.Update;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes UPDATEs of changes: withdrawals first, then prefixes that share their attributes together, in the order in which
 * the attributes first come up, as many in one message as fit or as the speaker puts there.
 */
@SuppressWarnings("ReferenceEquality") // The same object needs no comparing.
final class UpdatePacker {

    /** Octets the longest prefix with its path identifier takes; the room kept free when a message is filled. */
    private static final int LONGEST_NLRI_OCTETS = 21;

    /** A route to announce, or to withdraw where there are no attributes. */
    record Change(Nlri nlri, @Nullable PathAttributes attributes) {}

    private record Bunch(AddressFamily family, @Nullable PathAttributes attributes) {}

    private final CodecContext context;
    private final int prefixesPerUpdate;

    UpdatePacker(CodecContext context, int prefixesPerUpdate) {
        this.context = context;
        this.prefixesPerUpdate = prefixesPerUpdate;
    }

    List<Update> pack(List<Change> changes) {
        Map<Bunch, List<Nlri>> bunches = new LinkedHashMap<>();
        Bunch bunch = null;
        List<Nlri> prefixes = List.of();
        for (Change change : changes) {
            AddressFamily family = AddressFamily.of(change.nlri.prefix());
            // Neighbours in the list mostly share one object.
            if (bunch == null || bunch.attributes != change.attributes || !bunch.family.equals(family)) {
                bunch = new Bunch(family, change.attributes);
                prefixes = bunches.computeIfAbsent(bunch, none -> new ArrayList<>());
            }
            prefixes.add(change.nlri);
        }
        List<Update> updates = new ArrayList<>();
        bunches.forEach((each, together) -> {
            if (each.attributes == null) {
                fill(together, Update::withdraw, updates);
            }
        });
        bunches.forEach((each, together) -> {
            PathAttributes attributes = each.attributes;
            if (attributes != null) {
                fill(together, some -> Update.announce(attributes, some), updates);
            }
        });
        return updates;
    }

    private void fill(List<Nlri> prefixes, Function<List<Nlri>, Update> maker, List<Update> updates) {
        int fixed = BgpCodec.encode(maker.apply(List.of(prefixes.get(0))), context).length;
        // Two octets more, for an attribute header that grows a two-octet length.
        int room = context.maxUpdateOctets() - fixed - 2;
        int most = Math.max(1, Math.min(prefixesPerUpdate, 1 + room / LONGEST_NLRI_OCTETS));
        for (int from = 0; from < prefixes.size(); from += most) {
            updates.add(maker.apply(prefixes.subList(from, Math.min(prefixes.size(), from + most))));
        }
    }
}
