/** Networks with FRR's own answers, run in the lab and compared. */
@NullMarked
package io.sextant.lab.corpus;

import org.jspecify.annotations.NullMarked;
