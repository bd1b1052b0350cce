/** {@code kubectl get}, as release 1.22 prints it. Knows the API server's objects and nothing behind them. */
@NullMarked
package io.sextant.lab.console.kubectl;

import org.jspecify.annotations.NullMarked;
