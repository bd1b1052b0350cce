/**
 * What a command is: words in, text and a status out, at once or after virtual time has passed; and what a machine shows
 * of itself to commands. Knows views of the layers below, not how a lab is built nor which commands there are.
 */
@NullMarked
package io.sextant.lab.console.command;

import org.jspecify.annotations.NullMarked;
