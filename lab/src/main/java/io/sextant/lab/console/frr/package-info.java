/**
 * vtysh, as FRR 8.4.4 prints; each printout was held against the real program's. Knows the BGP speaker, zebra and a
 * router's configuration, and changes none of them.
 */
@NullMarked
package io.sextant.lab.console.frr;

import org.jspecify.annotations.NullMarked;
