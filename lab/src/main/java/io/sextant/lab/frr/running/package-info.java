/** {@code show running-config}: a configuration in FRR 8.4.4's words and order. Knows the model only. */
@NullMarked
package io.sextant.lab.frr.running;

import org.jspecify.annotations.NullMarked;
