/**
 * What the profile {@code secured} adds to the chat: accounts, form login, tokens, and a
 * page for administrators.
 */
@NullMarked
package io.dialogue.sample.secured;

import org.jspecify.annotations.NullMarked;
