package io.sextant.lab.frr.statement;

import io.sextant.lab.frr.grammar.Arguments;
import io.sextant.lab.frr.grammar.Pattern;
import io.sextant.lab.frr.model.Context;
import io.sextant.lab.frr.model.Draft;
import io.sextant.lab.frr.model.Entry;
import io.sextant.lab.frr.model.Setting;
import io.sextant.protocol.bgp.policy.list.BgpRegex;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prefix, access, AS-path and community lists. Each list is a section of its own, named by its kind and name. */
final class ListStatements {

    private static final String SEQ = "[seq <seq:1-4294967295>] ";
    private static final String ZERO_SEQ = "[seq <seq:0-4294967295>] ";
    private static final String HIGHEST = "highest";
    private static final String ACTION = "(permit|deny) ";

    private static final String MALFORMED = "% Malformed community-list value";

    /** What lib/northbound_cli.c says of what YANG forbids. */
    static final String INVALID = "% Configuration failed.\n\nError type: validation";

    private ListStatements() {}

    static void fill(Rows rows) {
        list(rows, "access-list <list:word>", SEQ + ACTION + "(<prefix:net4> [exact-match]|any)");
        list(rows, "access-list <list:word>", SEQ + ACTION + "[host] <address:ipv4>");
        list(rows, "access-list <list:word>", SEQ + ACTION + "<address:ipv4> <wildcard:ipv4>");
        list(
                rows,
                "access-list <list:word>",
                SEQ + ACTION + "ip (<source:ipv4> <sourceWildcard:ipv4>|host <sourceHost:ipv4>|any)"
                        + " (<target:ipv4> <targetWildcard:ipv4>|host <targetHost:ipv4>|any)");
        list(rows, "ipv6 access-list <list:word>", SEQ + ACTION + "(<prefix:net6> [exact-match]|any)");
        list(rows, "ip prefix-list <list:word>", SEQ + ACTION + "(any|<prefix:net4> [{ge <ge:0-32>|le <le:0-32>}])");
        list(
                rows,
                "ipv6 prefix-list <list:word>",
                SEQ + ACTION + "(any|<prefix:net6> [{ge <ge:0-128>|le <le:0-128>}])");
        for (String kind : List.of("ip prefix-list", "ipv6 prefix-list", "access-list", "ipv6 access-list")) {
            String word = kind.endsWith("prefix-list") ? "description" : "remark";
            rows.exactly(
                            kind + " <list:word> " + word + " <text:line>",
                            (scope, command, said) -> describe(scope, said, kind, word))
                    .exactly(
                            "no " + kind + " <list:word> " + word + " [<text:line>]",
                            (scope, command, said) -> scope.root()
                                    .child(Context.LIST, kind + " " + said.value("list"))
                                    .ifPresent(draft -> draft.remove(word)))
                    .exactly("no " + kind + " <list:word>", (scope, command, said) -> removeList(scope, kind, said));
        }
        for (String kind : List.of("ip prefix-list", "ipv6 prefix-list")) {
            rows.exactly("no " + kind + " <list:word> seq <seq:1-4294967295>", (scope, command, said) -> scope.root()
                    .child(Context.LIST, kind + " " + said.value("list"))
                    .ifPresent(draft -> drop(scope, draft, "seq " + said.value("seq"))));
        }
        bgpLists(rows);
        rows.inert("mac access-list <list:word> <rest:line>", "list");
    }

    private static void bgpLists(Rows rows) {
        list(rows, "bgp as-path access-list <list:word>", ZERO_SEQ + ACTION + "<regex:line>");
        for (String kind : List.of("community-list", "extcommunity-list", "large-community-list")) {
            String words = "bgp " + kind;
            list(rows, words + " (<list:1-99>|standard <list:word>)", ZERO_SEQ + ACTION + "<value:line>");
            list(rows, words + " (<list:100-500>|expanded <list:word>)", ZERO_SEQ + ACTION + "<value:line>");
            rows.exactly(
                    "no " + words + " (<list:1-500>|(standard|expanded) <list:word>)",
                    (scope, command, said) -> removeList(scope, words, said));
        }
        rows.exactly(
                "no bgp as-path access-list <list:word>",
                (scope, command, said) -> removeList(scope, "bgp as-path access-list", said));
        rows.inert("bgp community alias <community:word> <alias:word>", "community");
    }

