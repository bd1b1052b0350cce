/**
 * What an operator can say to a BGP instance beside a session's own settings ({@code session.PeerConfig}) and the decision's
 * ({@code rib.DecisionOptions}): families, policies, origination, timers of the instance. Immutable values that change by
 * {@code with…}; a running speaker takes a new one whole. Knows no vendor's syntax, only meanings; names follow FRR 8.4's
 * statements so that a parser maps one to one. Knows nothing of running speakers.
 */
@NullMarked
package io.sextant.protocol.bgp.config;

import org.jspecify.annotations.NullMarked;
