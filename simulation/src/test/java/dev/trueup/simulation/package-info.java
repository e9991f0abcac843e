@NullMarked
package dev.trueup.simulation;

import org.jspecify.annotations.NullMarked;
