/**
 * How events and rooms are declared, in all the ways there are.
 */
@NullMarked
package io.dialogue.docs.events;

import org.jspecify.annotations.NullMarked;
