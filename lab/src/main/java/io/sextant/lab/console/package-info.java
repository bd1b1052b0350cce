/**
 * A terminal on every machine: {@link io.sextant.lab.console.Shell} reads a command line and calls the command the
 * machine has under that name. Knows all commands, nothing of scenarios and runs.
 */
@NullMarked
package io.sextant.lab.console;

import org.jspecify.annotations.NullMarked;
