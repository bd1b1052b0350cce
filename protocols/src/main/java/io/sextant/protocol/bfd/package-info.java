/**
 * Bidirectional Forwarding Detection (RFC 5880): the control packet and one session as a pure machine, asynchronous mode.
 * Knows octets, times and chance that are passed in; knows nothing of UDP, interfaces or who listens. Echo, demand mode and
 * authentication are not modelled.
 */
@NullMarked
package io.sextant.protocol.bfd;

import org.jspecify.annotations.NullMarked;
