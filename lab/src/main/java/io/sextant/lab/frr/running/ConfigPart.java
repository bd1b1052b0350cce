package io.sextant.lab.frr.running;

import java.util.Optional;

/** Whose part of the configuration {@code show running-config} prints. */
public enum ConfigPart {
    ALL(""),
    ZEBRA("zebra"),
    BGPD("bgpd"),
    STATICD("staticd"),
    BFDD("bfdd");

    private final String daemon;

    ConfigPart(String daemon) {
        this.daemon = daemon;
    }

    /** The part of a daemon, if routers run it here. */
    public static Optional<ConfigPart> of(String daemon) {
        for (ConfigPart part : values()) {
            if (part != ALL && part.daemon.equals(daemon)) {
                return Optional.of(part);
            }
        }
        return Optional.empty();
    }

    /** Whether what a daemon says stands in this part. */
    boolean has(ConfigPart other) {
        return this == ALL || this == other;
    }

    /** Whether a {@code debug} statement is this daemon's. */
    boolean isDebugOf(String key) {
        return this == ALL || key.startsWith("debug " + daemon.substring(0, daemon.length() - 1));
    }
}
