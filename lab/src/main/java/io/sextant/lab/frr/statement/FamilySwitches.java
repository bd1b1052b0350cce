package io.sextant.lab.frr.statement;

import io.sextant.lab.frr.grammar.Arguments;
import io.sextant.lab.frr.grammar.Pattern;
import io.sextant.lab.frr.model.Entry;
import io.sextant.lab.frr.model.Setting;
import java.util.List;
import java.util.Optional;

/** Statements of a neighbour in a family that turn several switches at once. */
final class FamilySwitches {

    private static final List<String> UNCHANGED = List.of("as-path", "next-hop", "med");

    private FamilySwitches() {}

    /** The two kinds of additional paths exclude each other. */
    static void addPath(Scope scope, Command command, Arguments said) {
        if (!command.negative()) {
            scope.section().remove("addpath-tx-all-paths");
            scope.section().remove("addpath-tx-bestpath-per-AS");
        }
        Scope.keep(scope, command, said);
    }

    /** Three switches, all on unless told otherwise. */
    static void sendCommunity(Scope scope, Command command, Arguments said) {
        boolean all = said.has("all");
        boolean extended = all || said.has("both") || said.has("extended");
        boolean large = all || said.has("large");
        boolean standard = all || said.has("both") || said.has("standard") || !(extended || large);
        sendCommunity(scope, command, said, "standard", standard);
        sendCommunity(scope, command, said, "extended", extended);
        sendCommunity(scope, command, said, "large", large);
    }

    private static void sendCommunity(Scope scope, Command command, Arguments said, String kind, boolean meant) {
        if (meant) {
            Pattern form = Pattern.of("neighbor <peer> send-community " + kind);
            Setting setting = new Setting("send-community " + kind, form, Setting.Memory.NEGATIVE, List.of(), true);
            Arguments kept = Arguments.ofKeywords().with("peer", said.value("peer"));
            scope.section().apply(setting, command.negative(), kept, scope.start());
        }
    }

    /** {@code attribute-unchanged}: three switches in one line; none named means all. */
    static void attributeUnchanged(Scope scope, Command command, Arguments said) {
        boolean all = UNCHANGED.stream().noneMatch(said::has);
        Optional<Entry> before = scope.section().find(command.setting().key());
        Arguments kept = Arguments.ofKeywords().with("peer", said.value("peer"));
        boolean any = false;
        for (String kind : UNCHANGED) {
            boolean named = all || said.has(kind);
            boolean was = before.isPresent() && before.get().has(kind);
            if (command.negative() ? was && !named : named || was && !all) {
                kept = kept.with(kind);
                any = true;
            }
        }
        scope.section().apply(command.setting(), !any, kept, scope.start());
    }
}
