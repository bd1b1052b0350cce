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
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes UPDATEs of changes: withdrawals first, then prefixes that share their attributes together, in the order in which
 * the attributes first come up, as many in one message as fit or as the speaker puts there.
 */
final class UpdatePacker {

    /** Octets the longest prefix with its path identifier takes; the room kept free when a message is filled. */
    private static final int LONGEST_NLRI_OCTETS = 21;

    private record Bunch(AddressFamily family, Optional<PathAttributes> attributes) {}

    private final CodecContext context;
    private final int prefixesPerUpdate;

    UpdatePacker(CodecContext context, int prefixesPerUpdate) {
        this.context = context;
        this.prefixesPerUpdate = prefixesPerUpdate;
    }

    /**
     * @param changes by prefix: the attributes to announce, or nothing to withdraw
     */
    List<Update> pack(Map<Nlri, Optional<PathAttributes>> changes) {
        Map<Bunch, List<Nlri>> bunches = new LinkedHashMap<>();
        changes.forEach((nlri, attributes) -> bunches.computeIfAbsent(
                        new Bunch(AddressFamily.of(nlri.prefix()), attributes), bunch -> new ArrayList<>())
                .add(nlri));
        List<Update> updates = new ArrayList<>();
        bunches.forEach((bunch, prefixes) -> {
            if (bunch.attributes().isEmpty()) {
                fill(prefixes, Update::withdraw, updates);
            }
        });
        bunches.forEach((bunch, prefixes) -> bunch.attributes()
                .ifPresent(attributes -> fill(prefixes, some -> Update.announce(attributes, some), updates)));
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
