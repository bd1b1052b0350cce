/**
 * Where packets are to be recorded.
 *
 * Must not know YAML or pcapng.
 */
@NullMarked
package io.sextant.lab.scenario.capture;

import org.jspecify.annotations.NullMarked;
