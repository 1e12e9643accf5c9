/**
 * A small game: a lobby, a match with four seats, and a loop that tells the state.
 */
@NullMarked
package io.dialogue.docs.game;

import org.jspecify.annotations.NullMarked;
