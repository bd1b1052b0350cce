package io.sextant.lab.scenario.cluster;

/**
 * A request limit per client address and per replica of the ingress controller, as nginx's limit_req with nodelay.
 *
 * @param requestsPerSecond above 0
 * @param burst requests above the rate that still pass, from 0
 * @param status what a refused request gets, 400 to 599
 */
public record RateLimit(double requestsPerSecond, int burst, int status) {}
