/**
 * iproute2's {@code ip} and {@code ss}, as release 6.1.0 prints the kernel's tables. Knows a host's tables, nothing of who
 * filled them.
 */
@NullMarked
package io.sextant.lab.console.iproute;

import org.jspecify.annotations.NullMarked;
