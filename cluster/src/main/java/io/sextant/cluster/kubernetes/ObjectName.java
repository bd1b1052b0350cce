package io.sextant.cluster.kubernetes;

/** The full name of an object; nodes, which have no namespace, leave it empty. */
public record ObjectName(String namespace, String name) implements Comparable<ObjectName> {

    /** A name in the namespace of what names none. */
    public static ObjectName inDefault(String name) {
        return new ObjectName("default", name);
    }

    /** The name of an object without a namespace. */
    public static ObjectName clusterWide(String name) {
        return new ObjectName("", name);
    }

    @Override
    public int compareTo(ObjectName other) {
        int byNamespace = namespace.compareTo(other.namespace);
        return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }
}
