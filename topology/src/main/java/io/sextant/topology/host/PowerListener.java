package io.sextant.topology.host;

/** Hears when a host loses its power or gets it back. */
@FunctionalInterface
public interface PowerListener {
    void onPower(boolean on);
}
