package io.sextant.lab.console.kubectl;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code kubectl get} with its words read.
 *
 * @param names of objects; empty for all
 * @param namespace where to look; empty with {@code -A}
 */
record GetRequest(ResourceKind kind, List<String> names, String namespace, Output output) {

    enum Output {
        TABLE,
        WIDE,
        NAME
    }

    boolean allNamespaces() {
        return namespace.isEmpty();
    }

    /** Reads what follows {@code kubectl get}. */
    static GetRequest parse(List<String> words) throws KubectlException {
        List<String> plain = new ArrayList<>();
        String namespace = "default";
        Output output = Output.TABLE;
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            int equals = word.startsWith("-") ? word.indexOf('=') : -1;
            String flag = equals < 0 ? word : word.substring(0, equals);
            switch (flag) {
                case "-A", "--all-namespaces" -> namespace = "";
                case "-n", "--namespace", "-o", "--output" -> {
                    String value = equals < 0 ? argument(words, ++at, flag) : word.substring(equals + 1);
                    if (flag.startsWith("-n") || flag.startsWith("--n")) {
                        namespace = value;
                    } else {
                        output = output(value);
                    }
                }
                default -> {
                    if (flag.startsWith("-")) {
                        output = attached(flag);
                    } else {
                        plain.add(word);
                    }
                }
            }
        }
        if (plain.isEmpty()) {
            throw new KubectlException("You must specify the type of resource to get; here there are "
                    + ResourceKind.plurals() + ".\nerror: Required resource not specified.");
        }
        return of(plain, namespace, output);
    }

    private static GetRequest of(List<String> plain, String namespace, Output output) throws KubectlException {
        String type = plain.get(0);
        int slash = type.indexOf('/');
        if (slash < 0) {
            return new GetRequest(ResourceKind.of(type), plain.subList(1, plain.size()), namespace, output);
        }
        if (plain.size() > 1) {
            throw new KubectlException("error: several TYPE/NAME are not supported here; ask one after the other");
        }
        return new GetRequest(
                ResourceKind.of(type.substring(0, slash)), List.of(type.substring(slash + 1)), namespace, output);
    }

    private static String argument(List<String> words, int at, String flag) throws KubectlException {
        if (at >= words.size()) {
            throw new KubectlException("error: flag needs an argument: " + flag);
        }
        return words.get(at);
    }

    /** {@code -owide}. */
    private static Output attached(String flag) throws KubectlException {
        if (flag.startsWith("-o")) {
            return output(flag.substring(2));
        }
        throw new KubectlException("error: unknown flag: " + flag + " (here there are -n, -A and -o)");
    }

    private static Output output(String word) throws KubectlException {
        return switch (word) {
            case "wide" -> Output.WIDE;
            case "name" -> Output.NAME;
            default ->
                throw new KubectlException("error: unable to match a printer suitable for the output format \"" + word
                        + "\", here there are: name,wide");
        };
    }
}
