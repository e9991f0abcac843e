/** What bounds a request, whatever it asks for, and what is said of one that cannot be read. */
@NullMarked
package dev.trueup.foundation.web;

import org.jspecify.annotations.NullMarked;
