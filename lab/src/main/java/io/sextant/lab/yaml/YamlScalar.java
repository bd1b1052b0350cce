package io.sextant.lab.yaml;

import java.util.regex.Pattern;

/**
 * A scalar. What an unquoted one means is decided by YAML 1.2's core schema (§10.3.2), in which {@code no}, {@code on} and
 * {@code yes} are text.
 *
 * @param text without quotes and escapes
 * @param plain whether it stands there without quotes
 * @param content where the text begins; for a literal block that is the line below its header
 */
public record YamlScalar(Position position, String text, boolean plain, Position content) implements YamlNode {

    private static final Pattern NULL = Pattern.compile("|~|null|Null|NULL");
    private static final Pattern BOOLEAN = Pattern.compile("true|True|TRUE|false|False|FALSE");
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+");
    private static final Pattern FLOAT = Pattern.compile(
            "[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
    private static final int LONGEST_SHOWN = 60;

    /** What the core schema makes of it. */
    public enum Kind {
        NULL,
        BOOLEAN,
        INTEGER,
        FLOAT,
        TEXT
    }

    public YamlScalar(Position position, String text, boolean plain) {
        this(position, text, plain, position);
    }

    public Kind kind() {
        if (!plain) {
            return Kind.TEXT;
        }
        if (NULL.matcher(text).matches()) {
            return Kind.NULL;
        }
        if (BOOLEAN.matcher(text).matches()) {
            return Kind.BOOLEAN;
        }
        if (INTEGER.matcher(text).matches()) {
            return Kind.INTEGER;
        }
        return FLOAT.matcher(text).matches() ? Kind.FLOAT : Kind.TEXT;
    }

    /** The same place with other words. */
    public YamlScalar withText(String other) {
        return new YamlScalar(position, other, plain, content);
    }

    @Override
    public String inWords() {
        return switch (kind()) {
            case NULL -> "nothing";
            case BOOLEAN -> text;
            case INTEGER, FLOAT -> "the number " + shown(text);
            case TEXT -> quoted(text);
        };
    }

    /** Text in quotes for a message, on one line and cut where it is long. */
    public static String quoted(String text) {
        return "'" + shown(text) + "'";
    }

    private static String shown(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().limit(LONGEST_SHOWN).forEach(point -> {
            if (point == '\n') {
                line.append("\\n");
            } else {
                line.appendCodePoint(Character.isISOControl(point) ? 0xFFFD : point);
            }
        });
        return text.codePointCount(0, text.length()) > LONGEST_SHOWN ? line + "…" : line.toString();
    }
}
