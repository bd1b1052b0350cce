package io.sextant.lab.scenario.shape;

/**
 * A key of a mapping.
 *
 * @param description one sentence for the schema and the reference
 * @param <T> what its value is decoded to
 */
public record Field<T>(String key, Shape<T> shape, String description, Presence presence) {

    /** Whether it must be there. */
    public enum Presence {
        OPTIONAL,
        /** Must be there once included files are merged, so one file alone may lack it. */
        NEEDED,
        /** Must be there in every file. */
        REQUIRED
    }

    public static <T> Field<T> optional(String key, Shape<T> shape, String description) {
        return new Field<>(key, shape, description, Presence.OPTIONAL);
    }

    public static <T> Field<T> needed(String key, Shape<T> shape, String description) {
        return new Field<>(key, shape, description, Presence.NEEDED);
    }

    public static <T> Field<T> required(String key, Shape<T> shape, String description) {
        return new Field<>(key, shape, description, Presence.REQUIRED);
    }
}
