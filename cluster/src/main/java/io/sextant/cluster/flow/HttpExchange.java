package io.sextant.cluster.flow;

/** The HTTP part of a layer-7 flow. {@code latencyNanos} and {@code code} are 0 in a request. */
public record HttpExchange(
        boolean isResponse, long latencyNanos, int code, String method, String url, String protocol) {}
