package io.sextant.lab.scenario.cluster;

/** A service's full name. */
public record ServiceName(String namespace, String name) {

    /** The namespace of what names none. */
    public static final String DEFAULT_NAMESPACE = "default";

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
