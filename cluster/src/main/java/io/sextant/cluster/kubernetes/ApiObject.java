package io.sextant.cluster.kubernetes;

/** Anything the API store keeps. Objects are values: a change is a new object under the same name. */
public interface ApiObject {

    ObjectName name();

    /** When it was created, in virtual time; negative for what was there before the run. */
    long createdNanos();
}
