/** Gives every test its Kafka and its MongoDB: servers named by the environment, else Docker's, else embedded ones. */
@NullMarked
package dev.trueup.testservers;

import org.jspecify.annotations.NullMarked;
