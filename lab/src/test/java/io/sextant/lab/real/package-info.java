/** The real programs, brought up in network namespaces, that the simulation is held against. Needs root and FRR. */
@NullMarked
package io.sextant.lab.real;

import org.jspecify.annotations.NullMarked;
