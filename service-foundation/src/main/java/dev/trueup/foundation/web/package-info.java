/** What bounds a request, whatever it asks for. */
@NullMarked
package dev.trueup.foundation.web;

import org.jspecify.annotations.NullMarked;
