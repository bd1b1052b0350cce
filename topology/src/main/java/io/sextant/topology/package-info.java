/**
 * Nodes, links, forwarding, hooks and taps: puts the frames of the protocols on the engine's time. Knows nothing of
 * Kubernetes.
 */
@NullMarked
package io.sextant.topology;

import org.jspecify.annotations.NullMarked;
