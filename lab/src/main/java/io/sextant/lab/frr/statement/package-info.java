/**
 * FRR 8.4's statements: one table of patterns per context, and what each statement does to the configuration. To add one, add
 * a line to the table of its context. Knows the grammar, the model and BGP's regular
 * expressions; must not know files, hosts or sessions.
 */
@NullMarked
package io.sextant.lab.frr.statement;

import org.jspecify.annotations.NullMarked;
