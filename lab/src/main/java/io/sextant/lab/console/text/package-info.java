/** How the programs write times and tables. Knows nothing of what the values mean. */
@NullMarked
package io.sextant.lab.console.text;

import org.jspecify.annotations.NullMarked;
