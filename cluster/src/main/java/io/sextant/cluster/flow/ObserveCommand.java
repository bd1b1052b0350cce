package io.sextant.cluster.flow;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code hubble observe} with its flags read: the request it would send and the printer it would use. */
public record ObserveCommand(FlowRequest request, FlowPrinter printer) {

    private static final int DEFAULT_LAST_FLOWS = 20;

    /**
     * Reads what follows {@code hubble observe}.
     *
     * @param nowUnixNanos what {@code --since 5m} counts back from
     * @throws IllegalArgumentException with the sentence to print when the arguments are wrong
     */
    public static ObserveCommand parse(List<String> arguments, HubbleVersion version, long nowUnixNanos) {
        return new Parser(arguments, version, nowUnixNanos).parse();
    }

    /** What the command prints when asked of this agent or relay. */
    public String run(FlowSource source) {
        return printer.print(source.observe(request));
    }

    /** The pair of filters the CLI keeps: a two-sided flag sets the source in one and the destination in the other. */
    private static final class FilterPair {
        private FlowFilter left = FlowFilter.ANY;
        private FlowFilter right = FlowFilter.ANY;

        void set(ObserveFlag flag, String value) {
            left = left.with(flag.leftField(), value);
            right = right.with(flag.rightField(), value);
        }

        List<FlowFilter> filters() {
            if (left.fields().isEmpty()) {
                return List.of();
            }
            return left.equals(right) ? List.of(left) : List.of(left, right);
        }
    }

    private static final class Parser {
        private final List<String> arguments;
        private final HubbleVersion version;
        private final long nowUnixNanos;
        private final FilterPair whitelist = new FilterPair();
        private final FilterPair blacklist = new FilterPair();
        private final List<String> unlimited = new ArrayList<>();
        private FlowFormat format = FlowFormat.COMPACT;
        private boolean nodeNames;
        private boolean not;
        private boolean first;
        private boolean follow;
        private int number = -1;
        private long since = Long.MIN_VALUE;
        private long until = Long.MAX_VALUE;
        private int position;

        Parser(List<String> arguments, HubbleVersion version, long nowUnixNanos) {
            this.arguments = expandAssignments(arguments);
            this.version = version;
            this.nowUnixNanos = nowUnixNanos;
        }

        ObserveCommand parse() {
            while (position < arguments.size()) {
                String argument = arguments.get(position++);
                ObserveFlag flag = ObserveFlag.of(argument);
                if (flag != null) {
                    (not ? blacklist : whitelist).set(flag, flag.fieldValue(value(argument)));
                    not = false;
                } else {
                    option(argument);
                }
            }
            int limit = number >= 0 ? number : unlimited.isEmpty() ? DEFAULT_LAST_FLOWS : 0;
            if (follow && number < 0 && version != HubbleVersion.V0_8_2) {
                limit = 0;
            }
            FlowRequest request =
                    new FlowRequest(whitelist.filters(), blacklist.filters(), limit, first, follow, since, until);
            return new ObserveCommand(request, new FlowPrinter(version, format, nodeNames));
        }

        private void option(String argument) {
            switch (argument) {
                case "--not" -> not = true;
                case "-f", "--follow" -> follow = true;
                case "--print-node-name" -> nodeNames = true;
                case "--all" -> unlimited.add(argument);
                case "-j", "--json" -> format = FlowFormat.JSON;
                case "--compact" -> format = FlowFormat.COMPACT;
                case "--dict" -> format = FlowFormat.DICT;
                case "-o", "--output" -> format = format(value(argument));
                case "--last" -> number = count(argument);
                case "--first" -> {
                    number = count(argument);
                    first = true;
                }
                case "--since" -> {
                    since = time(value(argument));
                    unlimited.add(argument);
                }
                case "--until" -> {
                    until = time(value(argument));
                    unlimited.add(argument);
                }
                case "--server" -> value(argument);
                default ->
                    throw new IllegalArgumentException(
                            (argument.startsWith("-") ? "unknown flag: " : "unknown argument: ") + argument);
            }
        }

        private String value(String flag) {
            if (position >= arguments.size()) {
                throw new IllegalArgumentException("flag needs an argument: " + flag);
            }
            return arguments.get(position++);
        }

        private int count(String flag) {
            String text = value(flag);
            try {
                return Integer.parseUnsignedInt(text);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("invalid argument \"" + text + "\" for \"" + flag + "\" flag", e);
            }
        }

        private static FlowFormat format(String text) {
            return switch (text) {
                case "compact" -> FlowFormat.COMPACT;
                case "dict" -> FlowFormat.DICT;
                case "tab", "table" -> FlowFormat.TAB;
                case "json", "JSON" -> FlowFormat.JSON;
                case "jsonpb" -> FlowFormat.JSONPB;
                default -> throw new IllegalArgumentException("invalid output format: " + text);
            };
        }

        /** A Go duration back from now, or an RFC 3339 time. */
        private long time(String text) {
            try {
                if (text.indexOf('T') > 0) {
                    Instant instant = Instant.parse(text);
                    return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
                }
                String iso = text.indexOf('d') >= 0 ? text : "PT" + text.toUpperCase(Locale.ROOT);
                return nowUnixNanos - java.time.Duration.parse(iso).toNanos();
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("failed to parse the time: " + text, e);
            }
        }

        private static List<String> expandAssignments(List<String> arguments) {
            List<String> expanded = new ArrayList<>();
            for (String argument : arguments) {
                int equals = argument.indexOf('=');
                if (argument.startsWith("--") && equals > 0) {
                    expanded.add(argument.substring(0, equals));
                    expanded.add(argument.substring(equals + 1));
                } else {
                    expanded.add(argument);
                }
            }
            return expanded;
        }
    }
}
