/**
 * How fast it is: JMH benchmarks, never part of the product.
 */
@NullMarked
package io.sextant.benchmark;

import org.jspecify.annotations.NullMarked;
