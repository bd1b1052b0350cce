package io.sextant.lab.scenario.resolve;

import io.sextant.lab.yaml.Position;
import io.sextant.lab.yaml.Problems;
import io.sextant.lab.yaml.YamlScalar;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv4Address;
import java.util.List;

/** Takes a text in iproute2's words apart, one word after the other. Its first problem is said, and the rest is not read. */
final class WordReader {

    private final String what;
    private final List<String> words;
    private final Position position;
    private final Problems problems;
    private int next;
    private boolean refused;

    /** @param what the text describes, for messages: "route" */
    WordReader(String what, String text, Position position, Problems problems) {
        this.what = what;
        this.words = List.of(text.strip().split("\\s+", -1));
        this.position = position;
        this.problems = problems;
    }

    Position position() {
        return position;
    }

    boolean isRefused() {
        return refused;
    }

    List<String> all() {
        return words;
    }

    boolean hasNext() {
        return next < words.size();
    }

    /** The word that comes next, which stays; blank at the end. */
    String peek() {
        return hasNext() ? words.get(next) : "";
    }

    String word(String expected) {
        if (!hasNext()) {
            refuse("the " + what + " ends where " + expected + " was expected");
            return "";
        }
        return words.get(next++);
    }

    IpAddress address() {
        String text = word("an address");
        return IpAddress.tryParse(text).orElseGet(() -> {
            refuse("expected an IP address in a " + what + ", found " + YamlScalar.quoted(text));
            return Ipv4Address.ANY;
        });
    }

    long number(long min, long max) {
        String text = word("a number");
        if (!text.matches("[0-9]{1,10}") || Long.parseLong(text) < min || Long.parseLong(text) > max) {
            refuse("expected a number from " + min + " to " + max + " in a " + what + ", found "
                    + YamlScalar.quoted(text));
            return min;
        }
        return Long.parseLong(text);
    }

    void refuse(String message) {
        if (!refused) {
            problems.error(position, message);
        }
        refused = true;
    }
}
