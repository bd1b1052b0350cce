/** The {@code hubble} command. Knows who answers it; filters and lines are {@code io.sextant.cluster.flow}'s. */
@NullMarked
package io.sextant.lab.console.hubble;

import org.jspecify.annotations.NullMarked;
