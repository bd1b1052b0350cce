package io.sextant.lab.frr.running;

import io.sextant.lab.frr.model.Context;
import io.sextant.lab.frr.model.Entry;
import io.sextant.lab.frr.model.Section;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** bfdd's part: values that are the default are not printed. */
final class BfdText {

    private static final List<String> KEYS = List.of(
            "profile",
            "detect-multiplier",
            "transmit-interval",
            "receive-interval",
            "shutdown",
            "passive-mode",
            "minimum-ttl");

    private BfdText() {}

    static String of(Section bfd) {
        StringBuilder out = new StringBuilder("bfd\n");
        for (Context kind : List.of(Context.BFD_PROFILE, Context.BFD_PEER)) {
            // Sessions of one hop are kept apart from those of several, and stand before them.
            List<Section> sections = bfd.children(kind).stream()
                    .sorted(Comparator.comparing(section -> section.name().contains(" multihop")))
                    .toList();
            for (Section section : sections) {
                String opening = kind == Context.BFD_PEER ? "peer" : "profile";
                out.append(' ')
                        .append(opening)
                        .append(' ')
                        .append(section.name())
                        .append('\n');
                for (String key : KEYS) {
                    boolean isOpening = kind == Context.BFD_PROFILE && key.equals("profile");
                    Optional<Entry> entry = isOpening ? Optional.empty() : section.find(key);
                    entry.filter(found -> !isDefault(found))
                            .ifPresent(found ->
                                    out.append("  ").append(found.text()).append('\n'));
                }
                out.append(" exit\n !\n");
            }
        }
        return out.append("exit\n!\n").toString();
    }

    /** FRR 8.4 BFD_DEFDETECTMULT, BFD_DEFDESIREDMINTX, BFD_DEFREQUIREDMINRX. */
    private static boolean isDefault(Entry entry) {
        return switch (entry.setting().key()) {
            case "detect-multiplier" -> entry.number("count") == 3;
            case "transmit-interval", "receive-interval" -> entry.number("millis") == 300;
            default -> false;
        };
    }
}
