/** What every HTTP surface of the simulator has in common: the words for a bad body. */
@NullMarked
package dev.trueup.simulator.web;

import org.jspecify.annotations.NullMarked;