    /** A list's line, and the {@code no} form that names the whole line. */
    private static void list(Rows rows, String list, String line) {
        String pattern = list + " " + line;
        Setting setting = new Setting("line", Pattern.of(pattern), Setting.Memory.POSITIVE, List.of("seq"), true);
        String kind = Pattern.of(list).leadingWords();
        String name = kind.replace(" standard", "").replace(" expanded", "");
        rows.exactly(pattern, (scope, command, said) -> add(scope, setting, name, said))
                .exactly("no " + pattern, (scope, command, said) -> remove(scope, setting, name, said));
    }

    private static void add(Scope scope, Setting setting, String kind, Arguments said) {
        if (!isValid(scope, kind, said) || conflicts(scope, kind, said)) {
            return;
        }
        Draft list = scope.root().open(Context.LIST, kind + " " + said.value("list"), scope.start());
        Arguments written = ListValues.canonical(kind, said);
        Map<String, Long> index = index(list);
        if (index.containsKey(body(written))) {
            return;
        }
        long highest = index.getOrDefault(HIGHEST, 0L);
        Arguments whole = written.find("seq").isPresent()
                ? written
                : written.with("seq", Long.toString(nextSeq(highest))).with("seq");
        if (list.find(setting.keyOf(whole)).isPresent()) {
            list.remove(setting.keyOf(whole));
        } else {
            index.put(body(written), 0L);
            index.put(HIGHEST, Math.max(highest, whole.number("seq")));
        }
        list.apply(setting, false, whole, scope.start());
    }

    /** A community list is standard or expanded, not both (FRR 8.4 {@code community_list_get}). */
    private static boolean conflicts(Scope scope, String kind, Arguments said) {
        if (!kind.endsWith("community-list") || !said.has("standard") && !said.has("expanded")) {
            return false;
        }
        String other = said.has("standard") ? "expanded" : "standard";
        boolean conflict = scope.root()
                .child(Context.LIST, kind + " " + said.value("list"))
                .filter(draft -> draft.all("line").stream().anyMatch(entry -> entry.has(other)))
                .isPresent();
        if (conflict) {
            scope.passOver(
                    "list '" + said.value("list") + "' is " + other,
                    "% Community name conflict, previously defined as " + other + " community");
        }
        return conflict;
    }

    /** A duplicate is accepted and left off: FRR 8.4 acl_is_dup, plist_is_dup. */
    private static boolean sameButSeq(Arguments first, Arguments second) {
        return body(first).equals(body(second));
    }

    /** The next multiple of five past the highest number: FRR 8.4 prefix_new_seq_get, bgp_alist_new_seq_get. */
    private static long nextSeq(long highest) {
        return highest / 5 * 5 + 5;
    }

    /** What the list's lines say, their numbers left off, and the highest number. */
    private static Map<String, Long> index(Draft list) {
        Map<String, Long> index = list.index();
        if (index.isEmpty()) {
            for (Entry entry : list.all("line")) {
                index.put(body(entry.said()), 0L);
                index.merge(HIGHEST, entry.number("seq"), Math::max);
            }
        }
        return index;
    }

    private static String body(Arguments said) {
        return said.without("seq").values() + " " + said.with("seq").keywords();
    }

