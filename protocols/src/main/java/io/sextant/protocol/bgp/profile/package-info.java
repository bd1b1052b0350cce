/**
 * Who speaks how: the figures and manners in which BGP speakers differ, as named profiles with their sources. Knows
 * messages only; sessions, tables and speakers read a profile and never ask for a program's name.
 */
@NullMarked
package io.sextant.protocol.bgp.profile;

import org.jspecify.annotations.NullMarked;
