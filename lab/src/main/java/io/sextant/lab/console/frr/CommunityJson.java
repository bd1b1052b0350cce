package io.sextant.lab.console.frr;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.protocol.bgp.message.Community;
import io.sextant.protocol.bgp.policy.list.CommunityNames;
import java.util.List;
import java.util.Locale;

/** Communities as FRR 8.4 writes them in JSON ({@code set_community_string}): names lose their hyphens there. */
final class CommunityJson {

    private CommunityJson() {}

    static void add(ObjectNode out, List<Community> communities) {
        if (!communities.isEmpty()) {
            ArrayNode list = out.putObject("community")
                    .put("string", CommunityNames.text(communities))
                    .putArray("list");
            communities.forEach(each -> list.add(name(each)));
        }
    }

    private static String name(Community community) {
        String text = CommunityNames.text(community);
        return switch (text) {
            case "accept-own", "accept-own-nexthop" -> text.replace("-", "");
            case "local-AS" -> "localAs";
            default -> camelCase(text);
        };
    }

    private static String camelCase(String text) {
        StringBuilder out = new StringBuilder();
        for (String word : text.split("-", -1)) {
            out.append(out.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return out.toString();
    }
}
