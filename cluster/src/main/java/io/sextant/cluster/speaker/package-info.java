/**
 * Who announces a service's address, and when: the rules of the speakers that run on Kubernetes nodes. Knows
 * Kubernetes' objects and prefixes; must not know BGP: whoever speaks it is behind
 * {@link io.sextant.cluster.speaker.PrefixAnnouncer}.
 */
@NullMarked
package io.sextant.cluster.speaker;

import org.jspecify.annotations.NullMarked;
