/**
 * The programs that run on hosts and in pods: nginx, an ingress controller, curl, and clients that make a load. They speak
 * HTTP over a host's TCP sockets and know nothing of the network in between, of Cilium or of scenario files; they do not
 * know who starts them.
 */
@NullMarked
package io.sextant.cluster.workload;

import org.jspecify.annotations.NullMarked;
