/** Tests of the programs, over the sockets of simulated hosts. */
@NullMarked
package io.sextant.cluster.workload;

import org.jspecify.annotations.NullMarked;
