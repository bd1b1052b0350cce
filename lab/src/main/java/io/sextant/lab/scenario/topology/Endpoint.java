package io.sextant.lab.scenario.topology;

/** One interface of one node, written {@code node:interface}. */
public record Endpoint(String node, String interfaceName) {
    @Override
    public String toString() {
        return node + ":" + interfaceName;
    }
}
