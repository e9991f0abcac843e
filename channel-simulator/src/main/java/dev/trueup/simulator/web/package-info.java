/** What every HTTP surface of the simulator has in common: the limit of a body's size and the words for a bad one. */
@NullMarked
package dev.trueup.simulator.web;

import org.jspecify.annotations.NullMarked;