    private static boolean isValid(Scope scope, String kind, Arguments said) {
        if (kind.endsWith("prefix-list") && said.find("prefix").isPresent()) {
            return rangeFits(scope, said);
        }
        if (kind.endsWith("as-path access-list") || ListValues.isExpanded(said)) {
            String regex = said.find("regex").or(() -> said.find("value")).orElse("");
            try {
                BgpRegex.of(regex);
            } catch (IllegalArgumentException e) {
                boolean path = said.find("regex").isPresent();
                scope.refuse(
                        path ? "regex" : "value",
                        "expected a regular expression, found '" + regex + "'",
                        path ? "can't compile regexp " + regex : MALFORMED);
                return false;
            }
            return true;
        }
        Optional<String> bad = ListValues.bad(kind, said);
        bad.ifPresent(
                word -> scope.refuse("value", "expected a community of " + kind + ", found '" + word + "'", MALFORMED));
        return bad.isEmpty();
    }

    /** The lengths must rise: prefix, ge, le (FRR 8.4 prefix_list_entry checks; le may equal ge). */
    private static boolean rangeFits(Scope scope, Arguments said) {
        String prefix = said.value("prefix");
        long length = Long.parseLong(prefix.substring(prefix.indexOf('/') + 1));
        long ge = said.find("ge").map(Long::valueOf).orElse(length);
        Optional<Long> le = said.find("le").map(Long::valueOf);
        if (ge < length || le.isPresent() && le.get() < ge) {
            String where = ge < length ? "ge" : "le";
            scope.refuse(
                    where,
                    "expected lengths that rise from " + length + " over ge to le, found " + said.value(where),
                    INVALID + "\nError description: Invalid prefix range for " + prefix
                            + ": Make sure that mask length <= ge <= le");
            return false;
        }
        return true;
    }

    private static void remove(Scope scope, Setting setting, String kind, Arguments said) {
        Optional<Draft> list = scope.root().child(Context.LIST, kind + " " + said.value("list"));
        Arguments written = ListValues.canonical(kind, said);
        Optional<Entry> found = list.stream()
                .flatMap(draft -> draft.all("line").stream())
                .filter(entry -> sameButSeq(entry.said(), written))
                .filter(entry -> said.find("seq").isEmpty() || said.find("seq").equals(entry.find("seq")))
                .findFirst();
        if (found.isEmpty()) {
            noSuchLine(scope, kind, list.isPresent(), said);
            return;
        }
        drop(scope, list.orElseThrow(), setting.keyOf(found.get().said()).substring("line ".length()));
    }

    /** The daemons keep lists of prefixes and addresses by YANG, which does not mind what is not there. */
    private static void noSuchLine(Scope scope, String kind, boolean list, Arguments said) {
        String name = said.value("list");
        String message = "there is no such line in list '" + name + "'";
        if (kind.endsWith("as-path access-list")) {
            String words = list
                    ? "Regex entered " + said.find("regex").orElse("") + " does not exist"
                    : "bgp as-path access-list " + name + " doesn't exist";
            scope.refuse("list", message, words);
        } else if (kind.startsWith("bgp ")) {
            scope.refuse("list", message, "% Can't find community-list");
        }
    }

    private static void drop(Scope scope, Draft list, String seq) {
        list.remove("line " + seq.replace("seq ", ""));
        if (list.all("line").isEmpty()) {
            scope.root().removeChild(Context.LIST, list.name());
        }
    }

    private static void removeList(Scope scope, String kind, Arguments said) {
        String name = kind + " " + said.value("list");
        if (scope.root().child(Context.LIST, name).isEmpty()) {
            noSuchLine(scope, kind, false, said);
        }
        scope.root().removeChild(Context.LIST, name);
    }

    private static void describe(Scope scope, Arguments said, String kind, String word) {
        Pattern form = Pattern.of(kind + " <list:word> " + word + " <text:line>");
        Setting setting = new Setting(word, form, Setting.Memory.POSITIVE, List.of(), true);
        scope.root()
                .open(Context.LIST, kind + " " + said.value("list"), scope.start())
                .apply(setting, false, said, scope.start());
    }
}
