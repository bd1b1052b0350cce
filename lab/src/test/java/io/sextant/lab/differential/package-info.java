/**
 * Networks drawn from a seed, run by real FRR in network namespaces and by the lab, and held against each other. Knows the
 * corpus's format, in which a network that was found to differ is kept. Needs root and FRR.
 */
@NullMarked
package io.sextant.lab.differential;

import org.jspecify.annotations.NullMarked;
