package io.sextant.lab.console.iproute;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code ip rule}: those every kernel starts with (Linux {@code fib_default_rules_init}); there are no others here. */
final class IpRules {

    private static final List<String> COMMANDS = List.of("add", "delete", "flush", "save", "restore", "help");

    private final IpOptions options;

    IpRules(IpOptions options) {
        this.options = options;
    }

    String run(List<String> words) throws IpException {
        if (!words.isEmpty() && !IpCommand.isShow(words.get(0))) {
            throw IpException.command(words.get(0), "rule", COMMANDS, "show");
        }
        Map<Integer, String> tables = new LinkedHashMap<>();
        tables.put(0, "local");
        tables.put(32_766, "main");
        if (!options.excludesIpv4()) {
            tables.put(32_767, "default");
        }
        return options.json() ? json(tables) : text(tables);
    }

    private String text(Map<Integer, String> tables) {
        StringBuilder out = new StringBuilder();
        tables.forEach((priority, table) -> out.append(priority)
                .append(":\tfrom all lookup ")
                .append(table)
                .append(options.details() ? " proto kernel\n" : "\n"));
        return out.toString();
    }

    private String json(Map<Integer, String> tables) {
        ArrayNode array = IpCommand.array();
        tables.forEach((priority, table) -> {
            ObjectNode rule = array.addObject().put("priority", priority).put("src", "all");
            rule.put("table", table);
            if (options.details()) {
                rule.put("protocol", "kernel");
            }
        });
        return IpJson.print(array, options.pretty());
    }
}
