/**
 * Kubernetes nodes as Cilium makes them: services, load balancing, connection tracking, address translation and flows.
 * Knows nothing of scenario files, reports or the command line.
 */
@NullMarked
package io.sextant.cluster;

import org.jspecify.annotations.NullMarked;
