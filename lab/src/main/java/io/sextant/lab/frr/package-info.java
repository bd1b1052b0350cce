/**
 * {@code frr.conf} as input: files in, a configuration and everything wrong with it out. Knows the packages below it; must not
 * know hosts, runs or protocols.
 */
@NullMarked
package io.sextant.lab.frr;

import org.jspecify.annotations.NullMarked;
