/**
 * The command line: one class per command, each a thin shell over the packages that do the work.
 */
@NullMarked
package io.sextant.lab.cli;

import org.jspecify.annotations.NullMarked;
