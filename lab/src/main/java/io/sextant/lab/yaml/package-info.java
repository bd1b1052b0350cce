/**
 * YAML 1.2 files as nodes that know where they stand, and problems that say so.
 *
 * Knows files, text and limits. Must not know what any key means.
 */
@NullMarked
package io.sextant.lab.yaml;

import org.jspecify.annotations.NullMarked;
